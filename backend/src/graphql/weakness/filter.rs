//! Which weaknesses a list holds.

use async_graphql::InputObject;
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::Weakness;
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        weakness::{Gap, latest_state},
    },
    entity::{
        area, inspection, plan,
        weakness::{self, Column, WeaknessStateKind},
        workstream,
    },
    graphql::{area::LocalAreaFilter, field::Tests, inspection::InspectionFilter},
};

/// Which weaknesses a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct WeaknessFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of inspections that found it.
    inspection: Option<Vec<String>>,
    /// Paths of plans whose workstreams answer it.
    plan: Option<Vec<String>>,
    /// Paths of themes: records that fall under one of them by whatever method.
    theme: Option<Vec<String>>,
    /// Stages it may be at: that of its latest state.
    state: Option<Vec<WeaknessStateKind>>,
    /// What the weakness lacks. Here the entries are not alternatives: it lacks all of them.
    without: Option<Vec<Gap>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// The inspection that found it is one of these.
    of_inspection: Option<InspectionFilter>,
    /// Its local area is one of these.
    of_area: Option<LocalAreaFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Weakness>,
    /// All of these hold as well.
    and: Option<Vec<WeaknessFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<WeaknessFilter>>,
    /// This does not hold.
    not: Option<Box<WeaknessFilter>>,
}

#[async_trait]
impl Asked for WeaknessFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let state = self.state.map(|kinds| latest_state(&kinds));
        let answer = (workstream::Column::WeaknessId, workstream::Column::PlanId);
        Ok(Filter::new(db)
            .areas::<weakness::Entity>(self.area)
            .await?
            .named::<inspection::Entity>("inspection", Column::InspectionId, self.inspection)
            .await?
            .linked::<plan::Entity, workstream::Entity>("plan", Column::Id, answer, self.plan)
            .await?
            .themes::<weakness::Entity>(self.theme)
            .await?
            .and("state", state)
            .without(self.without)
            .text::<weakness::Entity>(self.text)
            .await?
            .within::<inspection::Entity>("ofInspection", Column::InspectionId, self.of_inspection)
            .await?
            .within::<area::Entity>("ofArea", Column::AreaId, self.of_area)
            .await?
            .fields::<weakness::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}
