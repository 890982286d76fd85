//! What a team says beside what the sources state.

use serde_json::json;

use super::*;

#[test]
fn a_day_of_the_team_is_said_once() {
    let row = json!({
        "team_due_from": "2021-03-31", "team_due_to": "2021-03-31",
        "dues": [{ "id": "d", "due_from": "2021-03-31", "note": "The school asked." }],
    });
    let found = difference(
        &between(Some(&json!({ "dues": [] })), Some(&row)),
        &Names::default(),
    );
    let names: Vec<&str> = found.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Due by now, as its team says"]);
}

#[test]
fn a_day_that_was_set_twice_has_both_reasons() {
    let due = |place: i32, note: &str| json!({ "id": format!("d-{place}"), "note": note });
    let row = json!({
        "team_due_from": "2021-03-31", "team_due_to": "2021-03-31",
        "dues": [due(0, "The school asked."), due(1, "The board agreed.")],
    });
    let found = difference(
        &between(Some(&json!({ "dues": [] })), Some(&row)),
        &Names::default(),
    );
    assert_eq!(
        parts(&found.lines[0]),
        "New: “The school asked.”, “The board agreed.”."
    );
    assert_eq!(found.lines.len(), 2);
}

#[test]
fn what_a_team_says_first_stands_in_place_of_what_is_published() {
    let with = |more: Value| {
        let mut row = json!({
            "due_from": "2020-09-01", "due_to": "2020-11-30", "steps": ["One", "Two"],
            "target_published": "All of them",
        });
        let more = more.as_object().into_iter().flatten();
        for (name, value) in more {
            row[name] = value.clone();
        }
        row
    };
    let first = with(json!({
        "team_due_from": "2021-03-31", "team_due_to": "2021-03-31", "team_steps": ["Two", "Three"],
        "team_target": "Most of them",
    }));
    let found = difference(
        &between(Some(&with(json!({}))), Some(&first)),
        &Names::default(),
    );
    let told = found.lines.iter().map(|line| match &line.shown {
        Shown::Parts(words) => format!("{}: {words}", line.name),
        _ => format!("{}: {}", line.name, values(line)),
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "Due by now, as its team says, instead of what is published: September to November 2020 → 31 March 2021",
            "Steps by now, as its team says, instead of what is published: New: “Three”. Gone: “One”.",
            "Target by now, as its team says, instead of what is published: All of them → Most of them",
        ]
    );
    // The next time, its own word was there.
    let next = with(json!({ "team_due_from": "2021-04-30", "team_due_to": "2021-04-30" }));
    let was = with(json!({ "team_due_from": "2021-03-31", "team_due_to": "2021-03-31" }));
    let found = difference(&between(Some(&was), Some(&next)), &Names::default());
    assert_eq!(found.lines[0].name, "Due by now, as its team says");
    let sorted = match &found.lines[0].shown {
        Shown::Days(was, is) => [was, is].map(|days| days.as_ref().map(Days::sorted)),
        _ => [None, None],
    };
    assert_eq!(
        sorted.map(Option::unwrap_or_default),
        ["2021-03-31", "2021-04-30"]
    );
}

#[test]
fn that_a_team_leaves_no_steps_is_told() {
    let published = json!({ "steps": ["One", "Two"], "updates": null });
    let row = json!({ "steps": ["One", "Two"], "team_steps": [], "updates": [] });
    let found = difference(&between(Some(&published), Some(&row)), &Names::default());
    assert_eq!(found.lines.len(), 1);
    assert_eq!(parts(&found.lines[0]), "Gone: “One”, “Two”.");
}

#[test]
fn pages_with_evidence_keep_their_addresses() {
    let minutes = json!({ "id": "l-0", "position": 0, "title": "Minutes of May", "link": "https://example.org/may" });
    let moved = json!({ "id": "l-1", "position": 1, "title": "Minutes of May", "link": "https://example.org/may" });
    let report = json!({ "id": "l-0", "position": 0, "title": "Report", "link": "https://example.org/report" });
    let line = only("links", json!([minutes]), json!([report, moved]));
    assert_eq!(parts(&line), "New: “Report”.");
    assert_eq!(line.pages[0].title.as_deref(), Some("Report"));
    assert_eq!(line.addresses(), ["https://example.org/report"]);
    // A day that was set has the page of its setting.
    let row = json!({
        "team_due_from": "2021-03-31", "team_due_to": "2021-03-31",
        "dues": [{ "id": "d", "note": "The school asked.", "link": "https://example.org/letter" }],
    });
    let found = difference(
        &between(Some(&json!({ "dues": [] })), Some(&row)),
        &Names::default(),
    );
    assert_eq!(found.lines.len(), 1);
    assert_eq!(found.lines[0].addresses(), ["https://example.org/letter"]);
    // Whatever is an address is one, however long; a sentence about it is none.
    let long = format!("https://example.org/{}", "minutes/".repeat(12));
    let line = only("link", json!("https://example.org/first"), json!(long));
    assert_eq!(line.addresses(), [long.as_str()]);
    let line = only("note", json!(null), json!("https://example.org says so"));
    assert!(line.addresses().is_empty());
}

#[test]
fn what_was_taken_back_stands_beside_what_was_said_since() {
    let said = |id: &str, status: &str, day: &str| json!({ "id": id, "position": 0, "status": status, "effective_on": day, "note": id });
    let wrong = said("wrong", "completed", "2020-11-05");
    let row = |status: &str, updates: Value| json!({ "status": status, "updates": updates });
    let told = |before: &Value, after: &Value| {
        let found = difference(&between(Some(before), Some(after)), &Names::default());
        let lines = found.lines.iter().map(|line| match &line.shown {
            Shown::Parts(words) => format!("{}: {words}", line.name),
            _ => format!("{}: {}", line.name, values(line)),
        });
        let mut all: Vec<String> = found.said.iter().map(Said::words).collect();
        all.extend(lines);
        all
    };
    // What is said of an earlier day stands then.
    assert_eq!(
        told(
            &row("completed", json!([wrong])),
            &row("delayed", json!([said("right", "delayed", "2020-10-05")]))
        ),
        [
            "Completed → Delayed since 5 October 2020",
            "What its team has said: Gone: “wrong”."
        ]
    );
    // What changes nothing does not say how it stands by now.
    let kept = said("kept", "delayed", "2020-10-05");
    assert_eq!(
        told(
            &row("completed", json!([kept, wrong])),
            &row(
                "delayed",
                json!([kept, said("early", "on-track", "2020-09-05")])
            )
        ),
        [
            "On track since 5 September 2020; it stays at Delayed, which was said of a later day",
            "Status: Completed → Delayed",
            "What its team has said: Gone: “wrong”."
        ]
    );
}

#[test]
fn a_reading_that_was_given_again_says_what_it_was() {
    let reading = |place: i32, day: &str, words: &str, value: Value| json!({ "id": format!("o-{place}"), "position": place, "as_of": day, "published": words, "value": value, "note": words });
    let may = reading(0, "2021-05-01", "29% of plans", json!(29.0));
    let june = reading(1, "2021-06-01", "92% of plans", json!(92.0));
    let told = |old: &Value, new: &Value| {
        parts(&only("observations", old.clone(), new.clone())).to_owned()
    };
    let right = reading(0, "2021-05-01", "92% of plans", json!(92.0));
    assert_eq!(
        told(&json!([may]), &json!([right])),
        "“92% of plans” (1 May 2021) was “29% of plans”."
    );
    // What reads the same of another day is another reading.
    assert_eq!(
        told(
            &json!([may, june]),
            &json!([right, reading(1, "2021-06-01", "95% of plans", json!(95.0))])
        ),
        "“92% of plans” (1 May 2021) was “29% of plans”. “95% of plans” (1 June 2021) was “92% of plans”."
    );
    let same = |value: Value| json!([reading(0, "2021-05-01", "Most plans", value)]);
    assert_eq!(
        told(&same(json!(29.0)), &same(Value::Null)),
        "“Most plans” (1 May 2021) has no number, and had the number 29.0."
    );
}

#[test]
fn a_decision_says_what_it_is_of_what_and_why() {
    let decision = |id: &str, verdict: &str, reason: &str| json!({ "id": id, "other_id": "x", "verdict": verdict, "reason": reason, "reviewer": "Editor", "decided_on": "2026-11-20", ABOUT: "action 1.5 of Leicestershire" });
    let told =
        |old: &Value, new: &Value| parts(&only("decisions", old.clone(), new.clone())).to_owned();
    let reader = decision("r", "same", "Both build a dashboard.");
    let first = decision("e", "related", "Only one is public.");
    let next = decision("e", "different", "Neither is public.");
    assert_eq!(
        told(&json!([reader]), &json!([reader, first])),
        "New: Related work, with action 1.5 of Leicestershire: “Only one is public.”."
    );
    assert_eq!(
        told(&json!([reader, first]), &json!([reader, next])),
        "Different work, with action 1.5 of Leicestershire: “Neither is public.” was Related work, with action 1.5 of \
         Leicestershire: “Only one is public.”."
    );
    // Where the other action is there no more, the rest is said.
    let mut lost = first;
    lost[ABOUT] = Value::Null;
    assert_eq!(
        told(&json!([]), &json!([lost])),
        "New: Related work: “Only one is public.”."
    );
}

#[test]
fn a_ruling_is_said_in_the_words_of_the_page() {
    let line = only("state", json!("open"), json!("accepted"));
    assert_eq!(
        (line.name.as_str(), values(&line).as_str()),
        ("How it stands", "Open → The source stands")
    );
    let line = only("state", json!("accepted"), json!("fixed-in-source"));
    assert_eq!(values(&line), "The source stands → Put right in the source");
}
