//! What a plan states about its actions.

use async_graphql::{Context, SimpleObject};
use uuid::Uuid;

use super::{connection::rows, error::ApiResult};
use crate::{
    domain::coverage as domain,
    loader::{ActionsOfPlan, MeasuresOfPlan, WorkstreamsOfPlan},
};

/// How many of something a plan states.
#[derive(Clone, Copy, SimpleObject)]
pub struct Share {
    /// How many state it.
    stated: usize,
    /// Out of how many.
    of: usize,
}

impl From<domain::Share> for Share {
    fn from(share: domain::Share) -> Self {
        Self {
            stated: share.stated,
            of: share.of,
        }
    }
}

/// What a plan states, and what it leaves out. This judges the document, never the area.
#[derive(SimpleObject)]
pub struct Coverage {
    /// Workstreams that answer a weakness.
    workstreams_with_weakness: Share,
    /// Workstreams with a lead of their own.
    workstreams_with_lead: Share,
    /// Workstreams with measures of their own.
    workstreams_with_measure: Share,
    /// Actions with a lead.
    actions_with_lead: Share,
    /// Actions with something printed where the date belongs.
    actions_with_due_date: Share,
    /// Actions whose date is one exact day that exists, decision dates included.
    actions_with_usable_date: Share,
    /// Actions with a status.
    actions_with_status: Share,
    /// Actions with evidence.
    actions_with_evidence: Share,
    /// Actions with a measure of their own.
    actions_with_measure: Share,
    /// Measures with a target.
    measures_with_target: Share,
    /// Measures with a baseline.
    measures_with_baseline: Share,
}

impl From<domain::Coverage> for Coverage {
    fn from(all: domain::Coverage) -> Self {
        Self {
            workstreams_with_weakness: all.workstreams_with_weakness.into(),
            workstreams_with_lead: all.workstreams_with_lead.into(),
            workstreams_with_measure: all.workstreams_with_measure.into(),
            actions_with_lead: all.actions_with_lead.into(),
            actions_with_due_date: all.actions_with_due_date.into(),
            actions_with_usable_date: all.actions_with_usable_date.into(),
            actions_with_status: all.actions_with_status.into(),
            actions_with_evidence: all.actions_with_evidence.into(),
            actions_with_measure: all.actions_with_measure.into(),
            measures_with_target: all.measures_with_target.into(),
            measures_with_baseline: all.measures_with_baseline.into(),
        }
    }
}

pub async fn of_plan(ctx: &Context<'_>, plan: Uuid) -> ApiResult<Coverage> {
    let (workstreams, actions, measures) = futures_util::try_join!(
        rows(ctx, WorkstreamsOfPlan(plan)),
        rows(ctx, ActionsOfPlan(plan)),
        rows(ctx, MeasuresOfPlan(plan)),
    )?;
    Ok(domain::Coverage::of(&workstreams, &actions, &measures).into())
}
