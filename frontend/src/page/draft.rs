//! Drafts of plans, for the team of their area: what there is, and the beginning of another one. See `draft/plan` for
//! one of them and `draft/form` for its words.

use leptos::prelude::*;

use crate::component::form::{self as forms, Field, Kind, Sent, Values, problem, unanswered};
use crate::component::saved::leaving;
use crate::component::signed::signed;
use crate::component::{
    Cell, Table, crumbs, dom, dynamic, heading_under, link, load_page, missing_page, none, para,
    remark_of, section, seq, table,
};
use crate::format;
use crate::page::team::outside;
use crate::query::draft::change::{self, CopyPlanInput};
use crate::query::draft::{self as query, Draft, DraftsOfArea};

mod form;
mod plan;
mod words;

/// The page at an address: every one there is of drafts. They are downloaded together.
pub fn page(path: &str) -> AnyView {
    let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    match steps.as_slice() {
        ["areas", area, "drafts"] => drafts(area),
        ["areas", area, "drafts", draft] => plan::draft(area, draft),
        ["areas", area, "drafts", draft, "edit", record] => form::edit(area, draft, record),
        ["areas", area, "drafts", draft, "add", kind] => form::add(area, draft, kind, ""),
        ["areas", area, "drafts", draft, "add", kind, workstream] => {
            form::add(area, draft, kind, workstream)
        }
        _ => missing_page(""),
    }
}

/// The place of a record on the page of its draft. It is no path: that changes with the number of the record.
fn place(record: &cynic::Id) -> String {
    format!("record-{}", record.inner())
}

/// The address of that place; of the page where the record has none.
fn back_to(draft: &str, record: Option<&cynic::Id>) -> String {
    match record {
        Some(record) => format!("{draft}#{}", place(record)),
        None => draft.to_owned(),
    }
}

/// `/areas/{area}/drafts`
fn drafts(area: &str) -> AnyView {
    let area = area.to_owned();
    load_page("the drafts", move || query::drafts(area.clone()), view)
}

fn view(opened: &DraftsOfArea) -> AnyView {
    let area = &opened.area;
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &format::area_href(&area.path)),
    ]);
    let head = heading_under(&area.name, "Drafts");
    let Some(drafts) = &opened.drafts else {
        let here = format::drafts_href(&area.path);
        return seq(vec![head, outside(area, &here, "the drafts")]);
    };
    let (signed, own, opened) = (signed(), area.path.clone(), opened.clone());
    let begin = dynamic(move || match signed.may_edit(&own) {
        true => section("begin", "Begin a new version of a plan", begin(&opened)),
        false => none(),
    });
    seq(vec![
        head,
        para(
            "A draft is the next version of a plan while its team writes it. Only the team sees it: it is in no list, no search and no file until an administrator of the team publishes it.",
        ),
        all(drafts),
        begin,
    ])
}

fn all(drafts: &[Draft]) -> AnyView {
    if drafts.is_empty() {
        return para("There is no draft.");
    }
    let who = |at: String, by: Option<&str>| seq(vec![at.into_any(), remark_of(by)]);
    let row = |draft: &Draft| {
        let href = format::draft_href(&draft.area.path, draft.id.inner());
        let origin = draft.copied_from.as_ref();
        let origin = origin.map(|origin| link(&format::plan_href(&origin.path), &origin.title));
        vec![
            Cell::Head(seq(vec![
                link(&href, &draft.title),
                remark_of(draft.version.as_deref()),
            ])),
            Cell::Text(origin.unwrap_or_else(|| "A plan that is gone".into_any())),
            Cell::Text(who(draft.made_at.day(), draft.made_by.as_deref())),
            Cell::Text(who(draft.changed_at.words(), draft.changed_by.as_deref())),
        ]
    };
    table(Table {
        caption: "Drafts of the team".to_owned(),
        head: vec!["Draft", "Copied from", "Begun", "Last changed"],
        rows: drafts.iter().map(row).collect(),
        cards: true,
    })
}

fn begin(opened: &DraftsOfArea) -> AnyView {
    let plans = opened.origins.iter().filter(|plan| plan.is_last());
    let plans: Vec<_> = plans
        .map(|plan| {
            (
                plan.id.inner().to_owned(),
                plan.title.clone(),
                String::new(),
            )
        })
        .collect();
    if plans.is_empty() {
        return para("There is no plan of this area to copy.");
    }
    let fields = vec![
        Field {
            name: "plan",
            label: "Which plan",
            hint: "Its workstreams, actions and measures are copied as they are by now. The plan itself stays as it is.",
            kind: Kind::Choices(plans),
        },
        Field {
            name: "title",
            label: "Title of the new version (optional)",
            hint: "That of the plan, where you write nothing.",
            kind: Kind::Line("text", "off"),
        },
        Field {
            name: "version",
            label: "Which version it will be (optional)",
            hint: "Such as: Version 2, November 2026.",
            kind: Kind::Line("text", "off"),
        },
    ];
    let (area, leave) = (opened.area.path.clone(), leaving());
    let key = dom::fresh();
    let send = move |values: Values| -> Sent {
        let (area, leave, key) = (area.clone(), leave.clone(), key.clone());
        Box::pin(async move {
            let plan = values.get("plan");
            if plan.is_empty() {
                return vec![problem("plan", "Choose a plan.")];
            }
            let given = |name| Some(values.get(name)).filter(|words| !words.trim().is_empty());
            let input = CopyPlanInput {
                plan: cynic::Id::new(plan),
                title: given("title"),
                version: given("version"),
                key: Some(key),
            };
            match change::copy(input).await {
                Ok(answer) => match answer.data {
                    Ok(draft) => {
                        leave("The draft is begun", &format::draft_href(&area, &draft));
                        Vec::new()
                    }
                    Err(problems) => problems,
                },
                Err(error) => vec![unanswered(&error)],
            }
        })
    };
    forms::form(
        Some(format!("begin draft {}", opened.area.path)),
        none(),
        fields,
        "Begin the draft",
        send,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_saves_a_record_comes_back_to_its_place() {
        let draft = "/areas/leicestershire/drafts/7";
        let record = cynic::Id::new("YWN0aW9u");
        let place = place(&record);
        assert_eq!(back_to(draft, Some(&record)), format!("{draft}#{place}"));
        assert_eq!(back_to(draft, None), draft);
    }
}
