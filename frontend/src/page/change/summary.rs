//! What changed, summed up in words.

use leptos::prelude::*;

use crate::component::{list, none, seq};
use crate::format;
use crate::format::difference::is_person;
use crate::query::change::Outline;
use crate::query::word::{Deed, RecordKind};

/// How many records are new, others or gone; of which kinds they are; and who wrote them last, by role. What an import
/// added is no part of it.
pub fn summary(outline: &[Outline]) -> AnyView {
    if outline.is_empty() {
        return none();
    }
    let of_kind = format!("By kind: {}.", kinds(outline));
    let written = format!("Last written by: {}.", actors(outline));
    seq(vec![
        view! { <p class="gt-lead">{format!("{}.", deeds(outline))}</p> }.into_any(),
        list::items(vec![of_kind.into_any(), written.into_any()]),
    ])
}

/// "2 changed, 907 new, none removed".
fn deeds(outline: &[Outline]) -> String {
    let of = |deed: Deed| {
        let number = outline.iter().filter(|one| one.deed == deed).count();
        let words = format::lower_first(deed.label());
        match number {
            0 => format!("none {words}"),
            _ => format!("{} {words}", format::grouped(number as i32)),
        }
    };
    let said = [Deed::Updated, Deed::Created, Deed::Deleted].map(of);
    format::upper_first(&said.join(", "))
}

/// "71 actions, 62 measures, 1 plan": the most frequent first.
pub fn kinds(outline: &[Outline]) -> String {
    let mut counts: Vec<(RecordKind, i32)> = RecordKind::ALL
        .iter()
        .map(|kind| {
            let own = outline.iter().filter(|one| one.kind == *kind);
            (*kind, own.count() as i32)
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    counts.sort_by_key(|(kind, count)| (-count, *kind));
    let said = counts.into_iter().map(|(kind, count)| {
        let (one, many) = kind.nouns();
        format::count(count, one, many)
    });
    said.collect::<Vec<_>>().join(", ")
}

/// "Editor (2), Golden Thread, an import (907)": people first.
fn actors(outline: &[Outline]) -> String {
    let mut actors: Vec<&str> = outline.iter().map(|one| one.actor.as_str()).collect();
    actors.sort_by_key(|actor| (!is_person(actor), *actor));
    actors.dedup();
    let said = actors.into_iter().map(|actor| {
        let number = outline.iter().filter(|one| one.actor == actor).count();
        let import = match is_person(actor) {
            true => "",
            false => ", an import",
        };
        format!("{actor}{import} ({})", format::grouped(number as i32))
    });
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::DateTime;

    fn one(kind: RecordKind, deed: Deed, actor: &str) -> Outline {
        Outline {
            kind,
            path: "x".into(),
            deed,
            actor: actor.into(),
            at: DateTime(String::new()),
            is_imported: false,
        }
    }

    #[test]
    fn what_changed_is_summed_up_in_words() {
        let outline = [
            one(RecordKind::Measure, Deed::Created, "Golden Thread"),
            one(RecordKind::Action, Deed::Updated, "Editor"),
            one(RecordKind::Action, Deed::Updated, "Contributor"),
            one(RecordKind::Action, Deed::Updated, "Editor"),
        ];
        assert_eq!(deeds(&outline), "3 changed, 1 new, none removed");
        assert_eq!(kinds(&outline), "3 actions, 1 measure");
        assert_eq!(
            actors(&outline),
            "Contributor (1), Editor (2), Golden Thread, an import (1)"
        );
    }
}
