//! What became of an area between two days.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::common::DateTime;
use super::schema;
use super::weakness::TextChange;
use super::word::{Deed, RecordKind};
use crate::api::{Answer, ApiError, ApiResult, ask};
use crate::format::difference::{Field, Names, Title, Writing, title_in};
use crate::format::period::Period;

mod named;
mod opening;

use named::Named;
pub use opening::{ChangedArea, Opening, opening};

/// How many records one answer tells of, at most.
const MOST_TOLD: usize = 1_000;
/// How many records are shown field by field.
pub const MOST_SHOWN: usize = 200;
/// How many records one write adds that is an import, whoever made it.
const IMPORTED: usize = 20;

/// Kinds that a plan is published with.
const OF_PLAN: [RecordKind; 4] = [
    RecordKind::StrategyPriority,
    RecordKind::Workstream,
    RecordKind::Action,
    RecordKind::Measure,
];

/// Whatever the log holds of a record.
#[derive(cynic::Scalar, Clone, Debug)]
#[cynic(graphql_type = "JSON")]
pub struct Json(pub Value);

#[derive(cynic::Scalar, Clone, Debug)]
#[cynic(graphql_type = "ChangeFilter")]
pub(super) struct ChangeCondition(pub(super) Value);

#[derive(cynic::Scalar, Clone, Debug)]
#[cynic(graphql_type = "Moment")]
struct Moment(Value);

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ChangeConnection")]
pub(super) struct Schemes {
    nodes: Vec<Scheme>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Change")]
struct Scheme {
    after: Option<Json>,
}

pub(super) fn names(schemes: &Schemes) -> Names {
    // The oldest first: what a value is called now goes before what it was.
    let rows = schemes.nodes.iter().rev();
    Names::of_schemes(rows.filter_map(|scheme| Some(&scheme.after.as_ref()?.0)))
}

#[derive(cynic::QueryVariables)]
struct DiffInput {
    of: cynic::Id,
    from: Moment,
    to: Moment,
    first: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Diff")]
struct OutlineDiff {
    from: i32,
    to: i32,
    total_count: i32,
    nodes: Vec<Outline>,
}

/// That a record is not what it was, without how.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "RecordDiff")]
pub struct Outline {
    pub kind: RecordKind,
    pub path: String,
    pub deed: Deed,
    pub actor: String,
    pub at: DateTime,
    /// Whether an import first brought it in, in the period.
    pub is_imported: bool,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "DiffInput")]
struct OutlineQuery {
    #[arguments(of: $of, from: $from, to: $to, first: $first, afterImport: true)]
    diff: OutlineDiff,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Diff")]
struct WholeDiff {
    nodes: Vec<RecordDiff>,
}

#[derive(cynic::QueryFragment)]
struct RecordDiff {
    kind: RecordKind,
    path: String,
    deed: Deed,
    times: i32,
    at: DateTime,
    actor: String,
    reason: String,
    source: String,
    restored: Option<Restored>,
    fields: Vec<FieldDiff>,
    record: Option<Named>,
}

#[derive(cynic::QueryFragment)]
struct FieldDiff {
    name: String,
    before: Option<Json>,
    after: Option<Json>,
    published: Option<Json>,
    words: Option<Vec<TextChange>>,
    at: DateTime,
    actor: String,
    reason: String,
    source: String,
    restored: Option<Restored>,
}

/// An earlier version that a write has brought back, and why it was written.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Restored {
    pub version: i32,
    pub reason: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "DiffInput")]
struct DiffQuery {
    #[arguments(of: $of, from: $from, to: $to, first: $first, afterImport: true)]
    diff: WholeDiff,
}

operation!(changed_outline: OutlineQuery(DiffInput));
operation!(changed: DiffQuery(DiffInput));

/// What became of a record.
#[derive(Debug)]
pub struct Changed {
    pub kind: RecordKind,
    pub path: String,
    pub deed: Deed,
    /// How often it was written.
    pub times: i32,
    pub at: DateTime,
    pub actor: String,
    pub reason: String,
    pub source: String,
    pub fields: Vec<Field>,
    pub title: Title,
    /// Whether it was added at once with many others, of which the names alone are told.
    pub is_among_many: bool,
}

impl From<RecordDiff> for Changed {
    fn from(diff: RecordDiff) -> Self {
        let value = |json: Option<Json>| json.map(|json| json.0).unwrap_or_default();
        let fields = diff.fields.into_iter().map(|field| Field {
            name: field.name,
            before: value(field.before),
            after: value(field.after),
            published: value(field.published),
            words: field.words,
            // When the record was last written, and why, is said of it as a whole.
            written: (field.at != diff.at).then_some(Writing {
                actor: field.actor,
                at: field.at,
                reason: why(field.reason, field.restored),
                source: field.source,
            }),
        });
        let mut fields: Vec<Field> = fields.collect();
        if let (Deed::Created, Some(record)) = (diff.deed, &diff.record) {
            let findings = fields.iter_mut().find(|field| field.name == "findings");
            findings
                .into_iter()
                .for_each(|field| record.explain(&mut field.after));
        }
        let named = diff.record.map(Named::title).unwrap_or_default();
        let title = match diff.deed {
            Deed::Updated => named,
            // A figure has no words of its own.
            Deed::Created if diff.kind == RecordKind::SurveyResult => named,
            Deed::Created | Deed::Deleted => Title {
                within: named.within,
                ..title_in(&fields)
            },
        };
        Self {
            kind: diff.kind,
            path: diff.path,
            deed: diff.deed,
            times: diff.times,
            at: diff.at,
            actor: diff.actor,
            reason: why(diff.reason, diff.restored),
            source: diff.source,
            fields,
            title,
            is_among_many: false,
        }
    }
}

/// Why something was written; where that has brought an earlier version back, also why that one was written.
fn why(reason: String, restored: Option<Restored>) -> String {
    match restored {
        Some(then) => format!(
            "{reason} (It is again what it was in version {}, which was written because: “{}”)",
            then.version, then.reason
        ),
        None => reason,
    }
}

/// What became of the records of an area.
#[derive(Debug)]
pub enum Found {
    /// More than the server reads at once.
    TooMuch,
    Some(Records),
}

/// The records of an area that are not what they were.
#[derive(Debug, Default)]
pub struct Records {
    /// How many there are, told of or not.
    pub total: i32,
    /// The version of the data at the end.
    pub data_version: i32,
    /// Those of which somebody wrote, in outline and in the order of their paths.
    pub single: Vec<Outline>,
    /// Those that are shown field by field.
    pub shown: Vec<Changed>,
    /// Those that an import added, where they are to be listed.
    pub imported: Vec<Changed>,
    /// Those that an import added and nobody has written of since, in outline.
    pub added: Vec<Outline>,
}

impl Records {
    /// What is new with a plan, in outline: what is entered about it later is not.
    pub fn added_to(&self, plan: &str) -> Vec<Outline> {
        let is_within = |one: &&Outline| {
            let rest = one.path.strip_prefix(plan);
            let is_of_plan = rest.is_some_and(|rest| rest.starts_with('/'));
            one.deed == Deed::Created && is_of_plan && OF_PLAN.contains(&one.kind)
        };
        let all = self.single.iter().chain(&self.added);
        all.filter(is_within).cloned().collect()
    }
}

/// Which records an import has added and nobody has written of since, and those that were written together with many
/// others. A plan that its team has published is told of by itself: it is what happened.
fn are_imported(outline: &[Outline]) -> Vec<bool> {
    let is_new = |one: &&Outline| one.deed == Deed::Created;
    let mut together: BTreeMap<&str, usize> = BTreeMap::new();
    for one in outline.iter().filter(is_new) {
        *together.entry(&one.at.0).or_default() += 1;
    }
    let is_many = |at: &str| together.get(at).is_some_and(|number| *number >= IMPORTED);
    outline
        .iter()
        .map(|one| {
            let is_published = one.kind == RecordKind::Plan;
            is_new(&one) && (one.is_imported || (is_many(&one.at.0) && !is_published))
        })
        .collect()
}

/// What became of the records of an area in a period; those that an import added field by field too where they are to
/// be listed.
pub async fn changed(of: cynic::Id, period: Period, listed: bool) -> ApiResult<Found> {
    let (from, to) = period.ends();
    let input = DiffInput {
        of: of.clone(),
        from: Moment(json!({ "at": from })),
        to: Moment(json!({ "at": to })),
        first: MOST_TOLD as i32,
    };
    let answer = match ask::<OutlineQuery>(input).await {
        // Nothing else of the question can be refused.
        Err(ApiError::BadInput(_)) => {
            return Ok(Answer {
                data: Found::TooMuch,
                partial: None,
            });
        }
        answer => answer?,
    };
    let mut partial = answer.partial;
    let OutlineDiff {
        from,
        to,
        total_count,
        nodes,
    } = answer.data.diff;
    let imported = are_imported(&nodes);
    let of_people = imported.iter().enumerate().filter(|(_, is)| !**is);
    let last = match listed {
        true => imported.len(),
        false => of_people
            .take(MOST_SHOWN)
            .last()
            .map_or(0, |(at, _)| at + 1),
    };
    let (added, single): (Vec<_>, Vec<_>) =
        nodes.into_iter().zip(&imported).partition(|(_, is)| **is);
    let outline = |some: Vec<(Outline, &bool)>| some.into_iter().map(|(one, _)| one).collect();
    let mut records = Records {
        total: total_count,
        data_version: to,
        single: outline(single),
        added: outline(added),
        ..Records::default()
    };
    if last > 0 {
        // Of the versions that were found, so that nothing comes between the two questions.
        let input = DiffInput {
            of,
            from: Moment(json!({ "version": from })),
            to: Moment(json!({ "version": to })),
            first: last as i32,
        };
        let answer = ask::<DiffQuery>(input).await?;
        partial = partial.or(answer.partial);
        for (diff, imported) in answer.data.diff.nodes.into_iter().zip(imported) {
            match imported {
                true if listed => records.imported.push(Changed {
                    is_among_many: true,
                    ..Changed::from(diff)
                }),
                false if records.shown.len() < MOST_SHOWN => records.shown.push(diff.into()),
                _ => {}
            }
        }
    }
    Ok(Answer {
        data: Found::Some(records),
        partial,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::difference::is_person;

    #[test]
    fn what_was_brought_back_has_both_reasons() {
        let then = Restored {
            version: 2,
            reason: "The forum asked for more time.".to_owned(),
        };
        assert_eq!(
            why("The first word counts.".to_owned(), Some(then)),
            "The first word counts. (It is again what it was in version 2, which was written because: “The forum asked \
             for more time.”)"
        );
        assert_eq!(why("Why not.".to_owned(), None), "Why not.");
    }

    #[test]
    fn an_import_is_told_from_what_people_add_one_by_one() {
        let one = |deed, actor: &str, at: &str| Outline {
            kind: RecordKind::Action,
            path: "x".to_owned(),
            deed,
            actor: actor.to_owned(),
            at: DateTime(at.to_owned()),
            is_imported: !is_person(actor),
        };
        let mut outline = vec![
            one(Deed::Created, "Golden Thread", "1"),
            one(Deed::Updated, "Golden Thread", "1"),
            one(Deed::Created, "Editor", "2"),
        ];
        assert_eq!(are_imported(&outline), [true, false, false]);
        outline.extend((0..IMPORTED).map(|_| one(Deed::Created, "Editor", "3")));
        let imported = are_imported(&outline);
        assert_eq!(imported.iter().filter(|is| **is).count(), IMPORTED + 1);
        assert!(!imported[2]);
        outline[0].kind = RecordKind::Plan;
        outline[3].kind = RecordKind::Plan;
        assert_eq!(are_imported(&outline)[..4], [true, false, false, false]);
    }
}
