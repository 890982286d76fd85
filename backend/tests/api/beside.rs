//! What stands beside each other in a comparison beyond the plans themselves: what families were asked,
//! figures with their dates, what happened when, and all of it as lines of one form.

use std::collections::{BTreeMap, BTreeSet};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::app::{TestApp, body_bytes};

const APP: &str = "worcestershire/app-2022";
const DRAFT: &str = "worcestershire/app-2023-draft";
const WSOA: &str = "leicestershire/wsoa-2020";

async fn part(app: &TestApp, a: &str, b: &str, fields: &str) -> Value {
    // What is written past the log moves no version: each question is another, so that none is answered from
    // what was kept.
    let number = app.statements();
    let query =
        format!("query Number{number} {{ compare(a: \"{a}\", b: \"{b}\") {{ {fields} }} }}");
    app.query(&query).await["compare"].clone()
}

async fn write(app: &TestApp, sql: &str) {
    let done = app.database.db.execute_unprepared(sql).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
}

const QUESTIONS: &str =
    "surveyQuestions { class reason a { path area { path } } b { path area { path } } }";

#[tokio::test]
async fn what_only_one_area_asked_families_stands_alone() {
    let app = TestApp::seeded().await;
    let found = part(&app, APP, WSOA, QUESTIONS).await;
    let questions = found["surveyQuestions"].as_array().unwrap();
    assert_eq!(questions.len(), 38);
    for question in questions {
        assert_eq!(question["class"], "NO_COUNTERPART");
        assert_eq!(
            question["reason"],
            "Our documents hold no question of Leicestershire."
        );
        assert_eq!(question["a"]["area"]["path"], "worcestershire");
        assert_eq!(question["b"], Value::Null);
    }
    // The surveys of one area are not set beside themselves.
    let same = part(&app, APP, DRAFT, QUESTIONS).await;
    assert_eq!(same["surveyQuestions"], json!([]));
}

#[tokio::test]
async fn questions_are_the_same_only_with_the_same_words_and_answers() {
    let app = TestApp::seeded().await;
    let survey = "worcestershire/parent-carer-survey";
    // As if Leicestershire had asked three of them, each a little differently.
    for (taken, text, options, polarity) in [
        (
            "question-age",
            "Children who have an Education, Health and Care Plan (EHCP)",
            "'Yes, no'",
            "higher",
        ),
        (
            "question-setting",
            "Families who accessed a service",
            "'Yes, no'",
            "higher",
        ),
        (
            "question-district",
            "Health services the survey asked about",
            "'Often, never'",
            "higher",
        ),
    ] {
        write(
            &app,
            &format!(
                "UPDATE survey_question SET area_id = (SELECT id FROM area WHERE path = 'leicestershire'),
                 text = '{text}', options = {options}, polarity = '{polarity}' WHERE path = '{survey}/{taken}'"
            ),
        )
        .await;
    }
    write(
        &app,
        &format!(
            "UPDATE survey_question SET options = 'Yes, no', polarity = 'higher' WHERE path IN
             ('{survey}/question-ehcp-held', '{survey}/question-families-accessing', '{survey}/question-health-services-asked')"
        ),
    )
    .await;
    let found = part(&app, APP, WSOA, QUESTIONS).await;
    let questions = found["surveyQuestions"].as_array().unwrap();
    let beside: Vec<(&str, &str, &str)> = questions
        .iter()
        .filter(|pair| !pair["a"].is_null() && !pair["b"].is_null())
        .map(|pair| {
            let leaf = |side: &str| {
                let path = pair[side]["path"].as_str().unwrap();
                path.rsplit_once("/question-").unwrap().1
            };
            (pair["class"].as_str().unwrap(), leaf("a"), leaf("b"))
        })
        .collect();
    assert_eq!(
        beside,
        [
            ("SAME_DEFINITION", "ehcp-held", "age"),
            ("SAME_IDEA", "families-accessing", "setting"),
            ("NOT_COMPARABLE", "health-services-asked", "district"),
        ]
    );
    let reasons = questions
        .iter()
        .map(|pair| pair["reason"].as_str().unwrap());
    assert!(reasons.into_iter().any(|reason| {
        reason.starts_with("The answers to choose from differ: Worcestershire has “Yes, no”")
    }));
    // Each stands once.
    let sides = questions.iter().flat_map(|pair| [&pair["a"], &pair["b"]]);
    let paths: Vec<&str> = sides.filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(paths.len(), 38);
    assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), 38);
}

#[tokio::test]
async fn figures_stand_with_their_dates_and_are_the_same_only_of_one_date() {
    let app = TestApp::seeded().await;
    let fields = "indicators { indicator { path } class reason a { path published geography asAt { published } } b { path published geography asAt { published } } together { published } }";
    let of = async |path: &str| {
        let found = part(&app, APP, WSOA, fields).await;
        let all = found["indicators"].as_array().unwrap().clone();
        let is = |one: &&Value| one["indicator"]["path"] == path;
        (all.len(), all.iter().find(is).unwrap().clone())
    };
    let (number, weeks) = of("ehc-plans-20-weeks").await;
    let data = app.query("{ indicators { totalCount } }").await;
    assert_eq!(json!(number), data["indicators"]["totalCount"]);
    assert_eq!(weeks["class"], "NO_COUNTERPART");
    assert_eq!(
        weeks["reason"],
        "Our documents print no number of this indicator for Worcestershire itself."
    );
    assert_eq!(weeks["a"], json!([]));
    let geographies: BTreeSet<&str> = weeks["b"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value["geography"].as_str().unwrap())
        .collect();
    assert_eq!(geographies, BTreeSet::from(["AREA", "REGION", "NATIONAL"]));
    // As if Worcestershire's documents printed the figure of August 2020, and the other areas' none of it.
    let worcestershire = "(SELECT id FROM area WHERE path = 'worcestershire')";
    let is_august = "indicator_id = (SELECT id FROM indicator WHERE path = 'ehc-plans-20-weeks') AND measure = 'value' AND as_at = 'August 2020'";
    write(
        &app,
        &format!("UPDATE indicator_value SET area_id = {worcestershire} WHERE {is_august}"),
    )
    .await;
    let (_, weeks) = of("ehc-plans-20-weeks").await;
    assert_eq!(weeks["class"], "NOT_COMPARABLE");
    assert_eq!(
        weeks["reason"],
        "The dates differ or are not stated: Worcestershire has Base year 2020, August 2020; Leicestershire has Base year 2020, January 2020."
    );
    write(
        &app,
        // In other words, of the same month.
        &format!("UPDATE indicator_value SET as_at = 'Jan 2020', as_at_from = '2020-01-01', as_at_to = '2020-01-31' WHERE {is_august}"),
    )
    .await;
    let (_, weeks) = of("ehc-plans-20-weeks").await;
    assert_eq!(weeks["class"], "SAME_DEFINITION");
    let together = weeks["together"].as_array().unwrap().iter();
    let together: BTreeSet<&str> = together
        .map(|row| row["published"].as_str().unwrap())
        .collect();
    assert_eq!(together, BTreeSet::from(["58.7%", "67.8%", "92%"]));
    assert_eq!(
        part(&app, DRAFT, APP, fields).await["indicators"],
        json!([])
    );
}

#[tokio::test]
async fn each_plan_has_a_lane_counted_from_the_inspection_that_it_answers_to() {
    let app = TestApp::seeded().await;
    let lane = "inspection { path } countedFrom countedFromKind events { months monthsTo event { kind path title date { from to } } }";
    let fields = format!("timeline {{ a {{ {lane} }} b {{ {lane} }} }}");
    let found = part(&app, APP, WSOA, &fields).await["timeline"].clone();
    // Worcestershire's documents do not say when the report of the revisit came out, so both are counted from
    // what both state.
    assert_eq!(
        found["a"]["inspection"]["path"],
        "worcestershire/revisit-2021"
    );
    assert_eq!(found["a"]["countedFrom"], "2021-11-30");
    assert_eq!(found["b"]["countedFrom"], "2020-02-07");
    for side in ["a", "b"] {
        assert_eq!(found[side]["countedFromKind"], "INSPECTION");
    }
    let events = |side: &str| found[side]["events"].as_array().unwrap().clone();
    let report = events("b")
        .into_iter()
        .find(|one| one["event"]["kind"] == "INSPECTION_REPORT")
        .unwrap();
    assert_eq!(
        (&report["months"], &report["monthsTo"]),
        (&json!(3), &json!(3))
    );
    for (side, area, plan) in [("a", "worcestershire", APP), ("b", "leicestershire", WSOA)] {
        for placed in events(side) {
            let event = &placed["event"];
            let path = event["path"].as_str().unwrap();
            assert_eq!(
                placed["months"].is_null(),
                event["date"]["from"].is_null(),
                "{event}"
            );
            // A date that is not exact is a stretch here too.
            assert!(placed["months"].as_i64() <= placed["monthsTo"].as_i64());
            let is_day = event["date"]["from"] == event["date"]["to"];
            assert!(!is_day || placed["months"] == placed["monthsTo"], "{event}");
            if ["ACTION_DUE", "WORKSTREAM_STATE"].contains(&event["kind"].as_str().unwrap()) {
                assert!(path.starts_with(plan), "{path}");
            } else {
                assert!(path.starts_with(area), "{path}");
            }
        }
    }
    let due = events("b");
    let due = due
        .iter()
        .filter(|one| one["event"]["kind"] == "ACTION_DUE");
    assert_eq!(due.count(), 33);
    // A strategy answers to no inspection: its months cannot be counted.
    let found = part(&app, "worcestershire/send-strategy-2021", WSOA, &fields).await;
    let strategy = &found["timeline"]["a"];
    assert_eq!(strategy["inspection"], Value::Null);
    assert_eq!(strategy["countedFrom"], Value::Null);
    assert_eq!(strategy["countedFromKind"], Value::Null);
    assert_eq!(found["timeline"]["b"]["countedFromKind"], "REPORT");
    assert_eq!(found["timeline"]["b"]["countedFrom"], "2020-05-15");
    assert!(
        strategy["events"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["months"].is_null())
    );
}

fn get(address: &str) -> Request<Body> {
    Request::get(address).body(Body::empty()).unwrap()
}

const LINE: &str = "nodes { part which area plan theme kind path beside field value published caveat citations { place } }";

#[tokio::test]
async fn the_lines_hold_all_that_the_page_shows() {
    let app = TestApp::seeded().await;
    let items = "weaknesses { path } workstreams { path } actions { path } measures { path }";
    let fields = format!(
        "{LINE} matrix {{ aspect }} themes {{ a {{ {items} }} b {{ {items} }} }} withoutThemeA {{ {items} }} withoutThemeB {{ {items} }}
         similarActions {{ nodes {{ score }} }} measures {{ a {{ path }} b {{ path }} }} surveyQuestions {{ class }}
         indicators {{ a {{ path }} b {{ path }} }} timeline {{ a {{ events {{ months }} }} b {{ events {{ months }} }} }}"
    );
    let found = part(&app, APP, WSOA, &fields).await;
    let lines = found["nodes"].as_array().unwrap();
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        *counted.entry(line["part"].as_str().unwrap()).or_default() += 1;
        let (area, plan) = match line["which"] == "A" {
            true => ("Worcestershire", APP),
            false => ("Leicestershire", WSOA),
        };
        assert_eq!((&line["area"], &line["plan"]), (&json!(area), &json!(plan)));
        // Every line is about a record, and every record cites its source.
        assert!(!line["path"].is_null(), "{line}");
        assert!(!line["citations"].as_array().unwrap().is_empty(), "{line}");
    }
    let many = |value: &Value| value.as_array().unwrap().len();
    let all = |items: &Value| -> usize { items.as_object().unwrap().values().map(many).sum() };
    let themes = found["themes"].as_array().unwrap().iter();
    let under: usize = themes
        .map(|theme| all(&theme["a"]) + all(&theme["b"]))
        .sum();
    let stands = |pairs: &Value| -> usize {
        let pairs = pairs.as_array().unwrap().iter();
        pairs
            .map(|pair| {
                ["a", "b"]
                    .iter()
                    .filter(|side| !pair[**side].is_null())
                    .count()
            })
            .sum()
    };
    let figures = found["indicators"].as_array().unwrap().iter();
    let asked = app.query("{ surveyResults { totalCount } }").await;
    let figures_asked = asked["surveyResults"]["totalCount"].as_u64().unwrap() as usize;
    let expected = [
        ("COMPLETENESS", 2 * 11),
        (
            "INDICATORS",
            figures.map(|one| many(&one["a"]) + many(&one["b"])).sum(),
        ),
        ("MATRIX", 2 * many(&found["matrix"])),
        // One measure has a target.
        ("MEASURES", stands(&found["measures"]) + 1),
        // The words of both actions.
        (
            "SIMILAR_ACTIONS",
            2 * many(&found["similarActions"]["nodes"]),
        ),
        // Five values of Leicestershire's scale, on both sides what has none, and a status, a lead and a date of
        // each of its 33 actions.
        ("STATUS", 5 + 4 + 3 * 33),
        (
            "SURVEY_QUESTIONS",
            many(&found["surveyQuestions"]) + figures_asked,
        ),
        (
            "THEMES",
            under + all(&found["withoutThemeA"]) + all(&found["withoutThemeB"]),
        ),
        (
            "TIMELINE",
            many(&found["timeline"]["a"]["events"]) + many(&found["timeline"]["b"]["events"]),
        ),
    ];
    assert_eq!(counted, expected.into_iter().collect());
}

#[tokio::test]
async fn a_comparison_is_a_file_with_a_source_in_every_line_about_a_record() {
    let app = TestApp::seeded().await;
    let address = format!("/download/compare.csv?a=%22{APP}%22&b=%22{WSOA}%22");
    let response = app.send(get(&address)).await;
    assert_eq!(response.status(), StatusCode::OK);
    let text = String::from_utf8(body_bytes(response).await).unwrap();
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    for head in [
        "part",
        "which",
        "area",
        "plan",
        "theme",
        "path",
        "field",
        "value",
        "published",
        "caveat",
        "citations",
    ] {
        assert!(heads.iter().any(|own| own == head), "{head} in {heads:?}");
    }
    let at = |name: &str| heads.iter().position(|own| own == name).unwrap();
    let records: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let found = part(&app, APP, WSOA, "nodes { part }").await;
    assert_eq!(records.len(), found["nodes"].as_array().unwrap().len());
    for row in &records {
        assert!(
            !row[at("path")].is_empty() && !row[at("citations")].is_empty(),
            "{row:?}"
        );
    }
    // A figure says of which year it is.
    let figures = records
        .iter()
        .filter(|row| row[at("kind")] == *"SURVEY_RESULT");
    let mut years: BTreeSet<&str> = figures.map(|row| &row[at("field")]).collect();
    assert!(years.remove("figure of 2021"));
    assert!(
        years.iter().all(|year| year.starts_with("figure of 20")),
        "{years:?}"
    );
    let response = app.send(get("/download/compare.csv")).await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_lines_of_two_versions_say_what_the_later_one_changed() {
    let app = TestApp::seeded().await;
    let found = part(
        &app,
        DRAFT,
        APP,
        &format!("{LINE} changes {{ reference changes }}"),
    )
    .await;
    let changes = found["changes"].as_array().unwrap();
    let lines = found["nodes"].as_array().unwrap().iter();
    let own: Vec<&Value> = lines.filter(|line| line["part"] == "CHANGES").collect();
    assert!(!own.is_empty());
    // Our documents hold no actions of the draft: that is no change.
    assert!(own.iter().all(|line| line["kind"] == "WORKSTREAM"));
    let fates = |change: &Value| {
        let fates = change["changes"].as_array().unwrap().iter();
        let fates: Vec<&str> = fates.map(|fate| fate.as_str().unwrap()).collect();
        fates.join(", ")
    };
    let mut own = own.into_iter();
    for change in changes {
        let said = fates(change);
        // What is gone or new is one line; what differs is a line of each plan, the earlier first.
        let plans: &[&str] = match said.as_str() {
            "REMOVED" => &["B"],
            "ADDED" => &["A"],
            _ => &["B", "A"],
        };
        for which in plans {
            let line = own.next().unwrap();
            assert_eq!(
                (&line["which"], &line["field"]),
                (&json!(which), &json!(said))
            );
            assert_eq!(line["beside"].is_null(), plans.len() == 1);
        }
    }
    assert_eq!(own.next(), None);
}

#[tokio::test]
async fn actions_of_two_versions_are_reworded_moved_on_put_off_added_and_removed() {
    let app = TestApp::seeded().await;
    // As if Leicestershire's plan took the place of Worcestershire's, which had a status and a date for 1.2.
    write(
        &app,
        &format!(
            "UPDATE plan SET area_id = (SELECT id FROM area WHERE path = 'worcestershire'),
             supersedes_id = (SELECT id FROM plan WHERE path = '{APP}') WHERE path = '{WSOA}'"
        ),
    )
    .await;
    write(
        &app,
        &format!(
            "UPDATE action SET status = 'completed', due_published = '1/9/2020', due_precision = 'day',
             due_from = '2020-09-01', due_to = '2020-09-01' WHERE path = '{APP}/1.2'"
        ),
    )
    .await;
    let fields = "changes { kind reference changes due { earlier later days } words { kind text } stated { change earlier later } }";
    let found = part(&app, APP, WSOA, fields).await;
    let parts = found["changes"].as_array().unwrap();
    let of = |reference: &str| {
        let is = |one: &&Value| one["kind"] == "ACTION" && one["reference"] == reference;
        parts.iter().find(is).unwrap()
    };
    assert_eq!(
        of("1.2")["changes"],
        json!([
            "REWORDED",
            "STATUS_MOVED",
            "DATE_MOVED",
            "LEAD_CHANGED",
            "STEPS_CHANGED",
            "EVIDENCE_CHANGED"
        ])
    );
    assert_eq!(of("1.2")["due"]["earlier"], "2020-09-01");
    // A version that states no status stood nowhere.
    assert_eq!(
        of("1.2")["stated"][0],
        json!({ "change": "STATUS_MOVED", "earlier": null, "later": "PINK (To be started)" })
    );
    let words = of("1.2")["words"].as_array().unwrap();
    assert!(words.iter().any(|piece| piece["kind"] == "ADDED"));
    assert!(words.iter().any(|piece| piece["kind"] == "REMOVED"));
    assert_eq!(of("4.7")["changes"], json!(["REMOVED"]));
    assert_eq!(of("1.18")["changes"], json!(["ADDED"]));
    // Whichever side the later one is on.
    assert_eq!(part(&app, WSOA, APP, fields).await, found);
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_the_plans() {
    let app = TestApp::seeded().await;
    let fields = "a { actionCount } themes { presence } similarActions { nodes { score a { path } b { path } } } status { reason }
         measures { class a { path } } surveyQuestions { class } indicators { class } timeline { a { countedFrom } }
         nodes { value citations { place document { title } } }";
    let counted = async |a: &str, b: &str| {
        let query = format!("{{ compare(a: \"{a}\", b: \"{b}\") {{ {fields} }} }}");
        app.counted(&query).await.1
    };
    let large = counted(APP, WSOA).await;
    let small = counted("worcestershire/send-strategy-2021", WSOA).await;
    assert_eq!(large, small);
}
