//! "You said, we did": what parents said, what was promised, done and planned.

use super::action::ThemeOnly;
use super::common::{
    AreaName, Citation, DateTime, NaiveDate, NoteBrief, PageInfo, ThemeAssignment,
};
use super::schema;
use super::survey::WaveYear;
use super::word::FeedbackOutcome;
use crate::api::{Answer, ApiResult, ask};

/// One row.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct FeedbackItem {
    pub path: String,
    pub number: i32,
    pub table_published: String,
    pub service: Option<String>,
    pub comment: String,
    pub promised: Option<String>,
    pub done: Option<String>,
    pub next: Option<String>,
    pub is_new: bool,
    pub wave: WaveYear,
    pub carries_on: Option<CarriedOn>,
    pub carried_on_by: Vec<OtherRow>,
    pub author: Option<String>,
    pub link: Option<String>,
    pub updates: Vec<FeedbackUpdate>,
    pub note: Option<String>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
    pub themes: Vec<ThemeAssignment>,
}

/// The row of an earlier year that a row carries on, with what it promised.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "FeedbackItem")]
pub struct CarriedOn {
    pub path: String,
    pub number: i32,
    pub promised: Option<String>,
    pub next: Option<String>,
    pub wave: WaveYear,
}

/// The row of a later year that carries a row on.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "FeedbackItem")]
pub struct OtherRow {
    pub path: String,
    pub number: i32,
    pub wave: WaveYear,
}

/// What a team has said of what became of a row.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct FeedbackUpdate {
    pub outcome: FeedbackOutcome,
    pub effective_on: NaiveDate,
    pub note: String,
    pub link: Option<String>,
    pub author: String,
    pub at: DateTime,
}

/// A line of the list of rows.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "FeedbackItem")]
pub struct FeedbackRow {
    pub path: String,
    pub number: i32,
    pub table_published: String,
    pub service: Option<String>,
    pub comment: String,
    pub promised: Option<String>,
    pub done: Option<String>,
    pub next: Option<String>,
    pub is_new: bool,
    pub carries_on: Option<CarriedOn>,
    pub updates: Vec<FeedbackUpdate>,
    pub author: Option<String>,
    pub link: Option<String>,
    pub area: AreaName,
    pub wave: WaveYear,
    pub citations: Vec<Citation>,
    pub themes: Vec<ThemeOnly>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct FeedbackItemConnection {
    pub nodes: Vec<FeedbackItem>,
    pub page_info: PageInfo,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct OfWaves {
    wave: Option<Vec<String>>,
    after: Option<String>,
}

/// A page of the rows of some waves. The page of a survey reads all of them and filters them itself:
/// there are some dozens, and each choice of the filter then carries its number.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query", variables = "OfWaves")]
struct FeedbackItems {
    #[arguments(filter: { wave: $wave }, first: 100, after: $after)]
    feedback_items: FeedbackItemConnection,
}

operation!(feedback_items: FeedbackItems(OfWaves));

/// Every row of some waves. There are as many requests as the rows have pages.
pub async fn feedback(waves: Vec<String>) -> ApiResult<Vec<FeedbackItem>> {
    let (mut items, mut partial, mut after) = (Vec::new(), None, None);
    loop {
        let wave = Some(waves.clone());
        let page = ask::<FeedbackItems>(OfWaves { wave, after }).await?;
        partial = partial.or(page.partial);
        let page = page.data.feedback_items;
        items.extend(page.nodes);
        after = page.page_info.end_cursor;
        if !page.page_info.has_next_page || after.is_none() {
            break;
        }
    }
    Ok(Answer {
        data: items,
        partial,
    })
}

list! {
    FEEDBACK: FeedbackRow,
    feedback_items: "FeedbackItemConnection" filtered by "FeedbackItemFilter" ordered by "FeedbackItemOrder",
    feedback_item_facets: "FeedbackItemFacets" {
        area: "area",
        wave: "wave",
        theme: "theme",
        heading: "heading",
        table: "table",
        service: "service",
        without: "without",
        is_new: "isNew",
    },
    operations feedback_rows, feedback_choices,
}
