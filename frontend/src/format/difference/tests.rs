use serde_json::json;

use super::*;
use crate::query::word::TextChangeKind;

mod created;
mod team;

fn scale() -> Names {
    let scheme = json!({ "title": "RAG", "values": [
        { "id": "v-amber", "code": "AMBER", "label": "In progress" },
        { "id": "v-green", "code": "GREEN", "label": "On track" },
        { "id": "v-blue", "code": "BLUE", "label": "Done" },
    ] });
    Names::of_schemes([&scheme])
}

fn update(position: i32, day: &str, value: &str, status: &str) -> Value {
    json!({
        "id": format!("u-{position}"), "action_id": "a", "position": position, "effective_on": day,
        "status": status, "status_value_id": value, "note": "The forum has seen the minutes.",
        "link": "https://example.org/minutes", "author": "Editor", "at": "2026-11-29T12:00:00.123456Z",
    })
}

fn action(status: &str, value: &str, updates: Vec<Value>) -> Value {
    json!({
        "id": "a", "path": "x/y/1.10", "sort_key": "s", "area_id": "r", "plan_id": "p",
        "reference": "1.10", "text": "Set up a steering group", "steps": ["One", "Two"],
        "status_published": "AMBER", "status_value_id": value, "status": status,
        "due_published": "Autumn 2020", "due_from": "2020-09-01", "due_to": "2020-11-30",
        "citations": [{ "id": "c-0", "place": "Page 12" }], "updates": updates,
    })
}

fn words(said: &[Said]) -> Vec<String> {
    said.iter().map(Said::words).collect()
}

fn only(name: &str, before: Value, after: Value) -> Line {
    let field = Field {
        name: name.to_owned(),
        before,
        after,
        published: Value::Null,
        words: None,
        written: None,
    };
    let mut lines = difference(&[field], &Names::default()).lines;
    assert_eq!(lines.len(), 1, "{name}");
    lines.remove(0)
}

/// "was → is".
fn values(line: &Line) -> String {
    let (before, after) = match &line.shown {
        Shown::Values(before, after) => (before.clone(), after.clone()),
        Shown::Days(before, after) => (
            before.as_ref().map(Days::words),
            after.as_ref().map(Days::words),
        ),
        _ => (Some("no values".to_owned()), None),
    };
    let [before, after] = [before, after].map(|value| value.unwrap_or("-".to_owned()));
    format!("{before} → {after}")
}

fn parts(line: &Line) -> &str {
    match &line.shown {
        Shown::Parts(words) => words,
        _ => "no parts",
    }
}

#[test]
fn an_update_says_from_what_to_what_since_when_and_why() {
    let before = action("in-progress", "v-amber", vec![]);
    let first = update(0, "2020-11-05", "v-green", "on-track");
    let after = action("on-track", "v-green", vec![first]);
    let found = difference(&between(Some(&before), Some(&after)), &scale());
    assert_eq!(words(&found.said), ["AMBER → GREEN since 5 November 2020"]);
    let said = &found.said[0];
    assert_eq!(said.note, "The forum has seen the minutes.");
    assert_eq!(said.link.as_deref(), Some("https://example.org/minutes"));
    assert_eq!(said.by(), "Editor, 29 November 2026 at 12:00 UTC");
    // The fields that follow from it are not said again.
    assert!(found.lines.is_empty(), "{:?}", found.lines);
}

#[test]
fn several_updates_follow_each_other_and_an_earlier_day_changes_nothing() {
    let first = update(0, "2020-11-05", "v-green", "on-track");
    let before = action("on-track", "v-green", vec![first.clone()]);
    let second = update(1, "2020-12-01", "v-blue", "completed");
    let third = update(2, "2020-11-20", "v-amber", "in-progress");
    let fourth = update(3, "2020-12-01", "v-blue", "completed");
    let after = action("completed", "v-blue", vec![first, second, third, fourth]);
    let found = difference(&between(Some(&before), Some(&after)), &scale());
    assert_eq!(
        words(&found.said),
        [
            "GREEN → BLUE since 1 December 2020",
            "AMBER since 20 November 2020; it stays at BLUE, which was said of a later day",
            "BLUE, as before, since 1 December 2020",
        ]
    );
}

#[test]
fn a_status_said_again_is_as_before() {
    let before = action("in-progress", "v-amber", vec![]);
    let after = action(
        "in-progress",
        "v-amber",
        vec![update(0, "2020-11-05", "v-amber", "in-progress")],
    );
    let found = difference(&between(Some(&before), Some(&after)), &scale());
    assert_eq!(
        words(&found.said),
        ["AMBER, as before, since 5 November 2020"]
    );
}

#[test]
fn an_action_that_is_new_in_the_period_begins_at_its_published_word() {
    let after = action(
        "on-track",
        "v-green",
        vec![update(0, "2020-11-05", "v-green", "on-track")],
    );
    let fields = between(None, Some(&after));
    let found = difference(&fields, &scale());
    assert_eq!(words(&found.said), ["AMBER → GREEN since 5 November 2020"]);
    let title = title_in(&fields);
    assert_eq!(title.number.as_deref(), Some("1.10"));
    assert_eq!(title.words.as_deref(), Some("Set up a steering group"));
    let names: Vec<&str> = found.lines.iter().map(|line| line.name.as_str()).collect();
    assert!(names.contains(&"Due date, read as"), "{names:?}");
    assert!(!names.contains(&"Plan"), "{names:?}");
}

#[test]
fn without_the_scale_the_shared_word_stands() {
    let before = action("not-started", "v-amber", vec![]);
    let after = action(
        "on-track",
        "v-green",
        vec![update(0, "2020-11-05", "v-green", "on-track")],
    );
    let found = difference(&between(Some(&before), Some(&after)), &Names::default());
    assert_eq!(
        words(&found.said),
        ["Not started → On track since 5 November 2020"]
    );
}

#[test]
fn a_status_that_nobody_said_is_one_line() {
    let before = action("in-progress", "v-amber", vec![]);
    let after = action("on-track", "v-green", vec![]);
    let found = difference(&between(Some(&before), Some(&after)), &scale());
    assert_eq!(found.lines.len(), 1);
    assert_eq!(found.lines[0].name, "Status");
    assert_eq!(values(&found.lines[0]), "AMBER → GREEN");
    let found = difference(&between(Some(&before), Some(&after)), &Names::default());
    assert_eq!(values(&found.lines[0]), "In progress → On track");
}

#[test]
fn values_are_in_plain_english() {
    let of = |name, before, after| {
        let line = only(name, before, after);
        format!("{}: {}", line.name, values(&line))
    };
    assert_eq!(
        of("target_value", json!(95.0), json!(90)),
        "Target value: 95.0 → 90"
    );
    assert_eq!(
        of("placeholder", json!(true), json!(false)),
        "Placeholder: Yes → No"
    );
    assert_eq!(
        of("due_published", json!(null), json!("31/09/2020")),
        "Due date, as published: - → 31/09/2020"
    );
    assert_eq!(
        of("due_problem", json!("impossible"), json!(null)),
        "Due date, what is wrong with it: Impossible → -"
    );
    assert_eq!(
        of("ended_on", json!(null), json!("2023-04-01")),
        "Ended on: - → 1 April 2023"
    );
    assert_eq!(
        of("status", json!("draft"), json!("final")),
        "Status: Draft → Final"
    );
    assert_eq!(
        of("weakness_id", json!("b0"), json!(null)),
        "Weakness: a record → -"
    );
    assert_eq!(
        of("title", json!(""), json!("A plan")),
        "Title: an empty text → A plan"
    );
    assert_eq!(
        parts(&only("plan_id", json!("a"), json!("b"))),
        "another record"
    );
}

#[test]
fn first_and_last_days_are_one_date_where_both_are_others() {
    let field = |name: &str, before: &str, after: &str| Field {
        name: name.to_owned(),
        before: json!(before),
        after: json!(after),
        published: Value::Null,
        words: None,
        written: None,
    };
    let both = [
        field("held_from", "2020-09-01", "2020-10-05"),
        field("held_to", "2020-11-30", "2020-10-05"),
    ];
    let found = difference(&both, &Names::default());
    assert_eq!(found.lines.len(), 1);
    assert_eq!(found.lines[0].name, "When, read as");
    assert_eq!(
        values(&found.lines[0]),
        "September to November 2020 → 5 October 2020"
    );
    let found = difference(&both[1..], &Names::default());
    assert_eq!(found.lines[0].name, "When, last day");
}

#[test]
fn parts_are_named_where_they_are_new_or_gone() {
    let line = only(
        "steps",
        json!(["One", "Two"]),
        json!(["One", "Two", "Three"]),
    );
    assert_eq!(parts(&line), "New: “Three”.");
    let line = only(
        "leads",
        json!([{ "id": "l-0", "name": "A Head" }, { "id": "l-1", "name": "B Head" }]),
        json!([{ "id": "l-0", "name": "C Head" }, { "id": "l-2", "name": "D Head" }]),
    );
    assert_eq!(
        parts(&line),
        "New: “D Head”. Changed: “C Head”. Gone: “B Head”."
    );
    // The ids of some follow from their places: a part that moves up is the same one still.
    let lead = |place: i32, name: &str, role: Option<&str>| json!({ "id": format!("l-{place}"), "name": name, "role": role, "position": place });
    let three = json!([lead(0, "A", None), lead(1, "B", None), lead(2, "C", None)]);
    let line = only(
        "team_leads",
        three.clone(),
        json!([lead(0, "B", None), lead(1, "C", None)]),
    );
    assert_eq!(parts(&line), "Gone: “A”.");
    let four = [
        lead(0, "D", None),
        lead(1, "A", None),
        lead(2, "B", None),
        lead(3, "C", None),
    ];
    let line = only("team_leads", three.clone(), json!(four));
    assert_eq!(parts(&line), "New: “D”.");
    let line = only(
        "team_leads",
        three,
        json!([
            lead(0, "A", Some("Chair")),
            lead(1, "B", None),
            lead(2, "E", None)
        ]),
    );
    assert_eq!(parts(&line), "Changed: “A”, “E”.");
    let line = only("evidence", json!(["a", "b"]), json!(["b", "a"]));
    assert_eq!(parts(&line), "The same, in another order");
    let line = only(
        "themes",
        json!([]),
        json!([{ "theme_id": "t" }, { "theme_id": "u" }]),
    );
    assert_eq!(parts(&line), "New: 2.");
    let many = json!(["a", "b", "c", "d", "e"]);
    let line = only("outcomes", json!(null), many);
    assert_eq!(parts(&line), "“a”, “b”, “c” and 2 more");
}

#[test]
fn a_long_text_is_set_word_by_word_also_without_the_server() {
    let old = "Identify and agree a steering group membership to develop the joint strategy";
    let new = "Identify and agree a working group membership to develop the joint strategy";
    let line = only("text", json!(old), json!(new));
    let pieces = match &line.shown {
        Shown::Text(pieces) => pieces.as_slice(),
        _ => &[],
    };
    let pieces: Vec<(TextChangeKind, &str)> = pieces
        .iter()
        .map(|piece| (piece.kind, piece.text.as_str()))
        .collect();
    assert_eq!(
        pieces,
        [
            (TextChangeKind::Kept, "Identify and agree a "),
            (TextChangeKind::Removed, "steering "),
            (TextChangeKind::Added, "working "),
            (
                TextChangeKind::Kept,
                "group membership to develop the joint strategy"
            ),
        ]
    );
    let again = text::pieces("a a a", "a a");
    assert_eq!(again.iter().map(|piece| piece.text.len()).sum::<usize>(), 5);
}

#[test]
fn shapes_that_are_not_known_are_shown_and_break_nothing() {
    for before in [
        json!(null),
        json!(7),
        json!("x"),
        json!([]),
        json!({}),
        json!([[1], null]),
    ] {
        for after in [
            json!(null),
            json!("y"),
            json!([3, { "a": [1] }]),
            json!({ "id": "1", "b": { "c": true } }),
        ] {
            for name in [
                "updates",
                "status",
                "status_value_id",
                "x_from",
                "x_to",
                "_id",
                "",
                "themes",
            ] {
                let fields = between(
                    Some(&json!({ name: before })),
                    Some(&json!({ name: after })),
                );
                let found = difference(&fields, &Names::default());
                let _ = words(&found.said);
            }
            let _ = (title_of(&before), between(Some(&before), Some(&after)));
        }
    }
    let line = only(
        "later",
        json!(null),
        json!({ "id": "1", "how_often": 3, "is_new": true }),
    );
    assert_eq!(values(&line), "- → how often 3; is new Yes");
    assert_eq!(title_of(&json!("?")), Title::default());
    assert_eq!(label("some_new_field"), "Some new field");
}

#[test]
fn imports_are_told_from_people() {
    assert!(is_person("Editor"));
    assert!(!is_person("Golden Thread"));
}

#[test]
fn what_is_said_of_a_workstream_is_said_in_its_words() {
    let update = |place: i32, state: &str, day: &str| {
        json!({"id": format!("u{place}"), "position": place, "state": state, "effective_on": day,
            "note": "The department wrote.", "author": "Editor"})
    };
    let first = update(0, "in-formal-monitoring", "2020-05-01");
    let second = update(1, "business-as-usual", "2021-05-01");
    let words = |before: Value, after: Value| {
        let fields = between(
            Some(&json!({"updates": before})),
            Some(&json!({"updates": after})),
        );
        let found = difference(&fields, &Names::default()).said;
        found.iter().map(Said::words).collect::<Vec<_>>()
    };
    assert_eq!(
        words(json!([]), json!([first.clone()])),
        ["nothing said → In formal monitoring since 1 May 2020"]
    );
    assert_eq!(
        words(json!([first.clone()]), json!([first, second])),
        ["In formal monitoring → Goes on as business as usual since 1 May 2021"]
    );
}

#[test]
fn a_new_record_has_nothing_that_it_was() {
    let fields = between(
        None,
        Some(
            &json!({ "path": "x", "text": "Do it.", "evidence": [], "steps": ["One"], "note": null }),
        ),
    );
    let found = difference(&fields, &Names::default());
    let lines: Vec<_> = found.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(lines, ["Steps", "Words"]);
    let shown: Vec<_> = found.lines.iter().map(parts).collect();
    assert_eq!(shown, ["“One”", "Do it."]);
}
