//! What happened and what was to happen, in the order of time.

use serde_json::Value;

use crate::app::TestApp;

async fn timeline(app: &TestApp, arguments: &str) -> Value {
    let query = format!(
        "{{ timeline({arguments}) {{ totalCount undated kinds {{ kind count }} pageInfo {{ hasNextPage endCursor }}
            nodes {{ kind title path recordKind area {{ path }} date {{ published from to precision }} record {{ path }} }} }} }}"
    );
    app.query(&query).await["timeline"].clone()
}

#[tokio::test]
async fn events_stand_in_the_order_of_time_with_the_undated_last() {
    let app = TestApp::seeded().await;
    let mut days = Vec::new();
    let mut after = "null".to_owned();
    let total = loop {
        let page = timeline(&app, &format!("first: 40, after: {after}")).await;
        for node in page["nodes"].as_array().unwrap() {
            days.push(node["date"]["from"].as_str().unwrap_or("~").to_owned());
            assert_eq!(node["record"]["path"], node["path"]);
        }
        if page["pageInfo"]["hasNextPage"] != true {
            break page;
        }
        after = page["pageInfo"]["endCursor"].to_string();
    };
    assert!(days.is_sorted());
    assert_eq!(total["totalCount"], days.len());
    assert_eq!(
        total["undated"],
        days.iter().filter(|day| *day == "~").count()
    );
    let kinds = total["kinds"].as_array().unwrap().iter();
    assert_eq!(
        kinds
            .map(|kind| kind["count"].as_u64().unwrap())
            .sum::<u64>(),
        days.len() as u64
    );
}

#[tokio::test]
async fn a_timeline_is_narrowed_by_area_kind_and_stretch() {
    let app = TestApp::seeded().await;
    let due = timeline(
        &app,
        "filter: {area: \"leicestershire\", kind: ACTION_DUE}, first: 100",
    )
    .await;
    // All 33 actions state something; four of the cells hold no usable date, one no existing and one no readable one.
    assert_eq!(due["totalCount"], 33);
    let autumn = timeline(
        &app,
        "filter: {kind: ACTION_DUE, within: {from: \"2019-10-15\", to: \"2019-10-16\"}}",
    )
    .await;
    assert_eq!(autumn["totalCount"], 1);
    assert_eq!(autumn["nodes"][0]["date"]["precision"], "SEASON");
    assert_eq!(autumn["undated"], 0);
    let meetings = timeline(
        &app,
        "filter: {kind: MEETING, area: \"leicestershire\"}, first: 100",
    )
    .await;
    assert_eq!(meetings["totalCount"], 45);
    let error = app.error("{ timeline(filter: {within: {from: \"2021-01-01\", to: \"2020-01-01\"}}) { totalCount } }").await;
    assert_eq!(error["extensions"]["argument"], "within");
}

#[tokio::test]
async fn areas_are_counted_in_the_other_respects_of_the_filter() {
    let app = TestApp::seeded().await;
    let ask = async |filter: &str| {
        let query = format!(
            "{{ timeline(filter: {{{filter}}}, first: 1) {{ totalCount areas {{ area {{ path }} count }} }} }}"
        );
        app.query(&query).await["timeline"].clone()
    };
    let all = ask("kind: [REVIEW, MEETING]").await;
    let areas = all["areas"].as_array().unwrap();
    assert_eq!(areas.len(), 2);
    let sum: u64 = areas.iter().map(|one| one["count"].as_u64().unwrap()).sum();
    assert_eq!(all["totalCount"], sum);
    for one in areas {
        let area = one["area"]["path"].as_str().unwrap();
        let own = ask(&format!("kind: [REVIEW, MEETING], area: \"{area}\"")).await;
        assert_eq!(own["totalCount"], one["count"], "{area}");
        assert_eq!(own["areas"], all["areas"], "{area}");
    }
}
