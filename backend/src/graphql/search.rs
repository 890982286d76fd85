//! Search over the texts of all records.

use async_graphql::{
    Context, Object, SimpleObject,
    connection::{Connection as Relay, Edge, EmptyFields},
};

use super::{
    area::{AreaCount, LocalArea},
    connection::{self, one},
    error::ApiResult,
    limit::{Budget, ROOT, page_cost},
    node::{self, Node},
};
use crate::{
    domain::{
        filter,
        page::{self, Request},
        search::{self, Hit, word::Term},
    },
    entity::{area, record::Kind},
};

/// A record that holds what was searched for.
pub struct SearchHit {
    hit: Hit,
    terms: std::sync::Arc<Vec<Term>>,
}

/// How much of a text is shown, in letters: most titles are shown whole.
const ROOM: usize = 240;
const TITLE_ROOM: usize = 400;

/// A record that holds what was searched for.
#[Object]
impl SearchHit {
    /// The kind of the record.
    async fn kind(&self) -> Kind {
        self.hit.entry.kind
    }
    /// The path of the record.
    async fn path(&self) -> &str {
        &self.hit.entry.path
    }
    /// What the record is called, with what was searched for marked.
    async fn title(&self) -> Vec<TextPiece> {
        pieces(&self.terms, &self.hit.entry.title, TITLE_ROOM)
    }
    /// The first place of its other texts that holds what was searched for; their beginning where only the title does. Empty when it has no other text.
    async fn excerpt(&self) -> Vec<TextPiece> {
        pieces(&self.terms, &self.hit.entry.body, ROOM)
    }
    /// How well it fits. Higher is better; it compares hits of one search only.
    async fn score(&self) -> f64 {
        self.hit.score
    }
    /// The local area of the record. Null for what is shared by all.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<Option<LocalArea>> {
        one(ctx, self.hit.entry.area_id).await
    }
    /// The record itself.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        node::by_id(ctx, self.hit.entry.id).await
    }
}

/// A piece of a text.
#[derive(SimpleObject)]
pub struct TextPiece {
    /// The words.
    text: String,
    /// Whether they are what was searched for.
    hit: bool,
}

fn pieces(terms: &[Term], text: &str, room: usize) -> Vec<TextPiece> {
    let pieces = search::marked(terms, text, room).into_iter();
    pieces
        .map(|piece| TextPiece {
            text: piece.text,
            hit: piece.hit,
        })
        .collect()
}

/// How many hits are of a kind.
#[derive(SimpleObject)]
pub struct KindCount {
    /// The kind.
    kind: Kind,
    /// How many hits, whatever kinds the search was narrowed to.
    count: u64,
}

/// How many records hold a part of a search.
#[derive(SimpleObject)]
pub struct PartCount {
    /// The part as it may be searched for: a word, `begin*`, or words between quotation marks.
    text: String,
    /// How many records, in the areas and of the kinds that were asked for.
    count: u64,
}

/// What a search adds to Relay's connection.
#[derive(SimpleObject)]
pub struct SearchTotal {
    /// How many records hold all of what was searched for, on all pages.
    total_count: u64,
    /// How many there are of each kind, the most first.
    kinds: Vec<KindCount>,
    /// How many there are of each area, in the order of the areas. What belongs to none is in none.
    areas: Vec<AreaCount>,
    /// Whether there were more than can be ranked: then the best of the first 2,000 are listed. Narrow the search.
    cut: bool,
    /// How many records hold each part of the search alone, when nothing holds all of them; what nothing holds is left out. Empty when something was found.
    parts: Vec<PartCount>,
    /// What may have been meant, when nothing was found and a word of the search occurs nowhere. Null otherwise.
    suggestion: Option<String>,
}

pub type Hits = Relay<String, SearchHit, SearchTotal, EmptyFields>;

#[derive(Default)]
pub struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Records that hold all of some words, in any of their forms, the best first. `begin*` finds the beginning of a word, and words between quotation marks are found in a row, as they are written.
    #[graphql(complexity = "ROOT + page_cost(first, 50, child_complexity)")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is searched for. At most 200 characters.")] text: String,
        #[graphql(desc = "Kinds of records; all when left out.")] kind: Option<Vec<Kind>>,
        #[graphql(desc = "Paths of local areas; all when left out.")] area: Option<Vec<String>>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Hits> {
        let request = Request::new(first, after, None, None)?;
        let db = connection::db(ctx);
        let areas = filter::existing::<area::Entity>(db, area).await?;
        let counts_areas = ctx.look_ahead().field("areas").exists();
        let found = search::find(db, &text, areas.clone(), kind.as_deref(), counts_areas).await?;
        let is_asked = ctx.look_ahead().field("parts").exists();
        let parts = match found.total == 0 && is_asked {
            true => search::alone(db, &text, areas, kind.as_deref()).await?,
            false => Vec::new(),
        };
        let parts = parts.into_iter();
        let parts = parts
            .map(|(text, count)| PartCount { text, count })
            .collect();
        // It reads the whole vocabulary: only for whoever asks, and who found nothing of any kind.
        let is_asked = ctx.look_ahead().field("suggestion").exists();
        let suggestion = match found.kinds.is_empty() && is_asked {
            true => search::suggestion(db, &text).await?,
            false => None,
        };
        let areas = AreaCount::of(db, found.areas).await?;
        let kinds = found.kinds.into_iter();
        let kinds = kinds
            .map(|(kind, count)| KindCount { kind, count })
            .collect();
        // The place in the ranking is the key: padded, so that keys compare as the places do.
        let ranked: Vec<(String, Hit)> = found
            .hits
            .into_iter()
            .enumerate()
            .map(|(place, hit)| (format!("{place:06}"), hit))
            .collect();
        // A colon ends the name of a list in its cursors.
        let list = format!("search for {}", text.replace(':', " "));
        let page = request.cut(&list, ranked, |(key, _)| key)?;
        ctx.data_unchecked::<Budget>().spend(page.rows.len())?;
        let total = SearchTotal {
            total_count: found.total,
            kinds,
            areas,
            cut: found.total > search::MOST_FOUND,
            parts,
            suggestion,
        };
        let mut hits = Relay::with_additional_fields(page.has_previous, page.has_next, total);
        let terms = std::sync::Arc::new(found.terms);
        hits.edges.extend(page.rows.into_iter().map(|(key, hit)| {
            let cursor = page::cursor(&list, &key);
            Edge::new(
                cursor,
                SearchHit {
                    hit,
                    terms: terms.clone(),
                },
            )
        }));
        Ok(hits)
    }
}
