//! The local areas, and everything about one.

use super::common::{
    AreaName, ByPath, ByPathFields, Citation, DocumentName, NaiveDate, NoteBrief, PlanName,
    PublishedDate, Share, ThemeAssignment,
};
use super::plan::WeaknessName;
use super::schema;
use super::word::{
    AreaKind, DocumentKind, FindingKind, Framework, Geography, IndicatorUnit, InspectionKind,
    OutcomeKind, PlanKind, Polarity, PublicationStatus, ReviewState, ValueKind, WeaknessStateKind,
};
use crate::api::{Answer, ApiResult, ask};

/// A line of the list of areas.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "LocalArea")]
pub struct AreaRow {
    pub path: String,
    pub name: String,
    pub council: String,
    pub region: String,
    #[arguments(first: 20)]
    pub inspections: InspectionLines,
    #[arguments(first: 20)]
    pub plans: PlanLines,
    #[arguments(first: 20)]
    pub surveys: SurveyNames,
    #[arguments(first: 1)]
    pub quality_notes: NoteCount,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "InspectionConnection")]
pub struct InspectionLines {
    pub nodes: Vec<InspectionLine>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Inspection")]
pub struct InspectionLine {
    pub title: String,
    pub outcome_kind: OutcomeKind,
    pub held: Option<PublishedDate>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "PlanConnection")]
pub struct PlanLines {
    pub nodes: Vec<PlanLine>,
}

/// A plan as areas and pages of choice list it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct PlanLine {
    pub path: String,
    pub title: String,
    pub kind: PlanKind,
    pub status: PublicationStatus,
    pub period: Option<String>,
    #[arguments(first: 1)]
    pub actions: ActionCount,
    pub coverage: CoverageBrief,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "ActionConnection")]
pub struct ActionCount {
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Coverage")]
pub struct CoverageBrief {
    pub actions_with_usable_date: Share,
    pub actions_with_status: Share,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "SurveyConnection")]
pub struct SurveyNames {
    pub nodes: Vec<SurveyName>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Survey")]
pub struct SurveyName {
    pub path: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "DataQualityNoteConnection")]
pub struct NoteCount {
    pub total_count: i32,
}

/// An area with everything about it but its figures.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "LocalArea")]
pub struct Area {
    pub path: String,
    pub name: String,
    pub council: String,
    pub kind: AreaKind,
    pub region: String,
    pub gss_code: String,
    pub code_source: String,
    pub ended_on: Option<NaiveDate>,
    pub successor: Option<AreaName>,
    pub note: Option<String>,
    #[arguments(first: 50)]
    pub inspections: InspectionConnection,
    #[arguments(first: 50)]
    pub weaknesses: WeaknessConnection,
    #[arguments(first: 50)]
    pub plans: PlanLines,
    #[arguments(first: 50)]
    pub reviews: ReviewConnection,
    #[arguments(first: 50)]
    pub surveys: SurveyNames,
    #[arguments(first: 50)]
    pub documents: DocumentLines,
    #[arguments(first: 1)]
    pub quality_notes: NoteCount,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct InspectionConnection {
    pub nodes: Vec<Inspection>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct Inspection {
    pub path: String,
    pub title: String,
    pub framework: Framework,
    pub kind: InspectionKind,
    pub held: Option<PublishedDate>,
    pub report_published: Option<PublishedDate>,
    pub outcome: String,
    pub outcome_kind: OutcomeKind,
    pub found: Option<i32>,
    pub progressed: Option<i32>,
    pub outstanding: Option<i32>,
    pub inspectors: Option<String>,
    pub note: Option<String>,
    pub follows: Option<InspectionName>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Inspection")]
pub struct InspectionName {
    pub path: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct WeaknessConnection {
    pub nodes: Vec<Weakness>,
}

/// A weakness with its thread: wordings, states, workstreams, what reviews said.
#[derive(cynic::QueryFragment, Debug)]
pub struct Weakness {
    pub path: String,
    pub number: i32,
    pub title: String,
    pub statement: String,
    pub inspection: InspectionName,
    pub wordings: Vec<WeaknessWording>,
    pub states: Vec<WeaknessState>,
    #[arguments(first: 20)]
    pub workstreams: WorkstreamNames,
    pub findings: Vec<ReviewFinding>,
    pub themes: Vec<ThemeAssignment>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct WeaknessWording {
    pub text: String,
    pub as_of: Option<String>,
    pub plan: Option<PlanName>,
    pub document: DocumentName,
    pub place: String,
    pub line_from: i32,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct WeaknessState {
    pub state: WeaknessStateKind,
    pub as_of: Option<PublishedDate>,
    pub statement: String,
    pub document: DocumentName,
    pub place: String,
    pub line_from: i32,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "WorkstreamConnection")]
pub struct WorkstreamNames {
    pub nodes: Vec<WorkstreamName>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Workstream")]
pub struct WorkstreamName {
    pub path: String,
    pub number: String,
    pub title: String,
    pub plan: PlanName,
    #[arguments(first: 1)]
    pub actions: ActionCount,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct ReviewFinding {
    pub finding: FindingKind,
    pub statement: String,
    pub review: ReviewName,
    pub workstream: Option<WorkstreamTitle>,
    pub weakness: Option<WeaknessName>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Review")]
pub struct ReviewName {
    pub path: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Workstream")]
pub struct WorkstreamTitle {
    pub path: String,
    pub number: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct ReviewConnection {
    pub nodes: Vec<Review>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct Review {
    pub path: String,
    pub title: String,
    pub by: String,
    pub held: Option<PublishedDate>,
    pub state: ReviewState,
    pub outcome: Option<String>,
    pub link: Option<String>,
    pub author: Option<String>,
    pub plan: PlanName,
    pub findings: Vec<ReviewFinding>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "DocumentConnection")]
pub struct DocumentLines {
    pub nodes: Vec<DocumentLine>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Document")]
pub struct DocumentLine {
    pub path: String,
    pub title: String,
    pub kind: DocumentKind,
    pub status: PublicationStatus,
}

/// A figure of an area, a region or the country.
#[derive(cynic::QueryFragment, Debug)]
pub struct IndicatorValue {
    pub geography: Geography,
    pub geography_name: String,
    pub period: Option<String>,
    pub measure: ValueKind,
    pub published: String,
    pub value: Option<f64>,
    pub note: Option<String>,
    pub indicator: Indicator,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct Indicator {
    pub path: String,
    pub name: String,
    pub definition: String,
    pub unit: IndicatorUnit,
    pub polarity: Polarity,
    pub source: String,
}

#[derive(cynic::QueryFragment)]
struct IndicatorValueConnection {
    nodes: Vec<IndicatorValue>,
    page_info: NextPage,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "PageInfo")]
struct NextPage {
    has_next_page: bool,
    end_cursor: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct AreaQuery {
    #[arguments(path: $path)]
    local_area: Option<Area>,
}

#[derive(cynic::QueryVariables)]
struct FiguresInput {
    area: String,
    after: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "FiguresInput")]
struct FiguresQuery {
    #[arguments(filter: { area: [$area] }, first: 100, after: $after)]
    indicator_values: IndicatorValueConnection,
}

operation!(area: AreaQuery(ByPath));
operation!(figures: FiguresQuery(FiguresInput));

/// One area, without its figures.
pub async fn area(path: String) -> ApiResult<Area> {
    ask::<AreaQuery>(ByPath { path })
        .await?
        .found("local area", |data| data.local_area)
}

/// All figures of an area, however many pages they fill.
pub async fn figures(area: String) -> ApiResult<Vec<IndicatorValue>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let input = FiguresInput {
            area: area.clone(),
            after,
        };
        let Answer { data, partial } = ask::<FiguresQuery>(input).await?;
        let page = data.indicator_values;
        all.extend(page.nodes);
        after = page
            .page_info
            .end_cursor
            .filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(Answer { data: all, partial });
        }
    }
}

list! {
    AREAS: AreaRow,
    local_areas: "LocalAreaConnection" filtered by "LocalAreaFilter",
    local_area_facets: "LocalAreaFacets" {
        region: "region",
        kind: "kind",
        plan_kind: "planKind",
        outcome: "outcome",
        surveyed: "surveyed",
    },
    operations areas, area_choices,
}
