//! Search over the texts of all records.

use super::common::{AreaCount, AreaName, NodeName, PageInfo};
use super::schema;
use super::word::RecordKind;
use crate::api::{ApiError, ApiResult, ask};
use crate::url::search::Search;

/// A record that holds what was searched for.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SearchHit {
    pub kind: RecordKind,
    pub path: String,
    pub title: Vec<TextPiece>,
    pub excerpt: Vec<TextPiece>,
    pub area: Option<AreaName>,
    pub record: Option<NodeName>,
}

/// A piece of a text, and whether it is what was searched for.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct TextPiece {
    pub text: String,
    pub hit: bool,
}

/// How many hits there are of a kind.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct KindCount {
    pub kind: RecordKind,
    pub count: i32,
}

/// How many records hold a part of the search alone.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct PartCount {
    pub text: String,
    pub count: i32,
}

/// A page of hits, the best first.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SearchHitConnection")]
pub struct SearchHits {
    pub nodes: Vec<SearchHit>,
    pub page_info: PageInfo,
    pub total_count: i32,
    pub kinds: Vec<KindCount>,
    pub areas: Vec<AreaCount>,
    pub cut: bool,
    pub parts: Vec<PartCount>,
    pub suggestion: Option<String>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "LocalAreaConnection")]
struct Areas {
    nodes: Vec<AreaName>,
}

#[derive(cynic::QueryVariables)]
struct SearchInput {
    text: String,
    kind: Option<Vec<RecordKind>>,
    area: Option<Vec<String>>,
    after: Option<String>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query", variables = "SearchInput")]
struct Searched {
    #[arguments(text: $text, kind: $kind, area: $area, first: 50, after: $after)]
    search: SearchHits,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query")]
struct SearchAreas {
    #[arguments(first: 100)]
    local_areas: Areas,
}

operation!(search: Searched(SearchInput));
operation!(search_areas: SearchAreas(()));

/// The areas that a search can be narrowed to.
pub async fn areas() -> ApiResult<Vec<AreaName>> {
    Ok(ask::<SearchAreas>(())
        .await?
        .map(|data| data.local_areas.nodes))
}

/// What a search found.
pub struct Found {
    pub hits: SearchHits,
    /// The search that was asked, where its place is none: these hits are the first.
    pub lost: Option<Search>,
}

/// A page of what was searched for, the first where the place is none. Nothing is found by no words.
pub async fn search(asked: Search) -> ApiResult<Found> {
    let mut answer = page(asked.clone()).await;
    let mut lost = None;
    if let (Err(ApiError::BadInput(_)), Some(_)) = (&answer, &asked.after) {
        answer = page(asked.first()).await;
        lost = Some(asked);
    }
    Ok(answer?.map(|hits| Found { hits, lost }))
}

async fn page(asked: Search) -> ApiResult<SearchHits> {
    fn set<T>(values: Vec<T>) -> Option<Vec<T>> {
        (!values.is_empty()).then_some(values)
    }
    let answer = ask::<Searched>(SearchInput {
        text: asked.text.unwrap_or_default(),
        kind: set(asked.kind),
        area: set(asked.area),
        after: asked.after,
    });
    Ok(answer.await?.map(|data| data.search))
}
