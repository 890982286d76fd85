//! The golden thread of an area, gaps included.

use serde_json::{Value, json};

use crate::app::TestApp;

async fn thread(app: &TestApp, area: &str, basis: &str) -> Vec<Value> {
    let query = format!(
        "{{ thread(area: \"{area}\"{basis}) {{ area {{ path }} nodes {{ number under stage gap text kind path basis because record {{ path }} }} }} }}"
    );
    let thread = app.query(&query).await["thread"].clone();
    assert_eq!(thread["area"]["path"], area);
    thread["nodes"].as_array().unwrap().clone()
}

fn count(nodes: &[Value], stage: &str, gap: bool) -> usize {
    nodes
        .iter()
        .filter(|node| node["stage"] == stage && node["gap"] == gap)
        .count()
}

#[tokio::test]
async fn a_thread_holds_every_record_and_every_gap_of_its_area() {
    let app = TestApp::seeded().await;
    let nodes = thread(&app, "leicestershire", "").await;
    assert_eq!(count(&nodes, "FINDING", false), 1);
    assert_eq!(count(&nodes, "WEAKNESS", false), 2);
    assert_eq!(count(&nodes, "WORKSTREAM", false), 2);
    assert_eq!(count(&nodes, "ACTION", false), 33);
    assert_eq!(count(&nodes, "MEASURE", false), 33);
    // As many gaps as the list of actions without a measure.
    assert_eq!(count(&nodes, "MEASURE", true), 13);
    assert_eq!(count(&nodes, "EVIDENCE", true), 2);
    assert!(nodes.iter().any(|node| node["text"]
        == "No question of a survey of this area and no comment of its parents is held"));

    let nodes = thread(&app, "worcestershire", "").await;
    assert_eq!(count(&nodes, "WEAKNESS", false), 4);
    assert_eq!(count(&nodes, "WORKSTREAM", false), 7);
    assert_eq!(count(&nodes, "ACTION", false), 38);
    assert_eq!(count(&nodes, "ACTION", true), 3);
    assert_eq!(count(&nodes, "MEASURE", false), 29);
    assert!(count(&nodes, "REVIEW", false) >= 1);
    assert!(count(&nodes, "EVIDENCE", false) > 4);
}

#[tokio::test]
async fn every_node_hangs_under_an_earlier_one_and_says_why() {
    let app = TestApp::seeded().await;
    let nodes = thread(&app, "worcestershire", "").await;
    for (number, node) in nodes.iter().enumerate() {
        assert_eq!(node["number"], number);
        match node["under"].as_u64() {
            Some(under) => assert!(under < number as u64),
            None => assert_eq!(node["stage"], "FINDING"),
        }
        let gap = node["gap"] == true;
        assert_eq!(node["path"].is_null(), gap, "{node}");
        assert_eq!(node["record"]["path"], node["path"], "{node}");
        let linked = !gap && !node["under"].is_null();
        assert_eq!(
            node["basis"].is_null() || node["because"].is_null(),
            !linked,
            "{node}"
        );
    }
    let action = nodes
        .iter()
        .find(|node| node["path"] == "worcestershire/app-2022/1.1")
        .unwrap();
    assert_eq!(action["basis"], "SAME_SECTION");
    let evidence = nodes
        .iter()
        .find(|node| node["stage"] == "EVIDENCE" && node["gap"] == false)
        .unwrap();
    assert_eq!(evidence["basis"], "INFERRED");
}

#[tokio::test]
async fn links_of_other_bases_are_left_out_with_what_hangs_under_them() {
    let app = TestApp::seeded().await;
    let nodes = thread(&app, "worcestershire", ", basis: [STATED]").await;
    assert_eq!(count(&nodes, "WORKSTREAM", false), 7);
    assert_eq!(count(&nodes, "ACTION", false), 0);
    assert!(
        nodes
            .iter()
            .all(|node| node["basis"].is_null() || node["basis"] == "STATED")
    );
    let error = app
        .error("{ thread(area: \"atlantis\") { nodes { number } } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn a_thread_costs_the_same_however_long_it_is() {
    let app = TestApp::seeded().await;
    let query = |area: &str| format!("{{ thread(area: \"{area}\") {{ nodes {{ text }} }} }}");
    let (_, one) = app.counted(&query("leicestershire")).await;
    let (_, other) = app.counted(&query("worcestershire")).await;
    assert_eq!((one, other), (13, 13));
}

#[tokio::test]
async fn broken_links_can_be_asked_for() {
    let app = TestApp::seeded().await;
    let query = "{ weaknesses(filter: {without: [REVIEW]}) { totalCount }
        workstreams(filter: {without: [ACTION]}) { nodes { path } }
        measures(filter: {without: [BASELINE]}) { totalCount }
        feedbackItems(filter: {without: [DONE]}) { totalCount } }";
    let data = app.query(query).await;
    assert_eq!(data["weaknesses"]["totalCount"], 5);
    assert_eq!(data["workstreams"]["nodes"].as_array().unwrap().len(), 3);
    assert_ne!(data["measures"]["totalCount"], json!(0));
}

#[tokio::test]
async fn links_of_one_basis_come_with_the_way_to_them_and_every_weakness() {
    let app = TestApp::seeded().await;
    for (basis, stage) in [("INFERRED", "EVIDENCE"), ("SAME_SECTION", "ACTION")] {
        let nodes = thread(&app, "worcestershire", &format!(", basis: [{basis}]")).await;
        assert_eq!(count(&nodes, "WEAKNESS", false), 4, "{basis}");
        assert!(count(&nodes, stage, false) > 4, "{basis}");
        for (number, node) in nodes.iter().enumerate() {
            assert_eq!(node["number"], number);
            let leads_on = nodes.iter().any(|other| other["under"] == number);
            let is_spine = node["stage"] == "FINDING" || node["stage"] == "WEAKNESS";
            // A gap stands only right under a link of the basis.
            let above = node["under"]
                .as_u64()
                .map(|at| &nodes[at as usize]["basis"]);
            let is_gap = node["gap"] == true && above.is_some_and(|above| above == basis);
            assert!(
                node["basis"] == basis || leads_on || is_spine || is_gap,
                "{node}"
            );
        }
    }
    let nodes = thread(&app, "leicestershire", ", basis: [ADDED_BY_TEAM]").await;
    assert_eq!(count(&nodes, "WEAKNESS", false), 2);
    assert_eq!(nodes.len(), 3);
}

#[tokio::test]
async fn a_thread_can_begin_at_one_weakness_of_the_area() {
    let app = TestApp::seeded().await;
    let from = ", from: \"worcestershire/weakness-2\"";
    let nodes = thread(&app, "worcestershire", from).await;
    assert_eq!(count(&nodes, "WEAKNESS", false), 1);
    let whole = thread(&app, "worcestershire", "").await;
    // All that hangs under it in the whole thread, and nothing else.
    let texts = |nodes: &[Value], stage: &str| -> Vec<String> {
        let of = nodes.iter().filter(|node| node["stage"] == stage);
        of.map(|node| node["text"].as_str().unwrap().to_owned())
            .collect()
    };
    let begin = whole
        .iter()
        .position(|node| node["path"] == "worcestershire/weakness-2")
        .unwrap();
    let end = whole
        .iter()
        .skip(begin + 1)
        .position(|node| node["stage"] == "WEAKNESS")
        .map_or(whole.len(), |at| begin + 1 + at);
    for stage in ["WORKSTREAM", "ACTION", "MEASURE", "REVIEW", "EVIDENCE"] {
        assert_eq!(
            texts(&nodes, stage),
            texts(&whole[begin..end], stage),
            "{stage}"
        );
    }
    assert!(!texts(&nodes, "EVIDENCE").is_empty());
    for (weakness, code) in [
        ("worcestershire/weakness-99", "NOT_FOUND"),
        ("leicestershire/weakness-1", "BAD_INPUT"),
    ] {
        let error = app
            .error(&format!(
                "{{ thread(area: \"worcestershire\", from: \"{weakness}\") {{ nodes {{ text }} }} }}"
            ))
            .await;
        assert_eq!(error["extensions"]["code"], code);
    }
}
