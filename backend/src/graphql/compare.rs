//! Two plans side by side.

mod counterpart;
mod lane;
mod line;
mod similar;
mod status;
mod version;

use async_graphql::{Context, Object, SimpleObject};
use sea_orm::Iterable;

use self::{
    counterpart::{ComparedIndicator, ComparedMeasures, ComparedQuestions},
    lane::ComparedTimeline,
    line::ComparisonLine,
    similar::{SimilarActionList, SimilarityMethod},
    status::ComparedStatus,
    version::VersionPart,
};
use super::{
    action::Action,
    area::LocalArea,
    connection,
    coverage::{Coverage, Share},
    error::ApiResult,
    limit::Budget,
    measure::Measure,
    plan::Plan,
    theme::Theme,
    weakness::Weakness,
    workstream::Workstream,
};
use crate::{
    domain::compare::{
        self as domain, Relation,
        matrix::{Aspect, Comparable, Row},
        theme::{Presence, ThemeRow},
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
    /// Actions whose wording is alike, at most ten for each action, and those that a reviewer named. A plan of more than 2,000 actions is BAD_INPUT.
    async fn similar_actions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many pairs, from 0; all when left out.")] first: Option<u32>,
    ) -> ApiResult<SimilarActionList> {
        let first = first.and_then(|first| usize::try_from(first).ok());
        let found = self.0.similar(connection::db(ctx), first).await?;
        spent(ctx, 2 * found.pairs.len())?;
        Ok(found.into())
    }
    /// How likeness of wording is measured.
    async fn similarity(&self) -> SimilarityMethod {
        similar::METHOD
    }
    /// How the actions of both plans stand as they were published, each in its own words; on one scale only where both state it.
    async fn status(&self) -> ComparedStatus {
        ComparedStatus(domain::status::statuses(&self.0))
    }
    /// Every measure of both plans, beside the one of the other that is most like it; what can be compared first. A plan of more than 2,000 measures is BAD_INPUT.
    async fn measures(&self, ctx: &Context<'_>) -> ApiResult<Vec<ComparedMeasures>> {
        let pairs = self.0.measures()?;
        spent(ctx, pairs.len())?;
        Ok(pairs.into_iter().map(ComparedMeasures::from).collect())
    }
    /// Every question of the surveys of both areas, beside the one of the other that is most like it; what can be compared first. Empty where both plans are of one area, and where neither area has a survey.
    async fn survey_questions(&self, ctx: &Context<'_>) -> ApiResult<Vec<ComparedQuestions>> {
        let pairs = self.0.questions(connection::db(ctx)).await?;
        spent(ctx, pairs.len())?;
        Ok(pairs.into_iter().map(ComparedQuestions::from).collect())
    }
    /// Every indicator of which the documents of either area print a figure, with the figures of region and England that they print beside it. Empty where both plans are of one area.
    async fn indicators(&self, ctx: &Context<'_>) -> ApiResult<Vec<ComparedIndicator>> {
        let compared = self.0.indicators(connection::db(ctx)).await?;
        spent(
            ctx,
            compared.iter().map(|one| one.a.len() + one.b.len()).sum(),
        )?;
        Ok(compared.into_iter().map(ComparedIndicator::from).collect())
    }
    /// What happened around the two plans, by the calendar and by months since the inspection that each answers to.
    async fn timeline(&self, ctx: &Context<'_>) -> ApiResult<ComparedTimeline> {
        let lanes = self.0.lanes(connection::db(ctx)).await?;
        spent(ctx, lanes.iter().map(|lane| lane.events.len()).sum())?;
        Ok(lanes.into())
    }
    /// What the later of two versions of a plan changed, workstreams first, then actions and measures; what stayed the same is left out, and so are actions, or measures, where our documents hold none of one of the two. Null where the plans are not versions of one.
    async fn changes(&self) -> Option<Vec<VersionPart>> {
        let parts = self.0.changes()?.into_iter();
        Some(parts.map(VersionPart).collect())
    }
    /// The whole comparison as lines of one form, part by part in the order of the page: what a file of it holds.
    async fn nodes(&self, ctx: &Context<'_>) -> ApiResult<Vec<ComparisonLine>> {
        let lines = self.0.lines(connection::db(ctx)).await?;
        spent(ctx, lines.len())?;
        let lines = lines.into_iter();
        Ok(lines
            .map(|line| ComparisonLine::of(&self.0, line))
            .collect())
    }
}

/// Takes records out of what one answer may hold.
fn spent(ctx: &Context<'_>, records: usize) -> ApiResult<()> {
    Ok(ctx.data_unchecked::<Budget>().spend(records)?)
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
            plan: Plan(side.plan.clone().into()),
            area: LocalArea(side.area.clone().into()),
            coverage: side.coverage.into(),
            weakness_count: side.items.weaknesses.len(),
            workstream_count: side.items.workstreams.len(),
            action_count: side.items.actions.len(),
            measure_count: side.items.measures.len(),
        }
    }
}

impl From<Row> for ComparedRow {
    fn from(row: Row) -> Self {
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

impl From<ThemeRow> for ComparedTheme {
    fn from(row: ThemeRow) -> Self {
        Self {
            theme: Theme(row.theme.into()),
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
