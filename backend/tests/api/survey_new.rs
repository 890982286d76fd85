//! Surveys that teams enter, where no document here states one of the area.

use goldenthread::entity::user::Role;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    survey_edit::{
        ADD_QUESTION, ADD_RESULTS, ADD_SURVEY, ADD_WAVE, REVERT, done, problem, results, send, to,
        with,
    },
};

const AREA: &str = "leicestershire";
const PATH: &str = "leicestershire/team-survey-1";
const NOTE: &str = "The forum and the council asked for the first time.";

fn survey(title: &str) -> Value {
    json!({ "area": AREA, "title": title, "population": "Parents and carers of children with SEND", "note": NOTE })
}

fn year(survey: &Value) -> Value {
    json!({ "survey": survey["id"], "year": 2022, "note": NOTE, "respondents": 310 })
}

fn question(survey: &Value) -> Value {
    json!({ "survey": survey["id"], "note": NOTE, "text": "Do you feel heard?", "group": "Involvement",
        "polarity": "HIGHER" })
}

#[tokio::test]
async fn a_team_enters_the_first_survey_of_its_area_with_a_year_and_a_figure() {
    let app = TestApp::seeded().await;
    let editor = app.member(AREA, Role::Editor).await;
    let version = app.query("{ dataVersion }").await["dataVersion"].take();
    let link = "https://www.example.org/survey-2022.pdf";
    let input = with(&survey(" Parent Carer Survey "), json!({ "link": link }));
    let made = done(&editor, ADD_SURVEY, &input).await["survey"].take();
    assert!(made["at"].is_string(), "{made}");
    for (field, expected) in [
        ("path", json!(PATH)),
        ("title", json!("Parent Carer Survey")),
        ("population", input["population"].clone()),
        // That is a remark of whoever edits the data: why it was entered stands in its history.
        ("note", Value::Null),
        ("link", json!(link)),
        ("author", json!("Editor")),
        ("area", json!({ "path": AREA })),
        ("citations", json!([])),
        ("recordVersion", json!(1)),
    ] {
        assert_eq!(made[field], expected, "{field}");
    }
    // The same by another way of writing it is the same.
    let again = survey("parent  carer SURVEY");
    let refused = send(&editor, ADD_SURVEY, &again).await["problems"][0].take();
    assert_eq!(
        (&refused["code"], &refused["path"]),
        (&json!("TAKEN"), &json!(["title"]))
    );
    let words = refused["message"].as_str().unwrap();
    assert!(words.contains("Parent Carer Survey"), "{words}");
    // Another has a path of its own, however much the two look alike.
    let other = done(&editor, ADD_SURVEY, &survey("Parent-carer survey")).await;
    assert_eq!(other["survey"]["path"], "leicestershire/team-survey-2");

    // Nothing belongs to it yet.
    let asked = format!(
        "{{ survey(path: \"{PATH}\") {{ waves {{ totalCount }} questions {{ totalCount }} }}
           surveyResults(filter: {{survey: [\"{PATH}\"]}}) {{ totalCount }} }}"
    );
    let none = json!({ "totalCount": 0 });
    assert_eq!(
        app.query(&asked).await,
        json!({ "survey": { "waves": none, "questions": none }, "surveyResults": none })
    );
    let wave = done(&editor, ADD_WAVE, &year(&made)).await["wave"].take();
    assert_eq!(wave["path"], format!("{PATH}/team-2022"));
    assert_eq!(
        wave["document"]["path"],
        "team-leicestershire-survey-1-2022"
    );
    let asked = done(&editor, ADD_QUESTION, &question(&made)).await["question"].take();
    assert_eq!(asked["path"], format!("{PATH}/team-question-1"));
    let figure = json!([{ "question": asked["id"], "published": "64%", "base": 310 }]);
    let input = results(&wave["id"], figure);
    let figure = done(&editor, ADD_RESULTS, &input).await["results"][0].take();
    assert_eq!(figure["comparability"], "NO_PREVIOUS");

    let of_area = "localArea(path: \"leicestershire\") { surveys { nodes { path author } } }";
    let found = app
        .query(&format!(
            "{{ {of_area} localAreas(filter: {{surveyed: true}}) {{ totalCount }}
               surveys(filter: {{fields: [{{field: AUTHOR, is: [\"Editor\"]}}]}}) {{ totalCount }}
               surveyResults(filter: {{survey: [\"{PATH}\"]}}) {{ nodes {{ value wave {{ year }} }} }} }}"
        ))
        .await;
    assert_eq!(
        found,
        json!({
            "localArea": { "surveys": { "nodes": [
                { "path": PATH, "author": "Editor" }, { "path": "leicestershire/team-survey-2", "author": "Editor" },
            ] } },
            "localAreas": { "totalCount": 2 },
            "surveys": { "totalCount": 2 },
            "surveyResults": { "nodes": [{ "value": 64.0, "wave": { "year": 2022 } }] },
        })
    );
    let was = format!("query @asOf(version: {version}) {{ {of_area} }}");
    let was = app.query(&was).await;
    assert_eq!(was["localArea"]["surveys"]["nodes"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_meant_of_a_survey_is_told_at_its_place() {
    let app = TestApp::seeded().await;
    let editor = app.member(AREA, Role::Editor).await;
    let good = survey("Parent carer survey");
    let before = app.query("{ dataVersion }").await;
    for (more, code, path) in [
        (json!({ "title": " " }), "REQUIRED", "title"),
        (json!({ "title": "x".repeat(201) }), "TOO_LONG", "title"),
        (json!({ "title": "Two\nlines" }), "INVALID", "title"),
        (json!({ "population": "" }), "REQUIRED", "population"),
        (
            json!({ "population": "x".repeat(501) }),
            "TOO_LONG",
            "population",
        ),
        (json!({ "note": "short" }), "TOO_SHORT", "note"),
        (json!({ "link": "javascript:alert(1)" }), "INVALID", "link"),
        (json!({ "area": "nowhere" }), "NOT_FOUND", "area"),
        // Everybody knows of the other area, and its team alone writes.
        (json!({ "area": "worcestershire" }), "FORBIDDEN", ""),
    ] {
        assert_eq!(
            problem(&editor, ADD_SURVEY, &with(&good, more.clone())).await,
            (json!(code), path.to_owned()),
            "{more}"
        );
    }
    assert_eq!(app.query("{ dataVersion }").await, before);
}

#[tokio::test]
async fn a_survey_goes_once_nothing_belongs_to_it_and_comes_back() {
    let app = TestApp::seeded().await;
    let editor = app.member(AREA, Role::Editor).await;
    let input = survey("Parent carer survey");
    let made = done(&editor, ADD_SURVEY, &input).await["survey"].take();
    let wave = done(&editor, ADD_WAVE, &year(&made)).await["wave"].take();
    let asked = done(&editor, ADD_QUESTION, &question(&made)).await["question"].take();
    for gone in [&wave, &asked] {
        let refused = send(&editor, REVERT, &to(&made["id"], 1, 0)).await["problems"][0].take();
        assert_eq!(refused["path"], json!(["toVersion"]));
        assert_eq!(
            refused["message"],
            "Years or questions belong to this. Take those away first."
        );
        done(&editor, REVERT, &to(&gone["id"], 1, 0)).await;
    }
    let gone = done(&editor, REVERT, &to(&made["id"], 1, 0)).await;
    assert_eq!(gone["record"], Value::Null);
    let of_area = "{ localArea(path: \"leicestershire\") { surveys { nodes { path } } } }";
    let paths = async || app.query(of_area).await["localArea"]["surveys"]["nodes"].take();
    assert_eq!(paths().await, json!([]));

    // What belongs to a survey comes back after it.
    for alone in [&wave, &asked] {
        let refused = send(&editor, REVERT, &to(&alone["id"], 2, 1)).await["problems"][0].take();
        assert_eq!(refused["path"], json!(["toVersion"]));
        let words = refused["message"].as_str().unwrap();
        assert!(words.starts_with("The survey that it is of"), "{words}");
    }
    // What is entered anew is another one, and the same is not there twice.
    let anew = done(&editor, ADD_SURVEY, &input).await["survey"].take();
    assert_eq!(anew["path"], "leicestershire/team-survey-2");
    let taken = problem(&editor, REVERT, &to(&made["id"], 2, 1)).await;
    assert_eq!(taken, (json!("TAKEN"), "toVersion".to_owned()));
    done(&editor, REVERT, &to(&anew["id"], 1, 0)).await;
    for back in [&made, &wave, &asked] {
        done(&editor, REVERT, &to(&back["id"], 2, 1)).await;
    }
    assert_eq!(paths().await, json!([{ "path": PATH }]));
    let back = format!(
        "{{ survey(path: \"{PATH}\") {{ author waves {{ totalCount }} questions {{ totalCount }} }} }}"
    );
    let one = json!({ "totalCount": 1 });
    assert_eq!(
        app.query(&back).await["survey"],
        json!({ "author": "Editor", "waves": one, "questions": one })
    );

    // What a document states is nobody's to take away.
    let elsewhere = app.member("worcestershire", Role::Editor).await;
    let published = app
        .query("{ survey(path: \"worcestershire/parent-carer-survey\") { id author link at } }")
        .await["survey"]
        .take();
    for field in ["author", "link", "at"] {
        assert_eq!(published[field], Value::Null, "{field}");
    }
    let refused = problem(&elsewhere, REVERT, &to(&published["id"], 1, 0)).await;
    assert_eq!(refused, (json!("NOT_FOUND"), "toVersion".to_owned()));
}
