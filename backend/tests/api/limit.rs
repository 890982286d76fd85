//! What one query may ask for, and what is said to one that asks for more.

use serde_json::{Value, json};

use crate::app::TestApp;

/// A query whose fields nest this deep.
fn deep(depth: usize) -> String {
    // localArea, then plans → nodes → area again and again, each list of one.
    let mut query = "path".to_owned();
    let mut reached = 2;
    while reached + 3 <= depth {
        query = format!("plans(first: 1) {{ nodes {{ area {{ {query} }} }} }}");
        reached += 3;
    }
    match depth - reached {
        0 => {}
        1 => query = format!("successor {{ {query} }}"),
        _ => query = format!("successor {{ successor {{ {query} }} }}"),
    }
    format!("{{ localArea(path: \"leicestershire\") {{ {query} }} }}")
}

#[tokio::test]
async fn fields_nest_twenty_four_deep_and_no_deeper() {
    let app = TestApp::seeded().await;
    for depth in [2, 12, 23, 24] {
        let answer = app.ask(&deep(depth), json!({})).await;
        assert!(answer["errors"].is_null(), "{depth}: {answer}");
        assert!(answer["data"]["localArea"].is_object(), "{depth}");
    }
    for depth in [25, 28, 32] {
        let error = app.error(&deep(depth)).await;
        assert_eq!(
            error["message"],
            format!(
                "The depth of this query is {depth}; it may be at most 24. Ask for fewer levels."
            )
        );
        assert_eq!(
            error["extensions"],
            json!({ "code": "OVER_LIMIT", "limit": "depth", "most": 24, "found": depth })
        );
    }
    for depth in [60, 500, 5_000] {
        let error = app.error(&deep(depth)).await;
        assert_eq!(error["extensions"]["code"], "BAD_QUERY", "{error}");
    }
}

/// An error that names the limit on cost, what the query would cost, and what to do.
fn over_cost(error: &Value) {
    let extensions = &error["extensions"];
    assert_eq!(extensions["code"], "OVER_LIMIT", "{error}");
    assert_eq!(
        (&extensions["limit"], &extensions["most"]),
        (&json!("cost"), &json!(1_000_000))
    );
    assert!(extensions["found"].as_u64().unwrap() > 1_000_000);
    let message = error["message"].as_str().unwrap();
    for words in [
        extensions["found"].to_string().as_str(),
        "1000000",
        "`first`",
    ] {
        assert!(message.contains(words), "{message}");
    }
}

#[tokio::test]
async fn the_thread_from_area_to_document_fits_and_a_flood_does_not() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ localAreas { nodes { plans { nodes { workstreams { nodes { actions { nodes {
                 measures { nodes { text citations { place document { title } } } }
               } } } } } } } } }",
        )
        .await;
    assert_eq!(data["localAreas"]["nodes"].as_array().unwrap().len(), 2);

    let error = app
        .error(
            "{ actions(first: 100) { nodes { plan { actions(first: 100) { nodes { plan { actions(first: 100) { nodes { text } } } } } } } } }",
        )
        .await;
    over_cost(&error);

    // The same field under many names is counted as often: each asks the database by itself.
    let lists: String = (0..300)
        .map(|n| format!("a{n}: actions(first: 1) {{ nodes {{ id }} }} "))
        .collect();
    let error = app.error(&format!("{{ {lists} }}")).await;
    over_cost(&error);

    // And so is a fragment.
    let error = app
        .error(
            "fragment Deep on Plan { actions(first: 100) { nodes { text } } }
             { actions(first: 100) { nodes { plan { ...Deep a: actions(first: 100) { nodes { plan { ...Deep } } } } } } }",
        )
        .await;
    over_cost(&error);
}

#[tokio::test]
async fn a_cost_beyond_counting_is_refused_too() {
    let app = TestApp::seeded().await;
    let mut query = "path".to_owned();
    for _ in 0..10 {
        query = format!("revisits(first: 100) {{ nodes {{ {query} }} }}");
    }
    over_cost(
        &app.error(&format!(
            "{{ inspections(first: 100) {{ nodes {{ {query} }} }} }}"
        ))
        .await,
    );
}

#[tokio::test]
async fn directives_and_circles_are_stopped_before_anything_runs() {
    let app = TestApp::seeded().await;
    let data = app
        .query("{ localAreas { totalCount @include(if: true) @skip(if: false) } }")
        .await;
    assert_eq!(data["localAreas"]["totalCount"], 2);
    for many in [9, 5_000] {
        let directives = "@include(if: true) ".repeat(many);
        let error = app
            .error(&format!("{{ localAreas {{ totalCount {directives} }} }}"))
            .await;
        assert_eq!(error["extensions"]["code"], "BAD_QUERY", "{error}");
        let message = error["message"].as_str().unwrap();
        assert!(
            message.contains("directives") && message.contains("`8`"),
            "{message}"
        );
    }

    for circle in [
        "query { ...A } fragment A on Query { ...A }",
        "query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "{ localAreas { nodes { ...A } } } fragment A on LocalArea { plans { nodes { area { ...A } } } }",
    ] {
        let answer = app.ask(circle, json!({})).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "BAD_QUERY",
            "{answer}"
        );
        assert!(answer["data"].is_null(), "{answer}");
    }
    // A skipped field costs nothing and is not there.
    let data = app
        .query("{ localAreas { totalCount nodes @skip(if: true) { path } } }")
        .await;
    assert_eq!(data["localAreas"], json!({ "totalCount": 2 }));
}

#[tokio::test]
async fn tools_may_ask_for_the_whole_schema() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ __schema { queryType { name } mutationType { name } types { kind name description
                 fields(includeDeprecated: true) { name description args { name type { ...T } defaultValue } type { ...T } isDeprecated }
                 inputFields { name type { ...T } } interfaces { ...T } enumValues { name description } possibleTypes { ...T } }
                 directives { name locations args { name type { ...T } } } } }
             fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }",
        )
        .await;
    assert_eq!(data["__schema"]["queryType"]["name"], "Query");
    let names: Vec<&str> = data["__schema"]["types"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["name"].as_str().unwrap())
        .collect();
    for name in [
        "LocalArea",
        "Inspection",
        "Weakness",
        "Plan",
        "Workstream",
        "Action",
        "Measure",
        "Review",
        "Survey",
        "SurveyResult",
        "FeedbackItem",
        "Indicator",
        "IndicatorValue",
        "Document",
        "Citation",
    ] {
        assert!(names.contains(&name), "{name}");
    }
}
