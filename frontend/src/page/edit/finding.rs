//! The findings of a review within its forms: about which workstream or weakness, what, and in which words.

use crate::component::form::{EMPTY, Field, Part, Piece, Rows, Values, problem, rows_in_words};
use crate::format;
use crate::query::account::Problem;
use crate::query::edit::review::{Finding, FindingInput, ReviewedPlan};
use crate::query::word::{FindingKind, RecordKind};

/// The field of the findings.
pub(super) const FINDINGS: &str = "findings";
const WORKSTREAM: &str = "workstream";
const WEAKNESS: &str = "weakness";
const FINDING: &str = "finding";
const STATEMENT: &str = "statement";

/// What the kinds of findings mean, and who says which.
const KINDS: &str = "What it found of single workstreams and weaknesses, in the words of its letter. “Sufficient progress” and “Not sufficient progress” are what the inspectorates, Ofsted and CQC, say of each weakness at a revisit: choose them only for a verdict in those words. “Clear and sustained progress” and “Progress” are for what other reviews say, such as those of DfE and NHS England or the team's own. “Not stated in the source” is for words without a verdict. Leave findings out where there are none.";

/// What a finding can be about: paths, names and ids.
pub(super) struct Subjects {
    workstreams: Vec<Subject>,
    weaknesses: Vec<Subject>,
}

struct Subject {
    path: String,
    name: String,
    id: cynic::Id,
}

impl Subjects {
    /// What findings on a plan can be about, those included that are there already.
    pub(super) fn of(plan: &ReviewedPlan, known: &[Finding]) -> Self {
        let own = plan.workstreams.nodes.iter();
        let others = known
            .iter()
            .filter_map(|finding| finding.workstream.as_ref());
        let mut workstreams: Vec<Subject> = Vec::new();
        for one in own.chain(others) {
            if !workstreams.iter().any(|known| known.path == one.path) {
                workstreams.push(Subject {
                    path: one.path.clone(),
                    name: format!("{}: {}", one.number, one.title),
                    id: one.id.clone(),
                });
            }
        }
        let weaknesses = plan.area.weaknesses.nodes.iter().map(|one| Subject {
            path: one.path.clone(),
            name: format!("{}: {}", one.number, one.title),
            id: one.id.clone(),
        });
        Self {
            workstreams,
            weaknesses: weaknesses.collect(),
        }
    }
}

pub(super) fn field(subjects: &Subjects) -> Field {
    let choices = |subjects: &[Subject]| {
        let none = (String::new(), "None".to_owned());
        let all = subjects
            .iter()
            .map(|one| (one.path.clone(), format::shortened(&one.name, 80)));
        Piece::Choice(std::iter::once(none).chain(all).collect())
    };
    // Nothing is found before somebody says so.
    let open = (String::new(), "Choose what it found".to_owned());
    let kinds = FindingKind::WORDS
        .iter()
        .map(|(slug, label)| ((*slug).to_owned(), (*label).to_owned()));
    let kinds = std::iter::once(open).chain(kinds);
    let part = |name, label, kind| Part { name, label, kind };
    Field {
        name: FINDINGS,
        label: "Findings",
        hint: KINDS,
        kind: Rows {
            noun: "finding",
            parts: vec![
                part(WORKSTREAM, "Workstream", choices(&subjects.workstreams)),
                part(WEAKNESS, "Weakness", choices(&subjects.weaknesses)),
                part(FINDING, "What it found", Piece::Choice(kinds.collect())),
                part(STATEMENT, "Its words", Piece::Lines),
            ],
        }
        .kind(),
    }
}

/// The findings of a review, as the field holds them.
pub(super) fn value(findings: &[Finding]) -> String {
    let rows = findings.iter().map(|one| {
        let workstream = one.workstream.as_ref().map(|about| about.path.clone());
        let weakness = one.weakness.as_ref().map(|about| about.path.clone());
        Values::of([
            (WORKSTREAM, workstream.unwrap_or_default()),
            (WEAKNESS, weakness.unwrap_or_default()),
            (FINDING, one.finding.slug().to_owned()),
            (STATEMENT, one.statement.clone()),
        ])
    });
    Values::of_rows(&rows.collect::<Vec<_>>())
}

/// The same for those who read.
pub(super) fn in_words(value: &str) -> String {
    rows_in_words(value, |row| {
        let named = |name: &str, kind: RecordKind| {
            let path = row.get(name);
            (!path.is_empty()).then(|| format::record_name(&kind.typename(), &path))
        };
        let about = [
            named(WORKSTREAM, RecordKind::Workstream),
            named(WEAKNESS, RecordKind::Weakness),
        ];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let found = FindingKind::from_slug(&row.get(FINDING)).map_or("", FindingKind::label);
        format!("{about}: {found}: {}", row.get(STATEMENT))
    })
}

/// That something is wrong with a part of a finding.
fn of_part(place: usize, name: &str, words: &str) -> Problem {
    let mut wrong = problem(FINDINGS, words);
    wrong.path.extend([place.to_string(), name.to_owned()]);
    wrong
}

/// What is missing in findings that can be sent without it: the server says so too.
pub(super) fn missing(values: &Values) -> Vec<Problem> {
    let rows = values.rows(FINDINGS).into_iter().enumerate();
    let missing = rows.flat_map(|(place, row)| {
        let is_empty = |name: &str| row.get(name).trim().is_empty();
        let about = (is_empty(WORKSTREAM) && is_empty(WEAKNESS))
            .then(|| of_part(place, WORKSTREAM, "Choose a workstream or a weakness."));
        let words = is_empty(STATEMENT).then(|| of_part(place, STATEMENT, EMPTY));
        [about, words]
    });
    missing.flatten().collect()
}

/// What is sent, or what cannot be.
pub(super) fn inputs(
    values: &Values,
    subjects: &Subjects,
) -> Result<Vec<FindingInput>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut inputs = Vec::new();
    for (place, row) in values.rows(FINDINGS).iter().enumerate() {
        let mut wrong = |name: &str, words: &str| problems.push(of_part(place, name, words));
        let finding = FindingKind::from_slug(&row.get(FINDING));
        if finding.is_none() {
            wrong(FINDING, "Choose what it found.");
        }
        let mut about = |name: &str, subjects: &[Subject]| {
            let path = row.get(name);
            let found = subjects.iter().find(|one| one.path == path);
            if found.is_none() && !path.is_empty() {
                wrong(name, "This is not there any more. Choose another.");
            }
            found.map(|one| one.id.clone())
        };
        inputs.push(FindingInput {
            workstream: about(WORKSTREAM, &subjects.workstreams),
            weakness: about(WEAKNESS, &subjects.weaknesses),
            finding: finding.unwrap_or(FindingKind::NotStated),
            statement: row.get(STATEMENT),
        });
    }
    match problems.is_empty() {
        true => Ok(inputs),
        false => Err(problems),
    }
}
