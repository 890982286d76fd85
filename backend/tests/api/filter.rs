//! Filters made of filters.

use serde_json::json;

use crate::app::TestApp;

/// How many actions meet a filter, as the schema writes it.
async fn count(app: &TestApp, filter: &str) -> u64 {
    let data = app
        .query(&format!(
            "{{ actions(first: 1, filter: {{{filter}}}) {{ totalCount }} }}"
        ))
        .await;
    data["actions"]["totalCount"].as_u64().unwrap()
}

const SOME: [&str; 7] = [
    "area: \"leicestershire\"",
    "status: [IN_PROGRESS]",
    "theme: \"co-production\"",
    "lead: \"group\"",
    "due: {from: \"2021-01-01\"}",
    "without: [USABLE_DATE, EVIDENCE]",
    "text: \"plan\"",
];

#[tokio::test]
async fn what_holds_and_what_does_not_are_the_whole() {
    let app = TestApp::seeded().await;
    for filter in SOME {
        let (holds, not) = (
            count(&app, filter).await,
            count(&app, &format!("not: {{{filter}}}")).await,
        );
        assert!(holds > 0 && not > 0, "{filter}: {holds}, {not}");
        assert_eq!(holds + not, 71, "{filter}");
    }
    assert_eq!(count(&app, "not: {}").await, 0);
    assert_eq!(count(&app, "not: {not: {}}").await, 71);
}

#[tokio::test]
async fn and_or_and_not_are_what_they_are_in_logic() {
    let app = TestApp::seeded().await;
    for a in SOME {
        for b in SOME {
            let both = count(&app, &format!("and: [{{{a}}}, {{{b}}}]")).await;
            let either = count(&app, &format!("or: [{{{a}}}, {{{b}}}]")).await;
            let sum = count(&app, a).await + count(&app, b).await;
            assert_eq!(both + either, sum, "{a}; {b}");
            let neither = count(&app, &format!("not: {{or: [{{{a}}}, {{{b}}}]}}")).await;
            assert_eq!(either + neither, 71, "{a}; {b}");
            let beside = count(&app, &format!("{a}, and: [{{{b}}}]")).await;
            assert_eq!(beside, both, "{a}; {b}");
        }
    }
    assert_eq!(count(&app, "or: []").await, 0);
    assert_eq!(count(&app, "and: []").await, 71);
}

#[tokio::test]
async fn records_are_found_by_what_they_belong_to() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ far: actions(first: 100, filter: {ofWorkstream: {ofWeakness: {theme: \"ehcp-quality\"}}}) { nodes { path } }
               near: weaknesses(filter: {theme: \"ehcp-quality\"}) { nodes { workstreams { nodes { actions(first: 100) { nodes { path } } } } } }
               plans: measures(first: 1, filter: {ofPlan: {kind: [WSOA]}}) { totalCount }
               named: measures(first: 1, filter: {plan: \"leicestershire/wsoa-2020\"}) { totalCount }
               stated: measures(first: 1, filter: {ofAction: {}}) { totalCount }
               results: surveyResults(first: 1, filter: {ofQuestion: {text: \"child\"}, not: {ofSurvey: {area: \"leicestershire\"}}}) { totalCount }
               values: indicatorValues(first: 1, filter: {ofIndicator: {text: \"weeks\"}}) { totalCount } }",
        )
        .await;
    let mut near: Vec<&str> = data["near"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|weakness| weakness["workstreams"]["nodes"].as_array().unwrap())
        .flat_map(|workstream| workstream["actions"]["nodes"].as_array().unwrap())
        .map(|action| action["path"].as_str().unwrap())
        .collect();
    let far = data["far"]["nodes"].as_array().unwrap().iter();
    let mut far: Vec<&str> = far.map(|action| action["path"].as_str().unwrap()).collect();
    near.sort_unstable();
    far.sort_unstable();
    assert!(!far.is_empty());
    assert_eq!(far, near);
    assert_eq!(data["plans"], data["named"]);
    for some in ["plans", "stated", "results", "values"] {
        assert!(
            data[some]["totalCount"].as_u64().unwrap() > 0,
            "{some}: {data}"
        );
    }
}

#[tokio::test]
async fn a_filter_that_asks_too_much_is_refused_with_the_limit() {
    let app = TestApp::seeded().await;
    let many: Vec<_> = (0..60)
        .map(|n| json!({ "localStatus": (0..10).map(|m| format!("{n}-{m}")).collect::<Vec<_>>() }))
        .collect();
    let query = "query($filter: ActionFilter) { actions(filter: $filter) { totalCount } }";
    let answer = app.ask(query, json!({ "filter": { "or": many } })).await;
    let error = &answer["errors"][0];
    assert_eq!(error["extensions"]["code"], "BAD_INPUT", "{error}");
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("500 comparisons"),
        "{error}"
    );
    let nested = |depth: usize| {
        (0..depth).fold(
            json!({ "status": ["COMPLETED"] }),
            |inner, _| json!({ "not": inner }),
        )
    };
    let answer = app.ask(query, json!({ "filter": nested(10) })).await;
    let once = count(&app, "status: [COMPLETED]").await;
    assert_eq!(answer["data"]["actions"]["totalCount"], once, "{answer}");
    let answer = app.ask(query, json!({ "filter": nested(40) })).await;
    let written = |inner: &str, depth: usize| {
        (0..depth).fold(inner.to_owned(), |inner, _| format!("not: {{{inner}}}"))
    };
    let deep = written("text: \"a\"", 40);
    let error = app
        .error(&format!(
            "{{ actions(filter: {{{deep}}}) {{ totalCount }} }}"
        ))
        .await;
    for (error, found) in [(&answer["errors"][0], 42), (&error, 41)] {
        assert_eq!(
            error["extensions"],
            json!({ "code": "OVER_LIMIT", "limit": "input", "most": 12, "found": found })
        );
    }
    // A value that a variable has by itself is none the less one.
    let error = app
        .error(&format!(
            "query($filter: ActionFilter = {{{deep}}}) {{ actions(filter: $filter) {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(error["extensions"]["limit"], "input", "{error}");
    let both = format!(
        "query($filter: ActionFilter!) {{ actions(filter: {{{}}}) {{ totalCount }} }}",
        written("and: [$filter]", 6)
    );
    let answer = app.ask(&both, json!({ "filter": nested(6) })).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["limit"], "input",
        "{answer}"
    );
    for (many, code) in [
        (100, None),
        (101, Some("BAD_INPUT")),
        (3_000, Some("OVER_LIMIT")),
    ] {
        let each = vec![json!({}); many];
        let answer = app.ask(query, json!({ "filter": { "and": each } })).await;
        let found = answer["errors"][0]["extensions"]["code"].as_str();
        assert_eq!(found, code, "{answer}");
    }
    // What is named inside is looked up as outside.
    let error = app
        .error("{ actions(filter: {or: [{area: \"rutland\"}]}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error}");
}
