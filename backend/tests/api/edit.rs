//! What teams change of single records: each change by whom it may be made, beside what was published, and never over
//! somebody else's.

use goldenthread::{
    entity::user::Role,
    import::{Missing, bundle, commit},
};
use serde_json::{Value, json};

use crate::{
    app::{Browser, TestApp},
    import::{read, without},
};

/// A change of a record: its mutation, the type of its input, and a record that it can be made of.
struct Case {
    field: &'static str,
    input: &'static str,
    /// What is asked for a record of it: the root field, and where its path is.
    record: (&'static str, &'static str),
    /// What is said beside which record, why, and as what key.
    more: Value,
    /// The fields that the log has as changed.
    fields: &'static [&'static str],
}

const ACTION: (&str, &str) = ("action", "leicestershire/wsoa-2020/1.10");
const NOTE: &str = "The board agreed on this on 5 November.";

fn cases() -> Vec<Case> {
    let case = |field, input, record, more, fields| Case {
        field,
        input,
        record,
        more,
        fields,
    };
    vec![
        case(
            "editAction",
            "EditActionInput",
            ACTION,
            json!({ "due": { "from": "2021-03-31" } }),
            &["dues", "team_due_from", "team_due_to"],
        ),
        case(
            "editAction",
            "EditActionInput",
            ACTION,
            json!({ "steps": ["First ask.", "Then do."] }),
            &["team_steps"],
        ),
        case(
            "editAction",
            "EditActionInput",
            ACTION,
            json!({ "leads": [{ "name": "Head of SEND", "role": "Lead officer" }] }),
            &["team_leads"],
        ),
        case(
            "editAction",
            "EditActionInput",
            ACTION,
            json!({ "links": [{ "title": "Minutes", "link": "https://www.example.org/m.pdf" }] }),
            &["links"],
        ),
        case(
            "editMeasure",
            "EditMeasureInput",
            ("measure", "leicestershire/wsoa-2020/measure-1.3.1"),
            json!({ "target": { "text": "at least 95%", "value": 95.0, "comparison": "AT_LEAST" } }),
            &["team_target", "team_target_comparison", "team_target_value"],
        ),
        case(
            "editMeasure",
            "EditMeasureInput",
            ("measure", "leicestershire/wsoa-2020/measure-1.3.1"),
            json!({ "observation": { "on": "2020-11-05", "text": "92%", "value": 92.0 } }),
            &["observations"],
        ),
        case(
            "updateWorkstream",
            "UpdateWorkstreamInput",
            ("workstream", "leicestershire/wsoa-2020/workstream-1"),
            json!({ "state": "BUSINESS_AS_USUAL", "effectiveOn": "2020-11-05" }),
            &["updates"],
        ),
        case(
            "ruleOnDataQualityNote",
            "RuleOnDataQualityNoteInput",
            ("dataQualityNote", ""),
            json!({ "state": "FIXED_IN_SOURCE" }),
            &["ruled_at", "ruling", "ruling_author", "state"],
        ),
        case(
            "setThemes",
            "SetThemesInput",
            ACTION,
            json!({ "themes": ["annual-reviews"] }),
            &["themes"],
        ),
        case(
            "decideSimilarity",
            "DecideSimilarityInput",
            ACTION,
            json!({ "other": "OTHER", "verdict": "RELATED" }),
            &["decisions"],
        ),
    ]
}

impl Case {
    fn mutation(&self) -> String {
        format!(
            "mutation Edit($input: {}!) {{ {}(input: $input) {{ problems {{ code path message conflict {{ currentVersion }} }} }} }}",
            self.input, self.field
        )
    }

    /// The id and the version of the record that it is made of.
    async fn record(&self, app: &TestApp) -> (Value, i64) {
        let list = match self.record.0 {
            "action" => "actions",
            "measure" => "measures",
            "workstream" => "workstreams",
            _ => "dataQualityNotes",
        };
        let path = match self.record.1 {
            "" => "",
            path => &format!(", path: [\"{path}\"]"),
        };
        let filter = match (list, path) {
            ("dataQualityNotes", _) => "area: [\"leicestershire\"], state: [OPEN]".to_owned(),
            _ => format!(
                "area: [\"leicestershire\"], fields: [{{field: PATH, is: [\"{}\"]}}]",
                self.record.1
            ),
        };
        let query = format!(
            "{{ {list}(filter: {{{filter}}}, first: 1) {{ nodes {{ id recordVersion }} }} }}"
        );
        let found = app.query(&query).await[list]["nodes"][0].take();
        (
            found["id"].clone(),
            found["recordVersion"].as_i64().unwrap(),
        )
    }

    async fn input(&self, app: &TestApp, id: &Value, version: i64) -> Value {
        let mut input = json!({ "id": id, "expectedVersion": version, "note": NOTE });
        for (name, value) in self.more.as_object().unwrap() {
            input[name] = value.clone();
        }
        if input["other"] == "OTHER" {
            let other = app
                .query("{ action(path: \"worcestershire/app-2022/4.7\") { id } }")
                .await;
            input["other"] = other["action"]["id"].clone();
        }
        json!({ "input": input })
    }
}

/// The codes of the problems that a change meets; none where it is made.
async fn codes(asker: &Browser<'_>, case: &Case, input: &Value) -> Vec<String> {
    let answer = asker.ask(&case.mutation(), input.clone()).await;
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    let problems = answer["data"][case.field]["problems"]
        .as_array()
        .unwrap()
        .clone();
    problems
        .iter()
        .map(|problem| problem["code"].as_str().unwrap().to_owned())
        .collect()
}

/// Every change, by nobody, by every role of the area, by another team and by the site's administrator.
#[tokio::test]
async fn every_change_is_made_by_editors_of_the_area_and_refused_to_all_others() {
    let app = TestApp::seeded().await;
    let nobody = app.browser();
    let other = app
        .member_named(
            "worcestershire",
            "other@example.org",
            Role::AreaAdministrator,
        )
        .await;
    let reader = app.member("leicestershire", Role::Reader).await;
    let contributor = app.member("leicestershire", Role::Contributor).await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let site = app.somebody("site@example.org", true).await;
    for case in cases() {
        let (id, version) = case.record(&app).await;
        let input = case.input(&app, &id, version).await;
        let before = app.query("{ dataVersion }").await;
        for (who, code) in [
            (&nobody, "SIGN_IN_FIRST"),
            (&other, "FORBIDDEN"),
            (&reader, "FORBIDDEN"),
            (&contributor, "FORBIDDEN"),
        ] {
            assert_eq!(
                codes(who, &case, &input).await,
                [code],
                "{} {}",
                case.field,
                case.more
            );
            // Who may not write is not told what others have written.
            let mut stale = input.clone();
            stale["input"]["expectedVersion"] = json!(99);
            assert_eq!(codes(who, &case, &stale).await, [code], "{}", case.field);
        }
        assert_eq!(app.query("{ dataVersion }").await, before, "{}", case.field);
        assert_eq!(
            codes(&editor, &case, &input).await,
            [""; 0],
            "{} {}",
            case.field,
            case.more
        );
        let log = editor
            .query(
                "{ changes(first: 1) { nodes { actor actorName reason source version fields } } }",
            )
            .await["changes"]["nodes"][0]
            .take();
        assert_eq!(
            log,
            json!({
                "actor": "Editor", "actorName": "editor", "reason": NOTE, "source": "Stated by the area's team",
                "version": version + 1, "fields": case.fields,
            }),
            "{}",
            case.field
        );
        // What was seen is there no more; it is not written over.
        assert_eq!(
            codes(&editor, &case, &input).await,
            ["STALE"],
            "{}",
            case.field
        );
        // Those above an editor may what an editor may.
        let mut next = input.clone();
        for who in [&keeper, &site] {
            let (_, version) = case.record_of(&app, &id).await;
            next["input"]["expectedVersion"] = json!(version);
            next["input"]["note"] = json!(format!("{NOTE} Said again, by another."));
            // They may; where it is so already, they are told that.
            let found = codes(who, &case, &next).await;
            assert!(
                found.is_empty() || found == ["INVALID"],
                "{}: {found:?}",
                case.field
            );
        }
    }
}

impl Case {
    /// The record of an id, as it is now.
    async fn record_of(&self, app: &TestApp, id: &Value) -> (Value, i64) {
        let answer = app
            .ask(
                "query Node($id: ID!) { node(id: $id) { ... on Action { recordVersion } ... on Measure { recordVersion }
                  ... on Workstream { recordVersion } ... on DataQualityNote { recordVersion } ... on Review { recordVersion } } }",
                json!({ "id": id }),
            )
            .await;
        (
            id.clone(),
            answer["data"]["node"]["recordVersion"].as_i64().unwrap(),
        )
    }
}

/// What is missing, too long, of another kind, or hostile: a problem at its place, and nothing written.
#[tokio::test]
async fn what_cannot_be_meant_is_told_at_its_place_and_nothing_is_written() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let before = app.query("{ dataVersion }").await;
    let foreign = app
        .query("{ plan(path: \"leicestershire/wsoa-2020\") { id } }")
        .await["plan"]["id"]
        .take();
    for case in cases() {
        let (id, version) = case.record(&app).await;
        let good = case.input(&app, &id, version).await;
        let hostile = [
            ("note", json!(""), "REQUIRED"),
            ("note", json!("short"), "TOO_SHORT"),
            ("note", json!("x".repeat(1_001)), "TOO_LONG"),
            (
                "note",
                json!("A mark that turns \u{202E} the text."),
                "INVALID",
            ),
            (
                "note",
                json!("A character of control \u{7} in it."),
                "INVALID",
            ),
            ("link", json!("javascript:alert(1)"), "INVALID"),
            ("key", json!("k".repeat(65)), "TOO_LONG"),
            ("id", foreign.clone(), "NOT_FOUND"),
            ("id", json!("' OR 1=1 --"), "NOT_FOUND"),
        ];
        for (name, value, code) in hostile {
            let mut input = good.clone();
            input["input"][name] = value.clone();
            let answer = editor.ask(&case.mutation(), input).await;
            let problem = &answer["data"][case.field]["problems"][0];
            assert_eq!(
                problem["code"], code,
                "{} {name} {value}: {answer:#}",
                case.field
            );
            assert_eq!(problem["path"], json!([name]), "{} {name}", case.field);
        }
    }
    assert_eq!(app.query("{ dataVersion }").await, before);
}

#[tokio::test]
async fn each_kind_of_change_has_bounds_of_its_own() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let before = app.query("{ dataVersion }").await;
    let partner = app
        .query("{ organisations(filter: {area: [\"worcestershire\"]}, first: 1) { nodes { id } } }")
        .await["organisations"]["nodes"][0]["id"]
        .take();
    let own = app
        .query("{ action(path: \"leicestershire/wsoa-2020/1.1\") { id } }")
        .await["action"]["id"]
        .take();
    for (place, more, code, path) in [
        (0, json!({ "due": null }), "REQUIRED", json!([])),
        (
            0,
            json!({ "due": { "from": "2021-03-31", "to": "2021-03-01" } }),
            "INVALID",
            json!(["due", "to"]),
        ),
        (
            0,
            json!({ "due": { "from": "1066-10-14" } }),
            "INVALID",
            json!(["due", "from"]),
        ),
        (
            0,
            json!({ "due": { "from": "2021-03-31", "to": "2099-03-31" } }),
            "INVALID",
            json!(["due", "to"]),
        ),
        (
            1,
            json!({ "steps": ["Do.", " "] }),
            "REQUIRED",
            json!(["steps", "1"]),
        ),
        (
            1,
            json!({ "steps": vec!["Do."; 51] }),
            "TOO_MANY",
            json!(["steps"]),
        ),
        (
            2,
            json!({ "leads": [{ "name": "" }] }),
            "REQUIRED",
            json!(["leads", "0", "name"]),
        ),
        (
            2,
            json!({ "leads": [{ "name": "Somebody", "organisation": partner }] }),
            "NOT_FOUND",
            json!(["leads", "0", "organisation"]),
        ),
        (
            3,
            json!({ "links": [{ "title": "Page", "link": "file:///etc/passwd" }] }),
            "INVALID",
            json!(["links", "0", "link"]),
        ),
        (
            4,
            json!({ "target": { "text": "95%", "value": 95.0 } }),
            "INVALID",
            json!(["target", "comparison"]),
        ),
        (
            5,
            json!({ "observation": { "on": "2099-01-01", "text": "92%" } }),
            "INVALID",
            json!(["observation", "on"]),
        ),
        (
            5,
            json!({ "observation": { "on": "2020-11-05", "text": "92% of plans", "value": 29.0 } }),
            "INVALID",
            json!(["observation", "value"]),
        ),
        (
            5,
            json!({ "observation": null, "baseline": { "text": "62% of plans", "value": 26.0 } }),
            "INVALID",
            json!(["baseline", "value"]),
        ),
        (
            4,
            json!({ "target": { "text": "at least 95%", "value": 90.0, "comparison": "AT_LEAST" } }),
            "INVALID",
            json!(["target", "value"]),
        ),
        (
            4,
            json!({ "target": { "text": "at least 95%", "value": 95.0, "comparison": "AT_MOST" } }),
            "INVALID",
            json!(["target", "comparison"]),
        ),
        (
            6,
            json!({ "effectiveOn": "2099-01-01" }),
            "INVALID",
            json!(["effectiveOn"]),
        ),
        (
            8,
            json!({ "themes": ["annual-reviews", "no-such-theme"] }),
            "NOT_FOUND",
            json!(["themes", "1"]),
        ),
        (7, json!({ "state": "OPEN" }), "INVALID", json!(["state"])),
        (9, json!({ "other": own }), "INVALID", json!(["other"])),
    ] {
        let case = &cases()[place];
        let (id, version) = case.record(&app).await;
        let mut input = case.input(&app, &id, version).await;
        for (name, value) in more.as_object().unwrap() {
            input["input"][name] = value.clone();
        }
        let answer = editor.ask(&case.mutation(), input).await;
        let problem = &answer["data"][case.field]["problems"][0];
        assert_eq!(
            (&problem["code"], &problem["path"]),
            (&json!(code), &path),
            "{more}: {answer:#}"
        );
    }
    // One day is told of once.
    let case = &cases()[0];
    let (id, version) = case.record(&app).await;
    let mut input = case.input(&app, &id, version).await;
    input["input"]["due"] = json!({ "from": "2099-03-31" });
    assert_eq!(codes(&editor, case, &input).await, ["INVALID"]);
    assert_eq!(app.query("{ dataVersion }").await, before);
}

#[tokio::test]
async fn what_is_sent_twice_under_a_key_is_written_once() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let case = &cases()[5];
    let (id, version) = case.record(&app).await;
    let mut input = case.input(&app, &id, version).await;
    input["input"]["key"] = json!("once");
    for _ in 0..2 {
        assert_eq!(codes(&editor, case, &input).await, [""; 0]);
    }
    assert_eq!(case.record_of(&app, &id).await.1, version + 1);
    input["input"]["observation"]["text"] = json!("93%");
    input["input"]["observation"]["value"] = json!(93);
    assert_eq!(codes(&editor, case, &input).await, ["TAKEN"]);
}

/// What a team says of a day again stands alone, and what it says of another day beside.
#[tokio::test]
async fn a_reading_of_a_day_is_given_again_in_place_of_the_wrong_one() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let case = &cases()[5];
    let (id, mut version) = case.record(&app).await;
    let readings = "{ measures(filter: {fields: [{field: PATH, is: [\"leicestershire/wsoa-2020/measure-1.3.1\"]}]}) {
      nodes { observations { asOf { from } published value note } } } }";
    for (day, text, value) in [
        ("2020-11-05", "29% of plans", Some(29.0)),
        ("2020-10-05", "90% of plans", None),
        ("2020-11-05", "92% of plans", Some(92.0)),
    ] {
        let mut input = case.input(&app, &id, version).await;
        input["input"]["note"] = json!(format!("Counted by hand: {text}."));
        input["input"]["observation"] = json!({ "on": day, "text": text, "value": value });
        assert_eq!(codes(&editor, case, &input).await, [""; 0]);
        version += 1;
    }
    let now = app.query(readings).await["measures"]["nodes"][0]["observations"].take();
    assert_eq!(
        now,
        json!([
            { "asOf": { "from": "2020-11-05" }, "published": "92% of plans", "value": 92.0,
              "note": "Counted by hand: 92% of plans." },
            { "asOf": { "from": "2020-10-05" }, "published": "90% of plans", "value": null,
              "note": "Counted by hand: 90% of plans." },
        ])
    );
    // The log has what it was.
    let log = app
        .query("{ changes(filter: {path: \"leicestershire/wsoa-2020/measure-1.3.1\"}, first: 1) { nodes { before after } } }")
        .await["changes"]["nodes"][0]
        .take();
    let said = |side: &str| log[side]["observations"][0]["published"].clone();
    assert_eq!(
        (said("before"), said("after")),
        (json!("29% of plans"), json!("92% of plans"))
    );
    // One of a wrong day is taken back, once, and the other stays.
    let back =
        "mutation Back($input: TakeBackObservationInput!) { takeBackObservation(input: $input) {
      measure { observations { published } } problems { code path } } }";
    let input = |day: &str, version: i64| json!({ "input": { "id": id, "expectedVersion": version, "on": day, "note": NOTE } });
    let done =
        editor.ask(back, input("2020-11-05", version)).await["data"]["takeBackObservation"].take();
    assert_eq!(
        done,
        json!({ "measure": { "observations": [{ "published": "90% of plans" }] }, "problems": [] })
    );
    let again =
        editor.ask(back, input("2020-11-05", version + 1)).await["data"]["takeBackObservation"]
            .take();
    assert_eq!(
        again["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["on"] }])
    );
}

const DUE: &str = "{ action(path: \"leicestershire/wsoa-2020/1.10\") {
  due { published from to team { from to } slippageDays usable resets { from to note author } }
  steps teamSteps leadPublished teamLeads { name role organisation { name } } evidenceLinks { title link author }
} }";

/// A day that is set anew stands beside the published one, and is what actions are late by.
#[tokio::test]
async fn a_day_that_is_set_anew_leaves_the_published_one_and_is_what_counts() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let overdue = "{ actions(filter: {area: [\"leicestershire\"], overdueAt: \"2021-01-15\"}, first: 100) { nodes { path due { usable to } } }
      actionFacets(filter: {area: [\"leicestershire\"]}) { dueMonth { month exact } } 
      last: actions(filter: {plan: [\"leicestershire/wsoa-2020\"]}, orderBy: [{field: DUE, direction: DESC}], first: 1) { nodes { path } } 
      plan(path: \"leicestershire/wsoa-2020\") { coverage { actionsWithUsableDate { stated } } } }";
    let was = app.query(overdue).await;
    let late = was["actions"]["nodes"][0].clone();
    let path = late["path"].as_str().unwrap().to_owned();
    let found = app
        .ask(
            "query A($path: String!) { action(path: $path) { id recordVersion } }",
            json!({ "path": path }),
        )
        .await["data"]["action"]
        .take();
    let case = &cases()[0];
    for (version, day) in [(1, "2021-03-31"), (2, "2021-06-30")] {
        let mut input = case.input(&app, &found["id"], version).await;
        input["input"]["due"] = json!({ "from": day });
        assert_eq!(codes(&editor, case, &input).await, [""; 0]);
    }
    let seen = app
        .query(&DUE.replace("leicestershire/wsoa-2020/1.10", &path))
        .await["action"]["due"]
        .take();
    assert_eq!(seen["to"], late["due"]["to"], "the published day stays");
    assert_eq!(
        seen["team"],
        json!({ "from": "2021-06-30", "to": "2021-06-30" })
    );
    let resets: Vec<_> = seen["resets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["to"].clone())
        .collect();
    assert_eq!(resets, [json!("2021-03-31"), json!("2021-06-30")]);
    let published: chrono::NaiveDate = seen["to"].as_str().unwrap().parse().unwrap();
    let team: chrono::NaiveDate = "2021-06-30".parse().unwrap();
    assert_eq!(seen["slippageDays"], (team - published).num_days());
    let now = app.query(overdue).await;
    let late = now["actions"]["nodes"].to_string();
    assert!(!late.contains(&format!("\"{path}\"")), "it is late no more");
    assert_eq!(now["last"]["nodes"][0]["path"], path.as_str());
    assert!(
        now["actionFacets"]["dueMonth"]
            .to_string()
            .contains("2021-06-01")
    );
    assert_eq!(now["plan"], was["plan"], "the document is judged as it was");
    // As it was before.
    let version = app.query("{ dataVersion }").await["dataVersion"]
        .as_i64()
        .unwrap()
        - 2;
    let before = app
        .query(&format!(
            "query @asOf(version: {version}) {}",
            DUE.replace("leicestershire/wsoa-2020/1.10", &path)
        ))
        .await;
    assert_eq!(before["action"]["due"]["team"], Value::Null);
    assert_eq!(before["action"]["due"]["resets"], json!([]));
}

/// A record that is taken back is what it was, and its history has both.
#[tokio::test]
async fn a_record_is_taken_back_by_another_change() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let before = app.query(DUE).await;
    let id = app
        .query("{ action(path: \"leicestershire/wsoa-2020/1.10\") { id } }")
        .await["action"]["id"]
        .take();
    let all = cases();
    for (place, case) in all[..4].iter().enumerate() {
        let version = i64::try_from(place).unwrap() + 1;
        let input = case.input(&app, &id, version).await;
        assert_eq!(codes(&editor, case, &input).await, [""; 0]);
    }
    let now = app.query(DUE).await;
    assert_eq!(
        now["action"]["teamSteps"],
        json!(["First ask.", "Then do."])
    );
    assert_eq!(now["action"]["teamLeads"][0]["name"], "Head of SEND");
    assert_eq!(now["action"]["evidenceLinks"][0]["author"], "Editor");
    assert_eq!(now["action"]["steps"], before["action"]["steps"]);
    let revert = "mutation Revert($input: RevertRecordInput!) { revertRecord(input: $input) {
      record { path } problems { code path } } }";
    let input = |version: i32, to: i32| json!({ "input": { "id": id, "expectedVersion": version, "toVersion": to, "note": NOTE } });
    let refused = editor.ask(revert, input(5, 5)).await;
    assert_eq!(
        refused["data"]["revertRecord"]["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["toVersion"] }])
    );
    let done = editor.ask(revert, input(5, 1)).await;
    assert_eq!(
        done["data"]["revertRecord"],
        json!({ "record": { "path": ACTION.1 }, "problems": [] })
    );
    assert_eq!(app.query(DUE).await, before);
    let history = app
        .query("{ changes(filter: {path: \"leicestershire/wsoa-2020/1.10\", kind: [ACTION]}) { totalCount nodes { version deed } } }")
        .await;
    assert_eq!(history["changes"]["totalCount"], 6);
    assert_eq!(
        history["changes"]["nodes"][0],
        json!({ "version": 6, "deed": "UPDATED" })
    );
    let again = editor.ask(revert, input(6, 1)).await;
    assert_eq!(
        again["data"]["revertRecord"]["problems"][0]["code"],
        "INVALID"
    );
}

/// A review that no document states is entered, found where reviews are, and changed; a published one is not.
#[tokio::test]
async fn a_team_enters_a_review_and_published_ones_stay() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let found = app
        .query("{ plan(path: \"worcestershire/app-2022\") { id workstreams(first: 1) { nodes { id title } } reviews(first: 1) { nodes { id recordVersion } } } }")
        .await["plan"]
        .take();
    let add = "mutation Add($input: AddReviewInput!) { addReview(input: $input) { review { id path title author link held { from } findings { finding statement workstream { title } } } problems { code path } } }";
    let input = json!({ "input": {
        "plan": found["id"], "note": NOTE, "link": "https://www.example.org/letter.pdf", "title": "18-month review",
        "by": "DfE and NHS England", "heldOn": "2024-06-03", "state": "HELD", "outcome": "Progress is made.",
        "findings": [{ "workstream": found["workstreams"]["nodes"][0]["id"], "finding": "NOT_SUFFICIENT_PROGRESS", "statement": "Progress has not been sufficient." }],
    } });
    let stranger = app.member("leicestershire", Role::AreaAdministrator).await;
    let refused = stranger.ask(add, input.clone()).await;
    assert_eq!(
        refused["data"]["addReview"]["problems"][0]["code"],
        "FORBIDDEN"
    );
    let refused = app.browser().ask(add, input.clone()).await;
    assert_eq!(
        refused["data"]["addReview"]["problems"][0]["code"],
        "SIGN_IN_FIRST"
    );
    let done = editor.ask(add, input.clone()).await["data"]["addReview"].take();
    assert_eq!(done["problems"], json!([]));
    assert_eq!(
        done["review"]["path"],
        "worcestershire/app-2022/review-2024-06-03"
    );
    assert_eq!(done["review"]["author"], "Editor");
    assert_eq!(
        done["review"]["findings"][0]["finding"],
        "NOT_SUFFICIENT_PROGRESS"
    );
    assert_eq!(
        done["review"]["findings"][0]["workstream"]["title"],
        found["workstreams"]["nodes"][0]["title"]
    );
    let again = editor.ask(add, input.clone()).await;
    assert_eq!(
        again["data"]["addReview"]["problems"],
        json!([{ "code": "TAKEN", "path": ["heldOn"] }])
    );
    let seen = app
        .query(
            "{ reviews(filter: {area: [\"worcestershire\"], fields: [{field: AUTHOR, is: [\"Editor\"]}]}) { totalCount } }",
        )
        .await;
    assert_eq!(seen["reviews"]["totalCount"], 1);
    let mut about_nothing = input.clone();
    about_nothing["input"]["heldOn"] = json!("2024-07-03");
    about_nothing["input"]["findings"] =
        json!([{ "finding": "PROGRESS", "statement": "Progress." }]);
    let refused = editor.ask(add, about_nothing).await;
    assert_eq!(
        refused["data"]["addReview"]["problems"],
        json!([{ "code": "REQUIRED", "path": ["findings", "0", "workstream"] }])
    );
    let edit = "mutation Edit($input: EditReviewInput!) { editReview(input: $input) { review { title findings { statement } } problems { code path } } }";
    let mut changed = input["input"].clone();
    changed["id"] = done["review"]["id"].clone();
    changed["expectedVersion"] = json!(1);
    changed["title"] = json!("Review after 18 months");
    changed["findings"] = json!([]);
    changed.as_object_mut().unwrap().remove("plan");
    let edited = editor.ask(edit, json!({ "input": changed })).await["data"]["editReview"].take();
    assert_eq!(
        edited,
        json!({ "review": { "title": "Review after 18 months", "findings": [] }, "problems": [] })
    );
    changed["id"] = found["reviews"]["nodes"][0]["id"].clone();
    let refused = editor.ask(edit, json!({ "input": changed })).await;
    assert_eq!(
        refused["data"]["editReview"]["problems"],
        json!([{ "code": "FORBIDDEN", "path": ["id"] }])
    );
}

/// What became of what parents said goes on from year to year.
#[tokio::test]
async fn a_row_of_you_said_we_did_is_carried_on() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let row = app
        .query(
            "{ feedbackItems(first: 1) { nodes { id path recordVersion done updates { note } } } }",
        )
        .await["feedbackItems"]["nodes"][0]
        .take();
    assert_eq!(row["updates"], json!([]));
    let update =
        "mutation Update($input: UpdateFeedbackItemInput!) { updateFeedbackItem(input: $input) {
      feedbackItem { done updates { outcome effectiveOn note author } } problems { code path } } }";
    for (version, outcome) in [(1, "DELAYED"), (2, "DONE")] {
        let done = editor
            .ask(update, json!({ "input": { "id": row["id"], "expectedVersion": version, "note": NOTE, "outcome": outcome, "effectiveOn": "2022-07-01" } }))
            .await["data"]["updateFeedbackItem"]
            .take();
        assert_eq!(done["problems"], json!([]));
        assert_eq!(
            done["feedbackItem"]["done"], row["done"],
            "what was published stays"
        );
        let last = done["feedbackItem"]["updates"]
            .as_array()
            .unwrap()
            .last()
            .unwrap()
            .clone();
        assert_eq!(
            last,
            json!({ "outcome": outcome, "effectiveOn": "2022-07-01", "note": NOTE, "author": "Editor" })
        );
    }
}

/// Readings follow those that documents state, and what changes nothing is told so.
#[tokio::test]
async fn a_reading_follows_those_of_documents_and_no_change_is_none() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let case = &cases()[5];
    let (id, version) = case.record(&app).await;
    // As a document would have it: counted from one.
    app.rewrite(
        "leicestershire-wsoa-2020/measures.toml",
        "path = \"leicestershire/wsoa-2020/measure-1.3.1\"",
        "path = \"leicestershire/wsoa-2020/measure-1.3.1\"\nobservation = [{ as_of = \"January 2020\", published = \"80%\" }]",
    )
    .await;
    let input = case.input(&app, &id, version + 1).await;
    assert_eq!(codes(&editor, case, &input).await, [""; 0]);
    let seen = app
        .query("{ measures(filter: {fields: [{field: PATH, is: [\"leicestershire/wsoa-2020/measure-1.3.1\"]}]}) { nodes { observations { published author } } } }")
        .await["measures"]["nodes"][0]["observations"]
        .take();
    assert_eq!(
        seen,
        json!([{ "published": "80%", "author": null }, { "published": "92%", "author": "Editor" }])
    );
    let themes = &cases()[8];
    let (id, version) = themes.record(&app).await;
    let input = themes.input(&app, &id, version).await;
    assert_eq!(codes(&editor, themes, &input).await, [""; 0]);
    let input = themes.input(&app, &id, version + 1).await;
    assert_eq!(codes(&editor, themes, &input).await, ["INVALID"]);
    assert_eq!(themes.record(&app).await.1, version + 1);
}

/// What was decided about an action goes with it, and leaves the other as it is to be changed and to be read.
#[tokio::test]
async fn a_decision_about_an_action_that_goes_is_forgotten() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let gone = "worcestershire/app-2022/3.9";
    let other = app
        .query(&format!("{{ action(path: \"{gone}\") {{ id }} }}"))
        .await;
    let case = &cases()[9];
    let (id, version) = case.record(&app).await;
    let mut input = case.input(&app, &id, version).await;
    input["input"]["other"] = other["action"]["id"].clone();
    assert_eq!(codes(&editor, case, &input).await, [""; 0]);
    let draft = read(&without(gone));
    commit(&app.database.db, draft, &bundle::author(), Missing::Goes)
        .await
        .unwrap();
    let now = app.query("{ dataVersion }").await["dataVersion"].clone();
    let was = app
        .query(&format!(
            "query @asOf(version: {now}) {{ action(path: \"{}\") {{ path }} }}",
            ACTION.1
        ))
        .await;
    assert_eq!(was["action"]["path"], ACTION.1);
    let case = &cases()[1];
    let input = case.input(&app, &id, version + 1).await;
    assert_eq!(codes(&editor, case, &input).await, [""; 0]);
}

/// A decision of a team stands beside that of a reader of this project, and takes the place of its own alone.
#[tokio::test]
async fn a_team_decides_beside_others_and_in_place_of_itself() {
    let app = TestApp::seeded().await;
    let (a, b) = ("worcestershire/app-2022", "leicestershire/wsoa-2020");
    let pair = async || {
        let found = app
            .query(&format!(
                "{{ compare(a: \"{a}\", b: \"{b}\") {{ similarActions {{ nodes {{
                  a {{ path id recordVersion }} b {{ path id recordVersion }}
                  decisions {{ verdict reason reviewer area {{ name }} }} }} }} }} }}"
            ))
            .await;
        let nodes = found["compare"]["similarActions"]["nodes"]
            .as_array()
            .unwrap()
            .clone();
        let is_it = |one: &&Value| {
            one["a"]["path"] == format!("{a}/4.7") && one["b"]["path"] == format!("{b}/1.18")
        };
        nodes.iter().find(is_it).unwrap().clone()
    };
    let by = |pair: &Value| {
        let mut who: Vec<String> = pair["decisions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                format!(
                    "{}, {}: {}",
                    one["reviewer"], one["area"]["name"], one["verdict"]
                )
                .replace('"', "")
            })
            .collect();
        who.sort();
        who
    };
    let first = pair().await;
    let reader = first["decisions"][0].clone();
    assert_eq!(reader["area"], Value::Null);
    let of_reader =
        format!("A reader of this project, null: {}", reader["verdict"]).replace('"', "");
    assert_eq!(by(&first), std::slice::from_ref(&of_reader));

    let worcestershire = app
        .member_named("worcestershire", "wor@example.org", Role::Editor)
        .await;
    let keeper = app
        .member_named(
            "worcestershire",
            "keep@example.org",
            Role::AreaAdministrator,
        )
        .await;
    let leicestershire = app.member("leicestershire", Role::Editor).await;
    let decide = "mutation Decide($input: DecideSimilarityInput!) { decideSimilarity(input: $input) { problems { code path message } } }";
    let mut number = 0;
    for (who, own, other, verdict) in [
        (&worcestershire, "a", "b", "RELATED"),
        (&leicestershire, "b", "a", "RELATED"),
        (&keeper, "a", "b", "SAME"),
    ] {
        let seen = pair().await;
        number += 1;
        let input = json!({ "id": seen[own]["id"], "expectedVersion": seen[own]["recordVersion"],
            "other": seen[other]["id"], "verdict": verdict, "note": format!("{NOTE} Reason {number}.") });
        let done = who.ask(decide, json!({ "input": input })).await;
        assert_eq!(
            done["data"]["decideSimilarity"]["problems"],
            json!([]),
            "{done}"
        );
    }
    assert_eq!(
        by(&pair().await),
        [
            of_reader.clone(),
            "Area administrator, Worcestershire: SAME".to_owned(),
            "Editor, Leicestershire: RELATED".to_owned(),
        ]
    );
    // The history of the action names the other one.
    let log = app
        .query(&format!(
            "{{ changes(filter: {{path: \"{a}/4.7\"}}, first: 1) {{ nodes {{ after decidedAbout {{ otherId action {{ path }} }} }} }} }}"
        ))
        .await["changes"]["nodes"][0]
        .take();
    let named = log["decidedAbout"].as_array().unwrap();
    let named = named
        .iter()
        .find(|one| one["action"]["path"] == format!("{b}/1.18"));
    let decisions = log["after"]["decisions"].as_array().unwrap();
    let of_pair = decisions
        .iter()
        .filter(|one| one["other_id"] == named.unwrap()["otherId"]);
    assert_eq!(of_pair.count(), 2);
    // The bundled records say the same again, and nothing goes.
    bundle::seed(&app.database.db).await.unwrap();
    assert_eq!(by(&pair().await).len(), 3);
    assert!(by(&pair().await).contains(&of_reader));
}
