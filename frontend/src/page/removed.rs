//! What was taken away of an area and is not back: by people and by imports, each with why and the way to its history.

use leptos::prelude::*;

use crate::component::signed::way_to;
use crate::component::{
    crumbs, heading_under, history_among, link, list, load_page, none, para, quote, section, seq,
    strong, take,
};
use crate::format;
use crate::format::difference::who;
use crate::query::common::AreaName;
use crate::query::removed::{self as query, Removal, Removals, Removed};

/// How many letters of a record's words are shown.
const LETTERS: usize = 160;

/// `/areas/{area}/removed`
pub fn removed(area: &str) -> AnyView {
    let area = area.to_owned();
    load_page(
        "what was taken away",
        move || query::removed(area.clone()),
        view,
    )
}

fn view(found: &Removed) -> AnyView {
    let Removed {
        area,
        people,
        imports,
        data_version,
    } = found;
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &format::area_href(&area.path)),
    ]);
    take::found_at(&format::removed_href(&area.path), *data_version, Vec::new());
    let total = people.total_count + imports.total_count;
    if total > 0 {
        let called = format!(
            "{} taken away, as the change log has it",
            format::count(total, "record", "records")
        );
        take::rows("changes", &[("filter", query::gone(&area.path))], &called);
    }
    let body = match total {
        0 => nothing(area),
        _ => seq(vec![
            section("people", "By people", by_people(area, people)),
            by_imports(area, imports),
        ]),
    };
    view! {
        {heading_under(&area.name, "Taken away")}
        {para("What stood here and does not any more, the newest first. Its history keeps it. Days and times are in Coordinated Universal Time.")}
        {body}
    }
    .into_any()
}

/// What is said where nothing is gone.
fn nothing(area: &AreaName) -> AnyView {
    let words = format!(
        "Nothing of {} has been taken away, or what was is back.",
        area.name
    );
    let changes = format::changes_href(&area.path);
    view! {
        <div class="govuk-inset-text">{para(&words)}</div>
        <p class="gt-no-print">{link(&changes, "What changed since the last meeting")}</p>
    }
    .into_any()
}

fn by_people(area: &AreaName, removals: &Removals) -> AnyView {
    match removals.nodes.is_empty() {
        true => para("Nobody has taken anything away that is not back."),
        false => entries(area, removals),
    }
}

fn by_imports(area: &AreaName, removals: &Removals) -> AnyView {
    if removals.nodes.is_empty() {
        return none();
    }
    let body = seq(vec![
        para(
            "The documents, as they were read last, do not have these any more. That does not say that anything happened in the area.",
        ),
        entries(area, removals),
    ]);
    section("imports", "By an import", body)
}

/// The records one after the other, and what is said where there are more.
fn entries(area: &AreaName, removals: &Removals) -> AnyView {
    let shown = removals.nodes.len() as i32;
    let more = match removals.total_count > shown {
        true => para(&format!(
            "Of {} the newest {shown} are shown. The files at the end of the page hold all of them.",
            format::grouped(removals.total_count)
        )),
        false => none(),
    };
    let steps = removals.nodes.iter().map(|one| entry(area, one));
    seq(vec![list::strip(steps.collect()), more])
}

/// A record: when it was taken away, what it was, by whom, why, and where it is brought back.
fn entry(area: &AreaName, removal: &Removal) -> (AnyView, AnyView) {
    let (name, words) = removal.called();
    let words = words.map(|words| format::shortened(&words, LETTERS));
    let of = match &words {
        Some(words) => format!("{name}, {words}"),
        None => name.clone(),
    };
    let by = who(&removal.actor, removal.actor_name.as_deref());
    let back = match removal.is_of_team() {
        true => way_to(
            &area.path,
            format::history_href(removal.kind, &removal.path),
            "Bring it back in its history",
            &format!(": {of}"),
        ),
        false => none(),
    };
    let what = seq(vec![
        view! { <p>{strong(name)}</p> }.into_any(),
        words.as_deref().map_or_else(none, quote),
        para(&format!("Taken away by: {by}.")),
        para(&format!("Why: {}", removal.reason)),
        back,
        history_among(removal.kind, &removal.path, &of),
    ]);
    (removal.at.words().into_any(), what)
}
