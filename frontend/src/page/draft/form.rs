//! The forms of the words of a draft: of a record that it has, and of one that is added.

use std::rc::Rc;

use leptos::prelude::*;

use super::back_to;
use super::words::{self, Opened};
use crate::api::ApiResult;
use crate::component::edit::{
    Asked, BY, Begins, Edit, Gate, Held, Written, edit as edit_form, plain_words,
};
use crate::component::form::{self as forms, Button, Sent, Values, problem, unanswered};
use crate::component::saved::leaving;
use crate::component::signed::{Signed, sign_in_href, signed};
use crate::component::{
    crumbs, dom, dynamic, heading, heading_under, link, load_page, missing_page, none, para, row,
    seq, status_tag, summary_list,
};
use crate::format;
use crate::page::edit::lead;
use crate::query::draft::change::{self, AddToDraftInput, EditDraftInput};
use crate::query::draft::origin::{self, Origin};
use crate::query::draft::{self as query, Draft, Drafted};

/// The gate of drafts.
const DRAFTERS: Gate = Gate {
    may: Signed::may_edit,
    refused: "You are not among the editors of this area. Ask the administrator of its team.",
    unknown: " before you write: only the editors of the area change its drafts.",
    is_closed: true,
    told: "Only the team sees this, until the draft is published.",
};

/// Shows what is for a team to whoever is signed in, and to others the way to sign in.
pub(super) fn behind(here: String, view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let signed = signed();
    let is_somebody = Memo::new(move |_| signed.is_somebody());
    dynamic(move || match is_somebody.get() {
        true => view(),
        false if signed.is_asked() => none(),
        false => {
            let href = sign_in_href(&here);
            view! {
                {heading("Draft")}
                <p>{link(&href, "Sign in")} " to see this: only the team of the area does."</p>
            }
            .into_any()
        }
    })
}

/// The way to what belongs to a draft.
pub(super) fn lead_here(draft: &Draft, more: &[(&str, &str)]) {
    let area = &draft.area;
    let mut steps = vec![
        ("Areas".to_owned(), "/areas".to_owned()),
        (area.name.clone(), format::area_href(&area.path)),
        ("Drafts".to_owned(), format::drafts_href(&area.path)),
    ];
    steps.extend(
        more.iter()
            .map(|(name, href)| ((*name).to_owned(), (*href).to_owned())),
    );
    let steps: Vec<(&str, &str)> = steps
        .iter()
        .map(|(name, href)| (name.as_str(), href.as_str()))
        .collect();
    crumbs(&steps);
}

/// `/areas/{area}/drafts/{draft}/edit/{record}`: the record is the last part of its path, or `plan`.
pub fn edit(area: &str, draft: &str, record: &str) -> AnyView {
    let here = format!("{}/edit/{record}", format::draft_href(area, draft));
    let (draft, record, address) = (draft.to_owned(), record.to_owned(), here.clone());
    behind(here, move || {
        let (draft, record, here) = (draft.clone(), record.clone(), address.clone());
        let ask = {
            let record = record.clone();
            move || with_origin(draft.clone(), record.clone())
        };
        let view = move |(found, origin): &(Drafted, Option<Origin>)| {
            let opened = words::of(&found.plan, &record);
            match opened {
                Some(opened) => edited(found, origin.as_ref(), opened, &record, &here),
                None => missing_page("The draft has no such record."),
            }
        };
        load_page("the draft", ask, view)
    })
}

/// A draft, and what the published plan says of one of its records by now.
async fn with_origin(draft: String, record: String) -> ApiResult<(Drafted, Option<Origin>)> {
    let found = query::draft(draft).await?;
    let own = words::of(&found.data.plan, &record);
    // What is only written stands in the comparison; what is chosen stands above the form.
    let own = own.filter(|own| matches!(own.kind, words::Kind::Action | words::Kind::Measure));
    let origin = own.and_then(|own| {
        let mut records = found.data.records.iter();
        records.find(|one| one.id == own.id)?.origin_id.clone()
    });
    let origin = match origin {
        // It stands beside: the form is of use without it.
        Some(id) => origin::origin(id).await.ok().and_then(|found| found.data),
        None => None,
    };
    Ok(found.map(|found| (found, origin)))
}

fn edited(
    found: &Drafted,
    origin: Option<&Origin>,
    opened: Opened,
    record: &str,
    here: &str,
) -> AnyView {
    let draft = found.draft.clone();
    let back = format::draft_href(&draft.area.path, draft.id.inner());
    lead_here(&draft, &[(&draft.title, &back)]);
    let title = format!("Draft: change {}", opened.name);
    let (first, organisations) = (held(found, &opened, origin), found.plan.organisations());
    let (id, record) = (draft.id.inner().to_owned(), record.to_owned());
    let (kind, of, leave) = (opened.kind, opened.id.clone(), leaving());
    // Where the record stands once it is saved. The plan's own words begin the page.
    let saved = StoredValue::new_local(None::<cynic::Id>);
    let body = edit_form(Edit {
        noun: "part of the draft",
        path: opened.path.clone(),
        area: draft.area.path.clone(),
        here: here.to_owned(),
        back: back.clone(),
        gate: DRAFTERS,
        opened: first,
        begins: Begins::Filled,
        fields: words::fields(kind, &found.plan),
        button: Button::Plain("Save"),
        words: Rc::new(move |name, value| match name {
            words::LEADS => lead::in_words(value, &organisations),
            _ => plain_words(name, value),
        }),
        both: "Only what you have changed is sent: everything else stays as it is now.",
        again: Box::new(move || {
            let (id, record) = (id.clone(), record.clone());
            Box::pin(async move {
                let found = with_origin(id, record.clone()).await?;
                found.found("part of the draft", |(found, origin)| {
                    let opened = words::of(&found.plan, &record)?;
                    Some(held(&found, &opened, origin.as_ref()))
                })
            }) as Asked<Held>
        }),
        send: Box::new(move |written: Written| {
            let changed = |name: &str| match words::PERIOD.contains(&name) {
                // Both days of a period are said together.
                true => {
                    let is_changed = words::PERIOD
                        .iter()
                        .any(|day| written.changed(day).is_some());
                    is_changed.then(|| written.values.get(name))
                }
                false => written.changed(name),
            };
            let record = words::written(kind, &changed);
            let record = record.ok_or_else(|| {
                vec![problem(
                    "",
                    "Nothing is changed yet: the fields are as they were.",
                )]
            })?;
            let input = EditDraftInput {
                draft: draft.id.clone(),
                id: of.clone(),
                expected_version: written.version,
                record,
                key: Some(written.key.clone()),
            };
            Ok(Box::pin(async move {
                let answer = change::edit(input).await?;
                Ok(answer.map(|done| {
                    let record = done.record.filter(|_| kind != words::Kind::Plan);
                    saved.try_set_value(record);
                    done.problems
                }))
            }))
        }),
        done: Rc::new(move || {
            let record = saved.try_get_value().flatten();
            leave("The draft is saved", &back_to(&back, record.as_ref()));
        }),
    });
    seq(vec![heading_under(&found.draft.title, &title), body])
}

/// A record of a draft as its form shows it.
fn held(found: &Drafted, opened: &Opened, origin: Option<&Origin>) -> Held {
    let origin = origin.cloned();
    let mut values = opened.values.clone();
    let changed = found.records.iter().find(|one| one.id == opened.id);
    if let Some(changed) = changed {
        let who = changed.changed_by.as_deref().unwrap_or("Somebody");
        values.set(BY, format!("{who}, {}", changed.changed_at.words()));
    }
    Held {
        version: opened.version,
        data: found.data,
        values,
        head: Rc::new(move || origin.as_ref().map_or_else(none, published)),
    }
}

/// What the published plan says by now of what is chosen in the form, as a form of the plan itself has it above it.
fn published(origin: &Origin) -> AnyView {
    let rows = match origin {
        Origin::Action(action) => {
            vec![row(
                "Published plan: status now",
                status_tag(&action.status),
            )]
        }
        Origin::Measure(measure) => vec![
            row("Published plan: what it counts in", measure.unit.label()),
            row(
                "Published plan: which way is better",
                measure.polarity.label(),
            ),
        ],
        Origin::Other => return none(),
    };
    summary_list(rows)
}

/// `/areas/{area}/drafts/{draft}/add/{kind}/{workstream}`; a workstream is added to none.
pub fn add(area: &str, draft: &str, kind: &str, workstream: &str) -> AnyView {
    let here = format!(
        "{}/add/{kind}/{workstream}",
        format::draft_href(area, draft)
    );
    let (draft, kind, workstream) = (draft.to_owned(), kind.to_owned(), workstream.to_owned());
    behind(here, move || {
        let (draft, kind, workstream) = (draft.clone(), kind.clone(), workstream.clone());
        let view = move |found: &Drafted| added(found, &kind, &workstream);
        load_page("the draft", move || query::draft(draft.clone()), view)
    })
}

fn added(found: &Drafted, kind: &str, workstream: &str) -> AnyView {
    let mut workstreams = found.plan.workstreams.nodes.iter();
    let under = workstreams.find(|one| format::leaf(&one.path) == workstream);
    let Some(kind) = words::Kind::added(kind)
        .filter(|kind| under.is_some() != (*kind == words::Kind::Workstream))
    else {
        return missing_page("Nothing of this kind is added there.");
    };
    let draft = &found.draft;
    let back = format::draft_href(&draft.area.path, draft.id.inner());
    lead_here(draft, &[(&draft.title, &back)]);
    let title = match under {
        Some(under) => format!("Draft: add {} to workstream {}", kind.noun(), under.number),
        None => format!("Draft: add {}", kind.noun()),
    };
    let (key, id, under) = (
        dom::fresh(),
        draft.id.clone(),
        under.map(|one| one.id.clone()),
    );
    let kept = format!("add {} {workstream} {}", kind.noun(), id.inner());
    let leave = leaving();
    let send = move |values: Values| -> Sent {
        let (key, id, under) = (key.clone(), id.clone(), under.clone());
        let (leave, back) = (leave.clone(), back.clone());
        Box::pin(async move {
            let given =
                |name: &str| Some(values.get(name)).filter(|words| !words.trim().is_empty());
            let Some(record) = words::written(kind, &given) else {
                return vec![problem("", "Write something first.")];
            };
            let input = AddToDraftInput {
                draft: id,
                workstream: under,
                record,
                key: Some(key),
            };
            match change::add(input).await {
                Ok(answer) => {
                    let added = answer.data;
                    if added.problems.is_empty() {
                        leave("It is added", &back_to(&back, added.record.as_ref()));
                    }
                    added.problems
                }
                Err(error) => vec![unanswered(&error)],
            }
        })
    };
    let body = forms::form(
        Some(kept),
        none(),
        words::fields(kind, &found.plan),
        "Add it",
        send,
    );
    seq(vec![
        heading_under(&draft.title, &title),
        body,
        para(DRAFTERS.told),
    ])
}
