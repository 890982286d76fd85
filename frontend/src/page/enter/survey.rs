//! The form of a survey of an area that no document here states.

use leptos::prelude::*;

use super::{Sending, given, here_already, line, sending};
use crate::component::edit::{EDITORS, LINK, NOTE, gated, why};
use crate::component::form::{EMPTY, Values, form};
use crate::component::saved::leaving;
use crate::component::{crumbs, heading_under, load_page, seq};
use crate::format;
use crate::query::edit::survey::{self as query, AddSurveyInput, SurveyedArea};

/// `/areas/{area}/surveys/new`
pub fn survey(area: &str) -> AnyView {
    let area = area.to_owned();
    load_page("the area", move || query::area(area.clone()), view)
}

fn view(area: &SurveyedArea) -> AnyView {
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &format::area_href(&area.path)),
    ]);
    let titles = area.surveys.nodes.iter().map(|survey| survey.title.clone());
    let about = here_already(titles.collect(), "; ");
    let mut fields = vec![
        line(
            "title",
            "What it is called",
            "Such as: Parent carer survey. Its years are added after it.",
        ),
        line(
            "population",
            "Who is asked",
            "Such as: parents and carers of children with an EHC plan.",
        ),
    ];
    fields.extend(why());
    let path = area.path.clone();
    // Its address is known once it is saved.
    let made = StoredValue::new(String::new());
    let send = move |values: &Values, key: String| -> Sending {
        let problems = values.missing(&[("title", EMPTY), ("population", EMPTY)]);
        if !problems.is_empty() {
            return Err(problems);
        }
        let input = AddSurveyInput {
            area: path.clone(),
            note: values.get(NOTE),
            link: given(values, LINK),
            key: Some(key),
            title: values.get("title"),
            population: values.get("population"),
        };
        Ok(Box::pin(async move {
            let answer = query::add_survey(input).await?;
            Ok(answer.map(|(path, refusals)| {
                made.try_set_value(path.unwrap_or_default());
                refusals
            }))
        }))
    };
    let leave = leaving();
    let done = move || {
        let path = made.try_get_value().unwrap_or_default();
        leave("It is saved", &format::survey_href(&path));
    };
    let draft = format!("survey of {}", area.path);
    let body = form(Some(draft), about, fields, "Save", sending(send, done));
    seq(vec![
        heading_under(&area.name, "Add a survey"),
        gated(
            EDITORS,
            &area.path,
            &format::new_survey_href(&area.path),
            body,
        ),
    ])
}
