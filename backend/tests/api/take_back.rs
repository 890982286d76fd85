//! One wrong update of how an action stands, taken back alone: what was said before and after it stays.

use goldenthread::entity::user::Role;
use serde_json::{Value, json};

use crate::app::{Browser, TestApp};

const PATH: &str = "leicestershire/wsoa-2020/1.10";
const ACTION: &str = "query Action($path: String!) { action(path: $path) {
  id recordVersion status { published shared value { code } update { id note } }
  updates { id effectiveOn status note link author }
} }";
const UPDATE: &str =
    "mutation Update($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) {
  problems { code path message }
} }";
const BACK: &str =
    "mutation Back($input: TakeBackActionUpdateInput!) { takeBackActionUpdate(input: $input) {
  action { recordVersion status { published shared value { code } } }
  problems { code path message conflict { currentVersion } }
} }";

async fn action(app: &TestApp, path: &str) -> Value {
    app.ask(ACTION, json!({ "path": path })).await["data"]["action"].take()
}

/// Says how an action stands, and answers the id of what was said.
async fn say(app: &TestApp, editor: &Browser<'_>, path: &str, day: &str, status: &str) -> Value {
    let seen = action(app, path).await;
    let version = &seen["recordVersion"];
    let input = json!({ "actions": [{ "id": seen["id"], "expectedVersion": version }],
        "status": { "shared": status }, "effectiveOn": day, "note": format!("Said of {day}: {status}.") });
    let answer = editor.ask(UPDATE, json!({ "input": input })).await;
    assert_eq!(
        answer["data"]["updateActionStatus"]["problems"],
        json!([]),
        "{answer}"
    );
    let updates = action(app, path).await["updates"].take();
    updates.as_array().unwrap().last().unwrap()["id"].clone()
}

fn input(seen: &Value, update: &Value) -> Value {
    json!({ "id": seen["id"], "expectedVersion": seen["recordVersion"], "update": update,
        "note": "This was said of another action." })
}

async fn back(asker: &Browser<'_>, input: Value) -> Value {
    let mut answer = asker.ask(BACK, json!({ "input": input })).await;
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    answer["data"]["takeBackActionUpdate"].take()
}

/// What is taken back of an action as it is now.
async fn taken(app: &TestApp, editor: &Browser<'_>, path: &str, update: &Value) -> Value {
    let seen = action(app, path).await;
    let done = back(editor, input(&seen, update)).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    let now = action(app, path).await;
    assert_eq!(done["action"]["status"]["shared"], now["status"]["shared"]);
    assert_eq!(done["action"]["recordVersion"], now["recordVersion"]);
    now
}

#[tokio::test]
async fn what_was_said_before_stands_again_and_at_last_what_was_published() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let published = action(&app, PATH).await;
    let version = app.query("{ dataVersion }").await["dataVersion"]
        .as_i64()
        .unwrap();
    assert_ne!(published["status"]["published"], Value::Null);
    assert_ne!(published["status"]["shared"], "COMPLETED");
    let right = say(&app, &editor, PATH, "2020-10-05", "DELAYED").await;
    let wrong = say(&app, &editor, PATH, "2020-11-05", "COMPLETED").await;
    // The right word of an earlier day does not prevail.
    let early = say(&app, &editor, PATH, "2020-09-01", "ON_TRACK").await;
    let before = action(&app, PATH).await;
    assert_eq!(before["status"]["update"]["id"], wrong);

    // What does not say how it stands goes, and nothing else changes.
    let now = taken(&app, &editor, PATH, &early).await;
    assert_eq!(now["status"], before["status"]);
    let left: Vec<Value> = before["updates"].as_array().unwrap()[..2].to_vec();
    assert_eq!(now["updates"], json!(left));

    let now = taken(&app, &editor, PATH, &wrong).await;
    assert_eq!(now["status"]["shared"], "DELAYED");
    assert_eq!(now["status"]["update"]["id"], right);
    assert_eq!(now["updates"].as_array().unwrap().len(), 1);

    let now = taken(&app, &editor, PATH, &right).await;
    assert_eq!(now["status"], published["status"]);
    assert_eq!(now["updates"], json!([]));

    // It is found where it stands, and the log has all of it.
    let found = app
        .query(&format!(
            "{{ actions(filter: {{area: [\"leicestershire\"], status: [COMPLETED]}}) {{ nodes {{ path }} }}
          changes(filter: {{path: \"{PATH}\"}}) {{ nodes {{ deed version actor reason fields before }} }} }}"
        ))
        .await;
    assert!(!found["actions"].to_string().contains(PATH), "{found}");
    let log = found["changes"]["nodes"].as_array().unwrap();
    assert_eq!(log.len(), 7);
    let last = &log[0];
    assert_eq!(
        (
            &last["deed"],
            &last["version"],
            &last["actor"],
            &last["reason"]
        ),
        (
            &json!("UPDATED"),
            &json!(7),
            &json!("Editor"),
            &json!("This was said of another action.")
        )
    );
    assert_eq!(
        last["fields"],
        json!(["status", "status_value_id", "updates"])
    );
    assert_eq!(last["before"]["updates"][0]["id"], right);
    // A diff has nothing of what came and went in between: the action is what it was, and what the import made it.
    let diff = async |from: i64| {
        let diff = format!(
            "{{ diff(of: {}, from: {{version: {from}}}, first: 1000, afterImport: true) {{ nodes {{ path deed isImported actor times }} }} }}",
            before["id"]
        );
        app.query(&diff).await["diff"]["nodes"].take()
    };
    assert_eq!(diff(version).await, json!([]));
    let whole = diff(0).await;
    let own = whole.as_array().unwrap().iter();
    let own: Vec<&Value> = own.filter(|node| node["path"] == PATH).collect();
    assert_eq!(
        own,
        [
            &json!({ "path": PATH, "deed": "CREATED", "isImported": true, "actor": "Golden Thread", "times": 1 })
        ]
    );
}

#[tokio::test]
async fn what_is_said_after_one_was_taken_back_is_another() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let first = say(&app, &editor, PATH, "2020-10-05", "DELAYED").await;
    let second = say(&app, &editor, PATH, "2020-11-05", "DELAYED").await;
    taken(&app, &editor, PATH, &second).await;
    let third = say(&app, &editor, PATH, "2020-11-05", "ON_TRACK").await;
    assert_ne!(second, third);
    taken(&app, &editor, PATH, &first).await;
    let fourth = say(&app, &editor, PATH, "2020-11-05", "COMPLETED").await;
    let now = action(&app, PATH).await;
    let ids = now["updates"].as_array().unwrap().iter();
    let ids: Vec<&Value> = ids.map(|one| &one["id"]).collect();
    assert_eq!(ids, [&third, &fourth]);
    // Of one day, what was said last.
    assert_eq!(now["status"]["shared"], "COMPLETED");
    // The bundled records do not write over it.
    let written = goldenthread::import::bundle::seed(&app.database.db)
        .await
        .unwrap();
    assert_eq!((written.kept, written.updated, written.removed), (1, 0, 0));
}

#[tokio::test]
async fn a_status_that_the_plan_does_not_state_is_not_stated_again() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let list = app
        .query("{ actions(filter: {area: [\"worcestershire\"], status: [NOT_STATED]}, first: 1) { nodes { path } } }")
        .await;
    let path = list["actions"]["nodes"][0]["path"].as_str().unwrap();
    let only = say(&app, &editor, path, "2023-10-05", "COMPLETED").await;
    let now = taken(&app, &editor, path, &only).await;
    assert_eq!(
        now["status"],
        json!({ "published": null, "shared": "NOT_STATED", "value": null, "update": null })
    );
}

#[tokio::test]
async fn what_is_not_there_or_was_changed_meanwhile_is_refused_at_its_place() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let own = say(&app, &editor, PATH, "2020-10-05", "DELAYED").await;
    let other = "leicestershire/wsoa-2020/1.11";
    let of_other = say(&app, &editor, other, "2020-10-05", "DELAYED").await;
    let seen = action(&app, PATH).await;
    let before = app.query("{ dataVersion }").await;
    let made_up = json!("00000000-0000-7000-8000-00000000abcd");
    for update in [&of_other, &made_up, &json!("garbage"), &seen["id"]] {
        let refused = back(&editor, input(&seen, update)).await;
        let problem = &refused["problems"][0];
        assert_eq!(problem["code"], "NOT_FOUND", "{update}");
        assert_eq!(problem["path"], json!(["update"]));
        let words = problem["message"].as_str().unwrap();
        assert!(words.contains("no such update"), "{words}");
        assert_eq!(refused["action"], Value::Null);
    }
    let mut late = input(&seen, &own);
    late["expectedVersion"] = json!(1);
    let refused = back(&editor, late).await;
    assert_eq!(refused["problems"][0]["code"], "STALE");
    assert_eq!(refused["problems"][0]["path"], json!(["expectedVersion"]));
    assert_eq!(
        refused["problems"][0]["conflict"]["currentVersion"],
        seen["recordVersion"]
    );
    // Whoever edits plans takes back: a contributor does not, whoever's words they are, nor somebody of another team.
    let contributor = app.member("leicestershire", Role::Contributor).await;
    let foreign = app.member("worcestershire", Role::AreaAdministrator).await;
    for (asker, code) in [
        (&contributor, "FORBIDDEN"),
        (&foreign, "FORBIDDEN"),
        (&app.browser(), "SIGN_IN_FIRST"),
    ] {
        let refused = back(asker, input(&seen, &own)).await;
        assert_eq!(refused["problems"][0]["code"], code);
    }
    assert_eq!(app.query("{ dataVersion }").await, before);
    // What is sent again under its key is done once; another time there is no such update any more.
    let mut keyed = input(&seen, &own);
    keyed["key"] = json!("once");
    let first = back(&editor, keyed.clone()).await;
    assert_eq!(first["problems"], json!([]));
    assert_eq!(back(&editor, keyed).await, first);
    let again = back(&editor, input(&action(&app, PATH).await, &own)).await;
    assert_eq!(again["problems"][0]["code"], "NOT_FOUND");
}
