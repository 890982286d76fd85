//! Lists in other orders than their own, page by page.

use serde_json::Value;

use crate::app::TestApp;

/// All pages of a list, forwards, and whether going backwards gives the same.
async fn paths(app: &TestApp, list: &str, order: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut after = "null".to_owned();
    loop {
        let query = format!(
            "{{ {list}(orderBy: [{order}], first: 7, after: {after}) {{ nodes {{ path }} pageInfo {{ hasNextPage endCursor }} }} }}"
        );
        let page = app.query(&query).await[list].clone();
        let nodes = page["nodes"].as_array().unwrap();
        found.extend(
            nodes
                .iter()
                .map(|node| node["path"].as_str().unwrap().to_owned()),
        );
        if page["pageInfo"]["hasNextPage"] != Value::Bool(true) {
            break;
        }
        after = page["pageInfo"]["endCursor"].to_string();
    }
    let mut backwards = Vec::new();
    let mut before = "null".to_owned();
    loop {
        let query = format!(
            "{{ {list}(orderBy: [{order}], last: 7, before: {before}) {{ nodes {{ path }} pageInfo {{ hasPreviousPage startCursor }} }} }}"
        );
        let page = app.query(&query).await[list].clone();
        let nodes = page["nodes"].as_array().unwrap();
        backwards.extend(
            nodes
                .iter()
                .rev()
                .map(|node| node["path"].as_str().unwrap().to_owned()),
        );
        if page["pageInfo"]["hasPreviousPage"] != Value::Bool(true) {
            break;
        }
        before = page["pageInfo"]["startCursor"].to_string();
    }
    backwards.reverse();
    assert_eq!(found, backwards, "{list} {order}");
    found
}

#[tokio::test]
async fn every_order_has_every_record_once_in_both_directions() {
    let app = TestApp::seeded().await;
    for (list, fields) in [
        ("actions", vec!["DUE", "STATUS", "LEAD", "TEXT"]),
        ("documents", vec!["TITLE", "PUBLISHED"]),
        ("feedbackItems", vec!["COMMENT", "SERVICE"]),
        ("indicatorValues", vec!["VALUE", "PERIOD"]),
        ("inspections", vec!["HELD", "REPORTED"]),
        ("measures", vec!["TEXT", "BASELINE", "TARGET"]),
        ("meetings", vec!["HELD", "PURPOSE"]),
        ("dataQualityNotes", vec!["SEVERITY", "RULE"]),
        ("reviews", vec!["HELD"]),
        ("surveyResults", vec!["VALUE", "PREVIOUS", "SERVICE"]),
        ("weaknesses", vec!["TITLE", "STATEMENT"]),
        ("workstreams", vec!["TITLE", "LEAD"]),
    ] {
        let count =
            app.query(&format!("{{ {list} {{ totalCount }} }}")).await[list]["totalCount"].clone();
        for field in fields {
            for direction in ["ASC", "DESC"] {
                let order = format!("{{field: {field}, direction: {direction}}}");
                let mut found = paths(&app, list, &order).await;
                found.sort();
                found.dedup();
                assert_eq!(count, found.len(), "{list} {order}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_stated_comes_last_in_both_directions() {
    let app = TestApp::seeded().await;
    for direction in ["ASC", "DESC"] {
        let query = format!(
            "{{ actions(first: 100, orderBy: {{field: DUE, direction: {direction}}}) {{ nodes {{ due {{ to }} }} }} }}"
        );
        let nodes = app.query(&query).await["actions"]["nodes"].clone();
        let days: Vec<Option<String>> = nodes
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["due"]["to"].as_str().map(str::to_owned))
            .collect();
        let stated: Vec<&String> = days.iter().flatten().collect();
        assert!(stated.len() > 20 && days.len() == 71);
        assert!(
            days.iter().take(stated.len()).all(Option::is_some),
            "{direction}"
        );
        let rising = stated.is_sorted();
        assert_eq!(rising, direction == "ASC", "{direction}");
    }
}

#[tokio::test]
async fn several_steps_and_a_cursor_belong_to_their_order() {
    let app = TestApp::seeded().await;
    let query = "{ actions(filter: {area: \"leicestershire\"}, first: 100, orderBy: [{field: STATUS}, {field: DUE, direction: DESC}])
        { nodes { status { shared } due { to } } pageInfo { endCursor } } }";
    let page = app.query(query).await["actions"].clone();
    let scale = [
        "NOT_STARTED",
        "DELAYED",
        "IN_PROGRESS",
        "ON_TRACK",
        "COMPLETED",
    ];
    let places: Vec<usize> = page["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| {
            scale
                .iter()
                .position(|word| node["status"]["shared"] == *word)
                .unwrap()
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");

    let cursor = page["pageInfo"]["endCursor"].to_string();
    let error = app
        .error(&format!("{{ actions(after: {cursor}) {{ totalCount }} }}"))
        .await;
    assert_eq!(error["extensions"]["argument"], "after", "{error}");
    let twice =
        "{ actions(orderBy: [{field: DUE}, {field: DUE, direction: DESC}]) { totalCount } }";
    assert_eq!(app.error(twice).await["extensions"]["argument"], "orderBy");
}
