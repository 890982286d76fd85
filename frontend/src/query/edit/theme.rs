//! Which themes a record falls under, as an editor decides it.

use serde_json::json;

use super::Refusal;
use crate::api::{ApiResult, send};
use crate::query::change::ChangeCondition;
use crate::query::common::{AreaName, ThemeAssignment, Versioned};
use crate::query::schema;
use crate::query::word::RecordKind;
use crate::url::list::wire;

/// A record of one of the kinds that fall under themes: its words, and how it came by its themes.
#[derive(Clone, Debug)]
pub struct Themed {
    pub id: cynic::Id,
    pub version: i32,
    pub area: AreaName,
    /// The words that themes are read from.
    pub words: String,
    pub assigned: Vec<ThemeAssignment>,
    /// All themes, in the order of the taxonomy.
    pub themes: Vec<Theme>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Theme {
    pub path: String,
    pub name: String,
    pub definition: String,
}

/// Fragments of kinds of records that differ in nothing but in the field of their words.
macro_rules! themed {
    ($($kind:ident { $words:literal })+) => {
        $(
            #[derive(cynic::QueryFragment, Clone, Debug)]
            struct $kind {
                id: cynic::Id,
                #[cynic(rename = $words, alias)]
                words: String,
                area: AreaName,
                themes: Vec<ThemeAssignment>,
            }
        )+

        #[derive(cynic::InlineFragments, Clone, Debug)]
        #[cynic(graphql_type = "Node")]
        enum Record {
            $($kind($kind),)+
            #[cynic(fallback)]
            Other,
        }

        impl Record {
            fn themed(self, version: i32, all: Vec<Theme>) -> Option<Themed> {
                match self {
                    $(Self::$kind(row) => Some(Themed {
                        id: row.id,
                        version,
                        area: row.area,
                        words: row.words,
                        assigned: row.themes,
                        themes: all,
                    }),)+
                    Self::Other => None,
                }
            }
        }

        /// Whether records of a kind fall under themes.
        pub fn is_themed(kind: RecordKind) -> bool {
            matches!(kind, $(RecordKind::$kind)|+)
        }
    };
}

themed! {
    Weakness { "statement" }
    Workstream { "title" }
    Action { "text" }
    Measure { "text" }
    SurveyQuestion { "text" }
    FeedbackItem { "comment" }
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ChangeConnection")]
struct Changes {
    nodes: Vec<Write>,
    data_version: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Change")]
struct Write {
    version: i32,
    record: Option<Record>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ThemeConnection")]
struct Themes {
    nodes: Vec<Theme>,
}

#[derive(cynic::QueryVariables)]
struct ThemedInput {
    filter: ChangeCondition,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ThemedInput")]
struct ThemedRecord {
    #[arguments(filter: $filter, first: 1)]
    changes: Changes,
    #[arguments(first: 100)]
    themes: Themes,
}

operation!(themed_record: ThemedRecord(ThemedInput));

/// A record as it is now, by its kind and path.
pub async fn record(kind: RecordKind, path: String) -> ApiResult<Versioned<Themed>> {
    let filter = ChangeCondition(json!({ "kind": [wire(kind.slug())], "path": path }));
    send::<ThemedRecord>(ThemedInput { filter })
        .await?
        .found("record", |data| {
            let last = data.changes.nodes.into_iter().next()?;
            let record = last.record?.themed(last.version, data.themes.nodes);
            Versioned::of(record, data.changes.data_version)
        })
}

/// All themes of a record.
#[derive(cynic::InputObject, Debug)]
pub struct SetThemesInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub themes: Vec<String>,
}

#[derive(cynic::QueryVariables, Debug)]
struct SetThemesVariables {
    input: SetThemesInput,
}

#[derive(cynic::QueryFragment)]
struct SetThemesPayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SetThemesVariables")]
struct SetThemes {
    #[arguments(input: $input)]
    set_themes: SetThemesPayload,
}

operation!(change set_themes: SetThemes(SetThemesVariables));

/// Sends it.
pub async fn set(input: SetThemesInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<SetThemes>(SetThemesVariables { input }).await?;
    Ok(answer.map(|data| data.set_themes.problems))
}
