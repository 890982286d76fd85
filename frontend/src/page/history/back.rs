//! The way back: a record is taken to what it was in an earlier version, or away where a team has added it, and from
//! there again, by those who edit it.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde_json::Value;

use crate::component::deed::{Deeds, Done};
use crate::component::difference::difference;
use crate::component::edit::{self, Begins, EDITORS, Edit, Gate, Held, edit, plain_words};
use crate::component::form::{Button, Values};
use crate::component::signed::signed;
use crate::component::{dom, dynamic, load_part, none, para, seq, strong, visually_hidden};
use crate::format;
use crate::format::difference::{Names, between, difference as compared, is_person};
use crate::query::edit::revert::{self as query, Latest, Parts, RevertRecordInput};
use crate::query::history::{Change, History};
use crate::query::word::{Deed, RecordKind};

/// The kinds of records that can be taken back, as the server has them.
const KINDS: [RecordKind; 11] = [
    RecordKind::Action,
    RecordKind::Measure,
    RecordKind::Workstream,
    RecordKind::Weakness,
    RecordKind::FeedbackItem,
    RecordKind::DataQualityNote,
    RecordKind::Review,
    RecordKind::Survey,
    RecordKind::SurveyWave,
    RecordKind::SurveyQuestion,
    RecordKind::SurveyResult,
];

/// Those of them that a team adds, and can take away.
const ADDED: [RecordKind; 6] = [
    RecordKind::Review,
    RecordKind::Survey,
    RecordKind::SurveyWave,
    RecordKind::SurveyQuestion,
    RecordKind::SurveyResult,
    RecordKind::FeedbackItem,
];

/// The version of a record before it was added.
const NONE: i32 = 0;

/// Who takes a record back, and where what he says of it stands.
const HERE: Gate = Gate {
    told: "What you write stays in this history. Everybody sees it there, with your role and not your name.",
    ..EDITORS
};

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
    /// Whether a team has taken the record away: all that can be done is to bring it back.
    is_gone: bool,
    /// The version whose form is open: there is one form at a time.
    open: RwSignal<Option<i32>>,
}

impl Ways {
    /// None for records of other kinds, and for one that is gone and that no team has added.
    pub fn of(
        found: &History,
        here: String,
        first: Option<String>,
        is_gone: bool,
        deeds: Deeds,
    ) -> Option<Self> {
        let kinds: &[RecordKind] = match is_gone {
            true => &ADDED,
            false => &KINDS,
        };
        kinds.contains(&found.kind).then(|| Self {
            kind: found.kind,
            path: found.path.clone(),
            names: Rc::new(found.names.clone()),
            here,
            first,
            deeds,
            is_gone,
            open: RwSignal::new(None),
        })
    }

    /// The way back to what the record was after a change.
    pub fn to(&self, change: &Change) -> AnyView {
        match change.row() {
            Some(row) if !self.is_gone => self.way(change, change.version, Some(Rc::new(row))),
            _ => none(),
        }
    }

    /// The way back to where there was no such record, beside the change with which a team added it.
    pub fn away(&self, change: &Change) -> AnyView {
        let is_added = change.deed == Deed::Created && is_person(&change.actor);
        match is_added && !self.is_gone && ADDED.contains(&self.kind) {
            true => self.way(change, NONE, None),
            false => none(),
        }
    }

    /// The way back from there, beside the change with which a team took the record away.
    pub fn again(&self, change: &Change) -> AnyView {
        match self.is_gone && change.took_from_team() {
            true => self.way(change, change.version - 1, None),
            false => none(),
        }
    }

    fn way(&self, change: &Change, version: i32, row: Option<Rc<Value>>) -> AnyView {
        let Some(area) = &change.area else {
            return none();
        };
        let (area, open, signed) = (area.path.clone(), self.open, signed());
        let place = format!("back-{version}");
        let noun = self.kind.nouns().0;
        let alone = |words: String| (words.clone(), String::new(), words);
        let (words, of, label) = match version {
            _ if self.is_gone => alone(format!("Bring this {noun} back")),
            NONE => alone(format!("Take this {noun} away")),
            _ => (
                "Take back to this version".to_owned(),
                format!(", version {version}"),
                format!("Take back to version {version}"),
            ),
        };
        let ways = StoredValue::new_local((self.clone(), row, area.clone()));
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
                        {words.clone()} {visually_hidden(&of)}</button>
                }
                .into_any(),
                true => {
                    let label = label.clone();
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

    fn form(&self, version: i32, row: &Option<Rc<Value>>, area: &str) -> AnyView {
        let (ways, row, area) = (self.clone(), row.clone(), area.to_owned());
        let (kind, path, is_gone) = (self.kind, self.path.clone(), self.is_gone);
        let ask = move || query::latest(kind, path.clone(), is_gone);
        load_part("the record", ask, move |latest: &Latest| {
            ways.form_of(version, &row, &area, latest)
        })
    }

    fn form_of(
        &self,
        version: i32,
        row: &Option<Rc<Value>>,
        area: &str,
        latest: &Latest,
    ) -> AnyView {
        let (kind, path, deeds) = (self.kind, self.path.clone(), self.deeds);
        let is_gone = self.is_gone;
        let (first, navigate) = (self.first.clone(), use_navigate());
        let held = {
            let (opened, row) = (Rc::new(latest.row.clone()), row.clone());
            let names = Rc::clone(&self.names);
            move |latest: Latest| held(kind, latest, &opened, version, row.as_ref(), &names)
        };
        let (id, up) = (latest.id.clone(), way_up(kind, &path));
        // What goes with it, as it was shown last.
        let parts = StoredValue::new(latest.parts);
        edit(Edit {
            noun: kind.nouns().0,
            path: path.clone(),
            area: area.to_owned(),
            here: self.here.clone(),
            back: self.here.clone(),
            gate: HERE,
            opened: held(latest.clone()),
            begins: Begins::Filled,
            fields: edit::why().into(),
            button: match version {
                _ if is_gone => Button::Plain("Bring it back"),
                NONE => Button::Warning("Take it away"),
                _ => Button::Plain("Take it back"),
            },
            words: Rc::new(plain_words),
            both: "What was changed stays in the history, and is taken back with the rest when you send yours again.",
            again: Box::new(move || {
                let (held, path) = (held.clone(), path.clone());
                Box::pin(async move {
                    let found = query::latest(kind, path, is_gone).await?;
                    parts.try_set_value(found.data.parts);
                    Ok(found.map(held))
                })
            }),
            send: Box::new(move |written| {
                let input = RevertRecordInput {
                    id: id.clone(),
                    expected_version: written.version,
                    note: written.note(),
                    link: written.link(),
                    key: Some(written.key.clone()),
                    to_version: version,
                    parts: parts.get_value().count(),
                };
                Ok(Box::pin(query::revert(input)))
            }),
            done: Rc::new(move || {
                // What was done stands on the newest page.
                if let Some(first) = &first {
                    navigate(first, Default::default());
                }
                let noun = kind.nouns().0;
                deeds.note(match version {
                    _ if is_gone => Done::said(format!("The {noun} is there again.")),
                    NONE => Done {
                        way: Some(up.clone()),
                        ..Done::said(format!("The {noun} has been taken away."))
                    },
                    _ => Done::said(format!(
                        "The {noun} is again what it was in version {version}."
                    )),
                });
            }),
        })
    }
}

/// A record as it is now, with what others have made of it since the form was opened, and what going back makes of it.
fn held(
    kind: RecordKind,
    latest: Latest,
    opened: &Rc<Value>,
    version: i32,
    row: Option<&Rc<Value>>,
    names: &Rc<Names>,
) -> Held {
    let (opened, row, names) = (Rc::clone(opened), row.cloned(), Rc::clone(names));
    let (now, now_version, parts) = (latest.row, latest.version, latest.parts);
    let head = move || {
        let since = between(Some(&opened), Some(&now));
        let meanwhile = match since.is_empty() {
            true => none(),
            false => seq(vec![
                para_of("What somebody else has changed since you opened this form"),
                difference(&compared(&since, &names)),
            ]),
        };
        let Some(row) = &row else {
            let about = match version {
                NONE => goes(parts),
                _ => comes_back(kind, version),
            };
            return seq(vec![meanwhile, para(&about)]);
        };
        let back = between(Some(&now), Some(row));
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

/// What is said before a record is taken away, with what goes with it.
fn goes(parts: Parts) -> String {
    let figures = format::count(parts.figures, "figure", "figures");
    let rows = format::count(parts.rows, "row", "rows");
    let with = match (parts.figures, parts.rows) {
        (0, 0) => String::new(),
        (_, 0) => format!(", with its {figures}"),
        (0, _) => format!(", with its {rows} of You said, we did"),
        _ => format!(", with its {figures} and {rows} of You said, we did"),
    };
    let again = match with.is_empty() {
        true => "This history keeps it, and it can be brought back from here",
        false => {
            "This history keeps it, and it can be brought back from here, but alone: the rest is brought back one by one, each in its own history"
        }
    };
    format!(
        "It will be taken away{with}. {again}; what the team has commented on it goes for good."
    )
}

/// What is said before a record is brought back.
fn comes_back(kind: RecordKind, version: i32) -> String {
    let rest = match kind {
        RecordKind::SurveyWave => {
            " Figures and rows that went with it are brought back after it, each in its own history."
        }
        _ => "",
    };
    format!("It will be there again, as it was in version {version}.{rest}")
}

/// The way to what a record belonged to.
fn way_up(kind: RecordKind, path: &str) -> (String, &'static str) {
    let of: Vec<&str> = path.split('/').take(2).collect();
    let of = of.join("/");
    match kind {
        RecordKind::Review => (format::plan_href(&of), "The plan that it belonged to"),
        RecordKind::Survey => (
            format::area_href(format::area_of(path)),
            "The area that it belonged to",
        ),
        _ => (format::survey_href(&of), "The survey that it belonged to"),
    }
}

fn para_of(words: &str) -> AnyView {
    view! { <p>{strong(words.to_owned())}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_with_a_year_is_counted() {
        let goes = |figures, rows| goes(Parts { figures, rows });
        assert!(goes(18, 2).starts_with(
            "It will be taken away, with its 18 figures and 2 rows of You said, we did."
        ));
        assert!(goes(1, 0).starts_with("It will be taken away, with its 1 figure. "));
        assert!(goes(0, 1).starts_with("It will be taken away, with its 1 row of You said"));
        assert_eq!(
            goes(0, 0),
            "It will be taken away. This history keeps it, and it can be brought back from here; what the team has commented on it goes for good."
        );
        let year = comes_back(RecordKind::SurveyWave, 1);
        assert!(year.contains("each in its own history"), "{year}");
        assert!(comes_back(RecordKind::Review, 1).ends_with("version 1."));
    }

    #[test]
    fn what_is_taken_away_belonged_to_a_plan_an_area_or_a_survey() {
        let up = |kind, path: &str| way_up(kind, path).0;
        assert_eq!(
            up(RecordKind::Review, "a/plan/review-2021-06-09"),
            "/areas/a/plans/plan"
        );
        assert_eq!(up(RecordKind::Survey, "a/team-survey-1"), "/areas/a");
        assert_eq!(
            up(RecordKind::FeedbackItem, "a/survey/team-2022/team-said-01"),
            "/areas/a/surveys/survey"
        );
    }
}
