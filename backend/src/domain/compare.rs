//! Two plans side by side: first what can be compared at all, then theme by theme. Nothing here
//! scores or ranks, and nothing that stands in one plan only is left out.

pub mod counterpart;
mod matrix;
pub mod similar;
pub mod status;
pub mod version;

use std::collections::HashMap;

use async_graphql::Enum;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, Iterable, QueryFilter, QueryOrder};
use uuid::Uuid;

use self::similar::{Band, Passage, Shared};
use super::{
    Error, Result,
    coverage::{Coverage, Share},
    list,
};
use crate::entity::{
    action, area, measure, plan,
    theme::{self, AssignmentMethod},
    weakness, workstream,
};

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

/// How the two plans belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ComparisonRelation")]
pub enum Relation {
    /// They are of two areas.
    TwoAreas,
    /// They are two plans of one area.
    OneArea,
    /// They are of one area, and one says that it takes the place of the other.
    Versions,
}

/// Two actions whose wording is alike.
#[derive(Clone, Debug)]
pub struct SimilarActions {
    pub a: action::Model,
    pub b: action::Model,
    pub score: f64,
    pub band: Band,
    pub shared: Vec<Shared>,
}

/// Two plans with everything in them. Each part of the comparison is made when it is asked for.
#[derive(Debug)]
pub struct Comparison {
    pub a: Side,
    pub b: Side,
    themes: Vec<theme::Model>,
    /// By record and theme, how the record came under the theme.
    assigned: HashMap<Uuid, Vec<(Uuid, AssignmentMethod)>>,
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
    Ok(Comparison {
        a,
        b,
        themes: rows.themes,
        assigned: rows.assigned,
    })
}

impl Comparison {
    /// How the two plans belong together.
    pub fn relation(&self) -> Relation {
        let (a, b) = (&self.a.plan, &self.b.plan);
        match a.area_id == b.area_id {
            false => Relation::TwoAreas,
            true if a.supersedes_id == Some(b.id) || b.supersedes_id == Some(a.id) => {
                Relation::Versions
            }
            true => Relation::OneArea,
        }
    }

    /// What can be compared, with the counts and the reason.
    pub fn matrix(&self) -> Vec<Row> {
        matrix::matrix(&self.a, &self.b)
    }

    /// Every theme with what both plans hold under it, by these methods of assignment.
    pub fn themes(&self, methods: &[AssignmentMethod]) -> Vec<ThemeRow> {
        let themes = self.themes.iter().map(|theme| {
            let under = |id: &Uuid| {
                let own = self.assigned(id, methods);
                own.into_iter().any(|assigned| assigned == theme.id)
            };
            let (a, b) = (self.a.items.only(under), self.b.items.only(under));
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
        });
        themes.collect()
    }

    /// What of a plan no theme was assigned to by these methods.
    pub fn without_theme(&self, side: &Side, methods: &[AssignmentMethod]) -> Items {
        side.items.only(|id| self.assigned(id, methods).is_empty())
    }

    /// The themes of a record, by these methods.
    fn assigned(&self, record: &Uuid, methods: &[AssignmentMethod]) -> Vec<Uuid> {
        let all = self.assigned.get(record).into_iter().flatten();
        let own = all.filter(|(_, method)| methods.contains(method));
        own.map(|(theme, _)| *theme).collect()
    }

    /// How many assignments of records of both plans there are, by method.
    pub fn assignments(&self) -> Vec<(AssignmentMethod, usize)> {
        let methods = AssignmentMethod::iter().map(|method| {
            let all = self.assigned.values().flatten();
            (method, all.filter(|(_, own)| *own == method).count())
        });
        methods.collect()
    }

    /// Actions of the two plans whose wording is alike, the most alike first.
    pub fn similar(&self) -> Vec<SimilarActions> {
        fn passages(side: &Side) -> Vec<Passage<'_>> {
            let actions = side.items.actions.iter();
            actions
                .map(|row| Passage {
                    text: &row.text,
                    steps: &row.steps.0,
                })
                .collect()
        }
        let pairs = similar::pairs(&passages(&self.a), &passages(&self.b)).into_iter();
        let pairs = pairs.filter_map(|pair| {
            Some(SimilarActions {
                a: self.a.items.actions.get(pair.a)?.clone(),
                b: self.b.items.actions.get(pair.b)?.clone(),
                score: pair.score,
                band: pair.band,
                shared: pair.shared,
            })
        });
        pairs.collect()
    }

    /// What the later of two versions changed; nothing where the plans are no versions of one.
    pub fn changes(&self) -> Option<Vec<version::Part>> {
        let is_versions = self.relation() == Relation::Versions;
        is_versions.then(|| match self.b.plan.supersedes_id == Some(self.a.plan.id) {
            true => version::changes(&self.a, &self.b),
            false => version::changes(&self.b, &self.a),
        })
    }
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
    assigned: HashMap<Uuid, Vec<(Uuid, AssignmentMethod)>>,
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
        let rows = theme::assignment::Entity::find()
            .filter(theme::assignment::Column::RecordId.is_in(records))
            .all(db)
            .await?;
        let mut assigned: HashMap<Uuid, Vec<(Uuid, AssignmentMethod)>> = HashMap::new();
        for row in rows {
            let own = assigned.entry(row.record_id).or_default();
            own.push((row.theme_id, row.method));
        }
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
