//! The five documents, and where in them everything stands.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::app::TestApp;

/// How many lines the extracted text of each document has.
const LINES: [(&str, u64); 5] = [
    ("leicestershire-wsoa-2020", 337),
    ("worcestershire-app-2022", 34),
    ("worcestershire-scrutiny-2023", 81),
    ("worcestershire-strategy-2021", 172),
    ("worcestershire-survey-2021", 537),
];

fn check(citation: &Value, of: &str) {
    let lines: HashMap<&str, u64> = LINES.into_iter().collect();
    let document = citation["document"]["path"].as_str().unwrap();
    let (from, to) = (
        citation["lineFrom"].as_u64().unwrap(),
        citation["lineTo"].as_u64().unwrap(),
    );
    assert!(
        from >= 1 && from <= to && to <= lines[document],
        "{of}: {document} {from} to {to}"
    );
    assert!(
        !citation["place"].as_str().unwrap().trim().is_empty(),
        "{of}"
    );
    assert_ne!(citation["quote"], "", "{of}");
    assert_ne!(citation["field"], "", "{of}");
}

#[tokio::test]
async fn five_documents_stand_with_what_they_print_of_themselves() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ documents { totalCount nodes { path title kind status file published { published precision from to } publisher { path }
                 area { path } plans { nodes { path } } glossaryTerms { totalCount } qualityNotes { totalCount } } } }",
        )
        .await;
    assert_eq!(data["documents"]["totalCount"], 5);
    let nodes = data["documents"]["nodes"].as_array().unwrap();
    let of = |path: &str| nodes.iter().find(|row| row["path"] == path).unwrap();
    for (path, title, kind, status, file, plan, terms) in [
        (
            "leicestershire-wsoa-2020",
            "Joint area SEND inspection in Leicestershire Written Statement of Action",
            "WSOA",
            "DRAFT",
            "leicestershire-written-statement-of-action-2020.txt",
            Some("leicestershire/wsoa-2020"),
            0,
        ),
        (
            "worcestershire-app-2022",
            "Worcestershire Local Area SEND Accelerated Progress Plan (SEND APP) 2022-2023",
            "APP",
            "FINAL",
            "worcestershire-accelerated-progress-plan-2022-23.txt",
            Some("worcestershire/app-2022"),
            26,
        ),
        (
            "worcestershire-scrutiny-2023",
            "UPDATE ON THE SPECIAL EDUCATIONAL NEEDS AND DISABILITIES (SEND) ACCELERATED PROGRESS PLAN",
            "SCRUTINY_REPORT",
            "FINAL",
            "worcestershire-scrutiny-panel-2023-12-06.txt",
            Some("worcestershire/app-2023-draft"),
            0,
        ),
        (
            "worcestershire-strategy-2021",
            "Worcestershire SEND Strategy",
            "STRATEGY",
            "DRAFT",
            "worcestershire-send-strategy-2021-draft.txt",
            Some("worcestershire/send-strategy-2021"),
            26,
        ),
        (
            "worcestershire-survey-2021",
            "SEND Improvement Parent Carer Survey 2021",
            "SURVEY_REPORT",
            "FINAL",
            "worcestershire-parent-carer-survey-2021.txt",
            None,
            0,
        ),
    ] {
        let row = of(path);
        assert_eq!(row["title"], title);
        assert_eq!(row["kind"], kind);
        assert_eq!(row["status"], status);
        assert_eq!(row["file"], file);
        assert_eq!(row["area"]["path"], path.split_once('-').unwrap().0);
        let plans: Vec<&str> = row["plans"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|plan| plan["path"].as_str().unwrap())
            .collect();
        assert_eq!(plans, plan.into_iter().collect::<Vec<_>>());
        assert_eq!(row["glossaryTerms"]["totalCount"], terms);
        assert!(
            row["qualityNotes"]["totalCount"].as_u64().unwrap() >= 20,
            "{path}"
        );
    }
    // Only the report to the panel prints a date; the others are silent.
    let report = of("worcestershire-scrutiny-2023");
    assert_eq!(
        report["published"],
        json!({"published": "6 DECEMBER 2023", "precision": "DAY", "from": "2023-12-06", "to": "2023-12-06"})
    );
    assert_eq!(report["publisher"]["path"], "worcestershire-county-council");
    for (path, _) in LINES
        .into_iter()
        .filter(|(path, _)| *path != "worcestershire-scrutiny-2023")
    {
        assert_eq!(of(path)["published"], Value::Null, "{path}");
        assert_eq!(of(path)["publisher"], Value::Null, "{path}");
    }
}

#[tokio::test]
async fn every_record_says_where_it_stands() {
    let app = TestApp::seeded().await;
    let citations = "path citations { place lineFrom lineTo field quote document { path } }";
    let mut seen = 0;
    for (list, count) in [
        ("localAreas", Some(2)),
        ("documents", Some(5)),
        ("inspections", Some(4)),
        ("weaknesses", Some(6)),
        ("plans", Some(4)),
        ("strategyPriorities", Some(6)),
        ("workstreams", Some(9)),
        ("actions", Some(71)),
        ("measures", Some(62)),
        ("reviews", Some(4)),
        ("meetings", Some(46)),
        ("surveys", Some(1)),
        ("surveyResults", Some(77)),
        ("feedbackItems", Some(64)),
        ("indicatorValues", None),
        ("glossaryTerms", Some(52)),
        ("dataQualityNotes", None),
    ] {
        let mut rows = 0;
        let mut after = String::new();
        loop {
            let data = app
                .query(&format!(
                    "{{ {list}(first: 100{after}) {{ totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {citations} }} }} }}"
                ))
                .await;
            for row in data[list]["nodes"].as_array().unwrap() {
                let path = row["path"].as_str().unwrap();
                let places = row["citations"].as_array().unwrap();
                assert!(!places.is_empty(), "{list} {path} cites nothing");
                for place in places {
                    check(place, path);
                    seen += 1;
                }
                rows += 1;
            }
            if data[list]["pageInfo"]["hasNextPage"] == false {
                assert_eq!(data[list]["totalCount"], rows, "{list}");
                break;
            }
            after = format!(", after: {}", data[list]["pageInfo"]["endCursor"]);
        }
        if let Some(count) = count {
            assert_eq!(rows, count, "{list}");
        }
        assert!(rows > 0, "{list}");
    }
    // Kinds without a list of their own.
    let data = app
        .query(&format!(
            "{{ plan(path: \"leicestershire/wsoa-2020\") {{ statusScheme {{ {citations} }} }}
                survey(path: \"worcestershire/parent-carer-survey\") {{ waves {{ nodes {{ {citations} }} }} questions(first: 100) {{ nodes {{ {citations} }} }} }} }}"
        ))
        .await;
    let rows = [&data["plan"]["statusScheme"]]
        .into_iter()
        .chain(data["survey"]["waves"]["nodes"].as_array().unwrap())
        .chain(data["survey"]["questions"]["nodes"].as_array().unwrap());
    for row in rows {
        let places = row["citations"].as_array().unwrap();
        assert!(!places.is_empty(), "{}", row["path"]);
        for place in places {
            check(place, row["path"].as_str().unwrap());
            seen += 1;
        }
    }
    assert!(seen > 1000, "{seen}");
    // What is our own cites nothing.
    let data = app
        .query(
            "{ themes(first: 100) { nodes { citations { place } } } indicators(first: 100) { nodes { citations { place } } }
               organisations(first: 100) { nodes { citations { place } } } }",
        )
        .await;
    for list in ["themes", "indicators", "organisations"] {
        let rows = data[list]["nodes"].as_array().unwrap();
        assert!(rows.len() >= 12, "{list}");
        assert!(
            rows.iter().all(|row| row["citations"] == json!([])),
            "{list}"
        );
    }
}

#[tokio::test]
async fn what_was_taken_from_a_document_stands_in_the_order_of_its_lines() {
    let app = TestApp::seeded().await;
    for (path, _) in LINES {
        let data = app
            .query(&format!(
                "{{ document(path: \"{path}\") {{ extracts {{ place lineFrom lineTo quote field document {{ path }} record {{ __typename path }} }} }} }}"
            ))
            .await;
        let extracts = data["document"]["extracts"].as_array().unwrap();
        let lines: Vec<u64> = extracts
            .iter()
            .map(|row| row["lineFrom"].as_u64().unwrap())
            .collect();
        assert!(lines.is_sorted(), "{path}");
        for extract in extracts {
            assert_eq!(extract["document"]["path"], path);
            check(extract, path);
            assert!(extract["record"]["path"].is_string(), "{path}: {extract}");
        }
        let kinds = |kind: &str| {
            extracts
                .iter()
                .filter(|row| row["record"]["__typename"] == kind && row["field"].is_null())
                .map(|row| row["record"]["path"].as_str().unwrap())
                .collect::<std::collections::HashSet<_>>()
                .len()
        };
        match path {
            "leicestershire-wsoa-2020" => assert_eq!((kinds("Action"), kinds("Meeting")), (33, 45)),
            "worcestershire-app-2022" => {
                assert_eq!(
                    (kinds("Action"), kinds("Measure"), kinds("GlossaryTerm")),
                    (38, 29, 26)
                );
            }
            "worcestershire-scrutiny-2023" => {
                assert_eq!((kinds("Review"), kinds("Inspection")), (4, 3))
            }
            "worcestershire-strategy-2021" => {
                assert_eq!((kinds("StrategyPriority"), kinds("GlossaryTerm")), (6, 26))
            }
            _ => assert_eq!((kinds("SurveyResult"), kinds("FeedbackItem")), (77, 64)),
        }
    }
}

#[tokio::test]
async fn a_citation_names_the_place_and_the_lines_of_a_fact() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ action(path: \"worcestershire/app-2022/4.3\") { citations { place lineFrom lineTo field quote document { path } record { path } } }
               broken: action(path: \"leicestershire/wsoa-2020/1.10\") { citations { lineFrom lineTo place } } }",
        )
        .await;
    assert_eq!(
        data["action"]["citations"],
        json!([{
            "place": "Key concern 4, actions/activity, action 3",
            "lineFrom": 22,
            "lineTo": 22,
            "field": null,
            "quote": null,
            "document": {"path": "worcestershire-app-2022"},
            "record": {"path": "worcestershire/app-2022/4.3"},
        }])
    );
    assert_eq!(
        data["broken"]["citations"][0],
        json!({"lineFrom": 250, "lineTo": 250, "place": "Section 6, Priority one, action 1.10"})
    );
}

#[tokio::test]
async fn documents_are_filtered_and_an_unknown_one_is_refused() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ area: documents(filter: {area: [\"worcestershire\"]}) { totalCount }
               kinds: documents(filter: {kind: [WSOA, SURVEY_REPORT]}) { nodes { path } }
               none: documents(filter: {kind: [PAP]}) { totalCount }
               words: documents(filter: {text: \"parent carer\"}) { nodes { path } } }",
        )
        .await;
    assert_eq!(data["area"]["totalCount"], 4);
    assert_eq!(
        data["kinds"]["nodes"],
        json!([{"path": "leicestershire-wsoa-2020"}, {"path": "worcestershire-survey-2021"}])
    );
    assert_eq!(data["none"]["totalCount"], 0);
    assert_eq!(
        data["words"]["nodes"],
        json!([{"path": "worcestershire-survey-2021"}])
    );
    let error = app
        .error("{ document(path: \"worcestershire-survey\") { title } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert_eq!(
        error["message"],
        "There is no document ‘worcestershire-survey’. Did you mean ‘worcestershire-survey-2021’?"
    );
}

#[tokio::test]
async fn the_lines_of_every_place_of_a_document_come_in_one_answer() {
    let app = TestApp::seeded().await;
    for document in ["leicestershire-wsoa-2020", "worcestershire-survey-2021"] {
        let query = format!(
            "{{ document(path: \"{document}\") {{ extracts {{ lineFrom lineTo lines {{ number }} }} }} }}"
        );
        let data = app.query(&query).await;
        let extracts = data["document"]["extracts"].as_array().unwrap();
        assert!(extracts.len() > 100, "{}", extracts.len());
        for extract in extracts {
            let within =
                extract["lineFrom"].as_i64().unwrap()..=extract["lineTo"].as_i64().unwrap();
            let lines = extract["lines"].as_array().unwrap();
            assert!(!lines.is_empty());
            for line in lines {
                assert!(within.contains(&line["number"].as_i64().unwrap()));
            }
        }
    }
}
