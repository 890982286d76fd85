//! How many actions each choice of a filter would leave, and what they can be ordered by.

use async_graphql::{Context, Enum, Object, SimpleObject};
use chrono::NaiveDate;

use crate::{
    domain::{
        action::{Due, Gap, Lateness, due_by_month},
        sort::Key,
    },
    entity::{
        action::{self, Column, DueKind},
        plan::{self, SharedStatus},
        workstream,
    },
    graphql::{
        connection,
        error::ApiResult,
        facet::{Choices, Facets},
        order::OrderField,
    },
};

/// How many actions each choice of the filter would leave, beside its other parts that are in force.
pub struct ActionFacets {
    pub facets: Facets<action::Entity>,
    /// The day at which lateness is judged.
    pub day: NaiveDate,
}

/// How many actions each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl ActionFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.facets.areas(ctx).await
    }
    /// Plans.
    async fn plan(&self, ctx: &Context<'_>) -> Choices {
        self.facets
            .records::<plan::Entity>(ctx, "plan", Column::PlanId)
            .await
    }
    /// Workstreams.
    async fn workstream(&self, ctx: &Context<'_>) -> Choices {
        let column = Column::WorkstreamId;
        self.facets
            .records::<workstream::Entity>(ctx, "workstream", column)
            .await
    }
    /// Themes; an action under several counts for each.
    async fn theme(&self, ctx: &Context<'_>) -> Choices {
        self.facets.themes(ctx).await
    }
    /// Places on the shared scale.
    async fn status(&self, ctx: &Context<'_>) -> Choices {
        self.facets
            .words::<SharedStatus>(ctx, "status", Column::Status)
            .await
    }
    /// Cells as published.
    async fn local_status(&self, ctx: &Context<'_>) -> Choices {
        self.facets
            .cells(ctx, "localStatus", Column::StatusPublished)
            .await
    }
    /// What the published date means.
    async fn due_kind(&self, ctx: &Context<'_>) -> Choices {
        self.facets
            .words::<DueKind>(ctx, "dueKind", Column::DueKind)
            .await
    }
    /// What actions lack; one may lack several things.
    async fn without(&self, ctx: &Context<'_>) -> Choices {
        self.facets.gaps(ctx, &Gap::ALL).await
    }
    /// How many are overdue, are not, and cannot be judged, at the day of `overdueAt`, or today where the filter names none.
    async fn lateness(&self, ctx: &Context<'_>) -> Choices {
        let words = Lateness::ALL.map(|lateness| (lateness, lateness.at(self.day)));
        self.facets.conditions(ctx, "lateness", words.into()).await
    }
    /// How many are due in each month in which any is, in the order of time, beside all parts of the filter but `due`. What has no usable date is in none.
    async fn due_month(&self, ctx: &Context<'_>) -> ApiResult<Vec<DueMonth>> {
        let condition = self.facets.but("due");
        let months = due_by_month(connection::db(ctx), condition)
            .await?
            .into_iter();
        let month = |(month, due): (NaiveDate, Due)| DueMonth {
            month,
            exact: due.exact,
            about: due.about,
        };
        Ok(months.map(month).collect())
    }
}

/// How many actions are due in a month.
#[derive(SimpleObject)]
pub struct DueMonth {
    /// The first day of the month.
    month: NaiveDate,
    /// Actions that state one day of the month.
    exact: u64,
    /// Actions whose stated season, month or stretch touches the month; they count in each that it touches.
    about: u64,
}

/// What a list of actions can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ActionOrderField {
    /// The last day that the due date can mean: its team's or, where it has set none, the published one.
    Due,
    /// The place on the shared scale, from not started to completed.
    Status,
    /// The published lead.
    Lead,
    /// The words of the action.
    Text,
}

/// From what is to be done to what is done.
const SCALE: &[&str] = &[
    "not-started",
    "delayed",
    "in-progress",
    "on-track",
    "completed",
];

impl OrderField for ActionOrderField {
    type Entity = action::Entity;

    fn key(self) -> (&'static str, Key<action::Entity>) {
        match self {
            Self::Due => ("due", Key::Days(Column::TeamDueTo, Column::DueTo)),
            Self::Status => ("status", Key::Word(Column::Status, SCALE)),
            Self::Lead => ("lead", Key::Text(Column::LeadPublished)),
            Self::Text => ("text", Key::Text(Column::Text)),
        }
    }
}
