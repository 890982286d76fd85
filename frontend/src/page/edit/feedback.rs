//! The form of what became of a row of You said, we did.

use super::{Form, SINCE, choices, chosen};
use crate::component::edit::{ADDED, Begins, LINK, NOTE, plain_words, why};
use crate::component::form::{Field, Values};
use crate::component::{none, quote, row, summary_list};
use crate::page::survey::feedback::promised;
use crate::query::common::NaiveDate;
use crate::query::edit::change::{self, UpdateFeedbackItemInput};
use crate::query::edit::record::Record;
use crate::query::word::{FeedbackOutcome, RecordKind};

pub(super) const FORM: Form = Form {
    kind: RecordKind::FeedbackItem,
    title: "What became of what families said?",
    begins: Begins::Adding,
    fields: |_| {
        let mut fields = vec![
            Field {
                name: "outcome",
                label: "What became of it",
                hint: "What the survey report prints of it stays beside.",
                kind: choices(FeedbackOutcome::WORDS),
            },
            SINCE,
        ];
        fields.extend(why());
        fields
    },
    words: |name, value| match (name, FeedbackOutcome::from_slug(value)) {
        ("outcome", Some(outcome)) => outcome.label().to_owned(),
        _ => plain_words(name, value),
    },
    both: ADDED,
    values: |record| match record {
        Record::FeedbackItem(row) => row.updates.last().map_or_else(Values::default, |last| {
            Values::of([
                ("outcome", last.outcome.slug().to_owned()),
                (SINCE.name, last.effective_on.0.clone()),
                (NOTE, last.note.clone()),
                (LINK, last.link.clone().unwrap_or_default()),
            ])
        }),
        _ => Values::default(),
    },
    head: |record| match record {
        Record::FeedbackItem(item) => summary_list(vec![
            row("Row", item.ordinal),
            row("Parents and carers said", quote(&item.comment)),
            row(
                "Promised",
                promised(item.promised.as_deref(), item.carries_on.as_ref()),
            ),
        ]),
        _ => none(),
    },
    send: |edited, written| {
        let (outcome, day) = chosen(&written, "outcome", FeedbackOutcome::from_slug)?;
        Ok(Box::pin(change::feedback(UpdateFeedbackItemInput {
            id: edited.id.clone(),
            expected_version: written.version,
            note: written.note(),
            link: written.link(),
            key: Some(written.key),
            outcome,
            effective_on: NaiveDate(day),
        })))
    },
};
