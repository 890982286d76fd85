//! Two plans side by side.

use async_graphql::{Context, Object, SimpleObject};

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
use crate::domain::compare::{self as domain, Aspect, Comparable, Presence};

/// Two plans side by side: first what can be compared at all, then theme by theme. No score, no
/// ranking, and nothing that stands in one plan only is left out.
#[derive(SimpleObject)]
pub struct Comparison {
    /// The first plan.
    a: ComparisonSide,
    /// The second plan.
    b: ComparisonSide,
    /// What can be compared, computed from what the plans state.
    matrix: Vec<ComparedRow>,
    /// Every theme of the taxonomy, with what each plan holds under it.
    themes: Vec<ComparedTheme>,
    /// What of the first plan no theme was assigned to.
    without_theme_a: ThemeItems,
    /// What of the second plan no theme was assigned to.
    without_theme_b: ThemeItems,
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

impl From<domain::Side> for ComparisonSide {
    fn from(side: domain::Side) -> Self {
        Self {
            plan: Plan(side.plan),
            area: LocalArea(side.area),
            coverage: side.coverage.into(),
            weakness_count: side.items.weaknesses.len(),
            workstream_count: side.items.workstreams.len(),
            action_count: side.items.actions.len(),
            measure_count: side.items.measures.len(),
        }
    }
}

impl From<domain::Comparison> for Comparison {
    fn from(all: domain::Comparison) -> Self {
        Self {
            a: all.a.into(),
            b: all.b.into(),
            matrix: all
                .matrix
                .into_iter()
                .map(|row| ComparedRow {
                    aspect: row.aspect,
                    counted: row.counted.1,
                    a: row.a.into(),
                    b: row.b.into(),
                    comparable: row.comparable,
                    reason: row.reason,
                })
                .collect(),
            themes: all
                .themes
                .into_iter()
                .map(|row| ComparedTheme {
                    theme: Theme(row.theme),
                    presence: row.presence,
                    a: row.a.into(),
                    b: row.b.into(),
                })
                .collect(),
            without_theme_a: all.without_theme.0.into(),
            without_theme_b: all.without_theme.1.into(),
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
        Ok(domain::compare(connection::db(ctx), &a, &b).await?.into())
    }
}
