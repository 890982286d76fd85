//! The lines of single records.

use super::{Line, Part, Which};
use crate::{
    domain::{
        compare::{Items, counterpart::Pair},
        list::Listed,
        word,
    },
    entity::{action, measure, plan::SharedStatus, survey::result, weakness, workstream},
};

/// What an action states of who, when and how far, as its plan was published.
pub fn stated(which: Which, row: &action::Model, status: SharedStatus) -> Vec<Line> {
    let due = row
        .due_from
        .zip(row.due_to)
        .map(|(from, to)| match from == to {
            true => from.to_string(),
            false => format!("{from} to {to}"),
        });
    let line = |field: &str, value: String, published: &Option<String>| {
        published.as_ref().map(|published| Line {
            published: Some(published.clone()),
            ..Line::new(Part::Status, which, field, value).of::<action::Entity>(row)
        })
    };
    let lines = [
        line("status", word(status), &row.status_published),
        line(
            "lead",
            row.lead_published.clone().unwrap_or_default(),
            &row.lead_published,
        ),
        line("due", due.unwrap_or_default(), &row.due_published).map(|line| Line {
            caveat: Some(format!("What the date means: {}.", word(row.due_kind))),
            ..line
        }),
    ];
    lines.into_iter().flatten().collect()
}

/// A figure of a survey, of a year.
pub fn answer(which: Which, row: &result::Model, year: Option<i32>) -> Line {
    let base = row
        .base
        .map_or("not stated".to_owned(), |base| base.to_string());
    let service = row.service.as_ref();
    let service = service.map_or(String::new(), |service| format!(" Of: {service}."));
    // How many answered may be worked out, and the source may say of the figure what it does not mean.
    let notes = [&row.base_note, &row.reason].into_iter().flatten();
    let notes: String = notes.map(|note| format!(" {note}")).collect();
    Line {
        published: Some(row.published.clone()),
        caveat: Some(format!("Number of answers: {base}.{service}{notes}")),
        ..Line::new(
            Part::SurveyQuestions,
            which,
            year.map_or("figure".to_owned(), |year| format!("figure of {year}")),
            row.value.map(|value| value.to_string()).unwrap_or_default(),
        )
        .of::<result::Entity>(row)
    }
}

/// What a plan holds, each with its words.
pub fn item_lines(which: Which, items: &Items) -> impl Iterator<Item = Line> {
    let line = move |field: &str, text: &str| Line::new(Part::Themes, which, field, text);
    let weaknesses = items.weaknesses.iter();
    let weaknesses =
        weaknesses.map(move |row| line("weakness", &row.statement).of::<weakness::Entity>(row));
    let workstreams = items.workstreams.iter();
    let workstreams =
        workstreams.map(move |row| line("workstream", &row.title).of::<workstream::Entity>(row));
    let actions = items.actions.iter();
    let actions = actions.map(move |row| line("action", &row.text).of::<action::Entity>(row));
    let measures = items.measures.iter();
    let measures = measures.map(move |row| line("measure", &row.text).of::<measure::Entity>(row));
    weaknesses.chain(workstreams).chain(actions).chain(measures)
}

/// A line for each of the two that stand beside each other, or for the one that stands alone.
pub fn beside<E: Listed>(
    part: Part,
    noun: &str,
    pair: Pair<E::Model>,
    text: impl Fn(&E::Model) -> String,
) -> Vec<Line> {
    let caveat = format!("{}: {}", word(pair.class), pair.reason);
    let both = [(Which::A, &pair.a, &pair.b), (Which::B, &pair.b, &pair.a)];
    let lines = both.into_iter().filter_map(|(which, own, other)| {
        let own = own.as_ref()?;
        Some(Line {
            beside: other.as_ref().map(|row| E::path(row).to_owned()),
            caveat: Some(caveat.clone()),
            ..Line::new(part, which, noun, text(own)).of::<E>(own)
        })
    });
    lines.collect()
}
