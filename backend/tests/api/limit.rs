//! What one query may ask for, and what is said to one that asks for more.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use goldenthread::graphql::Limits;
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
    for depth in [25, 28, 32, 60] {
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
    // A parser that goes down with every bracket is not given so many, however few words they take.
    let list = format!("{{ a(b: {}", "[".repeat(7_000));
    for query in [deep(500), "{a".repeat(3_000), list] {
        let error = app.error(&query).await;
        assert_eq!(error["extensions"]["limit"], "brackets", "{error}");
    }
    let error = app.error(&"{a".repeat(100_000)).await;
    assert_eq!(error["extensions"]["limit"], "tokens", "{error}");
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
    let app = TestApp::limited(Limits {
        aliases: 1_000,
        ..Limits::default()
    })
    .await;
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
    for many in [9, 1_000] {
        let directives = "@include(if: true) ".repeat(many);
        let error = app
            .error(&format!("{{ localAreas {{ totalCount {directives} }} }}"))
            .await;
        assert_eq!(
            error["extensions"],
            json!({ "code": "OVER_LIMIT", "limit": "directives", "most": 8, "found": many })
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

#[tokio::test]
async fn the_same_again_and_again_is_refused_with_the_limit() {
    let app = TestApp::seeded().await;
    let names =
        |count: usize| -> String { (0..count).map(|n| format!("a{n}: __typename ")).collect() };
    app.query(&format!("{{ {} }}", names(100))).await;
    let hidden = format!(
        "{{ ...A }} fragment A on Query {{ ... {{ {} }} }}",
        names(101)
    );
    for query in [format!("{{ {} }}", names(101)), hidden] {
        let error = app.error(&query).await;
        assert_eq!(
            error["extensions"],
            json!({ "code": "OVER_LIMIT", "limit": "aliases", "most": 100, "found": 101 })
        );
    }
    let error = app
        .error(&format!("{{ {} }}", "__typename ".repeat(10_000)))
        .await;
    assert_eq!(
        error["extensions"],
        json!({ "code": "OVER_LIMIT", "limit": "tokens", "most": 8_000, "found": 10_002 })
    );
    // A text goes on behind three quotes that are escaped.
    let error = app
        .error(&format!(
            "{{ plan(path: \"\"\"a\\\"\"\"\"\"\") {{ {} }} }}",
            "__typename ".repeat(10_000)
        ))
        .await;
    assert_eq!(error["extensions"]["found"], 10_010, "{error}");
    // What a variable holds counts as often as it is used.
    let uses = "$words ".repeat(30);
    let query = format!(
        "query($words: [String!]) {{ plans(filter: {{or: [{}]}}) {{ totalCount }} }}",
        uses.replace("$words", "{area: $words}")
    );
    let words: Vec<String> = (0..99).map(|at| format!("a{at}")).collect();
    let answer = app.ask(&query, json!({ "words": words })).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["limit"], "values",
        "{answer}"
    );
    // Texts and comments are long without being many.
    let long = "x ".repeat(20_000);
    app.query(&format!("{{ __typename }} # {long}")).await;
    let error = app
        .error(&format!("{{ plan(path: \"{long}\") {{ id }} }}"))
        .await;
    assert_ne!(error["extensions"]["code"], "OVER_LIMIT", "{error}");
}

#[tokio::test]
async fn who_may_not_read_the_schema_is_not_told_of_it_by_errors() {
    let query = "{ actoins { totalCount } }";
    let open = TestApp::seeded().await.error(query).await;
    assert!(
        open["message"].as_str().unwrap().contains("\"actions\""),
        "{open}"
    );
    let app = TestApp::limited(Limits {
        no_introspection: true,
        ..Limits::default()
    })
    .await;
    let closed = app.error(query).await;
    assert!(
        !closed["message"].as_str().unwrap().contains("\"actions\""),
        "{closed}"
    );
    let answer = app.ask("{ __schema { types { name } } }", json!({})).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );
    let request = Request::get("/schema.graphql").body(Body::empty()).unwrap();
    assert_eq!(app.send(request).await.status(), StatusCode::NOT_FOUND);
    let data = app.query("{ actions { totalCount } }").await;
    assert_eq!(data["actions"]["totalCount"], 71);
}

#[tokio::test]
async fn a_query_that_would_take_long_only_to_be_understood_is_refused() {
    let app = TestApp::seeded().await;
    let doubling = |steps: usize| -> String {
        let fragments: String = (0..steps)
            .map(|n| format!("fragment f{n} on Query {{ ...f{} ...f{} }} ", n + 1, n + 1))
            .collect();
        format!(
            "{{ ...f0 }} {fragments} fragment f{steps} on Query {{ __type(name: \"Query\") {{ name }} }}"
        )
    };
    app.query(&doubling(7)).await;
    for (steps, found) in [(15, (4_u64 << 15) - 1), (40, (4 << 40) - 1), (90, u64::MAX)] {
        let error = app.error(&doubling(steps)).await;
        assert_eq!(
            error["extensions"],
            json!({ "code": "OVER_LIMIT", "limit": "fields", "most": 20_000, "found": found })
        );
    }

    // A fragment that there is not is nothing, and the way to it is walked all the same.
    let spreads = |n: usize| format!("...f{n} ").repeat(8);
    let fragments: String = (0..30)
        .map(|n| format!("fragment f{n} on Query {{ {} }} ", spreads(n + 1)))
        .collect();
    let error = app.error(&format!("{{ ...f0 }} {fragments}")).await;
    assert_eq!(error["extensions"]["limit"], "fields", "{error}");

    // An argument is one, however often its fragment is spread.
    let many = "...A ".repeat(1_500);
    let fragment = "fragment A on Query { __type(name: \"Query\") { name } }";
    let error = app.error(&format!("{{ {many} }} {fragment}")).await;
    assert_eq!(error["extensions"]["limit"], "introspection", "{error}");
    let fragment = "fragment A on Query { localArea(path: \"leicestershire\") { name } }";
    let error = app.error(&format!("{{ {many} }} {fragment}")).await;
    assert_eq!(error["extensions"]["limit"], "cost", "{error}");

    let circle = |rounds: usize| {
        let inner = "name ".to_owned();
        let types = (0..rounds).fold(inner, |inner, _| format!("possibleTypes {{ {inner} }}"));
        format!("{{ __schema {{ types {{ {types} }} }} }}")
    };
    app.query(&circle(2)).await;
    let error = app.error(&circle(3)).await;
    assert_eq!(
        error["extensions"],
        json!({ "code": "OVER_LIMIT", "limit": "introspection", "most": 2, "found": 3 })
    );

    let names = "name ".repeat(501);
    let error = app
        .error(&format!("{{ __schema {{ types {{ {names} }} }} }}"))
        .await;
    assert_eq!(error["extensions"]["limit"], "introspection", "{error}");
    assert_eq!(error["extensions"]["found"], 503);

    let answer = app
        .ask(&format!("{{ {} }}", "nothing ".repeat(3_000)), json!({}))
        .await;
    let errors = answer["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 20);
    let last = errors[19]["message"].as_str().unwrap();
    assert!(last.contains("2980 more errors"), "{last}");
}

#[tokio::test]
async fn whole_numbers_are_those_of_graphql_also_where_nobody_looks() {
    let app = TestApp::seeded().await;
    for (query, variables) in [
        // No list has a record here: the field below is never answered.
        (
            "{ actions(filter: {or: []}) { nodes { citations { document { lines(from: 4796846671) { number } } } } } }",
            json!({}),
        ),
        (
            "query A($from: Int) { actions(filter: {or: []}) { nodes { citations { document { lines(from: $from) { number } } } } } }",
            json!({ "from": -4796846671_i64 }),
        ),
    ] {
        let answer = app.ask(query, variables).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], "BAD_QUERY", "{answer}");
        assert!(
            error["message"].as_str().unwrap().contains("2,147,483,647"),
            "{error}"
        );
    }
}
