//! Local areas, and the graph that hangs from them, walked down and up.

use serde_json::{Value, json};

use crate::app::TestApp;

/// The strings at `key` of a list of records.
fn each<'a>(rows: &'a Value, key: &str) -> Vec<&'a str> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row[key].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn both_areas_stand_with_their_codes_and_regions() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ localAreas { totalCount nodes { path name council kind gssCode region endedOn
                 successor { path } codeSource note citations { lineFrom document { area { path } } } } } }",
        )
        .await;
    assert_eq!(data["localAreas"]["totalCount"], 2);
    let [leicestershire, worcestershire] =
        data["localAreas"]["nodes"].as_array().unwrap().as_slice()
    else {
        panic!("two areas");
    };
    for (area, path, name, council, code, region) in [
        (
            leicestershire,
            "leicestershire",
            "Leicestershire",
            "Leicestershire County Council",
            "E10000018",
            "East Midlands",
        ),
        (
            worcestershire,
            "worcestershire",
            "Worcestershire",
            "Worcestershire County Council",
            "E10000034",
            "West Midlands",
        ),
    ] {
        assert_eq!(area["path"], path);
        assert_eq!(area["name"], name);
        assert_eq!(area["council"], council);
        assert_eq!(area["kind"], "COUNTY");
        assert_eq!(area["gssCode"], code);
        assert_eq!(area["region"], region);
        assert_eq!(area["endedOn"], Value::Null);
        assert_eq!(area["successor"], Value::Null);
        // The code is from a list of the department; that there is such an area is from a document.
        assert!(
            area["codeSource"]
                .as_str()
                .unwrap()
                .contains("Department for Education")
        );
        assert_eq!(area["citations"][0]["document"]["area"]["path"], path);
    }
    assert!(
        leicestershire["note"]
            .as_str()
            .unwrap()
            .contains("not Leicester City (E06000016)")
    );
    assert_eq!(worcestershire["note"], Value::Null);
}

#[tokio::test]
async fn an_area_shows_what_is_held_of_it() {
    let app = TestApp::seeded().await;
    let fields = "documents { nodes { path } } plans { nodes { path } } inspections { totalCount }
        weaknesses { totalCount } actions { totalCount } reviews { totalCount }
        surveys { nodes { path } } indicatorValues { totalCount } qualityNotes { totalCount }";
    let data = app
        .query(&format!(
            "{{ a: localArea(path: \"leicestershire\") {{ {fields} }} b: localArea(path: \"worcestershire\") {{ {fields} }} }}"
        ))
        .await;
    let (a, b) = (&data["a"], &data["b"]);
    assert_eq!(
        each(&a["documents"]["nodes"], "path"),
        ["leicestershire-wsoa-2020"]
    );
    assert_eq!(
        each(&a["plans"]["nodes"], "path"),
        ["leicestershire/wsoa-2020"]
    );
    assert_eq!(a["inspections"]["totalCount"], 1);
    assert_eq!(a["weaknesses"]["totalCount"], 2);
    assert_eq!(a["actions"]["totalCount"], 33);
    assert_eq!(a["reviews"]["totalCount"], 0);
    assert_eq!(a["surveys"]["nodes"], json!([]));
    assert!(a["indicatorValues"]["totalCount"].as_i64().unwrap() > 60);
    let mut documents = each(&b["documents"]["nodes"], "path");
    documents.sort_unstable();
    assert_eq!(
        documents,
        [
            "worcestershire-app-2022",
            "worcestershire-scrutiny-2023",
            "worcestershire-strategy-2021",
            "worcestershire-survey-2021"
        ]
    );
    let mut plans = each(&b["plans"]["nodes"], "path");
    plans.sort_unstable();
    assert_eq!(
        plans,
        [
            "worcestershire/app-2022",
            "worcestershire/app-2023-draft",
            "worcestershire/send-strategy-2021"
        ]
    );
    // The inspection of 2018, its revisit of 2021, and the one that is expected.
    assert_eq!(b["inspections"]["totalCount"], 3);
    assert_eq!(b["weaknesses"]["totalCount"], 4);
    assert_eq!(b["actions"]["totalCount"], 38);
    assert_eq!(b["reviews"]["totalCount"], 4);
    assert_eq!(
        each(&b["surveys"]["nodes"], "path"),
        ["worcestershire/parent-carer-survey"]
    );
    assert_eq!(b["indicatorValues"]["totalCount"], 0);
    for side in [a, b] {
        assert!(side["qualityNotes"]["totalCount"].as_i64().unwrap() >= 40);
    }
}

#[tokio::test]
async fn areas_are_filtered_by_region_kind_and_words() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ region: localAreas(filter: {region: [\"West Midlands\"]}) { totalCount nodes { path } }
               regions: localAreas(filter: {region: [\"West Midlands\", \"East Midlands\"]}) { totalCount }
               counties: localAreas(filter: {kind: [COUNTY]}) { totalCount }
               unitary: localAreas(filter: {kind: [UNITARY, METROPOLITAN, LONDON_BOROUGH]}) { totalCount nodes { path } }
               small: localAreas(filter: {text: \"leicester\"}) { nodes { path } }
               capital: localAreas(filter: {text: \"WORCESTERSHIRE\"}) { nodes { path } }
               both: localAreas(filter: {region: [\"West Midlands\"], text: \"Leicestershire\"}) { totalCount }
               nowhere: localAreas(filter: {region: [\"London\"]}) { totalCount nodes { path } } }",
        )
        .await;
    assert_eq!(each(&data["region"]["nodes"], "path"), ["worcestershire"]);
    assert_eq!(data["region"]["totalCount"], 1);
    assert_eq!(data["regions"]["totalCount"], 2);
    assert_eq!(data["counties"]["totalCount"], 2);
    assert_eq!(data["unitary"], json!({"totalCount": 0, "nodes": []}));
    assert_eq!(each(&data["small"]["nodes"], "path"), ["leicestershire"]);
    assert_eq!(each(&data["capital"]["nodes"], "path"), ["worcestershire"]);
    assert_eq!(data["both"]["totalCount"], 0);
    assert_eq!(data["nowhere"], json!({"totalCount": 0, "nodes": []}));
}

#[tokio::test]
async fn an_unknown_area_is_refused_with_the_one_that_may_be_meant() {
    let app = TestApp::seeded().await;
    for (wrong, meant) in [
        ("worcester", "worcestershire"),
        ("leicestershir", "leicestershire"),
        ("Leicestershire", "leicestershire"),
    ] {
        let error = app
            .error(&format!("{{ localArea(path: \"{wrong}\") {{ name }} }}"))
            .await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND");
        assert_eq!(error["extensions"]["kind"], "local area");
        assert_eq!(error["extensions"]["name"], wrong);
        assert_eq!(error["path"], json!(["localArea"]));
        assert_eq!(
            error["message"],
            format!("There is no local area ‘{wrong}’. Did you mean ‘{meant}’?")
        );
    }
    // Nothing is near enough to be meant.
    let error = app
        .error("{ localArea(path: \"nowhere-at-all\") { name } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert_eq!(error["message"], "There is no local area ‘nowhere-at-all’.");
    // The same in a filter.
    let error = app
        .error("{ actions(filter: {area: [\"worcestershir\"]}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("‘worcestershire’"),
        "{error}"
    );
}

#[tokio::test]
async fn the_thread_can_be_followed_from_an_action_up_to_its_area() {
    let app = TestApp::seeded().await;
    let up = "reference area { path } plan { path document { path } inspection { path } }
        workstream { path number plan { path } weakness { path number inspection { path held { published } area { path gssCode } } } }";
    let data = app
        .query(&format!(
            "{{ a: action(path: \"leicestershire/wsoa-2020/1.10\") {{ {up} }} b: action(path: \"worcestershire/app-2022/3.7\") {{ {up} }} }}"
        ))
        .await;
    assert_eq!(
        data["a"],
        json!({
            "reference": "1.10",
            "area": {"path": "leicestershire"},
            "plan": {
                "path": "leicestershire/wsoa-2020",
                "document": {"path": "leicestershire-wsoa-2020"},
                "inspection": {"path": "leicestershire/inspection-2020"},
            },
            "workstream": {
                "path": "leicestershire/wsoa-2020/workstream-1",
                "number": "1",
                "plan": {"path": "leicestershire/wsoa-2020"},
                "weakness": {
                    "path": "leicestershire/weakness-1",
                    "number": 1,
                    "inspection": {
                        "path": "leicestershire/inspection-2020",
                        "held": {"published": data["a"]["workstream"]["weakness"]["inspection"]["held"]["published"]},
                        "area": {"path": "leicestershire", "gssCode": "E10000018"},
                    },
                },
            },
        })
    );
    assert_eq!(
        data["b"],
        json!({
            "reference": "3.7",
            "area": {"path": "worcestershire"},
            "plan": {
                "path": "worcestershire/app-2022",
                "document": {"path": "worcestershire-app-2022"},
                "inspection": {"path": "worcestershire/revisit-2021"},
            },
            "workstream": {
                "path": "worcestershire/app-2022/workstream-3",
                "number": "3",
                "plan": {"path": "worcestershire/app-2022"},
                "weakness": {
                    "path": "worcestershire/weakness-3",
                    "number": 3,
                    "inspection": {
                        "path": "worcestershire/inspection-2018",
                        "held": {"published": "2018"},
                        "area": {"path": "worcestershire", "gssCode": "E10000034"},
                    },
                },
            },
        })
    );
}

#[tokio::test]
async fn the_thread_can_be_followed_from_an_area_down_to_its_actions() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ localAreas(first: 2) { nodes { path inspections(first: 3) { nodes { path weaknesses(first: 4) { nodes { path
                 workstreams(first: 2) { nodes { path actions(first: 19) { totalCount nodes { path } } } } } } } } } } }",
        )
        .await;
    let mut seen = Vec::new();
    for area in data["localAreas"]["nodes"].as_array().unwrap() {
        for inspection in area["inspections"]["nodes"].as_array().unwrap() {
            for weakness in inspection["weaknesses"]["nodes"].as_array().unwrap() {
                for workstream in weakness["workstreams"]["nodes"].as_array().unwrap() {
                    let actions = each(&workstream["actions"]["nodes"], "path");
                    assert_eq!(workstream["actions"]["totalCount"], actions.len());
                    seen.push((
                        area["path"].as_str().unwrap(),
                        inspection["path"].as_str().unwrap(),
                        weakness["path"].as_str().unwrap(),
                        workstream["path"].as_str().unwrap(),
                        actions.len(),
                        actions.last().copied(),
                    ));
                }
            }
        }
    }
    seen.sort_unstable();
    let (l, w) = ("leicestershire", "worcestershire");
    assert_eq!(
        seen,
        [
            (
                l,
                "leicestershire/inspection-2020",
                "leicestershire/weakness-1",
                "leicestershire/wsoa-2020/workstream-1",
                19,
                Some("leicestershire/wsoa-2020/1.19")
            ),
            (
                l,
                "leicestershire/inspection-2020",
                "leicestershire/weakness-2",
                "leicestershire/wsoa-2020/workstream-2",
                14,
                Some("leicestershire/wsoa-2020/2.14")
            ),
            (
                w,
                "worcestershire/inspection-2018",
                "worcestershire/weakness-1",
                "worcestershire/app-2022/workstream-1",
                9,
                Some("worcestershire/app-2022/1.9")
            ),
            (
                w,
                "worcestershire/inspection-2018",
                "worcestershire/weakness-2",
                "worcestershire/app-2022/workstream-2",
                5,
                Some("worcestershire/app-2022/2.5")
            ),
            (
                w,
                "worcestershire/inspection-2018",
                "worcestershire/weakness-2",
                "worcestershire/app-2023-draft/workstream-2",
                0,
                None
            ),
            (
                w,
                "worcestershire/inspection-2018",
                "worcestershire/weakness-3",
                "worcestershire/app-2022/workstream-3",
                10,
                Some("worcestershire/app-2022/3.10")
            ),
            (
                w,
                "worcestershire/inspection-2018",
                "worcestershire/weakness-3",
                "worcestershire/app-2023-draft/workstream-3",
                0,
                None
            ),
            (
                w,
                "worcestershire/inspection-2018",
                "worcestershire/weakness-4",
                "worcestershire/app-2022/workstream-4",
                14,
                Some("worcestershire/app-2022/4.14")
            ),
            (
                w,
                "worcestershire/inspection-2018",
                "worcestershire/weakness-4",
                "worcestershire/app-2023-draft/workstream-4",
                0,
                None
            ),
        ]
    );
}

#[tokio::test]
async fn areas_are_found_by_their_plans_their_inspections_and_their_surveys() {
    let app = TestApp::seeded().await;
    for (filter, found) in [
        ("planKind: [WSOA]", vec!["leicestershire"]),
        (
            "planKind: [APP, WSOA]",
            vec!["leicestershire", "worcestershire"],
        ),
        ("outcome: [STATEMENT_REQUIRED]", vec!["leicestershire"]),
        ("surveyed: true", vec!["worcestershire"]),
        ("surveyed: false", vec!["leicestershire"]),
        ("planKind: []", vec![]),
    ] {
        let query = format!("{{ localAreas(filter: {{{filter}}}) {{ nodes {{ path }} }} }}");
        let data = app.query(&query).await;
        let nodes = data["localAreas"]["nodes"].as_array().unwrap();
        let paths: Vec<&str> = nodes
            .iter()
            .map(|node| node["path"].as_str().unwrap())
            .collect();
        assert_eq!(paths, found, "{filter}");
    }
}
