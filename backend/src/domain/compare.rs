//! Two plans side by side: first what can be compared at all, then theme by theme. Nothing here
//! scores or ranks, and nothing that stands in one plan only is left out.

mod matrix;

use std::collections::{HashMap, HashSet};

use async_graphql::Enum;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    Error, Result,
    coverage::{Coverage, Share},
    list,
};
use crate::entity::{action, area, measure, plan, theme, weakness, workstream};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ComparedAspect")]
pub enum Aspect {
    /// The weakness that a workstream answers.
    Weakness,
    /// Who leads.
    Lead,
    /// When actions are due.
    DueDate,
    /// How actions stand.
    Status,
    /// The evidence for actions.
    Evidence,
    /// Measures of outcome and impact.
    Measure,
    /// Targets of measures.
    Target,
    /// Baselines of measures.
    Baseline,
}

/// Whether an aspect can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Comparable {
    /// Both plans state it for all of their actions, workstreams or measures.
    Yes,
    /// Both state it, for some or at different levels.
    Partly,
    /// One of them, or neither, states it.
    No,
}

/// One row of the matrix that comes before any result.
#[derive(Debug)]
pub struct Row {
    pub aspect: Aspect,
    /// The noun that the shares count, such as actions.
    pub counted: (&'static str, &'static str),
    pub a: Share,
    pub b: Share,
    pub comparable: Comparable,
    pub reason: String,
}

/// Where a theme occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Presence {
    /// In both plans.
    Both,
    /// In the first plan only.
    OnlyA,
    /// In the second plan only.
    OnlyB,
    /// In neither.
    Neither,
}

/// What one plan holds under a theme.
#[derive(Clone, Debug, Default)]
pub struct Items {
    pub weaknesses: Vec<weakness::Model>,
    pub workstreams: Vec<workstream::Model>,
    pub actions: Vec<action::Model>,
    pub measures: Vec<measure::Model>,
}

impl Items {
    fn is_empty(&self) -> bool {
        self.weaknesses.is_empty()
            && self.workstreams.is_empty()
            && self.actions.is_empty()
            && self.measures.is_empty()
    }
}

/// A theme in both plans.
#[derive(Debug)]
pub struct ThemeRow {
    pub theme: theme::Model,
    pub presence: Presence,
    pub a: Items,
    pub b: Items,
}

/// One of the two plans, with everything in it.
#[derive(Debug)]
pub struct Side {
    pub plan: plan::Model,
    pub area: area::Model,
    /// What sentences call it: the area, or the plan where both are of one area.
    label: String,
    pub items: Items,
    pub coverage: Coverage,
}

/// The whole comparison.
#[derive(Debug)]
pub struct Comparison {
    pub a: Side,
    pub b: Side,
    pub matrix: Vec<Row>,
    pub themes: Vec<ThemeRow>,
    /// What no theme was assigned to.
    pub without_theme: (Items, Items),
}

/// Compares two plans, by their paths. The number of statements does not grow with the plans.
pub async fn compare(db: &DatabaseConnection, a: &str, b: &str) -> Result<Comparison> {
    if a == b {
        return Err(Error::bad_input(
            "b",
            format!("Both sides are the plan ‘{a}’. Choose another plan for one of them."),
        ));
    }
    let a = list::at::<plan::Entity>(db, a).await?;
    let b = list::at::<plan::Entity>(db, b).await?;
    let rows = Rows::load(db, [a.id, b.id]).await?;
    let mut a = rows.side(db, a).await?;
    let mut b = rows.side(db, b).await?;
    if a.area.id == b.area.id {
        a.label = format!("‘{}’", a.plan.title);
        b.label = format!("‘{}’", b.plan.title);
    }
    let themes: Vec<ThemeRow> = rows
        .themes
        .iter()
        .map(|theme| {
            let under = |id: &Uuid| rows.assigned.contains(&(*id, theme.id));
            let (a, b) = (a.items.only(under), b.items.only(under));
            let presence = match (a.is_empty(), b.is_empty()) {
                (false, false) => Presence::Both,
                (false, true) => Presence::OnlyA,
                (true, false) => Presence::OnlyB,
                (true, true) => Presence::Neither,
            };
            ThemeRow {
                theme: theme.clone(),
                presence,
                a,
                b,
            }
        })
        .collect();
    let placed: HashSet<Uuid> = rows.assigned.iter().map(|(record, _)| *record).collect();
    let bare = |id: &Uuid| !placed.contains(id);
    Ok(Comparison {
        matrix: matrix::matrix(&a, &b),
        without_theme: (a.items.only(bare), b.items.only(bare)),
        themes,
        a,
        b,
    })
}

impl Items {
    fn only(&self, keep: impl Fn(&Uuid) -> bool) -> Self {
        Self {
            weaknesses: self
                .weaknesses
                .iter()
                .filter(|row| keep(&row.id))
                .cloned()
                .collect(),
            workstreams: self
                .workstreams
                .iter()
                .filter(|row| keep(&row.id))
                .cloned()
                .collect(),
            actions: self
                .actions
                .iter()
                .filter(|row| keep(&row.id))
                .cloned()
                .collect(),
            measures: self
                .measures
                .iter()
                .filter(|row| keep(&row.id))
                .cloned()
                .collect(),
        }
    }
}

/// Everything that the two plans hold.
struct Rows {
    workstreams: Vec<workstream::Model>,
    actions: Vec<action::Model>,
    measures: Vec<measure::Model>,
    weaknesses: HashMap<Uuid, weakness::Model>,
    themes: Vec<theme::Model>,
    /// Pairs of record and theme.
    assigned: HashSet<(Uuid, Uuid)>,
}

impl Rows {
    async fn load(db: &DatabaseConnection, plans: [Uuid; 2]) -> Result<Self> {
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
        let measures = measure::Entity::find()
            .filter(measure::Column::PlanId.is_in(plans))
            .order_by_asc(measure::Column::SortKey)
            .all(db)
            .await?;
        let weaknesses = weakness::Entity::find()
            .filter(
                weakness::Column::Id.is_in(workstreams.iter().filter_map(|row| row.weakness_id)),
            )
            .all(db)
            .await?;
        let themes = theme::Entity::find()
            .order_by_asc(theme::Column::SortKey)
            .all(db)
            .await?;
        let records = workstreams
            .iter()
            .map(|row| row.id)
            .chain(actions.iter().map(|row| row.id))
            .chain(measures.iter().map(|row| row.id))
            .chain(weaknesses.iter().map(|row| row.id));
        let assigned = theme::assignment::Entity::find()
            .filter(theme::assignment::Column::RecordId.is_in(records))
            .all(db)
            .await?
            .into_iter()
            .map(|row| (row.record_id, row.theme_id))
            .collect();
        Ok(Self {
            workstreams,
            actions,
            measures,
            weaknesses: weaknesses.into_iter().map(|row| (row.id, row)).collect(),
            themes,
            assigned,
        })
    }

    async fn side(&self, db: &DatabaseConnection, plan: plan::Model) -> Result<Side> {
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

fn of_plan<M: Clone>(rows: &[M], belongs: impl Fn(&M) -> bool) -> Vec<M> {
    rows.iter().filter(|row| belongs(row)).cloned().collect()
}
