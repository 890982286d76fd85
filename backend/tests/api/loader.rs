//! A nested query costs one statement for each kind of edge, however many rows there are.

use crate::app::TestApp;

#[tokio::test]
async fn a_query_down_the_whole_thread_costs_one_statement_per_level() {
    let app = TestApp::seeded().await;
    let (data, statements) = app
        .counted(
            "{ localAreas { nodes { plans { nodes { workstreams { nodes { actions { nodes {
                 measures { nodes { citations { place document { title } } } }
               } } } } } } } } }",
        )
        .await;
    // The areas cost two: the rows and their count.
    let levels = [
        "plans",
        "workstreams",
        "actions",
        "measures",
        "citations",
        "documents",
    ];
    assert_eq!(statements, 2 + levels.len());
    let plans = data["localAreas"]["nodes"][0]["plans"]["nodes"]
        .as_array()
        .unwrap();
    assert!(!plans.is_empty());
}

#[tokio::test]
async fn the_names_of_all_that_was_read_from_documents_cost_one_statement() {
    let app = TestApp::seeded().await;
    let (data, statements) = app
        .counted("{ documents { nodes { extracts { recordTitle record { path } } } } }")
        .await;
    let documents = data["documents"]["nodes"].as_array().unwrap();
    let titles: Vec<&str> = documents
        .iter()
        .flat_map(|document| document["extracts"].as_array().unwrap())
        .map(|extract| extract["recordTitle"].as_str().unwrap())
        .collect();
    assert!(titles.len() > 1_000 && titles.iter().all(|title| !title.is_empty()));
    let kinds = 23;
    assert!(statements <= 2 + 1 + 1 + 1 + kinds, "{statements}");
}

#[tokio::test]
async fn the_way_back_up_costs_one_statement_per_level_too() {
    let app = TestApp::seeded().await;
    let (_, statements) = app
        .counted(
            "{ actions(first: 100) { nodes { workstream { weakness { inspection { area { name } } } } } } }",
        )
        .await;
    assert_eq!(statements, 2 + 4);
}

#[tokio::test]
async fn the_details_of_an_action_do_not_cost_more_for_more_actions() {
    let app = TestApp::seeded().await;
    let fields = "reference leads { name organisation { name } } status { value { code } } themes { theme { name } } citations { place } dataQualityNotes { rule } plan { title } area { name }";
    let (_, few) = app.counted(&format!("{{ actions(first: 30, filter: {{plan: \"leicestershire/wsoa-2020\"}}) {{ nodes {{ {fields} }} }} }}")).await;
    let (_, many) = app
        .counted(&format!(
            "{{ actions(first: 100) {{ nodes {{ {fields} }} }} }}"
        ))
        .await;
    // The one more is the plan that the filter names.
    assert_eq!(few, many + 1);
}

#[tokio::test]
async fn a_comparison_costs_the_same_whatever_the_size_of_the_plans() {
    let app = TestApp::seeded().await;
    let fields = "matrix { aspect comparable reason } themes { theme { name } presence a { actions { reference } } b { actions { reference } } }";
    let (_, large) = app.counted(&format!("{{ compare(a: \"worcestershire/app-2022\", b: \"leicestershire/wsoa-2020\") {{ {fields} }} }}")).await;
    let (_, small) = app.counted(&format!("{{ compare(a: \"worcestershire/app-2023-draft\", b: \"worcestershire/send-strategy-2021\") {{ {fields} }} }}")).await;
    assert_eq!(large, small);
    assert!(large <= 12, "{large}");
}
