//! What a comparison is made of: one statement a table, whatever the plans hold.

use std::{collections::HashMap, sync::Arc};

use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{SelectStatement, UnionType},
};
use uuid::Uuid;

use super::{Items, Side, status::Scales};
use crate::{
    domain::{Error, Result, coverage::Coverage},
    entity::{action, area, measure, plan, theme, weakness, workstream},
};

/// Everything that the two plans hold.
pub struct Rows {
    workstreams: Vec<Arc<workstream::Model>>,
    actions: Vec<Arc<action::Model>>,
    measures: Vec<Arc<measure::Model>>,
    weaknesses: HashMap<Uuid, Arc<weakness::Model>>,
    pub themes: Vec<theme::Model>,
    pub scales: Scales,
    /// By record, how it came under its themes.
    pub assigned: HashMap<Uuid, Vec<theme::assignment::Model>>,
}

impl Rows {
    pub async fn load(db: &DatabaseConnection, plans: [Uuid; 2]) -> Result<Self> {
        let workstreams = workstream::Entity::find()
            .filter(workstream::Column::PlanId.is_in(plans))
            .order_by_asc(workstream::Column::SortKey)
            .all(db)
            .await?;
        let actions = action::Entity::find()
            .filter(action::Column::PlanId.is_in(plans))
            .order_by_asc(action::Column::SortKey)
            .all(db)
            .await?;
        let scales = Scales::load(db, plans).await?;
        let measures = measure::Entity::find()
            .filter(measure::Column::PlanId.is_in(plans))
            .order_by_asc(measure::Column::SortKey)
            .all(db)
            .await?;
        let weaknesses = weakness::Entity::find()
            .filter(weakness::Column::Id.in_subquery(answered(plans)))
            .all(db)
            .await?;
        let themes = theme::Entity::find()
            .order_by_asc(theme::Column::SortKey)
            .all(db)
            .await?;
        let rows = theme::assignment::Entity::find()
            .filter(theme::assignment::Column::RecordId.in_subquery(records(plans)))
            .all(db)
            .await?;
        let mut assigned: HashMap<Uuid, Vec<theme::assignment::Model>> = HashMap::new();
        for row in rows {
            assigned.entry(row.record_id).or_default().push(row);
        }
        Ok(Self {
            workstreams: workstreams.into_iter().map(Arc::new).collect(),
            actions: actions.into_iter().map(Arc::new).collect(),
            scales,
            measures: measures.into_iter().map(Arc::new).collect(),
            weaknesses: weaknesses
                .into_iter()
                .map(|row| (row.id, Arc::new(row)))
                .collect(),
            themes,
            assigned,
        })
    }

    pub async fn side(&self, db: &DatabaseConnection, plan: plan::Model) -> Result<Side> {
        let area = area::Entity::find_by_id(plan.area_id)
            .one(db)
            .await?
            .ok_or_else(|| Error::not_found("local area", plan.path.clone()))?;
        let workstreams: Vec<_> = of_plan(&self.workstreams, |row| row.plan_id == plan.id);
        let actions: Vec<_> = of_plan(&self.actions, |row| row.plan_id == plan.id);
        let measures: Vec<_> = of_plan(&self.measures, |row| row.plan_id == plan.id);
        let mut weaknesses: Vec<_> = workstreams
            .iter()
            .filter_map(|row| self.weaknesses.get(&row.weakness_id?).cloned())
            .collect();
        weaknesses.sort_by(|one, other| one.sort_key.cmp(&other.sort_key));
        weaknesses.dedup_by(|one, other| one.id == other.id);
        Ok(Side {
            coverage: Coverage::of(&workstreams, &actions, &measures),
            plan,
            label: area.name.clone(),
            area,
            items: Items {
                weaknesses,
                workstreams,
                actions,
                measures,
            },
        })
    }
}

/// The ids of the rows of two plans in a table. They are asked for and not listed: a statement takes only so many
/// values.
pub fn within<E: EntityTrait>(id: E::Column, plan: E::Column, plans: [Uuid; 2]) -> SelectStatement {
    E::find()
        .select_only()
        .column(id)
        .filter(plan.is_in(plans))
        .into_query()
}

/// The ids of the weaknesses that two plans answer.
fn answered(plans: [Uuid; 2]) -> SelectStatement {
    use workstream::{Column, Entity};
    let mut ids = within::<Entity>(Column::WeaknessId, Column::PlanId, plans);
    ids.and_where(Column::WeaknessId.is_not_null());
    ids
}

/// The ids of everything that may be under a theme in two plans.
fn records(plans: [Uuid; 2]) -> SelectStatement {
    let actions = within::<action::Entity>(action::Column::Id, action::Column::PlanId, plans);
    let measures = within::<measure::Entity>(measure::Column::Id, measure::Column::PlanId, plans);
    let mut ids =
        within::<workstream::Entity>(workstream::Column::Id, workstream::Column::PlanId, plans);
    for others in [actions, measures, answered(plans)] {
        ids.union(UnionType::All, others);
    }
    ids
}

fn of_plan<M: Clone>(rows: &[M], belongs: impl Fn(&M) -> bool) -> Vec<M> {
    rows.iter().filter(|row| belongs(row)).cloned().collect()
}
