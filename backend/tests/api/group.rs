//! Tests of single fields, and grouped totals, held against the records themselves.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::TestApp;

/// The groups of a question, as what they share and how many they are.
async fn groups(app: &TestApp, question: &str) -> Vec<(Vec<Value>, u64)> {
    let query =
        format!("{{ found: {question} {{ totalCount nodes {{ keys {{ value }} count }} }} }}");
    let found = app.query(&query).await["found"].clone();
    let nodes = found["nodes"].as_array().unwrap();
    assert_eq!(found["totalCount"], nodes.len());
    let group = |node: &Value| {
        let keys = node["keys"].as_array().unwrap().iter();
        let keys = keys.map(|key| key["value"].clone()).collect();
        (keys, node["count"].as_u64().unwrap())
    };
    nodes.iter().map(group).collect()
}

/// How many actions pass some tests.
async fn passing(app: &TestApp, tests: &str) -> u64 {
    let query = format!("{{ actions(filter: {{fields: [{tests}]}}) {{ totalCount }} }}");
    app.query(&query).await["actions"]["totalCount"]
        .as_u64()
        .unwrap()
}

#[tokio::test]
async fn groups_are_what_counting_the_records_gives() {
    let app = TestApp::seeded().await;
    let rows = app
        .query("{ actions(first: 100) { nodes { area { path } status { shared } due { from } themes { theme { path } } } } }")
        .await;
    let rows = rows["actions"]["nodes"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 71);
    let count = |key: &dyn Fn(&Value) -> Vec<Vec<Value>>| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for keys in rows.iter().flat_map(key) {
            *counts.entry(json!(keys).to_string()).or_default() += 1;
        }
        counts
    };
    let month = |row: &Value| match row["due"]["from"].as_str() {
        Some(day) => json!(day[..7]),
        None => Value::Null,
    };
    let themes = |row: &Value| {
        let themes = row["themes"].as_array().unwrap().iter();
        let themes: Vec<Vec<Value>> = themes
            .map(|own| vec![own["theme"]["path"].clone()])
            .collect();
        match themes.is_empty() {
            true => vec![vec![Value::Null]],
            false => themes,
        }
    };
    let by_area_and_status = |row: &Value| {
        vec![vec![
            row["area"]["path"].clone(),
            row["status"]["shared"].clone(),
        ]]
    };
    let by_month = |row: &Value| vec![vec![month(row)]];
    for (by, expected) in [
        ("by: [AREA, STATUS]", count(&by_area_and_status)),
        ("by: [DUE_FROM], days: MONTH", count(&by_month)),
        ("by: [THEME]", count(&themes)),
    ] {
        let found = groups(&app, &format!("actionGroups({by})")).await;
        let sizes: Vec<u64> = found.iter().map(|(_, count)| *count).collect();
        assert!(
            sizes.is_sorted_by(|one, next| one >= next),
            "{by}: {sizes:?}"
        );
        let found: BTreeMap<String, u64> = found
            .into_iter()
            .map(|(keys, count)| (json!(keys).to_string(), count))
            .collect();
        assert_eq!(found, expected, "{by}");
    }
}

#[tokio::test]
async fn facets_and_groups_count_alike() {
    let app = TestApp::seeded().await;
    let data = app
        .query("{ actionFacets(filter: {area: \"leicestershire\"}) { status { value count } workstream { value count } } }")
        .await;
    for (facet, field) in [("status", "STATUS"), ("workstream", "WORKSTREAM")] {
        let question = format!("actionGroups(by: [{field}], filter: {{area: \"leicestershire\"}})");
        let mut found: Vec<Value> = groups(&app, &question)
            .await
            .into_iter()
            .map(|(keys, count)| json!({"value": keys[0], "count": count}))
            .collect();
        let mut choices = data["actionFacets"][facet].as_array().unwrap().clone();
        for all in [&mut found, &mut choices] {
            all.sort_by_key(Value::to_string);
        }
        assert_eq!(found, choices, "{facet}");
    }
}

#[tokio::test]
async fn figures_and_days_are_summed_up() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ values: surveyResults(first: 100, filter: {fields: [{field: VALUE, stated: true}, {field: KIND, is: [\"PAIR\"]}]}) { totalCount nodes { value } }
               found: surveyResultGroups(by: [KIND], of: [VALUE, BASE], filter: {fields: [{field: KIND, is: [\"PAIR\"]}]}) { recordCount nodes { count figures { field stated min max mean earliest } } }
               due: actionGroups(by: [PLAN], of: [DUE_TO], filter: {area: \"leicestershire\"}) { nodes { keys { field value label } figures { stated earliest latest min } } } }",
        )
        .await;
    let values: Vec<f64> = data["values"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["value"].as_f64().unwrap())
        .collect();
    assert!(values.len() > 10, "{values:?}");
    let group = &data["found"]["nodes"][0];
    assert_eq!(group["count"], data["found"]["recordCount"]);
    let value = &group["figures"][0];
    assert_eq!(value["field"], "VALUE");
    assert_eq!(value["stated"], values.len());
    assert_eq!(
        value["min"].as_f64(),
        values.iter().copied().reduce(f64::min)
    );
    assert_eq!(
        value["max"].as_f64(),
        values.iter().copied().reduce(f64::max)
    );
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    assert!((value["mean"].as_f64().unwrap() - mean).abs() < 1e-9);
    assert_eq!(value["earliest"], Value::Null);
    assert_eq!(
        data["due"]["nodes"],
        json!([{
            "keys": [{"field": "PLAN", "value": "leicestershire/wsoa-2020", "label": "Written Statement of Action"}],
            "figures": [{"stated": 27, "earliest": "2019-11-30", "latest": "2021-04-30", "min": null}],
        }])
    );
}

#[tokio::test]
async fn any_field_can_be_tested() {
    let app = TestApp::seeded().await;
    for (tests, number) in [
        ("{field: PLAN, is: [\"leicestershire/wsoa-2020\"]}", 33),
        ("{field: STATUS, is: [\"NOT_STARTED\", \"COMPLETED\"]}", 9),
        ("{field: REFERENCE, is: [\"2.11\"]}", 1),
        ("{field: LEAD_PUBLISHED, stated: false}", 38),
        ("{field: THEME, stated: false}", 1),
        (
            "{field: DUE_TO, from: \"2020-10-31\", to: \"2020-10-31\"}",
            8,
        ),
        ("{field: LEAD_PUBLISHED, contains: \"ALLISON\"}", 6),
        ("{field: TEXT, startsWith: \"co-produce \"}", 2),
        ("{field: TEXT, startsWith: \"%\"}", 0),
        // All of several.
        (
            "{field: STATUS, is: [\"IN_PROGRESS\"]}, {field: DUE_FROM, stated: false}",
            4,
        ),
        // A word that no record holds is held by none.
        ("{field: STATUS, is: [\"NONSENSE\"]}", 0),
    ] {
        assert_eq!(passing(&app, tests).await, number, "{tests}");
    }
    // What every record passes, or none can, is a mistake.
    for (test, words) in [
        ("{field: TEXT}", "Say what TEXT is to be"),
        (
            "{field: TEXT, contains: \" \"}",
            "`contains` of TEXT is empty",
        ),
        (
            "{field: STATUS, is: [\"completed\"]}",
            "such as NOT_STARTED",
        ),
        (
            "{field: DUE_TO, from: \"2021-01-01\", to: \"2020-01-01\"}",
            "`from` is beyond `to`",
        ),
    ] {
        let query = format!("{{ actions(filter: {{fields: [{test}]}}) {{ totalCount }} }}");
        let error = app.error(&query).await;
        assert!(
            error["message"].as_str().unwrap().contains(words),
            "{error}"
        );
        assert_eq!(error["extensions"]["code"], "BAD_INPUT");
    }
    // A test and its opposite make up the whole.
    let tests = "{field: DUE_TO, from: \"2020-10-31\"}";
    let not = format!("{{ actions(filter: {{not: {{fields: [{tests}]}}}}) {{ totalCount }} }}");
    let not = app.query(&not).await["actions"]["totalCount"]
        .as_u64()
        .unwrap();
    assert_eq!(passing(&app, tests).await + not, 71);
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_with_what_would_do() {
    let app = TestApp::seeded().await;
    for (question, words) in [
        (
            "actions(filter: {fields: [{field: DUE_TO, contains: \"2020\"}]}) { totalCount }",
            "`contains` cannot be asked of DUE_TO, which holds a day",
        ),
        (
            "actions(filter: {fields: [{field: TEXT, from: \"a\"}]}) { totalCount }",
            "`from` cannot be asked of TEXT, which holds a text.",
        ),
        (
            "actions(filter: {fields: [{field: DUE_TO, from: \"soon\"}]}) { totalCount }",
            "DUE_TO holds a day, such as 2020-09-30; this was ‘soon’.",
        ),
        (
            "measures(filter: {fields: [{field: TARGET_VALUE, is: [\"NaN\"]}]}) { totalCount }",
            "TARGET_VALUE holds a number; this was ‘NaN’.",
        ),
        (
            "feedbackItems(filter: {fields: [{field: IS_NEW, is: [\"yes\"]}]}) { totalCount }",
            "IS_NEW holds `true` or `false`; this was ‘yes’.",
        ),
        (
            "actions(filter: {fields: [{field: THEME, is: [\"anual-reviews\"]}]}) { totalCount }",
            "Did you mean ‘annual-reviews’?",
        ),
        (
            "actions(filter: {fields: [{field: TEXT, is: [\"a\\u0000\"]}]}) { totalCount }",
            "TEXT holds a text; this was",
        ),
        (
            "actionGroups(by: []) { totalCount }",
            "Name a field to group by.",
        ),
        (
            "actionGroups(by: [AREA, AREA]) { totalCount }",
            "`by` names AREA twice.",
        ),
        (
            "actionGroups(by: [AREA, PLAN, STATUS, DUE_KIND, TEXT]) { totalCount }",
            "`by` takes at most 4 fields; there were 5.",
        ),
        (
            "actionGroups(by: [AREA], of: [TEXT]) { totalCount }",
            "only figures and days are summed up, here DUE_FROM, DUE_TO, TEAM_DUE_FROM, TEAM_DUE_TO.",
        ),
        (
            "actionGroups(by: [AREA], first: 0) { totalCount }",
            "`first` must be between 1 and 1000.",
        ),
    ] {
        let error = app.error(&format!("{{ {question} }}")).await;
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(words), "{question}: {message}");
        let code = error["extensions"]["code"].as_str().unwrap();
        assert!(
            ["BAD_INPUT", "NOT_FOUND"].contains(&code),
            "{question}: {code}"
        );
    }
    let many = "{field: TEXT, contains: \"a\"},".repeat(21);
    let error = app
        .error(&format!(
            "{{ actions(filter: {{fields: [{many}]}}) {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(
        error["message"],
        "`fields` takes at most 20 tests; there were 21."
    );
}

#[tokio::test]
async fn groups_cost_three_statements_whatever_their_number() {
    let app = TestApp::seeded().await;
    for by in ["AREA", "TEXT, STATUS", "THEME, WORKSTREAM"] {
        let query = format!(
            "{{ actionGroups(by: [{by}], of: [DUE_TO], first: 1000) {{ recordCount nodes {{ keys {{ label }} count }} }} }}"
        );
        let (data, statements) = app.counted(&query).await;
        assert!(!data["actionGroups"]["nodes"].as_array().unwrap().is_empty());
        // The groups, what records are called, and how many records there are.
        assert!(statements <= 3, "{by}: {statements}");
    }
}
