//! What the published plan says by now of a record that a draft has copied.

use crate::api::{ApiResult, send};
use crate::query::common::ActionStatus;
use crate::query::schema;
use crate::query::word::{MeasurePolarity, MeasureUnit};

/// How an action stands.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Action {
    pub status: ActionStatus,
}

/// What a measure counts in, and which way is better.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Measure {
    pub unit: MeasureUnit,
    pub polarity: MeasurePolarity,
}

/// A record that was copied, with what is chosen of it in a form.
#[derive(cynic::InlineFragments, Clone, Debug)]
#[cynic(graphql_type = "Node")]
pub enum Origin {
    Action(Action),
    Measure(Measure),
    #[cynic(fallback)]
    Other,
}

#[derive(cynic::QueryVariables, Debug)]
struct OriginVariables {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OriginVariables")]
struct DraftOrigin {
    #[arguments(id: $id)]
    node: Option<Origin>,
}

operation!(draft_origin: DraftOrigin(OriginVariables));

/// A record that was copied. Nothing where the published plan has it no more.
pub async fn origin(id: cynic::Id) -> ApiResult<Option<Origin>> {
    let answer = send::<DraftOrigin>(OriginVariables { id }).await?;
    Ok(answer.map(|data| data.node))
}
