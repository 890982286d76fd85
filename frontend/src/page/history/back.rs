//! The way back: a record is taken to what it was in an earlier version, by those who edit it.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde_json::Value;

use crate::component::deed::{Deeds, Done};
use crate::component::difference::difference;
use crate::component::edit::{self, EDITORS, Edit, Held, edit, plain_words};
use crate::component::form::Values;
use crate::component::signed::signed;
use crate::component::{dom, dynamic, load_part, none, para, seq, strong, visually_hidden};
use crate::format::difference::{Names, between, difference as compared};
use crate::query::edit::revert::{self as query, Latest, RevertRecordInput};
use crate::query::history::{Change, History};
use crate::query::word::RecordKind;

/// The kinds of records that can be taken back, as the server has them.
const KINDS: [RecordKind; 10] = [
    RecordKind::Action,
    RecordKind::Measure,
    RecordKind::Workstream,
    RecordKind::Weakness,
    RecordKind::FeedbackItem,
    RecordKind::DataQualityNote,
    RecordKind::Review,
    RecordKind::SurveyWave,
    RecordKind::SurveyQuestion,
    RecordKind::SurveyResult,
];

/// The ways back from a page of the history of a record.
#[derive(Clone)]
pub struct Ways {
    kind: RecordKind,
    path: String,
    names: Rc<Names>,
    /// The address of this page of the history.
    here: String,
    /// The address of its newest page, where this is another.
    first: Option<String>,
    deeds: Deeds,
    /// The version whose form is open: there is one form at a time.
    open: RwSignal<Option<i32>>,
}

impl Ways {
    /// None for records of other kinds, and for one that is gone.
    pub fn of(
        found: &History,
        here: String,
        first: Option<String>,
        is_gone: bool,
        deeds: Deeds,
    ) -> Option<Self> {
        (KINDS.contains(&found.kind) && !is_gone).then(|| Self {
            kind: found.kind,
            path: found.path.clone(),
            names: Rc::new(found.names.clone()),
            here,
            first,
            deeds,
            open: RwSignal::new(None),
        })
    }

    /// The way back to what the record was after a change.
    pub fn to(&self, change: &Change) -> AnyView {
        let (Some(area), Some(row)) = (&change.area, change.row()) else {
            return none();
        };
        let (area, version, open, signed) =
            (area.path.clone(), change.version, self.open, signed());
        let place = format!("back-{version}");
        let ways = StoredValue::new_local((self.clone(), Rc::new(row), area.clone()));
        // What had the focus goes, and what comes in its place takes it.
        let turn = move |to: Option<i32>, place: String| {
            move |_| {
                let place = place.clone();
                open.set(to);
                set_timeout(move || dom::focus(&place), Duration::ZERO);
            }
        };
        dynamic(move || {
            if !signed.may_edit(&area) {
                return none();
            }
            let button = format!("{place}-button");
            match open.get() == Some(version) {
                false => view! {
                    <button type="button" class="govuk-button govuk-button--secondary gt-no-print" id=button
                        on:click=turn(Some(version), place.clone())>
                        "Take back to this version" {visually_hidden(&format!(", version {version}"))}</button>
                }
                .into_any(),
                true => {
                    let label = format!("Take back to version {version}");
                    let form = ways.with_value(|(ways, row, area)| ways.form(version, row, area));
                    view! {
                        <div class="gt-sure" id=place.clone() tabindex="-1" role="group" aria-label=label>
                            {form}
                            <button type="button" class="govuk-button govuk-button--secondary"
                                on:click=turn(None, button)>"Cancel"</button>
                        </div>
                    }
                    .into_any()
                }
            }
        })
    }

    fn form(&self, version: i32, row: &Rc<Value>, area: &str) -> AnyView {
        let (ways, row, area) = (self.clone(), Rc::clone(row), area.to_owned());
        let (kind, path) = (self.kind, self.path.clone());
        let ask = move || query::latest(kind, path.clone());
        load_part("the record", ask, move |latest: &Latest| {
            ways.form_of(version, &row, &area, latest)
        })
    }

    fn form_of(&self, version: i32, row: &Rc<Value>, area: &str, latest: &Latest) -> AnyView {
        let (kind, path, deeds) = (self.kind, self.path.clone(), self.deeds);
        let (first, navigate) = (self.first.clone(), use_navigate());
        let held = {
            let (opened, row) = (Rc::new(latest.row.clone()), Rc::clone(row));
            let names = Rc::clone(&self.names);
            move |latest: Latest| held(latest, &opened, version, &row, &names)
        };
        let id = latest.id.clone();
        edit(Edit {
            noun: kind.nouns().0,
            path: path.clone(),
            area: area.to_owned(),
            here: self.here.clone(),
            gate: EDITORS,
            opened: held(latest.clone()),
            is_prefilled: true,
            fields: edit::why().into(),
            button: "Take it back",
            words: Rc::new(plain_words),
            both: "What was changed stays in the history, and is taken back with the rest when you send yours again.",
            again: Box::new(move || {
                let (held, path) = (held.clone(), path.clone());
                Box::pin(async move { Ok(query::latest(kind, path).await?.map(held)) })
            }),
            send: Box::new(move |written| {
                let input = RevertRecordInput {
                    id: id.clone(),
                    expected_version: written.version,
                    note: written.note(),
                    link: written.link(),
                    key: Some(written.key.clone()),
                    to_version: version,
                };
                Ok(Box::pin(query::revert(input)))
            }),
            done: Rc::new(move || {
                // What was done stands on the newest page.
                if let Some(first) = &first {
                    navigate(first, Default::default());
                }
                let words = format!(
                    "The {} is again what it was in version {version}.",
                    kind.nouns().0
                );
                deeds.note(Done::said(words));
            }),
        })
    }
}

/// A record as it is now, with what others have made of it since the form was opened, and what going back makes of it.
fn held(
    latest: Latest,
    opened: &Rc<Value>,
    version: i32,
    row: &Rc<Value>,
    names: &Rc<Names>,
) -> Held {
    let (opened, row, names) = (Rc::clone(opened), Rc::clone(row), Rc::clone(names));
    let (now, now_version) = (latest.row, latest.version);
    let head = move || {
        let since = between(Some(&opened), Some(&now));
        let meanwhile = match since.is_empty() {
            true => none(),
            false => seq(vec![
                para_of("What somebody else has changed since you opened this form"),
                difference(&compared(&since, &names)),
            ]),
        };
        let back = between(Some(&now), Some(&row));
        let what = match back.is_empty() {
            true => para("It is what it was in that version: there is nothing to take back."),
            false => difference(&compared(&back, &names)),
        };
        seq(vec![
            meanwhile,
            para_of(&format!(
                "What going back from version {now_version} to version {version} changes"
            )),
            what,
        ])
    };
    Held {
        version: now_version,
        data: latest.data,
        values: Values::default(),
        head: Rc::new(head),
    }
}

fn para_of(words: &str) -> AnyView {
    view! { <p>{strong(words.to_owned())}</p> }.into_any()
}
