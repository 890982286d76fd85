//! What the later of two versions of a plan changed.

use leptos::prelude::*;

use crate::component::difference::marked;
use crate::component::{link, list, none, para, remark, section, seq, strong, visually_hidden};
use crate::format;
use crate::query::compare::{StatedChange, VersionPart};
use crate::query::word::VersionChange;

/// `holds_actions`: whether our documents hold actions of both.
pub fn version(parts: &[VersionPart], holds_actions: bool) -> AnyView {
    let body = match parts.is_empty() {
        true => para("Nothing that both hold differs."),
        false => {
            let part = |one: &VersionPart| {
                let record = one.later.as_ref().or(one.earlier.as_ref());
                part(
                    one,
                    record.and_then(|record| format::record_href(&record.kind, &record.path)),
                )
            };
            list::items(parts.iter().map(part).collect())
        }
    };
    let intro = para(
        "One of these plans takes the place of the other. Workstreams and measures are matched by their numbers and \
         actions by their references; what is the same in both is left out.",
    );
    let intro = match holds_actions {
        true => intro,
        false => seq(vec![
            intro,
            para(
                "Our documents do not hold the actions of both, so nothing is said of what became of them.",
            ),
        ]),
    };
    section(
        "versions",
        "What the later version changed",
        seq(vec![intro, body]),
    )
}

/// What became of one part, under an address of it.
pub fn part(part: &VersionPart, href: Option<String>) -> AnyView {
    let words = part
        .changes
        .iter()
        .map(|change| change.label().to_lowercase());
    let name = format!("{} {}", part.kind.label(), part.reference);
    let name = match href {
        Some(href) => link(&href, &name),
        None => name.into_any(),
    };
    let due = part.due.as_ref().map_or_else(none, |due| {
        let (from, to) = (format::date(&due.earlier.0), format::date(&due.later.0));
        let by = format::moved_by(&due.earlier.0, &due.later.0).unwrap_or_default();
        let exact = format::count(due.days.abs(), "day", "days");
        // Some months are shorter than others.
        let exact = match by.starts_with(&exact) {
            true => String::new(),
            false => format!(" ({exact})"),
        };
        remark(&format!("Due {to} instead of {from}: {by}{exact}"))
    });
    let is_whole = part
        .changes
        .iter()
        .any(|change| matches!(change, VersionChange::Added | VersionChange::Removed));
    let text = match is_whole {
        true => {
            let text: String = part.words.iter().map(|piece| piece.text.as_str()).collect();
            remark(&text)
        }
        false => marked(&part.words),
    };
    seq(vec![
        strong(name),
        format!(": {}", words.collect::<Vec<_>>().join(", ")).into_any(),
        due,
        seq(part.stated.iter().map(stated).collect()),
        text,
    ])
}

/// What a part states and is not the same: what was, and what is. Steps, and whatever else has several lines, are lists.
fn stated(one: &StatedChange) -> AnyView {
    let label = one.change.label();
    let sides = [&one.earlier, &one.later].map(|words| lines(words.as_deref()));
    let is_list = matches!(
        one.change,
        VersionChange::StepsChanged
            | VersionChange::EvidenceChanged
            | VersionChange::OutcomesChanged
    );
    if !is_list && sides.iter().all(|side| side.len() < 2) {
        let [earlier, later] = sides.map(|side| match side.first() {
            Some(words) => format!("“{words}”"),
            None => NOT_STATED.to_owned(),
        });
        return view! {
            <span class="gt-remark">
                {format!("{label}: ")} {visually_hidden("was ")} {earlier}
                <span aria-hidden="true">" → "</span> {visually_hidden("; is now ")} {later}
            </span>
        }
        .into_any();
    }
    let side = |(when, lines): (&str, Vec<String>)| match lines.is_empty() {
        true => remark(&format!("{label}, {when}: {NOT_STATED}")),
        false => seq(vec![
            remark(&format!("{label}, {when}:")),
            list::items(lines.into_iter().map(IntoAny::into_any).collect()),
        ]),
    };
    seq(["before", "now"].into_iter().zip(sides).map(side).collect())
}

/// What is said of a side that states nothing.
const NOT_STATED: &str = "not stated";

/// The lines of what a side states.
fn lines(words: Option<&str>) -> Vec<String> {
    let lines = words.unwrap_or_default().lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_that_a_side_states_stands_by_itself() {
        assert_eq!(lines(Some("Count.\n\n Publish. ")), ["Count.", "Publish."]);
        assert_eq!(lines(Some("AMBER (In progress)")), ["AMBER (In progress)"]);
        assert!(lines(None).is_empty());
    }
}
