//! How many weaknesses each choice of a filter would leave, and what they can be ordered by.

use async_graphql::{Context, Enum, Object};
use sea_orm::Iterable;

use crate::{
    domain::{
        sort::Key,
        weakness::{Gap, latest_state},
    },
    entity::{
        inspection, plan,
        weakness::{self, Column, WeaknessStateKind},
        workstream,
    },
    graphql::{
        facet::{Choices, Facets},
        order::OrderField,
    },
};

/// How many weaknesses each choice of the filter would leave, beside its other parts that are in force.
pub struct WeaknessFacets(pub Facets<weakness::Entity>);

/// How many weaknesses each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl WeaknessFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Inspections that found them.
    async fn inspection(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<inspection::Entity>(ctx, "inspection", Column::InspectionId)
            .await
    }
    /// Plans whose workstreams answer them; a weakness that several answer counts for each.
    async fn plan(&self, ctx: &Context<'_>) -> Choices {
        let link = (workstream::Column::WeaknessId, workstream::Column::PlanId);
        self.0
            .linked::<plan::Entity, workstream::Entity>(ctx, "plan", Column::Id, link)
            .await
    }
    /// Themes; a weakness under several counts for each.
    async fn theme(&self, ctx: &Context<'_>) -> Choices {
        self.0.themes(ctx).await
    }
    /// The stage that each is at, which is that of its latest state, from found to business as usual.
    async fn state(&self, ctx: &Context<'_>) -> Choices {
        let words = WeaknessStateKind::iter().map(|kind| (kind, latest_state(&[kind])));
        self.0.conditions(ctx, "state", words.collect()).await
    }
    /// What weaknesses lack; one may lack several things.
    async fn without(&self, ctx: &Context<'_>) -> Choices {
        self.0.gaps(ctx, &Gap::ALL).await
    }
}

/// What a list of weaknesses can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum WeaknessOrderField {
    /// The short title.
    Title,
    /// The published words.
    Statement,
}

impl OrderField for WeaknessOrderField {
    type Entity = weakness::Entity;

    fn key(self) -> (&'static str, Key<weakness::Entity>) {
        match self {
            Self::Title => ("title", Key::Text(Column::Title)),
            Self::Statement => ("statement", Key::Text(Column::Statement)),
        }
    }
}
