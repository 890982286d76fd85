//! The form of a row of You said, we did: a new one, or one that carries on a row of the year before.

use leptos::prelude::*;

use super::{Entry, entering, given, line};
use crate::api::Answer;
use crate::component::edit::{LINK, NOTE};
use crate::component::form::{Field, Kind};
use crate::component::{load_page, missing_page, none};
use crate::format;
use crate::page::survey::feedback::{named, promise};
use crate::query::edit::survey::{
    self as query, AddFeedbackItemInput, EarlierRow, Entered, EnteredWave,
};

/// How much of a comment stands beside its number, in characters.
const SHOWN: usize = 90;

/// How much of what was promised stands there.
const PROMISED: usize = 300;

/// `/areas/{area}/surveys/{survey}/years/{wave}/feedback/new`
pub fn row(survey: &str, wave: &str) -> AnyView {
    let (survey, path) = (survey.to_owned(), format!("{survey}/{wave}"));
    let ask = {
        let path = path.clone();
        move || {
            let (survey, path) = (survey.clone(), path.clone());
            async move {
                let head = query::survey(survey).await?;
                let before = before(&head.data, &path).map(|before| before.path.clone());
                let rows = match before {
                    Some(before) => query::rows(&before).await?,
                    None => Answer {
                        data: Vec::new(),
                        partial: None,
                    },
                };
                Ok(Answer {
                    partial: head.partial.or(rows.partial),
                    data: (head.data, rows.data),
                })
            }
        }
    };
    load_page("the survey", ask, move |(survey, rows)| {
        let own = survey.waves.nodes.iter().find(|own| own.path == path);
        match own {
            Some(own) => view(survey, own, rows),
            None => missing_page("The survey has no such year."),
        }
    })
}

/// The last year before the one at a path.
fn before<'s>(survey: &'s Entered, path: &str) -> Option<&'s EnteredWave> {
    let waves = &survey.waves.nodes;
    let year = waves.iter().find(|own| own.path == path)?.year;
    let earlier = waves.iter().filter(|wave| wave.year < year);
    earlier.max_by_key(|wave| wave.year)
}

/// The beginning of a text.
fn start(text: &str, most: usize) -> String {
    let mut words: String = text.chars().take(most).collect();
    if words.len() < text.len() {
        words.push('…');
    }
    words
}

/// What is said beside the number of a row: its heading, what it promised, and where it is carried on into a year already.
fn about(row: &EarlierRow, year: &str) -> String {
    let mut parts = vec![format!("Heading: {}.", row.table_published)];
    if let Some((from, words)) = promise(row.next.as_deref(), row.promised.as_deref()) {
        let from = format::upper_first(from);
        parts.push(format!("{from}: “{}”", start(words, PROMISED)));
    }
    let own = row.carried_on_by.iter().filter(|own| own.wave.path == year);
    parts.extend(own.map(|own| {
        let named = named(own.number, own.wave.year);
        format!("Carried on already: {named}.")
    }));
    parts.join(" ")
}

fn view(survey: &Entered, year: &EnteredWave, rows: &[EarlierRow]) -> AnyView {
    let lines = |name, label, hint| Field {
        name,
        label,
        hint,
        kind: Kind::Lines,
    };
    let choice = |row: &EarlierRow| {
        let label = format!("Row {}: {}", row.number, start(&row.comment, SHOWN));
        (row.id.inner().to_owned(), label, about(row, &year.path))
    };
    let mut fields = Vec::new();
    if !rows.is_empty() {
        let new = (
            "new".to_owned(),
            "None: it is new this year".to_owned(),
            String::new(),
        );
        let rows = std::iter::once(new).chain(rows.iter().map(choice));
        fields.push(Field {
            name: "carriesOn",
            label: "Which row of the year before it carries on",
            hint: "",
            kind: Kind::Chosen(rows.collect(), "new".to_owned()),
        });
    }
    fields.extend([
        line(
            "table",
            "Heading",
            "The theme or service that it stands under. Left empty, it is that of the row that it carries on.",
        ),
        line("service", "Service area (optional)", ""),
        lines("comment", "What parents and carers said", ""),
        lines(
            "promised",
            "What was promised the year before (optional)",
            "Left empty, what the row that it carries on promised is shown in its place.",
        ),
        lines("done", "What has been done (optional)", ""),
        lines("next", "What is planned next (optional)", ""),
    ]);
    let step = year.path.rsplit('/').next().unwrap_or_default();
    let entry = Entry {
        title: format!("Add a row to You said, we did of {}", year.year),
        below: format!("years/{step}/feedback/new"),
        draft: format!("row of {}", year.path),
        part: "feedback",
        about: none(),
        fields,
    };
    let wave = year.id.clone();
    entering(survey, entry, move |values, key| {
        let carries_on = given(values, "carriesOn").filter(|id| id != "new");
        Ok(Box::pin(query::add_row(AddFeedbackItemInput {
            wave: wave.clone(),
            note: values.get(NOTE),
            link: given(values, LINK),
            key: Some(key),
            table: given(values, "table"),
            service: given(values, "service"),
            comment: values.get("comment"),
            promised: given(values, "promised"),
            done: given(values, "done"),
            next: given(values, "next"),
            carries_on: carries_on.map(cynic::Id::new),
        })))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::feedback::OtherRow;
    use crate::query::survey::WaveYear;

    #[test]
    fn a_row_says_what_it_promised_and_where_it_is_carried_on_already() {
        let later = |number, year: i32| OtherRow {
            path: format!("a/s/{year}/said-{number}"),
            number,
            wave: WaveYear {
                path: format!("a/s/{year}"),
                year,
            },
        };
        let row = EarlierRow {
            id: cynic::Id::new("row"),
            number: 2,
            table_published: "Listen".to_owned(),
            comment: "Tell us more.".to_owned(),
            promised: None,
            next: Some("A toolkit.".to_owned()),
            carried_on_by: vec![later(1, 2022), later(4, 2023)],
        };
        assert_eq!(
            about(&row, "a/s/2023"),
            "Heading: Listen. Planned next: “A toolkit.” Carried on already: row 4 of 2023."
        );
        let bare = EarlierRow {
            next: None,
            carried_on_by: Vec::new(),
            ..row
        };
        assert_eq!(about(&bare, "a/s/2023"), "Heading: Listen.");
        assert_eq!(start("Tell us more.", 4), "Tell…");
    }
}
