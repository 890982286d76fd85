//! The form of a review that no document here states.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::choices;
use crate::component::edit::{EDITORS, LINK, NOTE, gated, why};
use crate::component::form::{Field, Kind, Sent, Values, form, problem, settled};
use crate::component::{crumbs, dom, heading_under, load_page, none, seq};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::NaiveDate;
use crate::query::edit::Refusal;
use crate::query::edit::review::{self as query, AddReviewInput, ReviewedPlan};
use crate::query::word::ReviewState;

/// `/areas/{area}/plans/{plan}/reviews/new`
pub fn review(area: &str, plan: &str) -> AnyView {
    let path = format!("{area}/{plan}");
    let view = {
        let path = path.clone();
        move |plan: &ReviewedPlan| view(&path, plan)
    };
    load_page("the plan", move || query::plan(path.clone()), view)
}

fn view(path: &str, plan: &ReviewedPlan) -> AnyView {
    let back = format::plan_href(path);
    crumbs(&[
        ("Areas", "/areas"),
        (&plan.area.name, &format::area_href(&plan.area.path)),
        (&plan.title, &back),
    ]);
    let here = format::new_review_href(path);
    let key = StoredValue::new_local(dom::fresh());
    let (plan, navigate) = (Rc::new(plan.clone()), use_navigate());
    let done = Rc::new(move || {
        dom::announce("The review is saved");
        navigate(&format!("{back}#reviews"), Default::default());
    });
    let reviewed = Rc::clone(&plan);
    let send = move |values: Values| -> Sent {
        let (done, input) = (Rc::clone(&done), input(&reviewed, &values, key.get_value()));
        Box::pin(async move {
            let input = match input {
                Ok(input) => input,
                Err(problems) => return problems,
            };
            let asked = async {
                let answer = query::add(input).await?;
                Ok(answer.map(|all| all.into_iter().map(Refusal::problem).collect()))
            };
            let problems = settled(asked).await;
            if problems.is_empty() {
                done();
            }
            problems
        })
    };
    let draft = format!("edit {here}");
    let body = form(Some(draft), none(), fields(), "Save", send);
    seq(vec![
        heading_under(&plan.title, "Enter a review"),
        gated(EDITORS, &plan.area.path, &here, body),
    ])
}

fn fields() -> Vec<Field> {
    let mut fields = vec![
        Field {
            name: "title",
            label: "What it is called",
            hint: "Such as: Second review of progress.",
            kind: Kind::Line("text", "off"),
        },
        Field {
            name: "by",
            label: "Who reviewed",
            hint: "Such as: DfE and NHS England.",
            kind: Kind::Line("text", "off"),
        },
        Field {
            name: "state",
            label: "Whether it has taken place",
            hint: "",
            kind: choices(ReviewState::WORDS),
        },
        Field {
            name: "heldOn",
            label: "When",
            hint: "The day on which it took place, or is expected. A plan has one review in a day.",
            kind: Kind::Line("date", "off"),
        },
        Field {
            name: "outcome",
            label: "Outcome (optional)",
            hint: "What the letter says, word by word.",
            kind: Kind::Lines,
        },
    ];
    fields.extend(why());
    fields
}

/// What is sent, or what is missing before it can be.
fn input(
    plan: &ReviewedPlan,
    values: &Values,
    key: String,
) -> Result<AddReviewInput, Vec<Problem>> {
    let given = |name: &str| Some(values.get(name)).filter(|text| !text.trim().is_empty());
    let mut problems = values.missing(&[("heldOn", "Give the day.")]);
    let state = ReviewState::from_slug(&values.get("state"));
    if state.is_none() {
        problems.push(problem("state", "Choose whether it has taken place."));
    }
    match (state, problems.is_empty()) {
        (Some(state), true) => Ok(AddReviewInput {
            plan: plan.id.clone(),
            note: values.get(NOTE),
            link: given(LINK),
            key: Some(key),
            title: values.get("title"),
            by: values.get("by"),
            held_on: NaiveDate(values.get("heldOn")),
            state,
            outcome: given("outcome"),
        }),
        _ => Err(problems),
    }
}
