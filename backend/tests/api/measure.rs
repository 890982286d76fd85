//! Leicestershire's impact measures: one for each item of the column IMPACT MEASURES, with a target
//! only where the words hold one.

use serde_json::{Value, json};

use crate::app::TestApp;

const FIELDS: &str = "number text unit polarity baseline baselineValue target targetValue targetComparison placeholder note observations { published } action { reference } workstream { number } plan { path } citations { place lineFrom lineTo }";

fn at<'a>(measures: &'a [Value], number: &str) -> &'a Value {
    measures
        .iter()
        .find(|measure| measure["number"] == number)
        .unwrap()
}

#[tokio::test]
async fn leicestershire_states_thirty_three_measures_for_twenty_actions() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!(
            "{{ measures(first: 100, filter: {{plan: \"leicestershire/wsoa-2020\"}}) {{ totalCount nodes {{ path {FIELDS} }} }}
                area: measures(filter: {{area: \"leicestershire\"}}) {{ totalCount }}
                all: measures {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(data["measures"]["totalCount"], 33);
    assert_eq!(data["area"]["totalCount"], 33);
    assert_eq!(data["all"]["totalCount"], 62);
    let all = data["measures"]["nodes"].as_array().unwrap();
    let numbers: Vec<&str> = all
        .iter()
        .map(|measure| measure["number"].as_str().unwrap())
        .collect();
    assert_eq!(
        numbers,
        [
            "1.3.1", "1.3.2", "1.7.1", "1.11.1", "1.12.1", "1.12.2", "1.12.3", "1.13.1", "1.14.1",
            "1.15.1", "1.15.2", "1.18.1", "2.1.1", "2.2.1", "2.3.1", "2.4.1", "2.4.2", "2.5.1",
            "2.6.1", "2.6.2", "2.6.3", "2.7.1", "2.7.2", "2.8.1", "2.10.1", "2.10.2", "2.10.3",
            "2.11.1", "2.11.2", "2.12.1", "2.12.2", "2.13.1", "2.13.2",
        ]
    );
    for measure in all {
        let number = measure["number"].as_str().unwrap();
        assert_eq!(
            measure["path"],
            format!("leicestershire/wsoa-2020/measure-{number}")
        );
        let (action, _) = number.rsplit_once('.').unwrap();
        assert_eq!(measure["action"]["reference"], action);
        assert_eq!(measure["workstream"]["number"], &number[..1]);
        assert_eq!(measure["plan"]["path"], "leicestershire/wsoa-2020");
        // The plan prints no baseline and no observation.
        assert_eq!(measure["baseline"], Value::Null);
        assert_eq!(measure["baselineValue"], Value::Null);
        assert_eq!(measure["observations"], json!([]));
        assert_eq!(
            measure["citations"].as_array().unwrap().len(),
            1,
            "{number}"
        );
    }
    for (number, text, unit, polarity) in [
        (
            "1.3.1",
            "Population trends and levels of need are identified.",
            "TEXT",
            "NOT_STATED",
        ),
        (
            "1.3.2",
            "Support and services are planned appropriately to meet need",
            "TEXT",
            "NOT_STATED",
        ),
        (
            "1.11.1",
            "Meeting notes to evidence decisions for quarterly analysis",
            "TEXT",
            "NOT_STATED",
        ),
        (
            "1.12.1",
            "Feedback from parents/carers",
            "TEXT",
            "NOT_STATED",
        ),
        ("1.12.2", "Reduced waiting times", "NUMBER", "LOWER"),
        ("1.12.3", "New pathway on LO", "TEXT", "NOT_STATED"),
        (
            "1.14.1",
            "Meeting notes to evidence decisions for quarterly analysis",
            "TEXT",
            "NOT_STATED",
        ),
        ("1.15.2", "Service User Evaluations", "TEXT", "NOT_STATED"),
        (
            "2.1.1",
            "Satisfaction of parents and carers",
            "TEXT",
            "NOT_STATED",
        ),
        ("2.3.1", "Reduction in Tribunal requests", "NUMBER", "LOWER"),
        (
            "2.4.2",
            "Feedback from C&YP and their families will show improved confidence in EHC plans",
            "TEXT",
            "HIGHER",
        ),
        (
            "2.6.3",
            "Increased parental involvement (fewer complaints re EHCP quality)",
            "TEXT",
            "HIGHER",
        ),
        (
            "2.11.2",
            "More appropriate requests for EHC plans",
            "TEXT",
            "HIGHER",
        ),
        (
            "2.12.2",
            "Families feel better supported with fewer referrals",
            "TEXT",
            "HIGHER",
        ),
        (
            "2.13.2",
            "Preparation for adulthood starts from an earlier age in the child's journey.",
            "TEXT",
            "NOT_STATED",
        ),
    ] {
        let measure = at(all, number);
        assert_eq!(measure["text"], text);
        assert_eq!(measure["unit"], unit, "{number}");
        assert_eq!(measure["polarity"], polarity, "{number}");
    }
    assert_eq!(
        at(all, "1.7.1")["citations"][0],
        json!({ "place": "Section 6, Priority one, action 1.7, impact measures", "lineFrom": 235, "lineTo": 244 })
    );
}

#[tokio::test]
async fn one_target_can_be_read_and_three_placeholders_cannot() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!(
            "{{ measures(first: 100, filter: {{plan: \"leicestershire/wsoa-2020\"}}) {{ nodes {{ {FIELDS} }} }} }}"
        ))
        .await;
    let all = data["measures"]["nodes"].as_array().unwrap();
    let timely = at(all, "2.5.1");
    assert_eq!(
        timely["text"],
        "Key performance indicator for timeliness of issuing plans within 20 weeks remains above 95%"
    );
    assert_eq!(timely["target"], "above 95%");
    assert_eq!(timely["targetValue"], 95.0);
    assert_eq!(timely["targetComparison"], "ABOVE");
    assert_eq!(timely["unit"], "PERCENT");
    assert_eq!(timely["polarity"], "HIGHER");
    let with_target: Vec<&Value> = all
        .iter()
        .filter(|measure| !measure["target"].is_null())
        .collect();
    assert_eq!(with_target.len(), 1);

    let open = at(all, "2.10.2");
    assert_eq!(
        open["text"],
        "? % of parents, carers that felt that they were listened to and engaged, ?% will tell us that they have seen the plan, ?% that they are satisfied"
    );
    assert_eq!(open["placeholder"], true);
    assert_eq!(open["unit"], "PERCENT");
    for field in ["target", "targetValue", "targetComparison"] {
        assert_eq!(open[field], Value::Null, "{field}");
    }
    assert!(open["note"].as_str().unwrap().contains("Placeholders"));
    let placeholders: Vec<&str> = all
        .iter()
        .filter(|measure| measure["placeholder"] == true)
        .map(|measure| measure["number"].as_str().unwrap())
        .collect();
    assert_eq!(placeholders, ["2.10.2"]);
    assert_eq!(
        at(all, "2.10.3")["text"],
        "We will collect baseline data and set targets for improvement"
    );
}

#[tokio::test]
async fn measures_are_found_from_their_action_their_workstream_and_by_words() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ action(path: \"leicestershire/wsoa-2020/2.6\") { measures { totalCount nodes { number } } }
               page: action(path: \"leicestershire/wsoa-2020/2.10\") { measures(first: 2) { totalCount nodes { number } pageInfo { hasNextPage } } }
               none: action(path: \"leicestershire/wsoa-2020/1.1\") { measures { totalCount nodes { number } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
               plan(path: \"leicestershire/wsoa-2020\") { measures { totalCount } workstreams { nodes { measures { totalCount } } } }
               words: measures(filter: {text: \"TRIBUNAL\"}) { nodes { number } }
               percent: measures(filter: {area: \"leicestershire\", text: \"%\"}) { nodes { number } }
               theme: measures(filter: {area: \"leicestershire\", theme: \"transitions-and-adulthood\"}) { nodes { number themes { theme { path } method basis } } } }",
        )
        .await;
    assert_eq!(data["action"]["measures"]["totalCount"], 3);
    assert_eq!(data["action"]["measures"]["nodes"][2]["number"], "2.6.3");
    assert_eq!(data["page"]["measures"]["totalCount"], 3);
    assert_eq!(
        data["page"]["measures"]["nodes"],
        json!([{ "number": "2.10.1" }, { "number": "2.10.2" }])
    );
    assert_eq!(data["page"]["measures"]["pageInfo"]["hasNextPage"], true);
    assert_eq!(
        data["none"]["measures"],
        json!({ "totalCount": 0, "nodes": [], "pageInfo": { "hasNextPage": false, "hasPreviousPage": false, "startCursor": null, "endCursor": null } })
    );
    assert_eq!(data["plan"]["measures"]["totalCount"], 33);
    assert_eq!(
        data["plan"]["workstreams"]["nodes"][0]["measures"]["totalCount"],
        12
    );
    assert_eq!(
        data["plan"]["workstreams"]["nodes"][1]["measures"]["totalCount"],
        21
    );
    assert_eq!(data["words"]["nodes"], json!([{ "number": "2.3.1" }]));
    assert_eq!(
        data["percent"]["nodes"],
        json!([{ "number": "2.5.1" }, { "number": "2.10.2" }])
    );
    assert_eq!(data["theme"]["nodes"][0]["number"], "2.13.2");
    assert_eq!(data["theme"]["nodes"].as_array().unwrap().len(), 1);
    assert_eq!(
        data["theme"]["nodes"][0]["themes"][0],
        json!({ "theme": { "path": "transitions-and-adulthood" }, "method": "RULE", "basis": "preparation for adulthood" })
    );
}
