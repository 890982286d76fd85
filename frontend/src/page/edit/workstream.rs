//! The form of whether a workstream is formally monitored.

use super::{Form, SINCE, choices, chosen};
use crate::component::edit::{ADDED, Begins, LINK, NOTE, plain_words, why};
use crate::component::form::{Field, Values};
use crate::component::{none, quote};
use crate::query::common::NaiveDate;
use crate::query::edit::change::{self, UpdateWorkstreamInput};
use crate::query::edit::record::Record;
use crate::query::word::{MonitoringState, RecordKind};

pub(super) const FORM: Form = Form {
    kind: RecordKind::Workstream,
    title: "Is this workstream formally monitored?",
    begins: Begins::Adding,
    fields: |_| {
        let mut fields = vec![
            Field {
                name: "state",
                label: "State",
                hint: "What the department and NHS England do. What the documents state of it stays beside.",
                kind: choices(MonitoringState::WORDS),
            },
            SINCE,
        ];
        fields.extend(why());
        fields
    },
    words: |name, value| match (name, MonitoringState::from_slug(value)) {
        ("state", Some(state)) => state.label().to_owned(),
        _ => plain_words(name, value),
    },
    both: ADDED,
    values: |record| match record {
        Record::Workstream(row) => row.updates.last().map_or_else(Values::default, |last| {
            Values::of([
                ("state", last.state.slug().to_owned()),
                (SINCE.name, last.effective_on.0.clone()),
                (NOTE, last.note.clone()),
                (LINK, last.link.clone().unwrap_or_default()),
            ])
        }),
        _ => Values::default(),
    },
    head: |record| match record {
        Record::Workstream(row) => quote(&format!("{}: {}", row.number, row.title)),
        _ => none(),
    },
    send: |edited, written| {
        let (state, day) = chosen(&written, "state", MonitoringState::from_slug)?;
        Ok(Box::pin(change::workstream(UpdateWorkstreamInput {
            id: edited.id.clone(),
            expected_version: written.version,
            note: written.note(),
            link: written.link(),
            key: Some(written.key),
            state,
            effective_on: NaiveDate(day),
        })))
    },
};
