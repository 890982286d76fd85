//! Fragments that several concepts share: names with their paths, dates, citations, notes, themes.

use super::schema;
use super::word::{
    AssignmentMethod, DateProblem, DueKind, NoteRule, Precision, Severity, SharedStatus,
};
use crate::api::{ApiResult, ask_at};

/// A calendar date as `2020-09-30`.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq)]
pub struct NaiveDate(pub String);

/// A moment as `2026-11-29T12:00:00.123456Z`.
#[derive(cynic::Scalar, Clone, Debug, PartialEq, Eq)]
pub struct DateTime(pub String);

impl DateTime {
    /// The day, in Coordinated Universal Time.
    pub fn day(&self) -> String {
        let day = self.0.get(..10).map(crate::format::date);
        day.unwrap_or_default()
    }

    /// The day and the minute, in Coordinated Universal Time.
    pub fn words(&self) -> String {
        format!("{} at {}", self.day(), self.minute())
    }

    /// The minute of the day, in Coordinated Universal Time.
    pub fn minute(&self) -> String {
        format!("{} UTC", self.0.get(11..16).unwrap_or_default())
    }
}

/// A record, and a version of the data that it holds at least: what was written later may be missing.
#[derive(Clone, Debug)]
pub struct Versioned<T> {
    pub record: T,
    pub version: i32,
}

impl<T> Versioned<T> {
    /// The record of an answer, where there is one.
    pub fn of(record: Option<T>, version: i32) -> Option<Self> {
        record.map(|record| Self { record, version })
    }
}

/// The variables of an operation that asks for one record by its path.
#[derive(cynic::QueryVariables, Debug)]
pub struct ByPath {
    pub path: String,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "LocalArea")]
pub struct AreaName {
    pub path: String,
    pub name: String,
}

/// How many records or events are of an area.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct AreaCount {
    pub area: AreaName,
    pub count: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Document")]
pub struct DocumentName {
    pub path: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Plan")]
pub struct PlanName {
    pub path: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Organisation")]
pub struct OrganisationName {
    pub name: String,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Theme")]
pub struct ThemeName {
    pub path: String,
    pub name: String,
}

/// Any record, by its kind and path: enough for a link (`format::record_href`).
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Node")]
pub struct NodeName {
    #[cynic(rename = "__typename")]
    pub kind: String,
    pub path: String,
}

/// A place in a document. Shown by `component::citation`.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Citation {
    pub document: DocumentName,
    pub place: String,
    pub line_from: i32,
    pub line_to: i32,
    pub field: Option<String>,
    pub quote: Option<String>,
}

/// A date as published and as read. Shown by `component::published_date`.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PublishedDate {
    pub published: String,
    pub precision: Option<Precision>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// When an action is due. Shown by `component::due_date`.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct DueDate {
    pub published: Option<String>,
    pub kind: DueKind,
    pub precision: Option<Precision>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub problem: Option<DateProblem>,
    pub reason: Option<String>,
    pub milestones: Vec<DueMilestone>,
    pub team: Option<TeamDue>,
    pub slippage_days: Option<i32>,
}

/// When an action is due by now, as its team says.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct TeamDue {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct DueMilestone {
    pub published: String,
    pub precision: Precision,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// How an action stands. Shown by `component::status_tag`.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ActionStatus {
    pub published: Option<String>,
    pub shared: SharedStatus,
    pub value: Option<StatusLabel>,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "StatusValue")]
pub struct StatusLabel {
    pub code: String,
    pub label: String,
}

/// A data-quality note beside the record it is about. Shown by `component::notes`.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "DataQualityNote")]
pub struct NoteBrief {
    pub path: String,
    pub rule: NoteRule,
    pub severity: Severity,
    pub why: String,
    pub shown: String,
    pub area: AreaName,
}

/// A theme of a record, and how it came by it. Shown by `component::themes`.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ThemeAssignment {
    pub theme: ThemeName,
    pub method: AssignmentMethod,
    pub basis: String,
}

/// How many of how many state something. Shown by `component::share`.
#[derive(cynic::QueryFragment, Clone, Copy, Debug, PartialEq)]
pub struct Share {
    pub stated: i32,
    pub of: i32,
}

/// What a plan states, and what it leaves out.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Coverage {
    pub workstreams_with_weakness: Share,
    pub workstreams_with_lead: Share,
    pub workstreams_with_measure: Share,
    pub actions_with_lead: Share,
    pub actions_with_due_date: Share,
    pub actions_with_usable_date: Share,
    pub actions_with_status: Share,
    pub actions_with_evidence: Share,
    pub actions_with_measure: Share,
    pub measures_with_target: Share,
    pub measures_with_baseline: Share,
}

impl Coverage {
    /// Every share with what it is of, in words.
    pub fn rows(&self) -> [(&'static str, Share); 11] {
        [
            (
                "Workstreams that answer a weakness",
                self.workstreams_with_weakness,
            ),
            (
                "Workstreams with a lead of their own",
                self.workstreams_with_lead,
            ),
            (
                "Workstreams with measures of their own",
                self.workstreams_with_measure,
            ),
            ("Actions with a lead", self.actions_with_lead),
            (
                "Actions with a due date printed",
                self.actions_with_due_date,
            ),
            (
                "Actions with a date that a calendar has",
                self.actions_with_usable_date,
            ),
            ("Actions with a status", self.actions_with_status),
            ("Actions with evidence", self.actions_with_evidence),
            (
                "Actions with a measure of their own",
                self.actions_with_measure,
            ),
            ("Measures with a target", self.measures_with_target),
            ("Measures with a baseline", self.measures_with_baseline),
        ]
    }
}

/// Where a page of a list begins and ends. Shown by `component::pager`.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PageInfo {
    pub has_previous_page: bool,
    pub has_next_page: bool,
    pub start_cursor: Option<String>,
    pub end_cursor: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
struct VersionQuery {
    data_version: i32,
}

operation!(data_version: VersionQuery(()));

/// The version of the data, a number that grows with every change: the newest, or the one that is asked for
/// where there is such a one.
pub async fn data_version(version: Option<i32>) -> ApiResult<i32> {
    let answer = ask_at::<VersionQuery>(version, ()).await?;
    Ok(answer.map(|data| data.data_version))
}
