//! What actions lack, when they are due, and how many each choice of the filter would leave.

use serde_json::{Value, json};

use crate::app::TestApp;

/// How many actions a filter leaves.
async fn total(app: &TestApp, filter: &str) -> u64 {
    let query = format!("{{ actions(filter: {{{filter}}}) {{ totalCount }} }}");
    app.query(&query).await["actions"]["totalCount"]
        .as_u64()
        .unwrap()
}

/// The choices of one part of the filter, with their counts.
async fn choices(app: &TestApp, filter: &str, by: &str) -> Vec<(String, u64)> {
    let query = format!("{{ actionFacets(filter: {{{filter}}}) {{ {by} {{ value count }} }} }}");
    let facets = app.query(&query).await["actionFacets"].clone();
    let choices = facets[by].as_array().unwrap().iter();
    choices
        .map(|choice| {
            let value = choice["value"].as_str().unwrap().to_owned();
            (value, choice["count"].as_u64().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn broken_links_are_found_by_what_actions_lack() {
    let app = TestApp::seeded().await;
    // Worcestershire's plan states none of these for any of its 38 actions; Leicestershire's does for most.
    for (gap, leicestershire) in [
        ("LEAD", 0),
        ("USABLE_DATE", 8),
        ("STATUS", 0),
        ("EVIDENCE", 10),
        ("MEASURE", 13),
    ] {
        let own = format!("area: \"leicestershire\", without: {gap}");
        assert_eq!(total(&app, &own).await, leicestershire, "{gap}");
        let all = format!("without: [{gap}]");
        assert_eq!(total(&app, &all).await, leicestershire + 38, "{gap}");
    }
    // What is named together is lacking together.
    let both = total(
        &app,
        "area: \"leicestershire\", without: [EVIDENCE, MEASURE]",
    )
    .await;
    let rows = app
        .query("{ actions(filter: {area: \"leicestershire\"}) { nodes { evidencePublished measures { totalCount } } } }")
        .await;
    let lacks_both = |row: &&Value| {
        row["evidencePublished"].is_null() && row["measures"]["totalCount"] == json!(0)
    };
    let expected = rows["actions"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(lacks_both)
        .count();
    assert_eq!(both, expected as u64);
    assert!(both < 10, "{both}");
}

#[tokio::test]
async fn due_stretches_touch_and_only_stated_days_are_overdue() {
    let app = TestApp::seeded().await;
    assert_eq!(
        total(
            &app,
            "due: {from: \"2020-09-30\", to: \"2020-09-30\"}, text: \"statement of purpose\""
        )
        .await,
        1
    );
    // An impossible date touches nothing; a season touches each of its days.
    let impossible = "text: \"Implement effective step across\"";
    assert_eq!(total(&app, impossible).await, 1);
    assert_eq!(
        total(
            &app,
            &format!("{impossible}, due: {{from: \"2000-01-01\"}}")
        )
        .await,
        0
    );
    assert_eq!(
        total(&app, "due: {from: \"2019-10-15\", to: \"2019-10-16\"}").await,
        1
    );
    assert!(total(&app, "due: {}").await > 25);

    let error = app
        .error(
            "{ actions(filter: {due: {from: \"2021-01-01\", to: \"2020-01-01\"}}) { totalCount } }",
        )
        .await;
    assert_eq!(error["extensions"]["argument"], "due", "{error}");

    // A day later than all dates: the completion dates that name a day, without the one completed.
    let late = app
        .query("{ actions(filter: {overdueAt: \"2022-01-01\"}, first: 100) { nodes { status { shared } due { kind usable } } } }")
        .await;
    let rows = late["actions"]["nodes"].as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!(row["due"], json!({ "kind": "COMPLETION", "usable": true }));
        assert_ne!(row["status"]["shared"], "COMPLETED");
    }
    assert_eq!(total(&app, "overdueAt: \"2020-01-01\"").await, 0);
    // The day itself is not late.
    let on = total(&app, "overdueAt: \"2020-09-30\"").await;
    let after = total(&app, "overdueAt: \"2020-10-01\"").await;
    assert!(on < after, "{on} {after}");
}

#[tokio::test]
async fn each_choice_says_what_it_would_leave() {
    let app = TestApp::seeded().await;
    assert_eq!(
        choices(&app, "", "area").await,
        [
            ("leicestershire".to_owned(), 33),
            ("worcestershire".to_owned(), 38)
        ]
    );
    let statuses = choices(&app, "area: \"leicestershire\"", "status").await;
    assert_eq!(statuses.iter().map(|(_, count)| count).sum::<u64>(), 33);
    assert_eq!(statuses[0], ("IN_PROGRESS".to_owned(), 22));
    assert_eq!(
        choices(&app, "", "localStatus").await,
        [("AMBER", 22), ("PINK", 8), ("GREEN", 2), ("BLUE", 1)]
            .map(|(cell, count)| (cell.to_owned(), count))
    );
    // The promise of every choice is kept by the list, under whatever else is in force; the choices of a
    // part do not narrow each other.
    for (others, by) in [
        ("theme: \"joint-commissioning\"", "area"),
        ("status: IN_PROGRESS", "theme"),
        ("area: \"leicestershire\"", "plan"),
        ("without: [MEASURE]", "workstream"),
        ("text: \"plan\"", "localStatus"),
    ] {
        let found = choices(&app, others, by).await;
        assert!(!found.is_empty(), "{by}");
        for (value, count) in &found {
            let filter = format!("{others}, {by}: \"{value}\"");
            assert_eq!(total(&app, &filter).await, *count, "{filter}");
            assert_eq!(choices(&app, &filter, by).await, found, "{filter}");
        }
    }
    for by in ["status", "dueKind", "without"] {
        for (value, count) in choices(&app, "", by).await {
            let filter = format!("{by}: {value}");
            assert_eq!(total(&app, &filter).await, count, "{filter}");
        }
    }
    // Nothing left: nothing to choose.
    let nothing = "text: \"no such words anywhere\"";
    for by in [
        "area",
        "plan",
        "theme",
        "status",
        "localStatus",
        "dueKind",
        "without",
    ] {
        assert_eq!(choices(&app, nothing, by).await, [], "{by}");
    }
}

#[tokio::test]
async fn choices_are_named_and_cost_few_statements() {
    let app = TestApp::seeded().await;
    let query = "{ actionFacets { area { value label count } plan { value } theme { value } status { value label }
        localStatus { value } dueKind { value } without { value } } }";
    let (data, statements) = app.counted(query).await;
    assert_eq!(statements, 10);
    let facets = &data["actionFacets"];
    assert_eq!(
        facets["area"][0],
        json!({ "value": "leicestershire", "label": "Leicestershire", "count": 33 })
    );
    assert_eq!(facets["status"][0]["label"], Value::Null);

    let error = app
        .error("{ actionFacets(filter: {area: \"atlantis\"}) { status { value } } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn every_action_is_overdue_or_not_or_cannot_be_judged() {
    let app = TestApp::seeded().await;
    for day in ["2019-01-01", "2020-09-30", "2022-01-01"] {
        let filter = format!("area: \"leicestershire\", overdueAt: \"{day}\"");
        let found = choices(&app, &filter, "lateness").await;
        let sum: u64 = found.iter().map(|(_, count)| count).sum();
        assert_eq!(sum, 33, "{day} {found:?}");
        let overdue = found.iter().find(|(word, _)| word == "OVERDUE");
        assert_eq!(
            total(&app, &filter).await,
            overdue.map_or(0, |(_, count)| *count),
            "{day}"
        );
    }
    // Worcestershire's plan states no date and no status: nothing can be said of any.
    // What cannot be judged can be listed too, beside what is overdue.
    let late = |which: &str| format!("overdueAt: \"2021-01-01\", lateness: [{which}]");
    let one = async |which: &str| total(&app, &late(which)).await;
    let each = [
        one("OVERDUE").await,
        one("NOT_OVERDUE").await,
        one("UNKNOWN").await,
    ];
    assert_eq!(each.iter().sum::<u64>(), 71, "{each:?}");
    assert_eq!(each[0], total(&app, "overdueAt: \"2021-01-01\"").await);
    assert_eq!(one("OVERDUE, UNKNOWN").await, each[0] + each[2]);
    assert_eq!(one("").await, 0);
    let filter = "area: \"worcestershire\", overdueAt: \"2024-01-01\"";
    assert_eq!(
        choices(&app, filter, "lateness").await,
        [("UNKNOWN".to_owned(), 38)]
    );
}

/// The lists with choices: the field of the list, and the parts of its filter that offer them.
const LISTS: &[(&str, &[&str])] = &[
    (
        "localAreas",
        &["region", "kind", "planKind", "outcome", "surveyed"],
    ),
    ("organisations", &["area", "kind"]),
    ("documents", &["area", "kind", "status"]),
    ("inspections", &["area", "framework", "kind", "outcome"]),
    (
        "weaknesses",
        &["area", "theme", "inspection", "plan", "state", "without"],
    ),
    ("plans", &["area", "kind", "status"]),
    (
        "workstreams",
        &[
            "area",
            "plan",
            "theme",
            "weakness",
            "organisation",
            "without",
        ],
    ),
    (
        "measures",
        &[
            "area",
            "plan",
            "workstream",
            "theme",
            "unit",
            "polarity",
            "without",
            "placeholder",
        ],
    ),
    (
        "reviews",
        &["area", "plan", "state", "workstream", "weakness"],
    ),
    ("meetings", &["area", "plan", "state", "organisation"]),
    ("surveys", &["area"]),
    (
        "surveyQuestions",
        &["area", "survey", "group", "polarity", "theme"],
    ),
    (
        "surveyResults",
        &[
            "area",
            "survey",
            "wave",
            "kind",
            "comparability",
            "service",
            "group",
            "theme",
        ],
    ),
    (
        "feedbackItems",
        &[
            "area", "wave", "theme", "heading", "table", "service", "without", "isNew",
        ],
    ),
    ("indicators", &["polarity", "unit"]),
    (
        "indicatorValues",
        &["area", "indicator", "geography", "measure", "document"],
    ),
    ("glossaryTerms", &["area", "document"]),
    (
        "dataQualityNotes",
        &["area", "document", "rule", "severity", "state"],
    ),
    ("strategyPriorities", &["area", "plan", "kind"]),
];

/// Parts whose choices are cells as published, not words of an enumeration.
const CELLS: &[&str] = &["region", "group", "service", "heading", "table"];

/// The field with the choices of a list: `localAreaFacets` of `localAreas`.
fn facets_of(list: &str) -> String {
    let one = match list.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => list
            .strip_suffix("sses")
            .map_or(list.trim_end_matches('s').to_owned(), |stem| {
                format!("{stem}ss")
            }),
    };
    format!("{one}Facets")
}

#[tokio::test]
async fn every_list_keeps_the_promise_of_each_of_its_choices() {
    let app = TestApp::seeded().await;
    for (list, parts) in LISTS {
        let facets = facets_of(list);
        for part in *parts {
            let query = format!("{{ {facets} {{ {part} {{ value label count }} }} }}");
            let found = app.query(&query).await[&facets][part].clone();
            let found = found.as_array().unwrap();
            assert!(!found.is_empty(), "{list} {part}");
            for choice in found {
                let value = choice["value"].as_str().unwrap();
                let is_cell = CELLS.contains(part) || !choice["label"].is_null();
                let given = match is_cell {
                    true => json!(value).to_string(),
                    false => value.to_owned(),
                };
                // What is true or not is one value, the others are lists of alternatives.
                let given = match value {
                    "true" => given,
                    _ => format!("[{given}]"),
                };
                let query = format!("{{ {list}(filter: {{{part}: {given}}}) {{ totalCount }} }}");
                let left = app.query(&query).await[list]["totalCount"].clone();
                assert_eq!(left, choice["count"], "{query}");
                if value == "true" {
                    // What a part would leave does not hang on what is chosen of it.
                    let query = format!(
                        "{{ {facets}(filter: {{{part}: false}}) {{ {part} {{ count }} }} }}"
                    );
                    let other = app.query(&query).await[&facets][part][0]["count"].clone();
                    assert_eq!(other, choice["count"], "{query}");
                }
            }
        }
    }
}
