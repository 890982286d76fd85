//! Two plans side by side.

mod counterpart;
mod similar;
mod status;
mod version;

use async_graphql::{Context, Object, SimpleObject};
use sea_orm::Iterable;

use self::{
    counterpart::ComparedMeasures,
    similar::{SimilarActions, SimilarityMethod},
    status::ComparedStatus,
    version::VersionPart,
};
use super::{
    action::Action,
    area::LocalArea,
    connection,
    coverage::{Coverage, Share},
    error::ApiResult,
    measure::Measure,
    plan::Plan,
    theme::Theme,
    weakness::Weakness,
    workstream::Workstream,
};
use crate::{
    domain::compare::{
        self as domain, Aspect, Comparable, Presence, Relation, counterpart::pairs as counterparts,
    },
    entity::theme::AssignmentMethod,
};

/// Two plans side by side: first what can be compared at all, then theme by theme, action by action and measure by measure. No score, no
/// ranking, and nothing that stands in one plan only is left out.
pub struct Comparison(domain::Comparison);

/// Two plans side by side: first what can be compared at all, then theme by theme, action by action and measure by measure. No score, no
/// ranking, and nothing that stands in one plan only is left out.
#[Object]
impl Comparison {
    /// The first plan.
    async fn a(&self) -> ComparisonSide {
        ComparisonSide::of(&self.0.a)
    }
    /// The second plan.
    async fn b(&self) -> ComparisonSide {
        ComparisonSide::of(&self.0.b)
    }
    /// How the two plans belong together.
    async fn relation(&self) -> Relation {
        self.0.relation()
    }
    /// What can be compared, computed from what the plans state.
    async fn matrix(&self) -> Vec<ComparedRow> {
        self.0.matrix().into_iter().map(ComparedRow::from).collect()
    }
    /// Every theme of the taxonomy, with what each plan holds under it.
    async fn themes(
        &self,
        #[graphql(desc = "How records came under a theme; in whatever way when left out.")]
        method: Option<Vec<AssignmentMethod>>,
    ) -> Vec<ComparedTheme> {
        let themes = self.0.themes(&methods(method)).into_iter();
        themes.map(ComparedTheme::from).collect()
    }
    /// What of the first plan no theme was assigned to.
    async fn without_theme_a(
        &self,
        #[graphql(desc = "How records came under a theme; in whatever way when left out.")]
        method: Option<Vec<AssignmentMethod>>,
    ) -> ThemeItems {
        self.0.without_theme(&self.0.a, &methods(method)).into()
    }
    /// What of the second plan no theme was assigned to.
    async fn without_theme_b(
        &self,
        #[graphql(desc = "How records came under a theme; in whatever way when left out.")]
        method: Option<Vec<AssignmentMethod>>,
    ) -> ThemeItems {
        self.0.without_theme(&self.0.b, &methods(method)).into()
    }
    /// How many assignments of themes there are among the records of both plans, by method.
    async fn assignments(&self) -> Vec<AssignmentCount> {
        let counts = self.0.assignments().into_iter();
        counts
            .map(|(method, count)| AssignmentCount { method, count })
            .collect()
    }
    /// Actions whose wording is alike, the most alike first; at most ten for each action.
    async fn similar_actions(&self) -> Vec<SimilarActions> {
        self.0.similar().into_iter().map(SimilarActions).collect()
    }
    /// How likeness of wording is measured.
    async fn similarity(&self) -> SimilarityMethod {
        similar::METHOD
    }
    /// How the actions of both plans stand, each in its own words; on one scale only where both state it.
    async fn status(&self, ctx: &Context<'_>) -> ApiResult<ComparedStatus> {
        let statuses = domain::status::statuses(connection::db(ctx), &self.0).await?;
        Ok(ComparedStatus(statuses))
    }
    /// Every measure of both plans, beside the one of the other that is most like it; what can be compared first.
    async fn measures(&self) -> Vec<ComparedMeasures> {
        let pairs = counterparts(&self.0.a, &self.0.b).into_iter();
        pairs.map(ComparedMeasures).collect()
    }
    /// What the later of two versions of a plan changed, workstreams first; what stayed the same is left out. Null where the plans are not versions of one.
    async fn changes(&self) -> Option<Vec<VersionPart>> {
        let parts = self.0.changes()?.into_iter();
        Some(parts.map(VersionPart).collect())
    }
}

/// The methods that were asked for; all when left out.
fn methods(asked: Option<Vec<AssignmentMethod>>) -> Vec<AssignmentMethod> {
    asked.unwrap_or_else(|| AssignmentMethod::iter().collect())
}

/// How many assignments of themes were made by a method.
#[derive(SimpleObject)]
pub struct AssignmentCount {
    /// The method.
    method: AssignmentMethod,
    /// How many assignments; a record under several themes counts for each.
    count: usize,
}

/// One of the two plans.
#[derive(SimpleObject)]
pub struct ComparisonSide {
    /// The plan.
    plan: Plan,
    /// Its local area.
    area: LocalArea,
    /// What it states and what it leaves out.
    coverage: Coverage,
    /// How many weaknesses its workstreams answer.
    weakness_count: usize,
    /// How many workstreams it has.
    workstream_count: usize,
    /// How many actions it has.
    action_count: usize,
    /// How many measures it has.
    measure_count: usize,
}

/// Whether one aspect can be compared, and why.
#[derive(SimpleObject)]
pub struct ComparedRow {
    /// The aspect.
    aspect: Aspect,
    /// What the shares count: workstreams, actions or measures.
    counted: &'static str,
    /// The share of the first plan.
    a: Share,
    /// The share of the second plan.
    b: Share,
    /// Whether it can be compared.
    comparable: Comparable,
    /// Why, in words.
    reason: String,
}

/// A theme in both plans.
#[derive(SimpleObject)]
pub struct ComparedTheme {
    /// The theme.
    theme: Theme,
    /// Where it occurs.
    presence: Presence,
    /// What the first plan holds under it.
    a: ThemeItems,
    /// What the second plan holds under it.
    b: ThemeItems,
}

/// What a plan holds under a theme.
#[derive(SimpleObject)]
pub struct ThemeItems {
    /// Weaknesses.
    weaknesses: Vec<Weakness>,
    /// Workstreams.
    workstreams: Vec<Workstream>,
    /// Actions.
    actions: Vec<Action>,
    /// Measures.
    measures: Vec<Measure>,
}

impl From<domain::Items> for ThemeItems {
    fn from(items: domain::Items) -> Self {
        Self {
            weaknesses: items.weaknesses.into_iter().map(Weakness).collect(),
            workstreams: items.workstreams.into_iter().map(Workstream).collect(),
            actions: items.actions.into_iter().map(Action).collect(),
            measures: items.measures.into_iter().map(Measure).collect(),
        }
    }
}

impl ComparisonSide {
    fn of(side: &domain::Side) -> Self {
        Self {
            plan: Plan(side.plan.clone()),
            area: LocalArea(side.area.clone()),
            coverage: side.coverage.into(),
            weakness_count: side.items.weaknesses.len(),
            workstream_count: side.items.workstreams.len(),
            action_count: side.items.actions.len(),
            measure_count: side.items.measures.len(),
        }
    }
}

impl From<domain::Row> for ComparedRow {
    fn from(row: domain::Row) -> Self {
        Self {
            aspect: row.aspect,
            counted: row.counted.1,
            a: row.a.into(),
            b: row.b.into(),
            comparable: row.comparable,
            reason: row.reason,
        }
    }
}

impl From<domain::ThemeRow> for ComparedTheme {
    fn from(row: domain::ThemeRow) -> Self {
        Self {
            theme: Theme(row.theme),
            presence: row.presence,
            a: row.a.into(),
            b: row.b.into(),
        }
    }
}

#[derive(Default)]
pub struct CompareQuery;

#[Object]
impl CompareQuery {
    /// Two plans side by side. An unknown path is an error with the code NOT_FOUND; a plan against
    /// itself is BAD_INPUT.
    #[graphql(complexity = "100 * child_complexity")]
    async fn compare(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The path of the first plan, such as worcestershire/app-2022.")] a: String,
        #[graphql(desc = "The path of the second plan, such as leicestershire/wsoa-2020.")]
        b: String,
    ) -> ApiResult<Comparison> {
        let compared = domain::compare(connection::db(ctx), &a, &b).await?;
        Ok(Comparison(compared))
    }
}
