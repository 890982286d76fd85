//! Two plans side by side.

mod beside;
mod similar;

pub use beside::*;
pub use similar::*;

use super::common::{
    ActionStatus, AreaName, Citation, Coverage, DueDate, NaiveDate, NodeName, PlanName,
    PublishedDate, Share,
};
use super::plan::{PlanDocument, PlanEdition};
use super::schema;
use super::weakness::TextChange;
use super::word::{
    AssignmentMethod, Comparable, ComparedAspect, CounterpartClass, PlanKind, Presence,
    PublicationStatus, RecordKind, SharedStatus, VersionChange,
};
use crate::api::{ApiResult, ask_at};

/// A plan that can be chosen.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct PlanChoice {
    pub path: String,
    pub title: String,
    pub kind: PlanKind,
    pub area: AreaName,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "PlanConnection")]
pub struct PlanChoiceConnection {
    pub nodes: Vec<PlanChoice>,
}

/// Every plan, to choose two from.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query")]
struct PlanChoices {
    #[arguments(first: 100)]
    plans: PlanChoiceConnection,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct TwoPlans {
    a: String,
    b: String,
    /// How records came under their themes; in whatever way when left out.
    #[cynic(skip_serializing_if = "Option::is_none")]
    method: Option<Vec<AssignmentMethod>>,
    /// How many pairs of similar actions; all when left out.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pairs: Option<i32>,
}

/// The comparison of two plans.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query", variables = "TwoPlans")]
struct Compare {
    #[arguments(a: $a, b: $b)]
    compare: Comparison,
    data_version: i32,
}

/// A comparison, and the version of the data that it shows.
#[derive(Clone, Debug)]
pub struct Compared {
    pub comparison: Comparison,
    pub data_version: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(variables = "TwoPlans")]
pub struct Comparison {
    pub a: ComparisonSide,
    pub b: ComparisonSide,
    pub matrix: Vec<ComparedRow>,
    #[arguments(method: $method)]
    pub themes: Vec<ComparedTheme>,
    #[arguments(method: $method)]
    pub without_theme_a: ThemeItems,
    #[arguments(method: $method)]
    pub without_theme_b: ThemeItems,
    pub assignments: Vec<AssignmentCount>,
    #[arguments(first: $pairs)]
    pub similar_actions: SimilarActionList,
    pub similarity: SimilarityMethod,
    pub status: ComparedStatuses,
    pub measures: Vec<ComparedMeasures>,
    pub survey_questions: Vec<ComparedQuestions>,
    pub indicators: Vec<ComparedIndicator>,
    pub timeline: ComparedTimeline,
    pub changes: Option<Vec<VersionPart>>,
}

/// How many assignments of themes were made by a method.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct AssignmentCount {
    pub method: AssignmentMethod,
    pub count: i32,
}

/// How the actions of both plans stand.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "ComparedStatus")]
pub struct ComparedStatuses {
    pub a: StatusLegend,
    pub b: StatusLegend,
    pub shared: Vec<SharedStatusCount>,
    pub reason: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct StatusLegend {
    pub values: Vec<StatusValueCount>,
    pub unplaced: i32,
    pub not_stated: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct StatusValueCount {
    pub value: ComparedStatus,
    pub count: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SharedStatusCount {
    pub status: SharedStatus,
    pub a: i32,
    pub b: i32,
}

/// A measure of one plan beside one of the other, or beside nothing.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct ComparedMeasures {
    pub class: CounterpartClass,
    pub a: Option<MeasureText>,
    pub b: Option<MeasureText>,
    pub reason: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Measure")]
pub struct MeasureText {
    pub path: String,
    pub number: String,
    pub text: String,
    pub baseline: Option<String>,
    pub target: Option<String>,
}

/// A part of a plan that is not the same in the later of its two versions.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct VersionPart {
    pub kind: RecordKind,
    pub reference: String,
    pub changes: Vec<VersionChange>,
    pub earlier: Option<NodeName>,
    pub later: Option<NodeName>,
    pub words: Vec<TextChange>,
    pub due: Option<MovedDate>,
    pub stated: Vec<StatedChange>,
}

/// Something that a part publishes and that is not the same in both.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct StatedChange {
    pub change: VersionChange,
    pub earlier: Option<String>,
    pub later: Option<String>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct MovedDate {
    pub earlier: NaiveDate,
    pub later: NaiveDate,
    pub days: i32,
}

/// One of the two plans.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct ComparisonSide {
    pub plan: ComparedPlan,
    pub area: AreaName,
    pub coverage: Coverage,
    pub weakness_count: i32,
    pub workstream_count: i32,
    pub action_count: i32,
    pub measure_count: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct ComparedPlan {
    pub path: String,
    pub title: String,
    pub kind: PlanKind,
    pub status: PublicationStatus,
    pub version: Option<String>,
    pub period: Option<String>,
    pub document: ComparedDocument,
    pub inspection: Option<ComparedInspection>,
    pub supersedes: Option<PlanName>,
    pub status_scheme: Option<ComparedScheme>,
    pub citations: Vec<Citation>,
}

impl ComparedPlan {
    /// What tells it from another of its title.
    pub fn edition(&self) -> PlanEdition {
        PlanEdition {
            path: self.path.clone(),
            title: self.title.clone(),
            version: self.version.clone(),
            period: self.period.clone(),
            document: PlanDocument {
                published: self.document.published.clone(),
            },
        }
    }
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Document")]
pub struct ComparedDocument {
    pub path: String,
    pub title: String,
    pub published: Option<PublishedDate>,
    #[arguments(first: 1)]
    pub quality_notes: NoteCount,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "DataQualityNoteConnection")]
pub struct NoteCount {
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Inspection")]
pub struct ComparedInspection {
    pub title: String,
    pub held: Option<PublishedDate>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "StatusScheme")]
pub struct ComparedScheme {
    pub title: String,
    pub values: Vec<ComparedStatus>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "StatusValue")]
pub struct ComparedStatus {
    pub code: String,
    pub label: String,
    pub definition: Option<String>,
    pub shared: SharedStatus,
}

/// Whether one aspect can be compared, and why.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct ComparedRow {
    pub aspect: ComparedAspect,
    pub counted: String,
    pub a: Share,
    pub b: Share,
    pub comparable: Comparable,
    pub reason: String,
}

/// A theme in both plans.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct ComparedTheme {
    pub theme: ThemeDefined,
    pub presence: Presence,
    pub a: ThemeItems,
    pub b: ThemeItems,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Theme")]
pub struct ThemeDefined {
    pub path: String,
    pub name: String,
    pub definition: String,
}

/// What a plan holds under a theme.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct ThemeItems {
    pub weaknesses: Vec<ThemeWeakness>,
    pub workstreams: Vec<ThemeWorkstream>,
    pub actions: Vec<ThemeAction>,
    pub measures: Vec<ThemeMeasure>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Weakness")]
pub struct ThemeWeakness {
    pub path: String,
    pub number: i32,
    pub statement: String,
    pub citations: Vec<Citation>,
    pub themes: Vec<ItemTheme>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Workstream")]
pub struct ThemeWorkstream {
    pub path: String,
    pub number: String,
    pub title: String,
    pub leads_published: Option<String>,
    pub citations: Vec<Citation>,
    pub themes: Vec<ItemTheme>,
}

/// How an entry came under one of its themes. What the theme is called stands above the entries, and an entry
/// stands under each of its themes: the name would be sent many times over.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "ThemeAssignment")]
pub struct ItemTheme {
    pub theme: ThemePath,
    pub method: AssignmentMethod,
    pub basis: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Theme")]
pub struct ThemePath {
    pub path: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Action")]
pub struct ThemeAction {
    pub path: String,
    pub reference: String,
    pub text: String,
    pub lead_published: Option<String>,
    pub status: ActionStatus,
    pub due: DueDate,
    pub citations: Vec<Citation>,
    pub themes: Vec<ItemTheme>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Measure")]
pub struct ThemeMeasure {
    pub path: String,
    pub number: String,
    pub text: String,
    pub baseline: Option<String>,
    pub target: Option<String>,
    pub citations: Vec<Citation>,
    pub themes: Vec<ItemTheme>,
}

operation!(plan_choices: PlanChoices(()));
operation!(compare: Compare(TwoPlans));

/// Every plan that can be chosen, at a version of the data.
pub async fn plans(version: Option<i32>) -> ApiResult<Vec<PlanChoice>> {
    let answer = ask_at::<PlanChoices>(version, ()).await?;
    Ok(answer.map(|data| data.plans.nodes))
}

/// The methods by which somebody assigned a theme, and no rule.
const REVIEWED: [AssignmentMethod; 2] = [AssignmentMethod::Stated, AssignmentMethod::Reviewer];

/// How many pairs of similar actions are asked for at first: what comes after is hardly alike, and two large plans
/// have thousands.
pub const FIRST_PAIRS: i32 = 200;

/// The comparison of two plans at a version of the data, by their paths; with all themes, or with those that somebody assigned; with the
/// first pairs of similar actions, or all of them.
pub async fn comparison(
    version: Option<i32>,
    a: String,
    b: String,
    reviewed: bool,
    all_pairs: bool,
) -> ApiResult<Compared> {
    let variables = TwoPlans {
        a,
        b,
        method: reviewed.then(|| REVIEWED.into()),
        pairs: (!all_pairs).then_some(FIRST_PAIRS),
    };
    let answer = ask_at::<Compare>(version, variables).await?;
    Ok(answer.map(|data| Compared {
        comparison: data.compare,
        data_version: data.data_version,
    }))
}
