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
    let query = format!(
        "{{ actionFacets(filter: {{{filter}}}, by: [{by}]) {{ by choices {{ value label count }} }} }}"
    );
    let facet = app.query(&query).await["actionFacets"][0].clone();
    assert_eq!(facet["by"], by);
    let choices = facet["choices"].as_array().unwrap().iter();
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
        choices(&app, "", "AREA").await,
        [
            ("leicestershire".to_owned(), 33),
            ("worcestershire".to_owned(), 38)
        ]
    );
    let statuses = choices(&app, "area: \"leicestershire\"", "STATUS").await;
    assert_eq!(statuses.iter().map(|(_, count)| count).sum::<u64>(), 33);
    assert_eq!(statuses[0], ("IN_PROGRESS".to_owned(), 22));
    assert_eq!(
        choices(&app, "", "LOCAL_STATUS").await,
        [("AMBER", 22), ("PINK", 8), ("GREEN", 2), ("BLUE", 1)]
            .map(|(cell, count)| (cell.to_owned(), count))
    );
    // The promise of every choice is kept by the list, under whatever else is in force; the choices of a
    // part do not narrow each other.
    for (others, by, argument) in [
        ("theme: \"joint-commissioning\"", "AREA", "area"),
        ("status: IN_PROGRESS", "THEME", "theme"),
        ("area: \"leicestershire\"", "PLAN", "plan"),
        ("text: \"plan\"", "LOCAL_STATUS", "localStatus"),
    ] {
        let found = choices(&app, others, by).await;
        assert!(!found.is_empty(), "{by}");
        for (value, count) in &found {
            let filter = format!("{others}, {argument}: \"{value}\"");
            assert_eq!(total(&app, &filter).await, *count, "{filter}");
            assert_eq!(choices(&app, &filter, by).await, found, "{filter}");
        }
    }
    for (by, argument) in [
        ("STATUS", "status"),
        ("DUE_KIND", "dueKind"),
        ("WITHOUT", "without"),
    ] {
        for (value, count) in choices(&app, "", by).await {
            let filter = format!("{argument}: {value}");
            assert_eq!(total(&app, &filter).await, count, "{filter}");
        }
    }
    // Nothing left: nothing to choose.
    let nothing = "text: \"no such words anywhere\"";
    for by in [
        "AREA",
        "PLAN",
        "THEME",
        "STATUS",
        "LOCAL_STATUS",
        "DUE_KIND",
        "WITHOUT",
    ] {
        assert_eq!(choices(&app, nothing, by).await, [], "{by}");
    }
}

#[tokio::test]
async fn choices_are_named_and_cost_few_statements() {
    let app = TestApp::seeded().await;
    let query = "{ actionFacets(by: [AREA, PLAN, THEME, STATUS, LOCAL_STATUS, DUE_KIND, WITHOUT]) { by choices { value label count } } }";
    let (data, statements) = app.counted(query).await;
    assert_eq!(statements, 10);
    let area = &data["actionFacets"][0]["choices"][0];
    assert_eq!(
        area,
        &json!({ "value": "leicestershire", "label": "Leicestershire", "count": 33 })
    );
    assert_eq!(data["actionFacets"][3]["choices"][0]["label"], Value::Null);

    let error = app
        .error("{ actionFacets(filter: {area: \"atlantis\"}, by: [STATUS]) { by } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
}
