//! The form with which a team says how an action stands, and what it shows when somebody else was faster.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::component::form::{Field, Kind, Sent, Values, form, problem, unanswered};
use crate::component::live::{self, News, Scope};
use crate::component::signed::{sign_in_href, signed};
use crate::component::{
    crumbs, dom, dynamic, heading_under, link, load_page, none, para, quote, row, seq, status_tag,
    summary_list, warning,
};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::{NaiveDate, Versioned};
use crate::query::live::Change;
use crate::query::update::{
    self, ActionStatusInput, ActionUpdate, SeenActionInput, Standing, UpdateActionStatusInput,
};
use crate::query::word::{ProblemCode, SharedStatus};

/// `/areas/{area}/plans/{plan}/actions/{reference}/update`
pub fn update(area: &str, plan: &str, reference: &str) -> AnyView {
    let path = format!("{area}/{plan}/{reference}");
    let view = {
        let path = path.clone();
        move |standing: &Versioned<Standing>| view(&path, standing)
    };
    load_page("the action", move || update::standing(path.clone()), view)
}

fn view(path: &str, opened: &Versioned<Standing>) -> AnyView {
    let live = live::live();
    let scope = Some(Scope::record(path));
    live.arrived(opened.version, scope.clone());
    let opened = &opened.record;
    let href = format::action_href(path);
    crumbs(&[
        ("Areas", "/areas"),
        (&opened.area.name, &format::area_href(&opened.area.path)),
        (&opened.plan.title, &format::plan_href(&opened.plan.path)),
        (&format!("Action {}", opened.reference), &href),
    ]);
    let above = format!("{}, action {}", opened.plan.title, opened.reference);
    let signed = signed();
    let (path, opened) = (path.to_owned(), Rc::new(opened.clone()));
    let area = opened.area.path.clone();
    let here = format!("{href}/update");
    // What is on the screen is the action as it was when the form was opened, or as it was found when it was sent.
    let latest = RwSignal::new_local(Rc::clone(&opened));
    let written = RwSignal::new_local(None::<Values>);
    let key = StoredValue::new_local(dom::fresh());
    let first = StoredValue::new_local(Rc::clone(&opened));
    let head = move || {
        let now = latest.get();
        let rows = summary_list(vec![
            row("Now", status_tag(&now.status)),
            row("Said last", said(now.updates.last())),
        ]);
        seq(vec![quote(&now.text), rows])
    };
    let conflict = move || match (written.get(), latest.get()) {
        (Some(mine), theirs) => compared(&first.get_value(), &theirs, &mine),
        (None, _) => none(),
    };
    // What is heard while a form is on its way may be the form itself.
    let sending = RwSignal::new(false);
    let meanwhile = move |news: &News| match (sending.get(), news.newest()) {
        (false, Some(change)) => changed(change),
        _ => String::new(),
    };
    let navigate = use_navigate();
    let send = move |values: Values| -> Sent {
        let (path, href, navigate) = (path.clone(), href.clone(), navigate.clone());
        let scope = scope.clone();
        let seen = latest.get_untracked();
        let input = input(&seen, &values, key.get_value());
        Box::pin(async move {
            let input = match input {
                Ok(input) => input,
                Err(problems) => return problems,
            };
            sending.try_set(true);
            let problems = match update::update(input).await {
                Ok(answer) => answer.data,
                Err(error) => vec![unanswered(&error)],
            };
            // Who is done leaves the page, and hears of nothing on the way.
            sending.try_set(problems.is_empty());
            if problems.is_empty() {
                dom::announce("The update is saved");
                navigate(&format!("{href}#updates"), Default::default());
            }
            if problems
                .iter()
                .any(|problem| problem.code == ProblemCode::Stale)
            {
                match update::standing(path).await {
                    Ok(answer) => {
                        let Versioned { record, version } = answer.data;
                        live.arrived(version, scope);
                        latest.set(Rc::new(record));
                        written.set(Some(values));
                        key.set_value(dom::fresh());
                        return vec![problem(
                            "",
                            "Somebody else has changed this action since you opened it. Look at what was said, and send yours again if it still holds: both will stay.",
                        )];
                    }
                    Err(error) => return vec![unanswered(&error)],
                }
            }
            problems
        })
    };
    let fields = fields(&opened);
    let draft = format!("update {}", opened.id.inner());
    let form = form(Some(draft), dynamic(conflict), fields, "Save", send);
    let gate = move || {
        match (signed.is_somebody(), signed.may_update(&area)) {
        (_, true) => none(),
        (false, false) if signed.is_asked() => none(),
        (true, false) => warning("You are not among those of the area's team who say how its actions stand. Ask its administrator."),
        (false, false) => view! { <p>{link(&sign_in_href(&here), "Sign in")} " before you write: only the area's team says how its actions stand."</p> }.into_any(),
    }
    };
    view! {
        {heading_under(&above, "How does this action stand?")}
        {dynamic(head)}
        {dynamic(gate)}
        {live.notice(meanwhile, none)}
        {form}
        {para("Everybody will see this beside the published words, with your role and not your name.")}
    }
    .into_any()
}

/// That somebody was faster.
fn changed(change: &Change) -> String {
    format!(
        "Somebody changed this action while this form is open ({}, {}). What they said is shown when you send yours.",
        change.actor,
        change.at.minute()
    )
}

fn fields(opened: &Standing) -> Vec<Field> {
    let own = opened.plan.status_scheme.as_ref().map(|scale| {
        let usable = scale.values.iter().filter(|value| {
            !matches!(
                value.shared,
                SharedStatus::Unknown | SharedStatus::NotStated
            )
        });
        let choices =
            usable.map(|value| (value.code.clone(), value.code.clone(), value.label.clone()));
        choices.collect::<Vec<_>>()
    });
    let choices = own.filter(|own| !own.is_empty()).unwrap_or_else(|| {
        let all = SharedStatus::ALL
            .iter()
            .filter(|status| !matches!(status, SharedStatus::Unknown | SharedStatus::NotStated));
        all.map(|status| {
            (
                status.slug().to_owned(),
                status.label().to_owned(),
                String::new(),
            )
        })
        .collect()
    });
    vec![
        Field {
            name: "status",
            label: "Status",
            hint: "In the words of the plan, or on the scale shared by all plans where it has none.",
            kind: Kind::Choices(choices),
        },
        Field {
            name: "effectiveOn",
            label: "Since when",
            hint: "The day since when it is so: today or before.",
            kind: Kind::Line("date", "off"),
        },
        Field {
            name: "note",
            label: "Evidence",
            hint: "What shows it, in 10 to 1,000 characters: who checked, when, and what they found.",
            kind: Kind::Lines,
        },
        Field {
            name: "link",
            label: "Link to the evidence (optional)",
            hint: "Such as minutes or a report: https://…",
            kind: Kind::Line("url", "off"),
        },
    ]
}

/// What is sent, or what is missing before it can be.
fn input(
    seen: &Standing,
    values: &Values,
    key: String,
) -> Result<UpdateActionStatusInput, Vec<Problem>> {
    let chosen = values.get("status");
    let own = seen
        .plan
        .status_scheme
        .iter()
        .flat_map(|scale| &scale.values);
    let is_own = own.clone().any(|value| value.code == chosen);
    let status = match SharedStatus::from_slug(&chosen) {
        _ if is_own => Some(ActionStatusInput::Value(chosen)),
        Some(shared) => Some(ActionStatusInput::Shared(shared)),
        None => None,
    };
    let day = values.get("effectiveOn");
    let mut problems = Vec::new();
    if status.is_none() {
        problems.push(problem("status", "Choose how the action stands."));
    }
    if day.is_empty() {
        problems.push(problem("effectiveOn", "Give the day since when it is so."));
    }
    match (status, problems.is_empty()) {
        (Some(status), true) => Ok(UpdateActionStatusInput {
            actions: vec![SeenActionInput {
                id: seen.id.clone(),
                expected_version: seen.record_version,
            }],
            status,
            effective_on: NaiveDate(day),
            note: values.get("note"),
            link: Some(values.get("link")).filter(|link| !link.trim().is_empty()),
            key: Some(key),
        }),
        _ => Err(problems),
    }
}

/// What somebody has said last.
fn said(update: Option<&ActionUpdate>) -> AnyView {
    let Some(update) = update else {
        return "Nothing since the plan was published".into_any();
    };
    let word = update.value.as_ref().map(|value| value.code.as_str());
    let words = format!(
        "{} since {}: {} ({}, {})",
        word.unwrap_or(update.status.label()),
        format::date(&update.effective_on.0),
        update.note,
        update.author,
        update.at.words()
    );
    words.into_any()
}

/// What was there when the form was opened, what somebody else has said meanwhile, and what is about to be sent,
/// field by field.
fn compared(opened: &Standing, theirs: &Standing, mine: &Values) -> AnyView {
    let word = |update: &ActionUpdate| {
        let own = update.value.as_ref().map(|value| value.code.clone());
        own.unwrap_or_else(|| update.status.label().to_owned())
    };
    let of = |update: Option<&ActionUpdate>| match update {
        Some(update) => [
            word(update),
            format::date(&update.effective_on.0),
            update.note.clone(),
            update.link.clone().unwrap_or_default(),
        ],
        None => Default::default(),
    };
    let (before, after) = (of(opened.updates.last()), of(theirs.updates.last()));
    let shared =
        SharedStatus::from_slug(&mine.get("status")).map(|status| status.label().to_owned());
    let own = [
        shared.unwrap_or_else(|| mine.get("status")),
        format::date(&mine.get("effectiveOn")),
        mine.get("note"),
        mine.get("link"),
    ];
    let who = theirs
        .updates
        .last()
        .map(|update| format!("{}, {}", update.author, update.at.words()));
    let rows = ["Status", "Since when", "Evidence", "Link"];
    let cell = |words: &str| match words.is_empty() {
        true => view! { <td class="govuk-table__cell">"–"</td> }.into_any(),
        false => view! { <td class="govuk-table__cell">{words.to_owned()}</td> }.into_any(),
    };
    let rows = rows.into_iter().enumerate().map(|(at, label)| {
        let cells = [&before, &after, &own].map(|side| cell(&side[at]));
        view! { <tr class="govuk-table__row"><th scope="row" class="govuk-table__header">{label}</th>{cells.into_iter().collect::<Vec<_>>()}</tr> }
            .into_any()
    });
    view! {
        <h2 class="govuk-heading-m" id="conflict">"What was said while you were writing"</h2>
        {para("Neither is thrown away: yours is added when you send it again.")}
        <div class="gt-table-scroll" tabindex="0" role="group" aria-labelledby="conflict">
            <table class="govuk-table" aria-labelledby="conflict">
                <thead>
                    <tr class="govuk-table__row">
                        <td class="govuk-table__cell"></td>
                        <th scope="col" class="govuk-table__header">"When you opened it"</th>
                        <th scope="col" class="govuk-table__header">"Saved by " {who}</th>
                        <th scope="col" class="govuk-table__header">"Yours"</th>
                    </tr>
                </thead>
                <tbody>{seq(rows.collect())}</tbody>
            </table>
        </div>
    }
    .into_any()
}
