//! Whether each aspect of two plans can be compared, and the sentence that says why.

use async_graphql::Enum;

use super::{Comparison, Side};
use crate::domain::coverage::{Coverage, Share};

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

impl Comparison {
    /// What can be compared, with the counts and the reason.
    pub fn matrix(&self) -> Vec<Row> {
        matrix(&self.a, &self.b)
    }
}

fn matrix(a: &Side, b: &Side) -> Vec<Row> {
    const WORKSTREAMS: (&str, &str) = ("workstream", "workstreams");
    const ACTIONS: (&str, &str) = ("action", "actions");
    const MEASURES: (&str, &str) = ("measure", "measures");
    let row =
        |aspect, counted, share: fn(&Coverage) -> Share, other: Option<fn(&Coverage) -> Share>| {
            judge(aspect, counted, a, b, share, other)
        };
    vec![
        row(
            Aspect::Weakness,
            WORKSTREAMS,
            |all| all.workstreams_with_weakness,
            None,
        ),
        row(
            Aspect::Lead,
            ACTIONS,
            |all| all.actions_with_lead,
            Some(|all| all.workstreams_with_lead),
        ),
        row(
            Aspect::DueDate,
            ACTIONS,
            |all| all.actions_with_usable_date,
            None,
        ),
        row(Aspect::Status, ACTIONS, |all| all.actions_with_status, None),
        row(
            Aspect::Evidence,
            ACTIONS,
            |all| all.actions_with_evidence,
            None,
        ),
        row(
            Aspect::Measure,
            ACTIONS,
            |all| all.actions_with_measure,
            Some(|all| all.workstreams_with_measure),
        ),
        row(
            Aspect::Target,
            MEASURES,
            |all| all.measures_with_target,
            None,
        ),
        row(
            Aspect::Baseline,
            MEASURES,
            |all| all.measures_with_baseline,
            None,
        ),
    ]
}

/// Judges one aspect. `other` is the same thing said per workstream, where a plan may say it there.
fn judge(
    aspect: Aspect,
    counted: (&'static str, &'static str),
    a: &Side,
    b: &Side,
    share: fn(&Coverage) -> Share,
    other: Option<fn(&Coverage) -> Share>,
) -> Row {
    let (in_a, in_b) = (share(&a.coverage), share(&b.coverage));
    let elsewhere = |side: &Side| {
        other
            .map(|other| other(&side.coverage))
            .filter(|share| share.any())
    };
    let (comparable, reason) = match (in_a.any(), in_b.any()) {
        (true, true) if in_a.all() && in_b.all() => (
            Comparable::Yes,
            "Both plans state it throughout.".to_owned(),
        ),
        (true, true) => (
            Comparable::Partly,
            format!(
                "Both plans state it, {} for {} and {} for {}.",
                a.label,
                phrase(in_a, counted),
                b.label,
                phrase(in_b, counted)
            ),
        ),
        _ if in_a.of == 0 || in_b.of == 0 => (Comparable::No, absent(a, b, in_a, in_b, counted)),
        (false, false) => match (elsewhere(a), elsewhere(b)) {
            (Some(_), Some(_)) => (
                Comparable::Partly,
                "Both plans state it per workstream, neither per action.".to_owned(),
            ),
            (Some(there), None) => only_there(a, there),
            (None, Some(there)) => only_there(b, there),
            (None, None) => (Comparable::No, "Neither plan states it.".to_owned()),
        },
        (true, false) => one_sided(a, b, in_a, counted, elsewhere(b)),
        (false, true) => one_sided(b, a, in_b, counted, elsewhere(a)),
    };
    Row {
        aspect,
        counted,
        a: in_a,
        b: in_b,
        comparable,
        reason,
    }
}

fn one_sided(
    with: &Side,
    without: &Side,
    stated: Share,
    counted: (&'static str, &'static str),
    elsewhere: Option<Share>,
) -> (Comparable, String) {
    match elsewhere {
        Some(per_workstream) => (
            Comparable::Partly,
            format!(
                "{} states it per {} ({}); {} per workstream only ({}).",
                with.label,
                counted.0,
                phrase(stated, counted),
                without.label,
                phrase(per_workstream, ("workstream", "workstreams"))
            ),
        ),
        None => (
            Comparable::No,
            format!(
                "Only {} states it, for {}.",
                with.label,
                phrase(stated, counted)
            ),
        ),
    }
}

/// One plan states it, and per workstream only.
fn only_there(with: &Side, there: Share) -> (Comparable, String) {
    let reason = format!(
        "Only {} states it, per workstream ({}).",
        with.label,
        phrase(there, ("workstream", "workstreams"))
    );
    (Comparable::No, reason)
}

/// Why nothing can be said where our documents hold none of what is counted.
fn absent(a: &Side, b: &Side, in_a: Share, in_b: Share, (_, many): (&str, &str)) -> String {
    match (in_a.of, in_b.of) {
        (0, 0) => format!("Our documents hold no {many} of either plan."),
        (0, _) => format!(
            "Our documents hold no {many} of ‘{}’ ({}).",
            a.plan.title, a.area.name
        ),
        _ => format!(
            "Our documents hold no {many} of ‘{}’ ({}).",
            b.plan.title, b.area.name
        ),
    }
}

fn phrase(share: Share, (one, many): (&str, &str)) -> String {
    let noun = if share.of == 1 { one } else { many };
    format!("{} of {} {noun}", share.stated, share.of)
}
