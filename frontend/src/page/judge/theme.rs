//! The form of the themes of a record of whatever kind falls under themes.

use std::rc::Rc;

use leptos::prelude::*;

use crate::component::edit::{Begins, EDITORS, Edit, Held, Written, edit, plain_words, why};
use crate::component::filter::{from_address, notice};
use crate::component::form::{Button, Field, Kind, Values, problem};
use crate::component::saved::leaving;
use crate::component::{
    crumbs, dynamic, heading_under, history_of, load_page, missing_page, quote, row, seq,
    summary_list, themes as assigned,
};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::Versioned;
use crate::query::edit::theme::{self as query, SetThemesInput, Themed};
use crate::query::word::RecordKind;
use crate::url::history::History as Asked;

const THEMES: &str = "themes";

/// `/themes/edit?kind=measure&path=leicestershire/wsoa-2020/measure-3.2`
pub fn themes() -> AnyView {
    let read = from_address(Asked::parse);
    let address = |asked: &Asked| asked.address(format::THEMES_FORM);
    let record = Memo::new(move |_| read.with(|(asked, _)| asked.record.clone()));
    let body = dynamic(move || match record.get() {
        Some((kind, path)) if query::is_themed(kind) => form_of(kind, path),
        _ => missing_page(
            "An address of this form names a kind of record that falls under themes, and a path, such as /themes/edit?kind=measure&path=leicestershire/wsoa-2020/measure-3.2.",
        ),
    });
    seq(vec![notice(read, address), body])
}

fn form_of(kind: RecordKind, path: String) -> AnyView {
    let view = {
        let path = path.clone();
        move |found: &Versioned<Themed>| view(kind, &path, found)
    };
    load_page(
        "the record",
        move || query::record(kind, path.clone()),
        view,
    )
}

fn view(kind: RecordKind, path: &str, found: &Versioned<Themed>) -> AnyView {
    let opened = Rc::new(found.record.clone());
    let typename = kind.typename();
    let name = format::record_name(&typename, path);
    let back = format::record_href(&typename, path).unwrap_or_else(|| "/areas".to_owned());
    crumbs(&[
        ("Areas", "/areas"),
        (&opened.area.name, &format::area_href(&opened.area.path)),
        (&name, &back),
    ]);
    let (again, leave) = (path.to_owned(), leaving());
    let (sent, named) = (Rc::clone(&opened), Rc::clone(&opened));
    let body = edit(Edit {
        noun: kind.nouns().0,
        path: path.to_owned(),
        area: opened.area.path.clone(),
        here: format::themes_form_href(kind, path),
        back: back.clone(),
        gate: EDITORS,
        opened: held(found.clone()),
        begins: Begins::Filled,
        fields: fields(&opened),
        button: Button::Plain("Save"),
        words: Rc::new(move |name, value| {
            let theme = named.themes.iter().find(|theme| theme.path == value);
            match theme.filter(|_| name == THEMES) {
                Some(theme) => theme.name.clone(),
                None => plain_words(name, value),
            }
        }),
        both: "The record has the themes that are sent last. The history keeps both.",
        again: Box::new(move || {
            let path = again.clone();
            Box::pin(async move { Ok(query::record(kind, path).await?.map(held)) })
        }),
        send: Box::new(move |written| {
            let input = input(&sent, &written)?;
            Ok(Box::pin(query::set(input)))
        }),
        done: Rc::new(move || {
            leave("The themes are saved", &back);
        }),
    });
    seq(vec![
        heading_under(
            &format!("{}, {name}", opened.area.name),
            "Which themes does this fall under?",
        ),
        body,
        history_of(kind, path),
    ])
}

/// A record as the form shows it: its words, and how it came by the themes that it has.
fn held(found: Versioned<Themed>) -> Held {
    let Versioned { record, version } = found;
    let values = values(&record);
    let record_version = record.version;
    let head = move || {
        let own = assigned(&record.assigned);
        seq(vec![
            quote(&record.words),
            summary_list(vec![row("Themes by now, and how it came by them", own)]),
        ])
    };
    Held {
        version: record_version,
        data: version,
        values,
        head: Rc::new(head),
    }
}

/// The themes that a record has, in the order in which they are to be chosen.
fn values(record: &Themed) -> Values {
    let is_own = |path: &str| record.assigned.iter().any(|own| own.theme.path == path);
    let own = record.themes.iter().filter(|theme| is_own(&theme.path));
    Values::of(own.map(|theme| (THEMES, theme.path.clone())))
}

fn fields(record: &Themed) -> Vec<Field> {
    let choices = record.themes.iter().map(|theme| {
        (
            theme.path.clone(),
            theme.name.clone(),
            theme.definition.clone(),
        )
    });
    let mut fields = vec![Field {
        name: THEMES,
        label: "Themes",
        hint: "All that it falls under. One that it has already stays as it came; one that you add is yours, with the reason that you give.",
        kind: Kind::Several(choices.collect()),
    }];
    fields.extend(why());
    fields
}

/// What is sent, or what keeps it from being.
fn input(opened: &Themed, written: &Written) -> Result<SetThemesInput, Vec<Problem>> {
    if written.changed(THEMES).is_none() {
        let words = "Nothing is changed yet: the themes are as they were.";
        return Err(vec![problem(THEMES, words)]);
    }
    Ok(SetThemesInput {
        id: opened.id.clone(),
        expected_version: written.version,
        note: written.note(),
        link: written.link(),
        key: Some(written.key.clone()),
        themes: written.values.all(THEMES),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::{AreaName, ThemeAssignment, ThemeName};
    use crate::query::edit::theme::Theme;
    use crate::query::word::AssignmentMethod;

    #[test]
    fn the_themes_of_a_record_begin_chosen_in_the_order_of_the_taxonomy() {
        let theme = |path: &str| Theme {
            path: path.to_owned(),
            name: path.to_owned(),
            definition: String::new(),
        };
        let own = |path: &str| ThemeAssignment {
            theme: ThemeName {
                path: path.to_owned(),
                name: path.to_owned(),
            },
            method: AssignmentMethod::Rule,
            basis: "words".to_owned(),
        };
        let record = Themed {
            id: "x".into(),
            version: 1,
            area: AreaName {
                path: "a".to_owned(),
                name: "A".to_owned(),
            },
            words: String::new(),
            assigned: vec![own("c"), own("a")],
            themes: ["a", "b", "c"].map(theme).into(),
        };
        assert_eq!(values(&record).all(THEMES), ["a", "c"]);
    }
}
