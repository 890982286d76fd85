//! How many actions each choice of a filter would leave.

use async_graphql::{Context, Enum, SimpleObject, Value, resolver_utils::enum_value};
use sea_orm::Condition;

use crate::{
    domain::{self, action::Gap, facet},
    entity::{
        action::{self, DueKind},
        area, plan,
        plan::SharedStatus,
    },
    graphql::connection,
};

/// A part of the filter of actions that offers choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ActionFacet {
    /// Local areas.
    Area,
    /// Plans.
    Plan,
    /// Themes; an action under several counts for each.
    Theme,
    /// Places on the shared scale.
    Status,
    /// Cells as published.
    LocalStatus,
    /// What the published date means.
    DueKind,
    /// What actions lack; one may lack several things.
    Without,
}

/// How many actions each choice of one part of the filter would leave, beside all other parts in force.
#[derive(SimpleObject)]
pub struct ActionFacetCounts {
    /// The part of the filter.
    by: ActionFacet,
    /// Its choices; those that would leave nothing are not among them.
    choices: Vec<FacetChoice>,
}

/// One choice of a filter.
#[derive(SimpleObject)]
pub struct FacetChoice {
    /// What to give to the filter: a path, a word of its enumeration, or a cell as published.
    value: String,
    /// The name of the record at the path. Null for words and cells.
    label: Option<String>,
    /// How many records it would leave.
    count: u64,
}

impl FacetChoice {
    fn record(path: &str, label: &str, count: u64) -> Self {
        Self {
            value: path.to_owned(),
            label: Some(label.to_owned()),
            count,
        }
    }

    fn word(value: Value, count: u64) -> Self {
        let value = match value {
            Value::Enum(name) => name.to_string(),
            other => other.to_string(),
        };
        Self {
            value,
            label: None,
            count,
        }
    }
}

/// Counts the choices of one part of the filter.
pub async fn count(
    ctx: &Context<'_>,
    by: ActionFacet,
    condition: Condition,
) -> domain::Result<ActionFacetCounts> {
    use action::{Column, Entity as Action};
    let db = connection::db(ctx);
    let choices: Vec<FacetChoice> = match by {
        ActionFacet::Area => {
            let found = facet::by_record::<Action, area::Entity>(db, condition, Column::AreaId);
            let choice =
                |(row, count): (area::Model, u64)| FacetChoice::record(&row.path, &row.name, count);
            found.await?.into_iter().map(choice).collect()
        }
        ActionFacet::Plan => {
            let found = facet::by_record::<Action, plan::Entity>(db, condition, Column::PlanId);
            let choice = |(row, count): (plan::Model, u64)| {
                FacetChoice::record(&row.path, &row.title, count)
            };
            found.await?.into_iter().map(choice).collect()
        }
        ActionFacet::Theme => facet::by_theme::<Action>(db, condition)
            .await?
            .into_iter()
            .map(|(row, count)| FacetChoice::record(&row.path, &row.name, count))
            .collect(),
        ActionFacet::Status => {
            let found = facet::by_column::<Action, SharedStatus>(db, condition, Column::Status);
            let choice = |(word, count)| FacetChoice::word(enum_value(word), count);
            found.await?.into_iter().map(choice).collect()
        }
        ActionFacet::DueKind => {
            let found = facet::by_column::<Action, DueKind>(db, condition, Column::DueKind);
            let choice = |(word, count)| FacetChoice::word(enum_value(word), count);
            found.await?.into_iter().map(choice).collect()
        }
        ActionFacet::LocalStatus => {
            let column = Column::StatusPublished;
            let found = facet::by_column::<Action, Option<String>>(db, condition, column);
            let choice = |(cell, count): (Option<String>, u64)| {
                Some(FacetChoice {
                    value: cell?,
                    label: None,
                    count,
                })
            };
            found.await?.into_iter().filter_map(choice).collect()
        }
        ActionFacet::Without => {
            let each = Gap::ALL.map(Gap::condition);
            let found = facet::by_condition::<Action>(db, condition, each).await?;
            let choice = |(gap, count)| FacetChoice::word(enum_value(gap), count);
            let left = Gap::ALL
                .into_iter()
                .zip(found)
                .filter(|(_, count)| *count > 0);
            left.map(choice).collect()
        }
    };
    Ok(ActionFacetCounts { by, choices })
}
