//! The forms of a review that no document here states: of a new one, and of one that a team has entered.

use std::rc::Rc;

use leptos::prelude::*;

use super::finding::{self, FINDINGS, Subjects};
use super::{Form, choices};
use crate::component::edit::{
    self, Begins, EDITORS, LINK, NOTE, gated, plain_words, why, with_reason,
};
use crate::component::form::{EMPTY, Field, Kind, Sent, Values, form, problem, settled};
use crate::component::saved::leaving;
use crate::component::{
    crumbs, dom, heading_under, load_page, none, or_not_stated, published_date, quote, row, seq,
    summary_list,
};
use crate::format;
use crate::page::area::entered;
use crate::query::account::Problem;
use crate::query::common::NaiveDate;
use crate::query::edit::Refusal;
use crate::query::edit::record::Record;
use crate::query::edit::review::{
    self as query, AddReviewInput, EditReviewInput, FindingInput, ReviewedPlan,
};
use crate::query::word::{RecordKind, ReviewState};

/// `/areas/{area}/plans/{plan}/reviews/new`
pub(super) fn review(area: &str, plan: &str) -> AnyView {
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
    let (plan, leave) = (Rc::new(plan.clone()), leaving());
    let done = Rc::new(move || {
        leave("The review is saved", &format!("{back}#reviews"));
    });
    let reviewed = Rc::clone(&plan);
    let send = move |values: Values| -> Sent {
        let (done, input) = (Rc::clone(&done), input(&reviewed, &values, key.get_value()));
        Box::pin(async move {
            let input = match input {
                Ok(input) => input,
                Err(problems) => return with_reason(problems, &values),
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
    let draft = edit::draft(&here);
    let fields = fields(&Subjects::of(&plan, &[]));
    let body = form(Some(draft), none(), fields, "Save", send);
    seq(vec![
        heading_under(&plan.title, "Enter a review"),
        gated(EDITORS, &plan.area.path, &here, body),
    ])
}

fn fields(subjects: &Subjects) -> Vec<Field> {
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
        finding::field(subjects),
    ];
    fields.extend(why());
    fields
}

/// What is stated of a review.
struct Stated {
    title: String,
    by: String,
    held_on: NaiveDate,
    state: ReviewState,
    outcome: Option<String>,
    findings: Vec<FindingInput>,
}

/// What is stated, or what is missing before it can be sent, and all that is missing beside.
fn stated(values: &Values, subjects: &Subjects) -> Result<Stated, Vec<Problem>> {
    let mut problems = values.missing(&[("heldOn", "Give the day.")]);
    let state = ReviewState::from_slug(&values.get("state"));
    if state.is_none() {
        problems.push(problem("state", "Choose whether it has taken place."));
    }
    let findings = finding::inputs(values, subjects).unwrap_or_else(|wrong| {
        problems.extend(wrong);
        Vec::new()
    });
    match (state, problems.is_empty()) {
        (Some(state), true) => Ok(Stated {
            title: values.get("title"),
            by: values.get("by"),
            held_on: NaiveDate(values.get("heldOn")),
            state,
            outcome: given(values, "outcome"),
            findings,
        }),
        _ => {
            problems.extend(values.missing(&[("title", EMPTY), ("by", EMPTY)]));
            problems.extend(finding::missing(values));
            Err(problems)
        }
    }
}

fn given(values: &Values, name: &str) -> Option<String> {
    Some(values.get(name)).filter(|text| !text.trim().is_empty())
}

fn input(
    plan: &ReviewedPlan,
    values: &Values,
    key: String,
) -> Result<AddReviewInput, Vec<Problem>> {
    let stated = stated(values, &Subjects::of(plan, &[]))?;
    Ok(AddReviewInput {
        plan: plan.id.clone(),
        note: values.get(NOTE),
        link: given(values, LINK),
        key: Some(key),
        title: stated.title,
        by: stated.by,
        held_on: stated.held_on,
        state: stated.state,
        outcome: stated.outcome,
        findings: stated.findings,
    })
}

pub(super) const FORM: Form = Form {
    kind: RecordKind::Review,
    title: "Change a review",
    begins: Begins::Filled,
    fields: |record| match record {
        Record::Review(review) => fields(&Subjects::of(&review.plan, &review.findings)),
        _ => Vec::new(),
    },
    words: |name, value| match (name, ReviewState::from_slug(value)) {
        ("state", Some(state)) => state.label().to_owned(),
        (FINDINGS, _) => finding::in_words(value),
        _ => plain_words(name, value),
    },
    both: "The history keeps both.",
    values: |record| match record {
        Record::Review(review) => {
            let held = review.held.as_ref().and_then(|held| held.from.as_ref());
            Values::of([
                ("title", review.title.clone()),
                ("by", review.by.clone()),
                ("state", review.review_state.slug().to_owned()),
                ("heldOn", held.map(|day| day.0.clone()).unwrap_or_default()),
                ("outcome", review.outcome.clone().unwrap_or_default()),
                (FINDINGS, finding::value(&review.findings)),
            ])
        }
        _ => Values::default(),
    },
    head: |record| match record {
        Record::Review(review) => summary_list(vec![
            row("Review", review.title.clone()),
            row("By", review.by.clone()),
            row(
                review.review_state.label(),
                published_date(review.held.as_ref()),
            ),
            row("Plan", review.plan.title.clone()),
            row("Outcome", or_not_stated(review.outcome.as_deref(), quote)),
            row(
                "Entered by",
                or_not_stated(review.author.as_deref(), |author| {
                    entered(author, review.link.as_deref())
                }),
            ),
        ]),
        _ => none(),
    },
    send: |edited, written| {
        let Record::Review(review) = &edited.record else {
            return Err(Vec::new());
        };
        let subjects = Subjects::of(&review.plan, &review.findings);
        let stated = stated(&written.values, &subjects)?;
        Ok(Box::pin(query::edit(EditReviewInput {
            id: edited.id.clone(),
            expected_version: written.version,
            note: written.note(),
            link: written.link(),
            key: Some(written.key),
            title: stated.title,
            by: stated.by,
            held_on: stated.held_on,
            state: stated.state,
            outcome: stated.outcome,
            findings: stated.findings,
        })))
    },
};
