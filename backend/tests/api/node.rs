//! Global ids: every record can be fetched again by its own, whatever its kind.

use std::collections::HashSet;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::app::TestApp;

/// The root lists, the type of their rows, and how many there are.
const LISTS: [(&str, &str, usize); 20] = [
    ("localAreas", "LocalArea", 2),
    ("organisations", "Organisation", 29),
    ("documents", "Document", 5),
    ("themes", "Theme", 12),
    ("inspections", "Inspection", 4),
    ("plans", "Plan", 4),
    ("strategyPriorities", "StrategyPriority", 6),
    ("weaknesses", "Weakness", 6),
    ("workstreams", "Workstream", 9),
    ("actions", "Action", 71),
    ("measures", "Measure", 62),
    ("reviews", "Review", 4),
    ("meetings", "Meeting", 46),
    ("surveys", "Survey", 1),
    ("surveyResults", "SurveyResult", 0),
    ("feedbackItems", "FeedbackItem", 64),
    ("indicators", "Indicator", 34),
    ("indicatorValues", "IndicatorValue", 95),
    ("glossaryTerms", "GlossaryTerm", 52),
    ("dataQualityNotes", "DataQualityNote", 0),
];

/// Id, type and path of every record of the database.
async fn everything(app: &TestApp) -> Vec<(String, String, String)> {
    let row = |node: &Value| {
        ["id", "__typename", "path"]
            .map(|field| node[field].as_str().unwrap().to_owned())
            .into()
    };
    let mut all: Vec<(String, String, String)> = Vec::new();
    for (list, kind, count) in LISTS {
        let before = all.len();
        let mut after = String::new();
        loop {
            let data = app
                .query(&format!(
                    "{{ {list}(first: 100{after}) {{ totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ __typename id path }} }} }}"
                ))
                .await;
            let page = &data[list];
            all.extend(page["nodes"].as_array().unwrap().iter().map(row));
            if page["pageInfo"]["hasNextPage"] == false {
                assert_eq!(page["totalCount"], all.len() - before, "{list}");
                break;
            }
            after = format!(", after: {}", page["pageInfo"]["endCursor"]);
        }
        assert!(
            all[before..].iter().all(|(_, found, _)| found == kind),
            "{list}"
        );
        if count > 0 {
            assert_eq!(all.len() - before, count, "{list}");
        }
    }
    let data = app
        .query(
            "{ plans { nodes { statusScheme { __typename id path } } }
               surveys { nodes { waves(first: 100) { nodes { __typename id path } } questions(first: 100) { nodes { __typename id path } } } } }",
        )
        .await;
    let schemes = data["plans"]["nodes"].as_array().unwrap().iter();
    all.extend(
        schemes
            .map(|plan| &plan["statusScheme"])
            .filter(|scheme| scheme.is_object())
            .map(row),
    );
    for list in ["waves", "questions"] {
        let nodes = data["surveys"]["nodes"][0][list]["nodes"]
            .as_array()
            .unwrap();
        assert!(!nodes.is_empty());
        all.extend(nodes.iter().map(row));
    }
    all
}

#[tokio::test]
async fn the_id_of_every_record_leads_back_to_it_with_its_path_and_citations() {
    let app = TestApp::seeded().await;
    let all = everything(&app).await;
    let kinds: HashSet<&String> = all.iter().map(|(_, kind, _)| kind).collect();
    assert_eq!(kinds.len(), 23, "{kinds:?}");
    let ids: HashSet<&String> = all.iter().map(|(id, ..)| id).collect();
    assert_eq!(ids.len(), all.len());
    // All records are reached: the log has one entry for each.
    let data = app.query("{ changes(first: 1) { totalCount } }").await;
    assert_eq!(data["changes"]["totalCount"], all.len());
    for chunk in all.chunks(100) {
        let ids: Vec<&String> = chunk.iter().map(|(id, ..)| id).collect();
        let answer = app
            .ask(
                "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id path citations { place lineFrom lineTo document { path } record { id } } } }",
                json!({ "ids": ids }),
            )
            .await;
        assert!(answer["errors"].is_null(), "{answer}");
        let nodes = answer["data"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), chunk.len());
        for (node, (id, kind, path)) in nodes.iter().zip(chunk) {
            assert_eq!(node["id"], *id);
            assert_eq!(node["__typename"], *kind);
            assert_eq!(node["path"], *path);
            let own = ["Organisation", "Theme", "Indicator"].contains(&kind.as_str());
            let citations = node["citations"].as_array().unwrap();
            assert!(own || !citations.is_empty(), "{kind} {path} cites nothing");
            for citation in citations {
                assert!(!citation["place"].as_str().unwrap().is_empty());
                assert_eq!(citation["record"]["id"], *id);
            }
        }
    }
    // One of each kind through `node` as well.
    let mut seen = HashSet::new();
    for (id, kind, path) in &all {
        if seen.insert(kind) {
            let data = app
                .query(&format!("{{ node(id: \"{id}\") {{ __typename path }} }}"))
                .await;
            assert_eq!(data["node"], json!({ "__typename": kind, "path": path }));
        }
    }
}

#[tokio::test]
async fn ids_are_the_same_in_every_database() {
    let (one, other) = (TestApp::seeded().await, TestApp::seeded().await);
    let query = "{ actions(first: 100) { nodes { id path } } plans { nodes { id } } }";
    assert_eq!(one.query(query).await, other.query(query).await);
}

#[tokio::test]
async fn nodes_come_in_the_order_asked_for_with_null_where_there_is_none() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ actions(first: 2) { nodes { id } } plan(path: \"worcestershire/app-2022\") { id } }",
        )
        .await;
    let [first, second] =
        [0, 1].map(|place| data["actions"]["nodes"][place]["id"].as_str().unwrap());
    let plan = data["plan"]["id"].as_str().unwrap();
    let id = |kind: &str, digits: &str| URL_SAFE_NO_PAD.encode(format!("{kind}:{digits}"));
    let nobody = id("action", "00000000000000000000000000000000");
    // The right number under the wrong kind is nobody too.
    let own = String::from_utf8(URL_SAFE_NO_PAD.decode(first).unwrap()).unwrap();
    let disguised = id("plan", own.split_once(':').unwrap().1);
    let answer = app
        .ask(
            "query($ids: [ID!]!) { nodes(ids: $ids) { path ... on Action { reference } ... on Plan { kind } } }",
            json!({ "ids": [second, nobody, plan, first, second, disguised] }),
        )
        .await;
    let one = json!({ "path": "leicestershire/wsoa-2020/1.1", "reference": "1.1" });
    let two = json!({ "path": "leicestershire/wsoa-2020/1.2", "reference": "1.2" });
    assert_eq!(
        answer["data"]["nodes"],
        json!([two, null, { "path": "worcestershire/app-2022", "kind": "APP" }, one, two, null])
    );
    assert!(answer["errors"].is_null(), "{answer}");
    let data = app
        .query(&format!(
            "{{ node(id: \"{nobody}\") {{ path }} nodes(ids: []) {{ path }} }}"
        ))
        .await;
    assert_eq!(data, json!({ "node": null, "nodes": [] }));
}

#[tokio::test]
async fn an_id_that_was_never_ours_is_refused() {
    let app = TestApp::seeded().await;
    let id = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let bad = [
        String::new(),
        "abc".to_owned(),
        "leicestershire/wsoa-2020/1.10".to_owned(),
        id("action:12"),
        id("kingdom:00000000000000000000000000000000"),
        id("Action:00000000000000000000000000000000"),
        id("action"),
        "_____w".to_owned(),
        "x".repeat(10_000),
        "' OR 1=1 --".to_owned(),
    ];
    for id in &bad {
        for query in [
            format!("{{ node(id: {id:?}) {{ path }} }}"),
            format!("{{ nodes(ids: [{id:?}]) {{ path }} }}"),
        ] {
            let error = app.error(&query).await;
            assert_eq!(error["extensions"]["code"], "BAD_INPUT", "{error}");
            assert_eq!(error["extensions"]["argument"], "id");
            let message = error["message"].as_str().unwrap();
            assert!(
                message.contains("is not an id of this API") && message.len() < 400,
                "{message}"
            );
        }
    }
    let many = vec![id("action:00000000000000000000000000000000"); 101];
    let answer = app
        .ask(
            "query($ids: [ID!]!) { nodes(ids: $ids) { path } }",
            json!({ "ids": many }),
        )
        .await;
    assert_eq!(
        answer["errors"][0]["extensions"]["argument"], "ids",
        "{answer}"
    );
    assert!(
        answer["errors"][0]["message"]
            .as_str()
            .unwrap()
            .contains("at most 100")
    );
    let answer = app
        .ask(
            "query($ids: [ID!]!) { nodes(ids: $ids) { path } }",
            json!({ "ids": many[..100] }),
        )
        .await;
    assert_eq!(answer["data"]["nodes"], json!(vec![Value::Null; 100]));
    let error = app.error("{ node(id: null) { path } }").await;
    assert_eq!(error["extensions"]["code"], "BAD_QUERY", "{error}");
}
