//! The form with which an editor says whether two actions of two plans are alike.

use std::rc::Rc;

use leptos::prelude::*;

use crate::component::edit::{Begins, EDITORS, Edit, Held, LINK, NOTE, Written, edit, plain_words};
use crate::component::filter::{from_address, notice};
use crate::component::form::{Button, Field, Kind, Values, problem};
use crate::component::saved::leaving;
use crate::component::signed::signed;
use crate::component::{
    bullets, crumbs, dynamic, heading_under, link, load_page, missing_page, none, para, quote, row,
    seq, summary_list,
};
use crate::format;
use crate::page::compare::similar::{decided, shared};
use crate::query::account::Problem;
use crate::query::common::Versioned;
use crate::query::compare::SimilarityDecision;
use crate::query::edit::similarity::{self as query, Action, DecideSimilarityInput, Pair};
use crate::query::word::SimilarityVerdict;
use crate::url::compare::{Compared, Pair as Asked};

const VERDICT: &str = "verdict";

/// `/compare/pair/edit?a=worcestershire/app-2022/4.7&b=leicestershire/wsoa-2020/2.4`
pub fn pair() -> AnyView {
    let read = from_address(Asked::parse);
    let asked = Memo::new(move |_| read.with(|(asked, _)| asked.both()));
    let body = dynamic(move || match asked.get() {
        Some((a, b)) => load_page(
            "the actions",
            move || query::pair(a.clone(), b.clone()),
            view,
        ),
        None => missing_page(
            "An address of this form names two actions of two plans, such as /compare/pair/edit?a=worcestershire/app-2022/4.7&b=leicestershire/wsoa-2020/2.4.",
        ),
    });
    seq(vec![notice(read, Asked::address), body])
}

/// Whose action is the one that is changed: an editor of one of the two areas writes into that one's.
fn view(found: &Versioned<Pair>) -> AnyView {
    let (found, signed) = (found.clone(), signed());
    let areas = [&found.record.a, &found.record.b].map(|one| one.area.path.clone());
    let is_second = Memo::new(move |_| {
        let [a, b] = &areas;
        !signed.may_edit(a) && signed.may_edit(b)
    });
    let found = StoredValue::new_local(found);
    dynamic(move || found.with_value(|found| form(found, is_second.get())))
}

fn form(found: &Versioned<Pair>, is_second: bool) -> AnyView {
    let opened = Rc::new(found.record.clone());
    let plans = [&opened.a, &opened.b].map(|one| one.plan.path.clone());
    let [a, b] = plans.map(Some);
    let compared = Compared {
        a,
        b,
        ..Compared::default()
    };
    let back = format!("{}#similar", compared.address());
    crumbs(&[("Compare", "/compare"), ("Similar actions", &back)]);
    let asked = Asked {
        a: Some(opened.a.path.clone()),
        b: Some(opened.b.path.clone()),
    };
    let (own, _) = sides(&opened, is_second);
    let (path, area) = (own.path.clone(), own.area.path.clone());
    let (again, sent, leave) = (Rc::clone(&opened), Rc::clone(&opened), leaving());
    let body = edit(Edit {
        noun: "action",
        path,
        area,
        here: asked.address(),
        back: back.clone(),
        gate: EDITORS,
        opened: held(found.clone(), is_second),
        begins: Begins::Replacing,
        fields: fields(),
        button: Button::Plain("Save"),
        words: Rc::new(
            |name, value| match (name, SimilarityVerdict::from_slug(value)) {
                (VERDICT, Some(verdict)) => verdict.label().to_owned(),
                _ => plain_words(name, value),
            },
        ),
        both: "Your area has one decision on a pair: what is saved last. The history keeps every one, with its reason.",
        again: Box::new(move || {
            let (a, b) = (again.a.path.clone(), again.b.path.clone());
            Box::pin(async move {
                let found = query::pair(a, b).await?;
                Ok(found.map(|found| held(found, is_second)))
            })
        }),
        send: Box::new(move |written| {
            let input = input(&sent, is_second, &written)?;
            Ok(Box::pin(query::decide(input)))
        }),
        done: Rc::new(move || {
            leave("The decision is saved", &back);
        }),
    });
    let above = format!("{} and {}", named(&opened.a), named(&opened.b));
    seq(vec![
        heading_under(&above, "Are these two actions alike?"),
        body,
    ])
}

/// The action that is changed, and the other one.
fn sides(pair: &Pair, is_second: bool) -> (&Action, &Action) {
    match is_second {
        false => (&pair.a, &pair.b),
        true => (&pair.b, &pair.a),
    }
}

fn named(action: &Action) -> String {
    format!("{}, action {}", action.area.name, action.reference)
}

fn held(found: Versioned<Pair>, is_second: bool) -> Held {
    let Versioned { record, version } = found;
    let own = sides(&record, is_second).0.record_version;
    let values = earlier(&record, is_second).map_or_else(Values::default, |last| {
        Values::of([
            (VERDICT, last.verdict.slug().to_owned()),
            (NOTE, last.reason.clone()),
        ])
    });
    let head = move || {
        let action = |action: &Action| {
            let steps = match action.steps.is_empty() {
                true => none(),
                false => bullets(&action.steps),
            };
            let name = link(&format::action_href(&action.path), &action.plan.title);
            row(&named(action), seq(vec![quote(&action.text), steps, name]))
        };
        let rows = summary_list(vec![
            action(&record.a),
            action(&record.b),
            row("Words that both hold", shared(&record.shared)),
            row(
                "Likeness and decision",
                decided(record.band, &record.decisions),
            ),
        ]);
        seq(vec![rows, becomes(&record, is_second)])
    };
    Held {
        version: own,
        data: version,
        values,
        head: Rc::new(head),
    }
}

/// What the team of the action that is changed has decided about the two by now.
fn earlier(pair: &Pair, is_second: bool) -> Option<&SimilarityDecision> {
    let area = &sides(pair, is_second).0.area;
    let mut decisions = pair.decisions.iter();
    decisions.find(|decision| decision.area.as_ref() == Some(area))
}

/// What becomes of what has been decided already. Nothing where nobody has decided anything.
fn becomes(pair: &Pair, is_second: bool) -> AnyView {
    let area = &sides(pair, is_second).0.area.name;
    match (earlier(pair, is_second), pair.decisions.is_empty()) {
        (Some(last), _) => para(&format!(
            "What you save takes the place of what was decided for {area} on {}: {}. The history of the action keeps it, and what others have decided stays.",
            format::date(&last.decided_on.0),
            last.verdict.label(),
        )),
        (None, false) => para("What others have decided stays beside what you save."),
        (None, true) => none(),
    }
}

fn fields() -> Vec<Field> {
    let choice = |verdict: SimilarityVerdict, hint: &str| {
        (
            verdict.slug().to_owned(),
            verdict.label().to_owned(),
            hint.to_owned(),
        )
    };
    vec![
        Field {
            name: VERDICT,
            label: "Decision",
            hint: "Read both first: likeness of words says nothing about the work.",
            kind: Kind::Choices(vec![
                choice(
                    SimilarityVerdict::Same,
                    "Confirmed: both promise substantially the same piece of work.",
                ),
                choice(
                    SimilarityVerdict::Related,
                    "Confirmed: they are about the same subject and promise other work.",
                ),
                choice(
                    SimilarityVerdict::Different,
                    "Rejected: they have nothing to do with each other, though words may be shared.",
                ),
            ]),
        },
        Field {
            name: NOTE,
            label: "Why",
            hint: "In 10 to 1,000 characters. Everybody sees it beside the pair.",
            kind: Kind::Lines,
        },
        Field {
            name: LINK,
            label: "Link to the evidence (optional)",
            hint: "Such as minutes or a report: https://…",
            kind: Kind::Line("url", "off"),
        },
    ]
}

fn input(
    pair: &Pair,
    is_second: bool,
    written: &Written,
) -> Result<DecideSimilarityInput, Vec<Problem>> {
    let Some(verdict) = SimilarityVerdict::from_slug(&written.values.get(VERDICT)) else {
        return Err(vec![problem(VERDICT, "Choose one of these.")]);
    };
    let (own, other) = sides(pair, is_second);
    Ok(DecideSimilarityInput {
        id: own.id.clone(),
        expected_version: written.version,
        note: written.note(),
        link: written.link(),
        key: Some(written.key.clone()),
        other: other.id.clone(),
        verdict,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::{AreaName, NaiveDate, PlanName};

    #[test]
    fn what_goes_is_what_the_own_team_has_decided() {
        let area = |name: &str| AreaName {
            path: name.to_lowercase(),
            name: name.to_owned(),
        };
        let action = |name: &str| Action {
            id: name.into(),
            path: format!("{name}/p/1"),
            reference: "1".to_owned(),
            text: String::new(),
            steps: Vec::new(),
            record_version: 1,
            area: area(name),
            plan: PlanName {
                path: format!("{name}/p"),
                title: String::new(),
            },
        };
        let decision = |area: Option<AreaName>, reviewer: &str| SimilarityDecision {
            verdict: SimilarityVerdict::Same,
            reason: String::new(),
            reviewer: reviewer.to_owned(),
            area,
            decided_on: NaiveDate("2026-11-20".to_owned()),
        };
        let mut pair = Pair {
            a: action("A"),
            b: action("B"),
            band: None,
            shared: Vec::new(),
            decisions: vec![
                decision(None, "A reader of this project"),
                decision(Some(area("B")), "Editor"),
            ],
        };
        let who = |pair: &Pair, is_second| {
            earlier(pair, is_second).map(|decision| decision.reviewer.clone())
        };
        assert_eq!(who(&pair, false), None);
        assert_eq!(who(&pair, true).as_deref(), Some("Editor"));
        pair.decisions.truncate(1);
        assert_eq!(who(&pair, true), None);
    }
}
