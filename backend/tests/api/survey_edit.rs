//! What teams enter of their surveys: years, questions, figures and rows of You said, we did, beside what documents state.

use goldenthread::{
    entity::user::Role,
    import::{self, Missing, bundle, commit},
};
use migrations::{Migrator, MigratorTrait};
use serde_json::{Value, json};

use crate::{
    app::{Browser, TestApp},
    import::read,
};

const SURVEY: &str = "worcestershire/parent-carer-survey";
const NOTE: &str = "The forum and the council counted these in November.";

/// The mutations, with the types of their input and what is asked of the answer.
pub const ADD_SURVEY: (&str, &str, &str) = (
    "addSurvey",
    "AddSurveyInput",
    "survey { id path title population note link author at area { path } citations { place } recordVersion }",
);
pub const ADD_WAVE: (&str, &str, &str) = (
    "addSurveyWave",
    "AddSurveyWaveInput",
    "wave { id path year label fieldworkFrom fieldworkTo asked respondents method link author at document { path } citations { place } recordVersion }",
);
const EDIT_WAVE: (&str, &str, &str) = (
    "editSurveyWave",
    "EditSurveyWaveInput",
    "wave { id path year label respondents author recordVersion }",
);
pub const ADD_QUESTION: (&str, &str, &str) = (
    "addSurveyQuestion",
    "AddSurveyQuestionInput",
    "question { id path text options author themes { method } }",
);
pub const ADD_RESULTS: (&str, &str, &str) = (
    "addSurveyResults",
    "AddSurveyResultsInput",
    "results { id path published value previousPublished previousValue comparability reason author link answer kind }",
);
const EDIT_RESULT: (&str, &str, &str) = (
    "editSurveyResult",
    "EditSurveyResultInput",
    "result { id path published value comparability reason recordVersion }",
);
const ADD_ROW: (&str, &str, &str) = (
    "addFeedbackItem",
    "AddFeedbackItemInput",
    "feedbackItem { id path number tablePublished service comment promised isNew author carriesOn { path } }",
);
pub const REVERT: (&str, &str, &str) = (
    "revertRecord",
    "RevertRecordInput",
    "record { path: __typename }",
);

/// What a mutation answers.
pub async fn send(who: &Browser<'_>, of: (&str, &str, &str), input: &Value) -> Value {
    let (field, kind, asked) = of;
    let mutation = format!(
        "mutation M($input: {kind}!) {{ {field}(input: $input) {{ {asked} problems {{ code path message conflict {{ currentVersion }} }} }} }}"
    );
    let mut answer = who.ask(&mutation, json!({ "input": input })).await;
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    answer["data"][field].take()
}

/// The same, where nothing is wrong.
pub async fn done(who: &Browser<'_>, of: (&str, &str, &str), input: &Value) -> Value {
    let answer = send(who, of, input).await;
    assert_eq!(answer["problems"], json!([]), "{}: {input:#}", of.0);
    answer
}

/// The code and the place of the first problem.
pub async fn problem(who: &Browser<'_>, of: (&str, &str, &str), input: &Value) -> (Value, String) {
    let answer = send(who, of, input).await;
    let problem = &answer["problems"][0];
    let path = problem["path"].as_array().cloned().unwrap_or_default();
    let path: Vec<&str> = path.iter().filter_map(Value::as_str).collect();
    (problem["code"].clone(), path.join("."))
}

/// The same input with other values.
pub fn with(input: &Value, more: Value) -> Value {
    let mut input = input.clone();
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    input
}

/// The ids of the survey, and of what a document states of it.
struct Known {
    survey: Value,
    wave: Value,
    result: Value,
    row: Value,
    professionals: Value,
    timescales: Value,
}

async fn known(app: &TestApp) -> Known {
    let mut found = app
        .query(&format!(
            "{{ survey(path: \"{SURVEY}\") {{ id }}
              wave: surveyResults(filter: {{wave: [\"{SURVEY}/2021\"]}}, first: 1) {{ nodes {{ id wave {{ id }} }} }}
              feedbackItems(first: 1) {{ nodes {{ id }} }}
              professionals: surveyQuestion(path: \"{SURVEY}/question-professionals-understanding\") {{ id }}
              timescales: surveyQuestion(path: \"{SURVEY}/question-timescales\") {{ id }} }}"
        ))
        .await;
    Known {
        survey: found["survey"]["id"].take(),
        wave: found["wave"]["nodes"][0]["wave"]["id"].take(),
        result: found["wave"]["nodes"][0]["id"].take(),
        row: found["feedbackItems"]["nodes"][0]["id"].take(),
        professionals: found["professionals"]["id"].take(),
        timescales: found["timescales"]["id"].take(),
    }
}

fn wave(known: &Known, year: i32) -> Value {
    json!({ "survey": known.survey, "year": year, "note": NOTE, "respondents": 310 })
}

pub fn results(wave: &Value, results: Value) -> Value {
    json!({ "wave": wave, "note": NOTE, "results": results })
}

/// A figure of a question that is entered for a year.
async fn figure(editor: &Browser<'_>, year: &Value, question: &Value, published: &str) -> Value {
    let figure = json!([{ "question": question, "service": SERVICE, "published": published }]);
    done(editor, ADD_RESULTS, &results(&year["id"], figure)).await["results"][0].take()
}

/// That a record goes back to one of its versions.
pub fn to(id: &Value, version: i64, to: i64) -> Value {
    json!({ "id": id, "expectedVersion": version, "toVersion": to, "note": NOTE })
}

/// The lines that a year cites, which are all of its document.
async fn lines(app: &TestApp, wave: &Value) -> Vec<String> {
    let text = "lines { text }";
    let asked = format!(
        "{{ node(id: {}) {{ ... on SurveyWave {{ document {{ {text} }} citations {{ {text} }} }} }} }}",
        wave["id"]
    );
    let found = app.query(&asked).await["node"].take();
    assert_eq!(found["document"]["lines"], found["citations"][0]["lines"]);
    let lines = found["document"]["lines"].as_array().unwrap();
    let texts = lines.iter().map(|line| line["text"].as_str().unwrap());
    texts.map(str::to_owned).collect()
}

/// A service for which a document states comparable figures of 2021.
const SERVICE: &str = "Health";

#[tokio::test]
async fn a_team_enters_a_year_with_its_figures_and_what_documents_state_stays() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let published = "{ surveyResults(filter: {wave: [\"worcestershire/parent-carer-survey/2021\"]}, first: 100) { nodes { path published comparability recordVersion author } } }";
    let before = app.query(published).await;
    let version = app.query("{ dataVersion }").await["dataVersion"].clone();
    let input = with(
        &wave(&known, 2022),
        json!({ "label": "Spring survey", "fieldworkFrom": "2022-03-01", "fieldworkTo": "2022-03-31", "asked": 900,
                "method": "By e-mail and in schools.", "link": "https://www.example.org/survey-2022.pdf" }),
    );
    let made = done(&editor, ADD_WAVE, &input).await["wave"].take();
    assert_eq!(made["path"], format!("{SURVEY}/team-2022"));
    assert_eq!(
        made["document"]["path"],
        "team-worcestershire-parent-carer-survey-2022"
    );
    assert_eq!(
        lines(&app, &made).await,
        [
            "SEND Improvement Parent Carer Survey, 2022",
            "Called: Spring survey",
            "Asked between: 2022-03-01 and 2022-03-31",
            "Asked: 900",
            "Answered: 310",
            "By e-mail and in schools.",
        ]
    );
    assert_eq!(made["author"], "Editor");
    assert_eq!(made["link"], "https://www.example.org/survey-2022.pdf");
    assert_eq!(made["asked"], 900);
    assert!(made["at"].is_string());
    assert_eq!(
        problem(
            &editor,
            ADD_WAVE,
            &with(&input, json!({ "respondents": 311 }))
        )
        .await,
        (json!("TAKEN"), "year".to_owned())
    );
    // A question that is new, with the answers to choose from.
    let question = json!({ "survey": known.survey, "note": NOTE, "text": "Do you feel heard?", "group": "Involvement and views",
                           "polarity": "HIGHER", "options": ["Yes", "No", "Sometimes"] });
    let asked = done(&editor, ADD_QUESTION, &question).await["question"].take();
    assert_eq!(asked["options"], "Yes\nNo\nSometimes");
    assert_eq!(
        problem(
            &editor,
            ADD_QUESTION,
            &with(&question, json!({ "text": "do you feel HEARD" }))
        )
        .await,
        (json!("TAKEN"), "text".to_owned())
    );
    // A whole table at once.
    let table = results(
        &made["id"],
        json!([
            { "question": asked["id"], "answer": "Yes", "published": "64%", "base": 310 },
            { "question": asked["id"], "answer": "No", "published": "21%" },
            { "question": known.timescales, "service": SERVICE, "published": "about half" },
        ]),
    );
    let entered = done(&editor, ADD_RESULTS, &table).await["results"].take();
    assert_eq!(entered[0]["value"], 64.0);
    assert_eq!(
        entered[0]["path"],
        format!("{SURVEY}/team-2022/team-question-1")
    );
    assert_eq!(
        entered[1]["path"],
        format!("{SURVEY}/team-2022/team-question-1.2")
    );
    assert_eq!(
        entered[2]["value"],
        Value::Null,
        "no number is read where none is"
    );
    assert_eq!(
        entered[2]["path"],
        format!("{SURVEY}/team-2022/team-timescales")
    );
    assert_eq!(entered[0]["comparability"], "NO_PREVIOUS");
    assert!(entered[0]["reason"].as_str().unwrap().contains("2021"));
    assert_eq!(
        problem(&editor, ADD_RESULTS, &results(&made["id"], json!([
            { "question": known.professionals, "published": "50%" }, { "question": asked["id"], "answer": "No", "published": "20%" } ]))).await,
        (json!("TAKEN"), "results.1.question".to_owned())
    );
    // Found by filters, a search and a file; as it was, there was nothing of it.
    let found = app
        .query(&format!(
            "{{ surveyResults(filter: {{wave: [\"{SURVEY}/team-2022\"]}}) {{ totalCount }}
               surveyQuestions(filter: {{fields: [{{field: AUTHOR, is: [\"Editor\"]}}]}}) {{ totalCount }}
               search(text: \"feel heard\") {{ nodes {{ record {{ path: __typename }} }} }} }}"
        ))
        .await;
    assert_eq!(found["surveyResults"]["totalCount"], 3);
    assert_eq!(found["surveyQuestions"]["totalCount"], 1);
    assert!(
        found["search"]["nodes"]
            .to_string()
            .contains("SurveyQuestion")
    );
    let was = app
        .query(&format!(
            "query @asOf(version: {version}) {{ survey(path: \"{SURVEY}\") {{ waves {{ nodes {{ year }} }} }} surveyQuestions(filter: {{fields: [{{field: AUTHOR, stated: true}}]}}) {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(
        was["survey"]["waves"]["nodes"],
        json!([{ "year": 2020 }, { "year": 2021 }])
    );
    assert_eq!(was["surveyQuestions"]["totalCount"], 0);
    let now = app.query("{ dataVersion }").await["dataVersion"].clone();
    let same = app
        .query(&format!("query @asOf(version: {now}) {{ survey(path: \"{SURVEY}\") {{ waves {{ nodes {{ year author respondents }} }} }} }}"))
        .await;
    assert_eq!(
        same["survey"]["waves"]["nodes"][2],
        json!({ "year": 2022, "author": "Editor", "respondents": 310 })
    );
    let diff = app
        .ask("query D($of: ID!, $from: Int!) { diff(of: $of, from: {version: $from}) { totalCount nodes { deed path } } }", json!({ "of": known.survey, "from": version }))
        .await;
    assert_eq!(diff["data"]["diff"]["totalCount"], 5, "{diff:#}");
    assert_eq!(
        app.query(published).await,
        before,
        "what documents state stays"
    );
    // What is written out is what the year says by now, whichever way it came to say it.
    let input = json!({ "id": made["id"], "expectedVersion": 1, "note": NOTE, "respondents": 312 });
    done(&editor, EDIT_WAVE, &input).await;
    let title = "SEND Improvement Parent Carer Survey, 2022";
    assert_eq!(lines(&app, &made).await, [title, "Answered: 312"]);
    let input = json!({ "id": made["id"], "expectedVersion": 2, "note": NOTE, "toVersion": 1 });
    done(&editor, REVERT, &input).await;
    assert_eq!(lines(&app, &made).await.len(), 6);
}

#[tokio::test]
async fn figures_of_teams_are_compared_only_where_the_team_says_that_they_can_be() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let before = app
        .query(&format!(
            "{{ surveyResults(filter: {{wave: [\"{SURVEY}/2021\"], question: [\"{SURVEY}/question-timescales\"]}}) {{ nodes {{ service published value }} }} }}"
        ))
        .await["surveyResults"]["nodes"]
        .take();
    let of_2021 = before
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["service"] == SERVICE)
        .unwrap()
        .clone();
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"]["id"].take();
    let figure = |more: Value| {
        with(
            &json!({ "question": known.timescales, "service": SERVICE, "published": "58%" }),
            more,
        )
    };
    // Nothing is assumed where the team says nothing.
    let made = done(
        &editor,
        ADD_RESULTS,
        &results(&year, json!([figure(json!({}))])),
    )
    .await["results"][0]
        .take();
    assert_eq!(made["previousPublished"], of_2021["published"]);
    assert_eq!(made["comparability"], "UNCLEAR");
    assert!(made["reason"].as_str().unwrap().contains("has not said"));
    let mut version = 1;
    for (more, comparability, reason) in [
        (json!({ "asBefore": true }), "COMPARABLE", ""),
        (
            json!({ "asBefore": false, "changed": "Only families with a plan were asked." }),
            "NOT_COMPARABLE",
            "Only families with a plan",
        ),
        (
            json!({ "asBefore": true, "wording": "Were you happy with how long it took?" }),
            "NOT_COMPARABLE",
            "worded otherwise in 2021",
        ),
        (
            json!({ "asBefore": true, "published": "most" }),
            "NOT_COMPARABLE",
            "Not both figures are a number",
        ),
        (
            json!({ "asBefore": true, "published": "180" }),
            "NOT_COMPARABLE",
            "One of the two figures is a percentage",
        ),
        (json!({ "asBefore": true }), "COMPARABLE", ""),
    ] {
        let input = with(
            &json!({ "id": made["id"], "expectedVersion": version, "note": format!("{NOTE} {version}"), "published": "58%" }),
            more.clone(),
        );
        let edited = done(&editor, EDIT_RESULT, &input).await["result"].take();
        version += 1;
        assert_eq!(edited["comparability"], comparability, "{more}");
        assert!(
            edited["reason"]
                .as_str()
                .unwrap_or_default()
                .contains(reason),
            "{more}: {edited}"
        );
    }
    // What is said of one year is what the next one is set against; with it changes what follows from it.
    let next = done(&editor, ADD_WAVE, &wave(&known, 2023)).await["wave"]["id"].take();
    let input = with(
        &results(&next, json!([figure(json!({ "published": "60%" }))])),
        json!({ "asBefore": true }),
    );
    let of_2023 = done(&editor, ADD_RESULTS, &input).await["results"][0].take();
    assert_eq!(
        (&of_2023["previousPublished"], &of_2023["comparability"]),
        (&json!("58%"), &json!("COMPARABLE"))
    );
    let standing = |path: &Value| {
        format!(
            "{{ surveyResults(filter: {{fields: [{{field: PATH, is: [{path}]}}]}}) {{ nodes {{ previousPublished comparability recordVersion }} }} }}"
        )
    };
    let input = json!({ "id": made["id"], "expectedVersion": version, "note": NOTE, "published": "59%", "asBefore": true });
    done(&editor, EDIT_RESULT, &input).await;
    let now = app.query(&standing(&of_2023["path"])).await["surveyResults"]["nodes"][0].take();
    assert_eq!(
        now,
        json!({ "previousPublished": "59%", "comparability": "COMPARABLE", "recordVersion": 2 })
    );
    // Taken back, it is what it was, and so is what follows from it.
    done(
        &editor,
        REVERT,
        &json!({ "id": made["id"], "expectedVersion": version + 1, "toVersion": 1, "note": NOTE }),
    )
    .await;
    let now = app.query(&standing(&of_2023["path"])).await["surveyResults"]["nodes"][0].take();
    assert_eq!(now["previousPublished"], "58%");
    let now = app.query(&standing(&made["path"])).await["surveyResults"]["nodes"][0].take();
    assert_eq!(now["comparability"], "UNCLEAR");
    // A figure of a team of a year that a document states stands beside the published one, which then differs.
    let beside = with(
        &results(&known.wave, json!([figure(json!({ "published": "1%" }))])),
        json!({}),
    );
    let beside = done(&editor, ADD_RESULTS, &beside).await["results"][0].take();
    assert_eq!(beside["path"], format!("{SURVEY}/2021/team-timescales"));
    let now = app.query(&standing(&made["path"])).await["surveyResults"]["nodes"][0].take();
    assert_eq!(now["comparability"], "UNCLEAR", "2021 has two figures now");
}

#[tokio::test]
async fn editors_of_the_area_enter_and_all_others_are_refused() {
    let app = TestApp::seeded().await;
    let nobody = app.browser();
    let other = app
        .member_named(
            "leicestershire",
            "other@example.org",
            Role::AreaAdministrator,
        )
        .await;
    let reader = app.member("worcestershire", Role::Reader).await;
    let contributor = app.member("worcestershire", Role::Contributor).await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let keeper = app.member("worcestershire", Role::AreaAdministrator).await;
    let site = app.somebody("site@example.org", true).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"]["id"].take();
    let figure = json!([{ "question": known.timescales, "service": SERVICE, "published": "58%" }]);
    let made = done(&editor, ADD_RESULTS, &results(&year, figure)).await["results"][0]["id"].take();
    let cases = |turn: usize| {
        let years = [2023, 2024, 2025];
        let version = turn + 1;
        [
            (ADD_WAVE, wave(&known, years[turn])),
            (
                EDIT_WAVE,
                json!({ "id": year, "expectedVersion": version, "note": NOTE, "respondents": 300 + turn }),
            ),
            (
                ADD_QUESTION,
                json!({ "survey": known.survey, "note": NOTE, "text": format!("Question {turn}"), "group": "New", "polarity": "NEUTRAL" }),
            ),
            (
                ADD_RESULTS,
                results(
                    &year,
                    json!([{ "question": known.professionals, "service": format!("Service {turn}"), "published": "1%" }]),
                ),
            ),
            (
                EDIT_RESULT,
                json!({ "id": made, "expectedVersion": version, "note": NOTE, "published": format!("5{turn}%") }),
            ),
            (
                ADD_ROW,
                json!({ "wave": year, "note": NOTE, "table": "Listen", "comment": format!("Comment {turn}") }),
            ),
        ]
    };
    let before = app.query("{ dataVersion }").await;
    for (of, input) in cases(0) {
        for (who, code) in [
            (&nobody, "SIGN_IN_FIRST"),
            (&other, "FORBIDDEN"),
            (&reader, "FORBIDDEN"),
            (&contributor, "FORBIDDEN"),
        ] {
            assert_eq!(
                problem(who, of, &input).await,
                (json!(code), String::new()),
                "{}",
                of.0
            );
            // Who may not write is not told what is there.
            let odd = with(
                &input,
                json!({ "expectedVersion": 99, "year": 2021, "comment": "Comment" }),
            );
            let odd = match of.0.starts_with("edit") {
                true => with(&input, json!({ "expectedVersion": 99 })),
                false => {
                    let mut odd = odd;
                    let known = input.as_object().unwrap();
                    odd.as_object_mut()
                        .unwrap()
                        .retain(|name, _| known.contains_key(name));
                    odd
                }
            };
            assert_eq!(problem(who, of, &odd).await.0, json!(code), "{}", of.0);
        }
    }
    assert_eq!(app.query("{ dataVersion }").await, before);
    for (turn, who) in [&editor, &keeper, &site].into_iter().enumerate() {
        for (of, input) in cases(turn) {
            done(who, of, &input).await;
        }
    }
    // What was seen is there no more.
    for (of, input) in cases(0) {
        if of.0.starts_with("edit") {
            let answer = send(&editor, of, &input).await;
            assert_eq!(answer["problems"][0]["code"], "STALE", "{}", of.0);
            assert_eq!(
                answer["problems"][0]["conflict"]["currentVersion"], 4,
                "{}",
                of.0
            );
        }
    }
}

#[tokio::test]
async fn what_cannot_be_meant_is_told_at_its_place_and_nothing_is_written() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let site = app.somebody("site@example.org", true).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"]["id"].take();
    let mut found = app
        .query("{ surveyQuestions(filter: {area: [\"leicestershire\"]}) { totalCount } action(path: \"leicestershire/wsoa-2020/1.1\") { id } }")
        .await;
    assert_eq!(found["surveyQuestions"]["totalCount"], 0);
    let foreign = found["action"]["id"].take();
    let question = json!({ "survey": known.survey, "note": NOTE, "text": "Do you feel heard?", "group": "Views", "polarity": "HIGHER", "options": ["Yes", "No"] });
    let asked = done(&editor, ADD_QUESTION, &question).await["question"]["id"].take();
    let good = json!({ "question": known.timescales, "service": SERVICE, "published": "58%" });
    let one = |more: Value| results(&year, json!([good, with(&good, more)]));
    let row = json!({ "wave": year, "note": NOTE, "table": "Listen", "comment": "Listen to us" });
    let new = wave(&known, 2023);
    let before = app.query("{ dataVersion }").await;
    for (of, input, code, path) in [
        (
            ADD_WAVE,
            with(&new, json!({ "survey": foreign })),
            "NOT_FOUND",
            "survey",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "survey": "' OR 1=1 --" })),
            "NOT_FOUND",
            "survey",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "year": 1066 })),
            "INVALID",
            "year",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "year": 2021 })),
            "TAKEN",
            "year",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "note": "short" })),
            "TOO_SHORT",
            "note",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "link": "javascript:alert(1)" })),
            "INVALID",
            "link",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "label": "x".repeat(101) })),
            "TOO_LONG",
            "label",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "method": "turned \u{202E} text" })),
            "INVALID",
            "method",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "respondents": -1 })),
            "INVALID",
            "respondents",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "asked": 10, "respondents": 11 })),
            "INVALID",
            "respondents",
        ),
        (
            ADD_WAVE,
            with(&new, json!({ "fieldworkFrom": "2022-03-01" })),
            "REQUIRED",
            "fieldworkTo",
        ),
        (
            ADD_WAVE,
            with(
                &new,
                json!({ "fieldworkFrom": "2022-03-02", "fieldworkTo": "2022-03-01" }),
            ),
            "INVALID",
            "fieldworkTo",
        ),
        (
            EDIT_WAVE,
            json!({ "id": known.wave, "expectedVersion": 1, "note": NOTE }),
            "FORBIDDEN",
            "id",
        ),
        (
            EDIT_WAVE,
            json!({ "id": foreign, "expectedVersion": 1, "note": NOTE }),
            "NOT_FOUND",
            "id",
        ),
        (
            ADD_QUESTION,
            with(&question, json!({ "text": "" })),
            "REQUIRED",
            "text",
        ),
        (
            ADD_QUESTION,
            with(
                &question,
                json!({ "text": "New", "options": ["Yes", "yes"] }),
            ),
            "TAKEN",
            "options.1",
        ),
        (
            ADD_QUESTION,
            with(
                &question,
                json!({ "text": "New", "options": vec!["x"; 21] }),
            ),
            "TOO_MANY",
            "options",
        ),
        (
            ADD_RESULTS,
            results(&foreign, json!([good])),
            "NOT_FOUND",
            "wave",
        ),
        (
            ADD_RESULTS,
            results(&year, json!([])),
            "REQUIRED",
            "results",
        ),
        (
            ADD_RESULTS,
            results(
                &year,
                json!(vec![
                    json!({ "question": known.timescales, "published": "58%" });
                    501
                ]),
            ),
            "TOO_MANY",
            "results",
        ),
        (ADD_RESULTS, one(json!({})), "TAKEN", "results.1.question"),
        (
            ADD_RESULTS,
            one(json!({ "question": foreign })),
            "NOT_FOUND",
            "results.1.question",
        ),
        (
            ADD_RESULTS,
            one(json!({ "published": "" })),
            "REQUIRED",
            "results.1.published",
        ),
        (
            ADD_RESULTS,
            one(json!({ "published": "164%" })),
            "INVALID",
            "results.1.published",
        ),
        (
            ADD_RESULTS,
            one(json!({ "published": "1\u{200B}4%" })),
            "INVALID",
            "results.1.published",
        ),
        (
            ADD_RESULTS,
            one(json!({ "base": -5 })),
            "INVALID",
            "results.1.base",
        ),
        (
            ADD_RESULTS,
            one(json!({ "asBefore": false })),
            "REQUIRED",
            "results.1.changed",
        ),
        (
            ADD_RESULTS,
            one(json!({ "changed": "The people" })),
            "INVALID",
            "results.1.changed",
        ),
        (
            ADD_RESULTS,
            one(json!({ "question": asked })),
            "REQUIRED",
            "results.1.answer",
        ),
        (
            ADD_RESULTS,
            one(json!({ "question": asked, "answer": "Perhaps" })),
            "INVALID",
            "results.1.answer",
        ),
        (
            EDIT_RESULT,
            json!({ "id": known.result, "expectedVersion": 1, "note": NOTE, "published": "1%" }),
            "FORBIDDEN",
            "id",
        ),
        (
            ADD_ROW,
            with(&row, json!({ "comment": " " })),
            "REQUIRED",
            "comment",
        ),
        (
            ADD_ROW,
            with(&row, json!({ "table": null })),
            "REQUIRED",
            "table",
        ),
        (
            ADD_ROW,
            with(&row, json!({ "promised": "x".repeat(4_001) })),
            "TOO_LONG",
            "promised",
        ),
        (
            ADD_ROW,
            with(&row, json!({ "wave": known.wave })),
            "FORBIDDEN",
            "wave",
        ),
        (
            ADD_ROW,
            with(&row, json!({ "carriesOn": foreign })),
            "NOT_FOUND",
            "carriesOn",
        ),
    ] {
        assert_eq!(
            problem(&editor, of, &input).await,
            (json!(code), path.to_owned()),
            "{}: {input:#}",
            of.0
        );
    }
    assert_eq!(app.query("{ dataVersion }").await, before);
    drop(site);
}

/// A figure is counted from no more people than answered in its year, whichever of the two is said first.
#[tokio::test]
async fn no_figure_is_counted_from_more_than_answered() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"]["id"].take();
    let figure = |service: &str, base: i32| json!({ "question": known.timescales, "service": service, "published": "58%", "base": base });
    let before = app.query("{ dataVersion }").await;
    let both = results(
        &year,
        json!([figure("Health", 310), figure("Schools", 311)]),
    );
    let refused = send(&editor, ADD_RESULTS, &both).await["problems"].take();
    assert_eq!(refused.as_array().unwrap().len(), 1, "{refused:#}");
    assert_eq!(refused[0]["code"], "INVALID");
    assert_eq!(refused[0]["path"], json!(["results", "1", "base"]));
    let words = refused[0]["message"].as_str().unwrap();
    assert!(words.starts_with("Only 310 answered"), "{words}");
    // Nor in a year that a document states, by the larger of its two numbers.
    let published = results(&known.wave, json!([figure("Schools", 5_000)]));
    assert_eq!(
        problem(&editor, ADD_RESULTS, &published).await,
        (json!("INVALID"), "results.0.base".to_owned())
    );
    assert_eq!(app.query("{ dataVersion }").await, before);
    let made = results(&year, json!([figure("Health", 310)]));
    let made = done(&editor, ADD_RESULTS, &made).await["results"][0]["id"].take();
    let edit = |base: i32| json!({ "id": made, "expectedVersion": 1, "note": NOTE, "published": "58%", "base": base });
    assert_eq!(
        problem(&editor, EDIT_RESULT, &edit(5_000)).await,
        (json!("INVALID"), "base".to_owned())
    );
    done(&editor, EDIT_RESULT, &edit(300)).await;
    // The year cannot have fewer answers than a figure of it is counted from; how many there are may be left open.
    let of_year = |version: i32, respondents: Value| json!({ "id": year, "expectedVersion": version, "note": NOTE, "respondents": respondents });
    assert_eq!(
        problem(&editor, EDIT_WAVE, &of_year(1, json!(299))).await,
        (json!("INVALID"), "respondents".to_owned())
    );
    done(&editor, EDIT_WAVE, &of_year(1, json!(300))).await;
    done(&editor, EDIT_WAVE, &of_year(2, Value::Null)).await;
    let more = results(&year, json!([figure("Schools", 5_000)]));
    done(&editor, ADD_RESULTS, &more).await;
    assert_eq!(
        problem(&editor, EDIT_WAVE, &of_year(3, json!(310))).await,
        (json!("INVALID"), "respondents".to_owned())
    );
}

#[tokio::test]
async fn what_is_sent_twice_under_a_key_is_written_once() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"]["id"].take();
    let figure = json!([{ "question": known.timescales, "service": SERVICE, "published": "58%" }]);
    let cases = [
        (
            ADD_WAVE,
            with(&wave(&known, 2023), json!({ "key": "wave" })),
            "/wave/id",
        ),
        (
            ADD_QUESTION,
            json!({ "survey": known.survey, "note": NOTE, "text": "New", "group": "New", "polarity": "NEUTRAL", "key": "question" }),
            "/question/id",
        ),
        (
            ADD_RESULTS,
            with(&results(&year, figure), json!({ "key": "results" })),
            "/results/0/id",
        ),
        (
            ADD_ROW,
            json!({ "wave": year, "note": NOTE, "table": "Listen", "comment": "Listen to us", "key": "row" }),
            "/feedbackItem/id",
        ),
    ];
    for (of, input, id) in cases {
        let first = done(&editor, of, &input).await;
        let version = app.query("{ dataVersion }").await;
        let again = done(&editor, of, &input).await;
        assert_eq!(first.pointer(id), again.pointer(id), "{}", of.0);
        assert!(first.pointer(id).unwrap().is_string(), "{}", of.0);
        assert_eq!(app.query("{ dataVersion }").await, version, "{}", of.0);
        let other = with(&input, json!({ "note": format!("{NOTE} Otherwise.") }));
        assert_eq!(
            problem(&editor, of, &other).await,
            (json!("TAKEN"), "key".to_owned()),
            "{}",
            of.0
        );
    }
}

#[tokio::test]
async fn a_row_of_an_earlier_year_is_carried_on_into_the_next() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"]["id"].take();
    let row = json!({ "wave": year, "note": NOTE, "comment": "Schools still do not tell us enough.", "promised": "A toolkit for schools.", "carriesOn": known.row });
    let made = done(&editor, ADD_ROW, &row).await["feedbackItem"].take();
    let earlier = app
        .ask(
            "query E($id: ID!) { node(id: $id) { ... on FeedbackItem { path tablePublished service recordVersion carriedOnBy { path } } } }",
            json!({ "id": known.row }),
        )
        .await["data"]["node"]
        .take();
    assert_eq!(made["path"], format!("{SURVEY}/team-2022/team-said-01"));
    assert_eq!(made["carriesOn"]["path"], earlier["path"]);
    assert_eq!(made["tablePublished"], earlier["tablePublished"]);
    assert_eq!(made["service"], earlier["service"]);
    assert_eq!(made["isNew"], false);
    assert_eq!(earlier["carriedOnBy"], json!([{ "path": made["path"] }]));
    assert_eq!(
        earlier["recordVersion"], 1,
        "the published row stays as it is"
    );
    let new =
        json!({ "wave": year, "note": NOTE, "table": "Listen", "comment": "Tell us sooner." });
    let new = done(&editor, ADD_ROW, &new).await["feedbackItem"].take();
    assert_eq!((&new["number"], &new["isNew"]), (&json!(2), &json!(true)));
    assert_eq!(
        problem(
            &editor,
            ADD_ROW,
            &with(&row, json!({ "carriesOn": new["id"], "comment": "Other" }))
        )
        .await,
        (json!("INVALID"), "carriesOn".to_owned())
    );
    // What becomes of it is said as of any other row.
    let update = (
        "updateFeedbackItem",
        "UpdateFeedbackItemInput",
        "feedbackItem { updates { outcome } }",
    );
    let said = json!({ "id": made["id"], "expectedVersion": 1, "note": NOTE, "outcome": "DELAYED", "effectiveOn": "2022-07-01" });
    let said = done(&editor, update, &said).await;
    assert_eq!(
        said["feedbackItem"]["updates"],
        json!([{ "outcome": "DELAYED" }])
    );
    let listed = app
        .query(&format!(
            "{{ feedbackItems(filter: {{fields: [{{field: CARRIES_ON, is: [{}]}}]}}) {{ totalCount }} }}",
            earlier["path"]
        ))
        .await;
    assert_eq!(listed["feedbackItems"]["totalCount"], 1);
}

/// The bundled records are read again, then the same year comes in a document: neither is in the other's way.
#[tokio::test]
async fn imports_leave_what_teams_entered_and_come_in_beside_it() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"]["id"].take();
    let figure = json!([{ "question": known.timescales, "service": SERVICE, "published": "58%" }]);
    done(&editor, ADD_RESULTS, &results(&year, figure)).await;
    let row = json!({ "wave": year, "note": NOTE, "table": "Listen", "comment": "Listen to us" });
    done(&editor, ADD_ROW, &row).await;
    let version = app.query("{ dataVersion }").await;
    let again = commit(
        &app.database.db,
        read(&bundle::files()),
        &bundle::author(),
        Missing::Goes,
    )
    .await
    .unwrap();
    assert_eq!((again.created, again.updated, again.removed), (0, 0, 0));
    assert_eq!(app.query("{ dataVersion }").await, version);
    app.rewrite(
        "worcestershire-survey-2021/survey.toml",
        "[[question]]\npath = \"worcestershire/parent-carer-survey/question-district\"",
        "[[wave]]\npath = \"worcestershire/parent-carer-survey/2022\"\nsurvey = \"worcestershire/parent-carer-survey\"\nyear = 2022\ndocument = \"worcestershire-survey-2021\"\ncite = [{ lines = [50, 50], place = \"Introduction\" }]\n\n[[question]]\npath = \"worcestershire/parent-carer-survey/question-district\"",
    )
    .await;
    let waves = app
        .query(&format!(
            "{{ survey(path: \"{SURVEY}\") {{ waves {{ nodes {{ path author }} }} }} }}"
        ))
        .await;
    assert_eq!(
        waves["survey"]["waves"]["nodes"].as_array().unwrap()[2..],
        [
            json!({ "path": format!("{SURVEY}/2022"), "author": null }),
            json!({ "path": format!("{SURVEY}/team-2022"), "author": "Editor" })
        ]
    );
    // No import takes the path of what a team enters.
    let files = bundle::files();
    let files = files.iter().map(|(name, text)| {
        (
            name.as_str(),
            text.replace(
                "parent-carer-survey/question-district",
                "parent-carer-survey/team-district",
            ),
        )
    });
    let files: Vec<(&str, String)> = files.collect();
    let draft = import::read(files.iter().map(|(name, text)| (*name, text.as_str())));
    assert!(
        draft
            .problems
            .iter()
            .any(|problem| problem.message.contains("team-"))
    );
}

/// What a team has added by mistake it takes away again, from what belongs to it upwards; what documents state stays.
#[tokio::test]
async fn what_a_team_has_added_can_be_taken_away() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"].take();
    let next = done(&editor, ADD_WAVE, &wave(&known, 2023)).await["wave"].take();
    let first = figure(&editor, &year, &known.timescales, "58%").await;
    let later = figure(&editor, &next, &known.timescales, "60%").await;
    assert_eq!(later["previousPublished"], "58%");
    let away = |id: &Value, version: i64| to(id, version, 0);
    // A question that has figures stays until they are gone.
    let question = json!({ "survey": known.survey, "note": NOTE, "text": "Are you heard?", "group": "New", "polarity": "NEUTRAL" });
    let asked = done(&editor, ADD_QUESTION, &question).await["question"].take();
    let answer = figure(&editor, &next, &asked["id"], "12%").await;
    let refused = send(&editor, REVERT, &away(&asked["id"], 1)).await["problems"][0].take();
    assert_eq!(
        (&refused["path"], &refused["message"]),
        (
            &json!(["toVersion"]),
            &json!("Figures belong to this. Take those away first.")
        )
    );
    done(&editor, REVERT, &away(&answer["id"], 1)).await;
    done(&editor, REVERT, &away(&asked["id"], 1)).await;
    let stale = problem(&editor, REVERT, &away(&first["id"], 7)).await;
    assert_eq!(stale, (json!("STALE"), "expectedVersion".to_owned()));
    let gone = done(&editor, REVERT, &away(&first["id"], 1)).await;
    assert_eq!(gone["record"], Value::Null);
    // The next year's figure has nothing of that year to be set against any more.
    let judged = async || {
        let query = format!(
            "{{ surveyResults(filter: {{wave: [\"{}\"]}}) {{ nodes {{ previousPublished comparability }} }} }}",
            next["path"].as_str().unwrap()
        );
        app.query(&query).await["surveyResults"]["nodes"][0].take()
    };
    assert_eq!(
        judged().await,
        json!({ "previousPublished": null, "comparability": "NO_PREVIOUS" })
    );
    // With the year its document goes, and then the year before it is another one.
    done(&editor, REVERT, &away(&year["id"], 1)).await;
    assert_ne!(judged().await["previousPublished"], Value::Null);
    let asked = format!(
        "{{ survey(path: \"{SURVEY}\") {{ waves {{ nodes {{ path }} }} }} documents(first: 100) {{ nodes {{ path }} }} }}"
    );
    let found = app.query(&asked).await.to_string();
    assert!(
        !found.contains("team-2022") && found.contains("team-2023"),
        "{found}"
    );
    // The log says who took it away and why.
    let log = format!(
        "{{ changes(filter: {{path: \"{}\"}}, first: 1) {{ nodes {{ deed version actor reason }} }} }}",
        first["path"].as_str().unwrap()
    );
    assert_eq!(
        app.query(&log).await["changes"]["nodes"][0],
        json!({ "deed": "DELETED", "version": 2, "actor": "Editor", "reason": NOTE })
    );
    let twice = problem(&editor, REVERT, &away(&first["id"], 2)).await;
    assert_eq!(twice, (json!("NOT_FOUND"), "id".to_owned()));
    // The same can be entered anew.
    let again = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"].take();
    assert_eq!(again["path"], year["path"]);
    // Others may not, and what a document states is nobody's to take away.
    let reader = app.member("worcestershire", Role::Reader).await;
    let (code, _) = problem(&reader, REVERT, &away(&later["id"], 1)).await;
    assert_eq!(code, "FORBIDDEN");
    let published = app
        .query("{ surveyResults(first: 1) { nodes { id recordVersion } } }")
        .await["surveyResults"]["nodes"][0]
        .take();
    let version = published["recordVersion"].as_i64().unwrap();
    let refused = problem(&editor, REVERT, &away(&published["id"], version)).await;
    assert_eq!(refused, (json!("NOT_FOUND"), "toVersion".to_owned()));
}

/// With a year goes what the team has entered of it, in one write; what comes back is the year alone, and the rest by itself.
#[tokio::test]
async fn a_year_goes_with_its_figures_and_rows_unless_a_later_year_carries_one_on() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"].take();
    let next = done(&editor, ADD_WAVE, &wave(&known, 2023)).await["wave"].take();
    let first = figure(&editor, &year, &known.timescales, "58%").await;
    let later = figure(&editor, &next, &known.timescales, "60%").await;
    let row =
        json!({ "wave": year["id"], "note": NOTE, "table": "Listen", "comment": "Tell us more." });
    let row = done(&editor, ADD_ROW, &row).await["feedbackItem"].take();
    let on = json!({ "wave": next["id"], "note": NOTE, "comment": "Still later.", "carriesOn": row["id"] });
    let on = done(&editor, ADD_ROW, &on).await["feedbackItem"].take();
    let before = app.query("{ dataVersion }").await;
    let refused = send(&editor, REVERT, &to(&year["id"], 1, 0)).await["problems"][0].take();
    assert_eq!(refused["path"], json!(["toVersion"]));
    let words = refused["message"].as_str().unwrap();
    assert!(words.contains("Rows of a later year carry on"), "{words}");
    assert_eq!(app.query("{ dataVersion }").await, before);
    done(&editor, REVERT, &to(&on["id"], 1, 0)).await;
    let reason = "The year was entered of another survey.";
    let away = with(&to(&year["id"], 1, 0), json!({ "note": reason }));
    // What nobody has seen does not go with it.
    let unseen = problem(&editor, REVERT, &away).await;
    assert_eq!(unseen, (json!("STALE"), "parts".to_owned()));
    done(&editor, REVERT, &with(&away, json!({ "parts": 2 }))).await;
    for gone in [&year, &first, &row] {
        let log = format!(
            "{{ changes(filter: {{path: {}}}, first: 1) {{ nodes {{ deed version reason }} }} }}",
            gone["path"]
        );
        assert_eq!(
            app.query(&log).await["changes"]["nodes"][0],
            json!({ "deed": "DELETED", "version": 2, "reason": reason })
        );
    }
    // The year before is now the one that the document states.
    let judged = format!(
        "{{ surveyResults(filter: {{fields: [{{field: PATH, is: [{}]}}]}}) {{ nodes {{ previousPublished }} }} }}",
        later["path"]
    );
    let previous =
        app.query(&judged).await["surveyResults"]["nodes"][0]["previousPublished"].take();
    assert!(previous.is_string() && previous != "58%", "{previous}");
    // The year comes back alone, and then what belongs to it.
    done(&editor, REVERT, &to(&year["id"], 2, 1)).await;
    let of_year = format!(
        "{{ surveyResults(filter: {{wave: [{0}]}}) {{ totalCount }} feedbackItems(filter: {{wave: [{0}]}}) {{ totalCount }} }}",
        year["path"]
    );
    let count = async || {
        let found = app.query(&of_year).await;
        let of = |list: &str| found[list]["totalCount"].clone();
        (of("surveyResults"), of("feedbackItems"))
    };
    assert_eq!(count().await, (json!(0), json!(0)));
    for back in [&first, &row] {
        done(&editor, REVERT, &to(&back["id"], 2, 1)).await;
    }
    assert_eq!(count().await, (json!(1), json!(1)));
}

/// What a team took away is there again as it was, with what follows from it, unless the same was entered anew.
#[tokio::test]
async fn what_a_team_has_taken_away_can_be_brought_back() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"].take();
    let next = done(&editor, ADD_WAVE, &wave(&known, 2023)).await["wave"].take();
    let first = figure(&editor, &year, &known.timescales, "58%").await;
    let later = figure(&editor, &next, &known.timescales, "60%").await;
    let written = lines(&app, &year).await;
    for gone in [&first, &year] {
        done(&editor, REVERT, &to(&gone["id"], 1, 0)).await;
    }
    // The log names it still.
    let log = async || {
        let path = first["path"].as_str().unwrap();
        let query = format!(
            "{{ changes(filter: {{path: \"{path}\"}}, first: 1) {{ nodes {{ recordId deed version record {{ __typename }} }} }} }}"
        );
        app.query(&query).await["changes"]["nodes"][0].take()
    };
    assert_eq!(
        log().await,
        json!({ "recordId": first["id"], "deed": "DELETED", "version": 2, "record": null })
    );
    let stranger = app.member("leicestershire", Role::AreaAdministrator).await;
    let (code, _) = problem(&stranger, REVERT, &to(&first["id"], 2, 1)).await;
    assert_eq!(code, "FORBIDDEN");
    let stale = problem(&editor, REVERT, &to(&first["id"], 1, 1)).await;
    assert_eq!(stale, (json!("STALE"), "expectedVersion".to_owned()));
    let never = problem(&editor, REVERT, &to(&first["id"], 2, 7)).await;
    assert_eq!(never, (json!("NOT_FOUND"), "toVersion".to_owned()));
    // A figure is of a year: that comes first.
    let alone = problem(&editor, REVERT, &to(&first["id"], 2, 1)).await;
    assert_eq!(alone, (json!("INVALID"), "toVersion".to_owned()));
    let back = done(&editor, REVERT, &to(&year["id"], 2, 1)).await;
    assert_eq!(back["record"]["path"], "SurveyWave");
    assert_eq!(lines(&app, &year).await, written);
    let judged = async || {
        let query = format!(
            "{{ surveyResults(filter: {{fields: [{{field: PATH, is: [{}]}}]}}) {{ nodes {{ previousPublished }} }} }}",
            later["path"]
        );
        app.query(&query).await["surveyResults"]["nodes"][0]["previousPublished"].take()
    };
    assert_eq!(judged().await, Value::Null, "that year has no such figure");
    done(&editor, REVERT, &to(&first["id"], 2, 1)).await;
    assert_eq!(judged().await, "58%");
    assert_eq!(
        log().await,
        json!({ "recordId": first["id"], "deed": "CREATED", "version": 3, "record": { "__typename": "SurveyResult" } })
    );
    let twice = problem(&editor, REVERT, &to(&first["id"], 3, 1)).await;
    assert_eq!(twice, (json!("INVALID"), "toVersion".to_owned()));
    // What was entered anew is not there twice.
    let row = |words: &str| json!({ "wave": year["id"], "note": NOTE, "table": "Listen", "comment": words });
    done(&editor, ADD_ROW, &row("Tell us more.")).await;
    let said = done(&editor, ADD_ROW, &row("Tell us sooner.")).await["feedbackItem"].take();
    done(&editor, REVERT, &to(&said["id"], 1, 0)).await;
    let anew = done(&editor, ADD_ROW, &row("Tell us sooner.")).await["feedbackItem"].take();
    assert_ne!(anew["path"], said["path"]);
    let taken = problem(&editor, REVERT, &to(&said["id"], 2, 1)).await;
    assert_eq!(taken, (json!("TAKEN"), "toVersion".to_owned()));
    done(&editor, REVERT, &to(&anew["id"], 1, 0)).await;
    done(&editor, REVERT, &to(&said["id"], 2, 1)).await;
    // A row is carried on only where it is.
    let next_row = json!({ "wave": next["id"], "note": NOTE, "comment": "Still later.", "carriesOn": said["id"] });
    let carried = done(&editor, ADD_ROW, &next_row).await["feedbackItem"].take();
    done(&editor, REVERT, &to(&carried["id"], 1, 0)).await;
    done(&editor, REVERT, &to(&said["id"], 3, 0)).await;
    let alone = problem(&editor, REVERT, &to(&carried["id"], 2, 1)).await;
    assert_eq!(alone, (json!("INVALID"), "toVersion".to_owned()));
    done(&editor, REVERT, &to(&said["id"], 4, 1)).await;
    done(&editor, REVERT, &to(&carried["id"], 2, 1)).await;
}

/// What is entered after something was taken away has an id of its own: nothing that was said of the other is said of it.
#[tokio::test]
async fn what_is_entered_later_is_never_taken_for_what_was_taken_away() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"].take();
    let ask = async |text: &str| {
        let question = json!({ "survey": known.survey, "note": NOTE, "text": text, "group": "New", "polarity": "NEUTRAL" });
        done(&editor, ADD_QUESTION, &question).await["question"].take()
    };
    let first = ask("Are you heard?").await;
    let old = figure(&editor, &year, &first["id"], "58%").await;
    for gone in [&old, &first] {
        done(&editor, REVERT, &to(&gone["id"], 1, 0)).await;
    }
    let second = ask("Do you feel safe?").await;
    assert_ne!(second["id"], first["id"]);
    let other = figure(&editor, &year, &second["id"], "12%").await;
    assert_ne!(other["id"], old["id"]);
    // The figure answers the question that it was entered for, or none.
    let alone = problem(&editor, REVERT, &to(&old["id"], 2, 1)).await;
    assert_eq!(alone, (json!("INVALID"), "toVersion".to_owned()));
    for back in [&first, &old] {
        done(&editor, REVERT, &to(&back["id"], 2, 1)).await;
    }
    // So it is with figures of one question.
    done(&editor, REVERT, &to(&old["id"], 3, 0)).await;
    let anew = figure(&editor, &year, &first["id"], "61%").await;
    assert_ne!(anew["id"], old["id"]);
    let taken = problem(&editor, REVERT, &to(&old["id"], 4, 1)).await;
    assert_eq!(taken, (json!("TAKEN"), "toVersion".to_owned()));
}

/// A year that a document states can be taken back to what it was; its document is nobody's to write.
#[tokio::test]
async fn a_published_year_is_taken_back_and_its_document_stays() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let note = "The report thanks 214 people who responded";
    let file = "worcestershire-survey-2021/survey.toml";
    app.rewrite(file, note, "The report counts 214 people who responded")
        .await;
    let of = "document { path title recordVersion lines { text } } citations { place } note";
    let asked = format!(
        "{{ survey(path: \"{SURVEY}\") {{ waves {{ nodes {{ id path recordVersion {of} }} }} }} }}"
    );
    let year = async || {
        let found = app.query(&asked).await["survey"]["waves"]["nodes"].take();
        let mut years = found.as_array().unwrap().clone().into_iter();
        years
            .find(|year| year["path"] == format!("{SURVEY}/2021"))
            .unwrap()
    };
    let before = year().await;
    assert_eq!(before["recordVersion"], 2);
    let input = json!({ "id": before["id"], "expectedVersion": 2, "note": NOTE, "toVersion": 1 });
    done(&editor, REVERT, &input).await;
    let after = year().await;
    assert_eq!(after["document"], before["document"]);
    assert_eq!(after["citations"], before["citations"]);
    assert!(after["note"].as_str().unwrap().starts_with(note));
}

/// The table of the years is made anew on SQLite: its rows stay, and what points at them. On the way back, what teams
/// have entered goes.
#[tokio::test]
async fn the_step_of_the_tables_keeps_what_documents_state() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let known = known(&app).await;
    let all = "{ documents { totalCount } surveys { totalCount } surveyQuestions { totalCount } surveyResults { totalCount } feedbackItems { totalCount } survey(path: \"worcestershire/parent-carer-survey\") { waves { nodes { path year respondents document { path } } } } }";
    let before = app.query(all).await;
    let year = done(&editor, ADD_WAVE, &wave(&known, 2022)).await["wave"]["id"].take();
    let figure = json!([{ "question": known.timescales, "service": SERVICE, "published": "58%" }]);
    done(&editor, ADD_RESULTS, &results(&year, figure)).await;
    let input = json!({ "area": "worcestershire", "title": "Young people", "population": "Pupils", "note": NOTE });
    let own = done(&editor, ADD_SURVEY, &input).await["survey"]["id"].take();
    let input = with(&wave(&known, 2022), json!({ "survey": own }));
    let year = done(&editor, ADD_WAVE, &input).await["wave"]["id"].take();
    let question = json!({ "survey": own, "note": NOTE, "text": "Are you heard?", "group": "New", "polarity": "HIGHER" });
    let asked = done(&editor, ADD_QUESTION, &question).await["question"]["id"].take();
    let figure = json!([{ "question": asked, "published": "58%" }]);
    done(&editor, ADD_RESULTS, &results(&year, figure)).await;
    let row = json!({ "wave": year, "note": NOTE, "table": "Listen", "comment": "Listen to us" });
    done(&editor, ADD_ROW, &row).await;
    let steps = Migrator::migrations();
    let place = steps
        .iter()
        .position(|step| step.name().ends_with("_000029_survey"));
    let back = u32::try_from(steps.len() - place.unwrap()).unwrap();
    Migrator::down(&app.database.db, Some(back)).await.unwrap();
    Migrator::up(&app.database.db, None).await.unwrap();
    assert_eq!(app.query(all).await, before);
}
