//! One draft: what it says, what it changes of the plan that it was copied from, and what becomes of it.

use leptos::prelude::*;

use super::place;
use crate::component::deed::{Deeds, Sure, sure};
use crate::component::edit::{LINK, NOTE, why};
use crate::component::form::{Sent, Values, form, settled};
use crate::component::saved::leaving;
use crate::component::{
    Cell, Row, Table, bullets, contents, dom, heading_under, link, list, none, not_stated, para,
    quote, row, section, seq, strong, summary_list, table, visually_hidden,
};
use crate::format;
use crate::page::compare::version;
use crate::query::draft::change::{
    self, DiscardDraftInput, PublishDraftInput, RemoveFromDraftInput,
};
use crate::query::draft::{self as query, Action, Draft, Drafted, Measure, Workstream};

/// `/areas/{area}/drafts/{draft}`
pub fn draft(area: &str, draft: &str) -> AnyView {
    let here = format::draft_href(area, draft);
    let draft = draft.to_owned();
    super::form::behind(here, move || {
        let (draft, deeds) = (draft.clone(), Deeds::begin());
        let ask = move || query::draft(draft.clone());
        deeds.load_page("the draft", ask, move |found| view(found, deeds))
    })
}

fn view(found: &Drafted, deeds: Deeds) -> AnyView {
    let Drafted {
        draft,
        plan,
        changes,
        ..
    } = found;
    super::form::lead_here(draft, &[]);
    let mut parts = vec![("changes".to_owned(), "What it changes".to_owned())];
    for workstream in &plan.workstreams.nodes {
        let short = format!("Workstream {}", workstream.number);
        parts.push((place(&workstream.id), short));
    }
    if draft.is_publishable {
        parts.push(("publish".to_owned(), "Publish it".to_owned()));
    }
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(id, words)| (id.as_str(), words.as_str()))
        .collect();
    let workstreams = plan.workstreams.nodes.iter();
    let workstreams = workstreams.map(|one| workstream(draft, one, deeds));
    let is_editable = draft.is_editable;
    view! {
        {heading_under(&draft.area.name, &format!("Draft: {}", draft.title))}
        {deeds.show()}
        <p class="govuk-inset-text">"Only the team sees this, until it is published."</p>
        {summary_list(identity(found))}
        {is_editable.then(|| way(draft, "edit/plan", "Change the title, the version or the period", ""))}
        {contents(&parts)}
        {section("changes", "What it changes", differences(draft, changes))}
        {workstreams.collect::<Vec<_>>()}
        {is_editable.then(|| way(draft, "add/workstream", "Add a workstream", ""))}
        {draft.is_publishable.then(|| section("publish", "Publish it", publish(draft)))}
        {is_editable.then(|| section("discard", "Throw it away", discard(draft)))}
    }
    .into_any()
}

fn identity(found: &Drafted) -> Vec<Row> {
    let Drafted { draft, plan, .. } = found;
    let origin = match &draft.copied_from {
        Some(origin) => link(&format::plan_href(&origin.path), &origin.title),
        None => "A plan that is gone".into_any(),
    };
    let who = |at: String, by: Option<&str>| match by {
        Some(by) => format!("{at}, by {by}"),
        None => at,
    };
    let begun = who(draft.made_at.words(), draft.made_by.as_deref());
    let changed = who(draft.changed_at.words(), draft.changed_by.as_deref());
    vec![
        row("Takes the place of", origin),
        row("Version", not_stated(plan.version.as_deref())),
        row("Period", not_stated(plan.period.as_deref())),
        row("Sponsors", not_stated(plan.sponsors.as_deref())),
        row("Monitoring", not_stated(plan.monitoring.as_deref())),
        row("Begun", begun),
        row("Last changed", changed),
    ]
}

/// What differs from the plan that it was copied from. What is changed leads to its form.
fn differences(draft: &Draft, parts: &[crate::query::compare::VersionPart]) -> AnyView {
    let by_now = para(
        "What the team has recorded in the published plan since this was begun is in here too, where this does not say otherwise. The organisations of leads, and the unit, the direction and the action of measures, are not compared.",
    );
    if parts.is_empty() {
        let same = para(
            "Its workstreams, actions and measures say what those of the published plan say: words, status, due dates, leads, steps, evidence, impact, outcomes, baselines and targets.",
        );
        return seq(vec![same, by_now]);
    }
    let one = |one: &crate::query::compare::VersionPart| {
        let href = match &one.later {
            Some(later) if draft.is_editable => Some(edit_href(draft, &later.path)),
            Some(_) => None,
            None => one
                .earlier
                .as_ref()
                .and_then(|earlier| format::record_href(&earlier.kind, &earlier.path)),
        };
        version::part(one, href)
    };
    let count = format::count(
        parts.len() as i32,
        "workstream, action or measure differs",
        "workstreams, actions or measures differ",
    );
    seq(vec![
        para(&format!(
            "{count} from the published plan. They are matched by their numbers."
        )),
        list::items(parts.iter().map(one).collect()),
        by_now,
    ])
}

/// The form of a record of a draft: it stands under the last part of its path.
fn edit_href(draft: &Draft, path: &str) -> String {
    let draft = format::draft_href(&draft.area.path, draft.id.inner());
    format!("{draft}/edit/{}", format::leaf(path))
}

/// A way to a form of a draft; `of` tells those who listen of which of several records it is.
fn way(draft: &Draft, step: &str, words: &str, of: &str) -> AnyView {
    let href = format!(
        "{}/{step}",
        format::draft_href(&draft.area.path, draft.id.inner())
    );
    let of = match of.is_empty() {
        true => none(),
        false => visually_hidden(&format!(": {of}")),
    };
    view! { <p class="gt-no-print"><a href=href>{words.to_owned()} {of}</a></p> }.into_any()
}

fn workstream(draft: &Draft, one: &Workstream, deeds: Deeds) -> AnyView {
    let name = format!("Workstream {}", one.number);
    let leaf = format::leaf(&one.path);
    let edit = draft.is_editable.then(|| {
        seq(vec![
            way(draft, &format!("edit/{leaf}"), "Change it", &name),
            way(draft, &format!("add/action/{leaf}"), "Add an action", &name),
            way(
                draft,
                &format!("add/measure/{leaf}"),
                "Add a measure",
                &name,
            ),
            remove(draft, &one.id, one.record_version, &name, deeds),
        ])
    });
    let rows = vec![
        row("Leads", not_stated(one.leads_published.as_deref())),
        row("Outcomes aimed at", bullets(&one.outcomes)),
    ];
    let body = view! {
        {quote(&one.title)}
        {summary_list(rows)}
        {actions(draft, one, deeds)}
        {measures(draft, one, deeds)}
        {edit}
    };
    section(&place(&one.id), &name, body)
}

/// The number of an action or a measure, where whoever has saved it comes back to; for editors the way to its form.
fn named(draft: &Draft, id: &cynic::Id, path: &str, number: &str) -> AnyView {
    let name = match draft.is_editable {
        true => link(&edit_href(draft, path), number),
        false => number.to_owned().into_any(),
    };
    view! { <span id=place(id)>{name}</span> }.into_any()
}

fn actions(draft: &Draft, workstream: &Workstream, deeds: Deeds) -> AnyView {
    let row = |one: &Action| {
        let name = format!("action {}", one.reference);
        let mut row = vec![
            Cell::Head(named(draft, &one.id, &one.path, &one.reference)),
            Cell::Text(one.text.clone().into_any()),
            Cell::Text(not_stated(one.lead_published.as_deref())),
            Cell::Text(not_stated(one.due.published.as_deref())),
            Cell::Text(not_stated(one.status.published.as_deref())),
        ];
        if draft.is_editable {
            row.push(Cell::Text(remove(
                draft,
                &one.id,
                one.record_version,
                &name,
                deeds,
            )));
        }
        row
    };
    let mut head = vec!["Reference", "Action", "Lead", "Due", "Status"];
    if draft.is_editable {
        head.push("Take out");
    }
    match workstream.actions.nodes.is_empty() {
        true => para("No actions."),
        false => table(Table {
            caption: format!("Actions of workstream {}", workstream.number),
            head,
            rows: workstream.actions.nodes.iter().map(row).collect(),
            cards: true,
        }),
    }
}

fn measures(draft: &Draft, workstream: &Workstream, deeds: Deeds) -> AnyView {
    let row = |one: &Measure| {
        let name = format!("measure {}", one.number);
        let mut row = vec![
            Cell::Head(named(draft, &one.id, &one.path, &one.number)),
            Cell::Text(one.text.clone().into_any()),
            Cell::Text(not_stated(one.baseline.as_deref())),
            Cell::Text(not_stated(one.target.as_deref())),
        ];
        if draft.is_editable {
            row.push(Cell::Text(remove(
                draft,
                &one.id,
                one.record_version,
                &name,
                deeds,
            )));
        }
        row
    };
    let mut head = vec!["Number", "Measure", "Baseline", "Target"];
    if draft.is_editable {
        head.push("Take out");
    }
    match workstream.measures.nodes.is_empty() {
        true => none(),
        false => table(Table {
            caption: format!("Measures of workstream {}", workstream.number),
            head,
            rows: workstream.measures.nodes.iter().map(row).collect(),
            cards: true,
        }),
    }
}

fn remove(draft: &Draft, id: &cynic::Id, version: i32, name: &str, deeds: Deeds) -> AnyView {
    let (draft, id, name) = (draft.id.clone(), id.clone(), name.to_owned());
    let asked = Sure {
        id: format!("remove-{}", id.inner()),
        button: "Take out",
        of: name.clone(),
        about: format!(
            "The draft will have {name} no more, nor what belongs to it. The published plan keeps it."
        ),
        yes: "Take it out",
    };
    sure(asked, move || {
        let input = RemoveFromDraftInput {
            draft: draft.clone(),
            id: id.clone(),
            expected_version: version,
        };
        deeds.send(
            change::remove(input),
            format!("The draft has {name} no more."),
        )
    })
}

fn publish(draft: &Draft) -> AnyView {
    let key = dom::fresh();
    let (id, version, leave) = (draft.id.clone(), draft.whole_version, leaving());
    let href = format::plan_href(&draft.path);
    let send = move |values: Values| -> Sent {
        let (key, id, leave, href) = (key.clone(), id.clone(), leave.clone(), href.clone());
        Box::pin(async move {
            let link = Some(values.get(LINK)).filter(|link| !link.trim().is_empty());
            let input = PublishDraftInput {
                draft: id,
                expected_version: version,
                note: values.get(NOTE),
                link,
                key: Some(key),
            };
            let problems = settled(change::publish(input)).await;
            if problems.is_empty() {
                leave("The plan is published", &href);
            }
            problems
        })
    };
    let about = seq(vec![
        para(
            "From then on everybody sees it, and it takes the place of the plan that it was copied from, which stays to be read and compared. Who leads which action in the team is carried over.",
        ),
        view! { <p>{strong("Publishing cannot be taken back.")}</p> }.into_any(),
    ]);
    let draft = format!("publish {}", draft.id.inner());
    form(Some(draft), about, why().into(), "Publish the plan", send)
}

fn discard(draft: &Draft) -> AnyView {
    let (id, version, leave) = (draft.id.clone(), draft.whole_version, leaving());
    let href = format::drafts_href(&draft.area.path);
    let asked = Sure {
        id: "discard-draft".to_owned(),
        button: "Throw the draft away",
        of: String::new(),
        about: "Nothing of it is kept. The published plan stays as it is.".to_owned(),
        yes: "Throw it away",
    };
    sure(asked, move || {
        let (id, leave, href) = (id.clone(), leave.clone(), href.clone());
        Box::pin(async move {
            let input = DiscardDraftInput {
                draft: id,
                expected_version: version,
            };
            let problems = settled(change::discard(input)).await;
            if problems.is_empty() {
                leave("The draft is gone", &href);
            }
            problems
        })
    })
}
