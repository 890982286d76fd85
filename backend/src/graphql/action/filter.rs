//! Which actions a list holds.

use async_graphql::{Context, InputObject};
use chrono::NaiveDate;
use sea_orm::Condition;

use super::ActionFacet;
use crate::{
    domain::{
        self,
        action::{Gap, due_within, overdue_at},
        filter::Filter,
    },
    entity::{
        action::{self, DueKind},
        plan::SharedStatus,
        workstream,
    },
    graphql::connection,
};

/// A stretch of time. Both ends count; what is left out is open.
#[derive(Clone, Copy, InputObject)]
pub struct DateRange {
    /// The first day.
    from: Option<NaiveDate>,
    /// The last day.
    to: Option<NaiveDate>,
}

/// Which actions a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct ActionFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of plans, such as leicestershire/wsoa-2020.
    plan: Option<Vec<String>>,
    /// Paths of workstreams.
    workstream: Option<Vec<String>>,
    /// Paths of themes: records that fall under one of them by whatever method.
    theme: Option<Vec<String>>,
    /// Places on the shared scale.
    status: Option<Vec<SharedStatus>>,
    /// Cells as published, such as AMBER.
    local_status: Option<Vec<String>>,
    /// What the published date means.
    due_kind: Option<Vec<DueKind>>,
    /// When the action is due, as exactly as it is stated: the stretch that was read touches this one.
    due: Option<DateRange>,
    /// Due for completion before this day and not stated as completed; only a single stated day can be overdue.
    overdue_at: Option<NaiveDate>,
    /// What the action lacks. Here the entries are not alternatives: it lacks all of them.
    without: Option<Vec<Gap>>,
    /// Words that the published lead holds. At most 200 characters.
    lead: Option<String>,
    /// Words that one of the texts holds, upper and lower case alike. At most 200 characters.
    text: Option<String>,
}

impl ActionFilter {
    /// The filter as a condition, without the part that one facet offers choices for.
    pub async fn condition(
        self,
        ctx: &Context<'_>,
        but: Option<ActionFacet>,
    ) -> domain::Result<Condition> {
        let unless = |facet| but != Some(facet);
        let mut condition = Filter::new(connection::db(ctx))
            .areas::<action::Entity>(self.area.filter(|_| unless(ActionFacet::Area)))
            .await?
            .plans(
                action::Column::PlanId,
                self.plan.filter(|_| unless(ActionFacet::Plan)),
            )
            .await?
            .named::<workstream::Entity>(action::Column::WorkstreamId, self.workstream)
            .await?
            .themes::<action::Entity>(self.theme.filter(|_| unless(ActionFacet::Theme)))
            .await?
            .one_of(
                action::Column::Status,
                self.status.filter(|_| unless(ActionFacet::Status)),
            )?
            .one_of(
                action::Column::StatusPublished,
                self.local_status
                    .filter(|_| unless(ActionFacet::LocalStatus)),
            )?
            .one_of(
                action::Column::DueKind,
                self.due_kind.filter(|_| unless(ActionFacet::DueKind)),
            )?
            .holds(&[action::Column::LeadPublished], self.lead)?
            .text::<action::Entity>(self.text)?
            .done();
        if let Some(DateRange { from, to }) = self.due {
            condition = condition.add(due_within(from, to)?);
        }
        if let Some(day) = self.overdue_at {
            condition = condition.add(overdue_at(day));
        }
        // What lacks one thing can lack another too: the choices of this facet narrow each other.
        for gap in self.without.unwrap_or_default() {
            condition = condition.add(gap.condition());
        }
        Ok(condition)
    }
}
