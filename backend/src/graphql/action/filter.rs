//! Which actions a list holds.

use super::Action;
use crate::graphql::area::LocalAreaFilter;
use crate::graphql::field::Tests;
use crate::graphql::plan::PlanFilter;
use crate::graphql::workstream::WorkstreamFilter;
use async_graphql::InputObject;
use async_trait::async_trait;
use chrono::{NaiveDate, Utc};
use sea_orm::{Condition, DatabaseConnection, ExprTrait, sea_query::Expr};

use crate::{
    domain::{
        self,
        action::{Gap, Lateness, due_now},
        filter::{Asked, Filter, Parts, touches},
    },
    entity::{
        action::{self, Column, DueKind},
        area, organisation, plan,
        plan::SharedStatus,
        workstream,
    },
    graphql::date::DateRange,
};

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
    /// Due for completion before this day and not stated as completed; only a single stated day can be overdue. With `lateness`, the day at which that is judged.
    pub(super) overdue_at: Option<NaiveDate>,
    /// How the action stands to the day of `overdueAt`, or to today where that is left out.
    lateness: Option<Vec<Lateness>>,
    /// What the action lacks. Here the entries are not alternatives: it lacks all of them.
    without: Option<Vec<Gap>>,
    /// Words that the published lead holds. At most 200 characters.
    lead: Option<String>,
    /// Paths of organisations that a lead belongs to, where the source says which.
    organisation: Option<Vec<String>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Its workstream is one of these.
    of_workstream: Option<WorkstreamFilter>,
    /// Its plan is one of these.
    of_plan: Option<PlanFilter>,
    /// Its local area is one of these.
    of_area: Option<LocalAreaFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Action>,
    /// All of these hold as well.
    and: Option<Vec<ActionFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<ActionFilter>>,
    /// This does not hold.
    not: Option<Box<ActionFilter>>,
}

#[async_trait]
impl Asked for ActionFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let due = self
            .due
            .map(|due| touches("due", due_now(), due.from, due.to));
        let late = match (self.lateness, self.overdue_at) {
            (None, None) => None,
            (None, Some(day)) => Some(Lateness::Overdue.at(day)),
            (Some(wanted), day) => {
                let day = day.unwrap_or_else(|| Utc::now().date_naive());
                let each = Lateness::ALL.into_iter().filter(|one| wanted.contains(one));
                // No alternative, no row.
                let none = Condition::any().add(Expr::val(1).eq(0));
                Some(each.fold(none, |any, one| any.add(one.at(day))))
            }
        };
        let lead = (
            action::lead::Column::ActionId,
            action::lead::Column::OrganisationId,
        );
        Ok(Filter::new(db)
            .areas::<action::Entity>(self.area)
            .await?
            .plans(Column::PlanId, self.plan)
            .await?
            .named::<workstream::Entity>("workstream", Column::WorkstreamId, self.workstream)
            .await?
            .themes::<action::Entity>(self.theme)
            .await?
            .linked::<organisation::Entity, action::lead::Entity>(
                "organisation",
                Column::Id,
                lead,
                self.organisation,
            )
            .await?
            .one_of("status", Column::Status, self.status)?
            .one_of("localStatus", Column::StatusPublished, self.local_status)?
            .one_of("dueKind", Column::DueKind, self.due_kind)?
            .and("due", due.transpose()?)
            .and("lateness", late)
            .without(self.without)
            .holds("lead", &[Column::LeadPublished], self.lead)?
            .text::<action::Entity>(self.text)
            .await?
            .within::<workstream::Entity>("ofWorkstream", Column::WorkstreamId, self.of_workstream)
            .await?
            .within::<plan::Entity>("ofPlan", Column::PlanId, self.of_plan)
            .await?
            .within::<area::Entity>("ofArea", Column::AreaId, self.of_area)
            .await?
            .fields::<action::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}
