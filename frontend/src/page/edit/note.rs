//! The form of a ruling on a data-quality note.

use super::{Form, choices};
use crate::component::edit::{Begins, plain_words, why};
use crate::component::form::{Field, Values, problem};
use crate::component::{none, quote, row, summary_list};
use crate::query::edit::change::{self, RuleOnDataQualityNoteInput};
use crate::query::edit::record::Record;
use crate::query::word::{NoteState, RecordKind};

pub(super) const FORM: Form = Form {
    kind: RecordKind::DataQualityNote,
    title: "What has become of this note?",
    begins: Begins::Filled,
    fields: |_| {
        let mut fields = vec![Field {
            name: "state",
            label: "Ruling",
            hint: "",
            kind: choices(NoteState::WORDS),
        }];
        fields.extend(why());
        fields
    },
    words: |name, value| match (name, NoteState::from_slug(value)) {
        ("state", Some(state)) => state.label().to_owned(),
        _ => plain_words(name, value),
    },
    both: "A note has one ruling. The history keeps both.",
    values: |record| match record {
        Record::DataQualityNote(note) => Values::of([("state", note.state.slug().to_owned())]),
        _ => Values::default(),
    },
    head: |record| match record {
        Record::DataQualityNote(note) => {
            let mut rows = vec![row("It says", quote(&note.first))];
            rows.extend(
                note.second
                    .as_ref()
                    .map(|second| row("And elsewhere", quote(second))),
            );
            rows.push(row("Why it matters", note.why.clone()));
            rows.push(row("What is shown here", note.shown.clone()));
            if let Some(ruling) = &note.ruling {
                rows.push(row("Ruling by now", quote(ruling)));
            }
            summary_list(rows)
        }
        _ => none(),
    },
    send: |edited, written| {
        let Some(state) = NoteState::from_slug(&written.values.get("state")) else {
            return Err(vec![problem("state", "Choose one of these.")]);
        };
        if written.changed("state").is_none() && !is_reworded(&edited.record, &written.note()) {
            let words = "Nothing is changed yet: choose another ruling.";
            return Err(vec![problem("state", words)]);
        }
        Ok(Box::pin(change::note(RuleOnDataQualityNoteInput {
            id: edited.id.clone(),
            expected_version: written.version,
            note: written.note(),
            link: written.link(),
            key: Some(written.key),
            state,
        })))
    },
};

/// Whether a ruling that stays is given other words.
fn is_reworded(record: &Record, words: &str) -> bool {
    let ruling = match record {
        Record::DataQualityNote(note) => note.ruling.as_deref(),
        _ => None,
    };
    let words = words.trim();
    ruling.is_some_and(|ruling| !words.is_empty() && ruling != words)
}
