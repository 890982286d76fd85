//! The change log: every write is in it, the newest first.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::app::TestApp;

#[tokio::test]
async fn seeding_leaves_one_entry_for_each_record() {
    let app = TestApp::seeded().await;
    let kinds = [
        ("AREA", 2),
        ("ORGANISATION", 29),
        ("DOCUMENT", 5),
        ("THEME", 12),
        ("INSPECTION", 4),
        ("PLAN", 4),
        ("STATUS_SCHEME", 1),
        ("WEAKNESS", 6),
        ("WORKSTREAM", 9),
        ("ACTION", 71),
        ("MEASURE", 62),
        ("REVIEW", 4),
        ("MEETING", 46),
        ("SURVEY", 1),
        ("SURVEY_WAVE", 2),
        ("FEEDBACK_ITEM", 64),
        ("INDICATOR", 34),
        ("INDICATOR_VALUE", 95),
        ("GLOSSARY_TERM", 52),
    ];
    for (kind, count) in kinds {
        let data = app
            .query(&format!("{{ changes(first: 1, filter: {{kind: {kind}}}) {{ totalCount nodes {{ kind deed }} }} }}"))
            .await;
        assert_eq!(data["changes"]["totalCount"], count, "{kind}");
        assert_eq!(
            data["changes"]["nodes"],
            json!([{ "kind": kind, "deed": "CREATED" }])
        );
    }
    // The whole log, page by page: the newest first, no record twice, no number twice.
    let mut seqs: Vec<i64> = Vec::new();
    let mut records = HashSet::new();
    let mut after = String::new();
    loop {
        let data = app
            .query(&format!(
                "{{ changes(first: 100{after}) {{ totalCount dataVersion pageInfo {{ hasNextPage endCursor }} nodes {{ seq kind path version deed before actor reason source at record {{ path }} }} }} }}"
            ))
            .await;
        let page = &data["changes"];
        for change in page["nodes"].as_array().unwrap() {
            seqs.push(change["seq"].as_i64().unwrap());
            assert!(
                records.insert((change["kind"].clone(), change["path"].clone())),
                "{change}"
            );
            assert_eq!(change["version"], 1);
            assert_eq!(change["deed"], "CREATED");
            assert_eq!(change["before"], Value::Null);
            assert_eq!(change["actor"], "Golden Thread");
            assert_eq!(change["reason"], "Bundled records");
            assert!(
                change["source"]
                    .as_str()
                    .unwrap()
                    .starts_with("goldenthread ")
            );
            assert_eq!(change["record"]["path"], change["path"]);
            assert!(change["at"].as_str().unwrap().starts_with("20"));
        }
        assert_eq!(page["dataVersion"], seqs[0]);
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"], seqs.len());
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    assert!(seqs.windows(2).all(|pair| pair[0] > pair[1]));
    assert!(seqs.len() > 900);
}

#[tokio::test]
async fn the_log_is_filtered_by_area_kind_path_and_time() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ all: changes(first: 1) { totalCount }
               leicestershire: changes(first: 1, filter: {area: \"leicestershire\"}) { totalCount }
               worcestershire: changes(first: 1, filter: {area: \"worcestershire\"}) { totalCount }
               shared: changes(first: 100, filter: {kind: [THEME, INDICATOR]}) { totalCount nodes { area { path } } }
               both: changes(first: 1, filter: {area: \"leicestershire\", kind: [ACTION, MEASURE]}) { totalCount }
               one: changes(filter: {path: \"leicestershire/wsoa-2020/2.11\"}) { totalCount nodes { kind area { path } fields after record { ... on Action { reference } } } }
               none: changes(filter: {path: \"leicestershire/wsoa-2020/2.15\"}) { totalCount nodes { seq } pageInfo { hasNextPage endCursor } }
               future: changes(filter: {since: \"2999-01-01T00:00:00Z\"}) { totalCount dataVersion }
               past: changes(first: 1, filter: {until: \"2999-01-01T00:00:00Z\"}) { totalCount dataVersion }
               before: changes(filter: {until: \"2000-01-01T00:00:00+01:00\"}) { totalCount } }",
        )
        .await;
    let count = |name: &str| data[name]["totalCount"].as_u64().unwrap();
    let organisations = app
        .query("{ organisations(first: 100) { nodes { area { path } } } }")
        .await["organisations"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|organisation| organisation["area"].is_null())
        .count() as u64;
    // Themes and indicators belong to nobody, and neither do national bodies.
    assert_eq!(
        count("leicestershire") + count("worcestershire") + 46 + organisations,
        count("all")
    );
    assert_eq!(count("shared"), 46);
    assert!(
        data["shared"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .all(|change| change["area"].is_null())
    );
    assert_eq!(count("both"), 66);
    assert_eq!(count("one"), 1);
    let change = &data["one"]["nodes"][0];
    assert_eq!(change["kind"], "ACTION");
    assert_eq!(change["area"]["path"], "leicestershire");
    assert_eq!(change["record"]["reference"], "2.11");
    assert_eq!(change["after"]["due_published"], "31/09/2020");
    assert_eq!(change["after"]["due_problem"], "impossible");
    assert_eq!(change["after"]["leads"][0]["name"], "Helen Bakewell");
    // All fields are new in a record that is.
    let fields: Vec<&str> = change["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field.as_str().unwrap())
        .collect();
    for field in [
        "text",
        "steps",
        "due_published",
        "leads",
        "citations",
        "themes",
    ] {
        assert!(fields.contains(&field), "{field}");
    }
    assert_eq!(
        data["none"],
        json!({ "totalCount": 0, "nodes": [], "pageInfo": { "hasNextPage": false, "endCursor": null } })
    );
    // The version of the data is that of all of it, whatever the filter.
    assert_eq!(count("future"), 0);
    assert_eq!(data["future"]["dataVersion"], data["past"]["dataVersion"]);
    assert_eq!(count("past"), count("all"));
    assert_eq!(count("before"), 0);

    let error = app
        .error("{ changes(filter: {area: \"rutland\"}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error}");
    let error = app
        .error("{ changes(filter: {since: \"yesterday\"}) { totalCount } }")
        .await;
    // Every error has a code, that of a value which is no time as well.
    assert!(
        error["extensions"]["code"]
            .as_str()
            .is_some_and(|code| code.starts_with("BAD_")),
        "{error}"
    );
    let error = app
        .error("{ changes(filter: {kind: USER}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "BAD_QUERY", "{error}");
}
