//! What became of records between two versions of the data.

use goldenthread::entity::user::Role;
use serde_json::{Value, json};

use crate::app::TestApp;

const ACTIONS: &str = "leicestershire-wsoa-2020/actions.toml";

/// The version of the data, and the global id of a record.
async fn now(app: &TestApp, record: &str) -> (i64, String) {
    let data = app
        .query(&format!("{{ dataVersion record: {record} {{ id }} }}"))
        .await;
    (
        data["dataVersion"].as_i64().unwrap(),
        data["record"]["id"].as_str().unwrap().to_owned(),
    )
}

#[tokio::test]
async fn a_version_within_one_write_was_never_there() {
    let app = TestApp::seeded().await;
    let (newest, id) = now(&app, PLAN).await;
    for (from, words) in [
        (newest - 1, "is within one write"),
        (newest + 1, "the versions are 0 to"),
    ] {
        let error = app
            .error(&format!(
                "{{ diff(of: \"{id}\", from: {{version: {from}}}) {{ to }} }}"
            ))
            .await;
        assert!(
            error["message"].as_str().unwrap().contains(words),
            "{error}"
        );
        assert_eq!(error["extensions"]["argument"], "from");
    }
}

const PLAN: &str = "plan(path: \"leicestershire/wsoa-2020\")";

#[tokio::test]
async fn a_plan_has_its_changed_actions_field_by_field_and_word_by_word() {
    let app = TestApp::seeded().await;
    let (before, id) = now(&app, PLAN).await;
    app.rewrite(ACTIONS, "Cath Allison", "Cath Alison").await;
    let query = format!(
        "{{ diff(of: \"{id}\", from: {{version: {before}}}) {{ from to totalCount nodes {{ kind path deed times actor reason fields {{ name before after words {{ kind text }} }} record {{ path }} }} }} }}"
    );
    let found = app.query(&query).await["diff"].clone();
    let nodes = found["nodes"].as_array().unwrap();
    assert_eq!(found["from"], before);
    assert_eq!(found["totalCount"], nodes.len());
    assert!(nodes.len() > 3, "{found:#}");
    for node in nodes {
        assert_eq!(
            (&node["kind"], &node["deed"]),
            (&json!("ACTION"), &json!("UPDATED"))
        );
        assert_eq!(node["actor"], "A tester");
        assert_eq!(node["record"]["path"], node["path"]);
        let fields = node["fields"].as_array().unwrap();
        assert!(!fields.is_empty());
        for field in fields {
            assert_ne!(field["before"], field["after"]);
        }
    }
    let words = nodes
        .iter()
        .flat_map(|node| node["fields"].as_array().unwrap());
    let words: Vec<&Value> = words
        .filter_map(|field| field["words"].as_array())
        .flatten()
        .collect();
    let of = |kind: &str, word: &str| {
        words
            .iter()
            .any(|piece| piece["kind"] == kind && piece["text"].as_str().unwrap().contains(word))
    };
    assert!(
        of("REMOVED", "Allison") && of("ADDED", "Alison"),
        "{found:#}"
    );
    // The other plan and its area have no part in it.
    let (_, other) = now(&app, "plan(path: \"worcestershire/app-2022\")").await;
    let none = app
        .query(&format!(
            "{{ diff(of: \"{other}\", from: {{version: {before}}}) {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(none["diff"]["totalCount"], 0);
    let (_, area) = now(&app, "localArea(path: \"leicestershire\")").await;
    let whole = app
        .query(&format!(
            "{{ diff(of: \"{area}\", from: {{version: {before}}}) {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(whole["diff"]["totalCount"], found["totalCount"]);
}

#[tokio::test]
async fn what_is_again_what_it_was_has_not_changed() {
    let app = TestApp::seeded().await;
    let (before, id) = now(&app, PLAN).await;
    app.rewrite(ACTIONS, "Cath Allison", "Cath Alison").await;
    let (between, _) = now(&app, PLAN).await;
    // The bundled words once more.
    app.rewrite(ACTIONS, "Cath Allison", "Cath Allison").await;
    let count = |from: i64, to: String| {
        format!(
            "{{ diff(of: \"{id}\", from: {{version: {from}}}{to}) {{ totalCount nodes {{ deed times }} }} }}"
        )
    };
    let whole = app.query(&count(before, String::new())).await;
    assert_eq!(whole["diff"]["totalCount"], 0, "{whole}");
    let half = app
        .query(&count(before, format!(", to: {{version: {between}}}")))
        .await;
    assert!(half["diff"]["totalCount"].as_u64().unwrap() > 3, "{half}");
    // From nothing, everything is new.
    let all = app.query(&count(0, String::new())).await;
    assert!(all["diff"]["totalCount"].as_u64().unwrap() > 60);
    let new = all["diff"]["nodes"].as_array().unwrap();
    assert!(new.iter().all(|node| node["deed"] == "CREATED"));
}

#[tokio::test]
async fn moments_that_cannot_be_meant_are_refused() {
    let app = TestApp::seeded().await;
    let error = app
        .error("{ diff(of: \"x\", from: {version: 1}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["argument"], "of");
    let (now, id) = now(&app, PLAN).await;
    for (arguments, words) in [
        (
            format!("of: \"{id}\", from: {{version: {}}}", now + 1),
            "There is no version",
        ),
        (
            format!("of: \"{id}\", from: {{version: {now}}}, to: {{version: 0}}"),
            "before `from`",
        ),
        (
            "of: \"x\", from: {version: 1}".to_owned(),
            "is not an id of this API",
        ),
        (
            format!("of: \"{id}\", from: {{version: 1}}, first: 1001"),
            "`first` must be between",
        ),
    ] {
        let error = app
            .error(&format!("{{ diff({arguments}) {{ totalCount }} }}"))
            .await;
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(words), "{arguments}: {message}");
        assert_eq!(error["extensions"]["code"], "BAD_INPUT");
    }
}

#[tokio::test]
async fn a_diff_reads_the_log_and_nothing_else() {
    let app = TestApp::seeded().await;
    let (_, id) = now(&app, PLAN).await;
    for first in [1, 1000] {
        let query = format!(
            "{{ diff(of: \"{id}\", from: {{version: 0}}, first: {first}) {{ nodes {{ path fields {{ name }} }} }} }}"
        );
        let (_, statements) = app.counted(&query).await;
        // The newest version, twice, what was written last up to the earlier one and with it, the record's area,
        // and the changes.
        assert_eq!(statements, 6);
    }
}

#[tokio::test]
async fn what_people_made_of_an_import_is_told_apart_from_it() {
    let app = TestApp::seeded().await;
    let (_, area) = now(&app, "localArea(path: \"leicestershire\")").await;
    let (_, action) = now(&app, "action(path: \"leicestershire/wsoa-2020/1.10\")").await;
    let editor = app.member("leicestershire", Role::Editor).await;
    for (version, input) in [
        (
            1,
            json!({ "note": "The forum asked for more time.", "due": { "from": "2027-03-31" } }),
        ),
        (
            2,
            json!({ "note": "The head of service has left.", "leads": [{ "name": "A Head" }] }),
        ),
    ] {
        let mut input = input;
        input["id"] = json!(action);
        input["expectedVersion"] = json!(version);
        let words = "mutation Edit($input: EditActionInput!) { editAction(input: $input) { problems { message } } }";
        let answer = editor.ask(words, json!({ "input": input })).await;
        assert_eq!(answer["data"]["editAction"]["problems"], json!([]));
    }
    let diff = async |more: &str| {
        let query = format!(
            "{{ diff(of: \"{area}\", from: {{version: 0}}, first: 1000{more}) {{ to totalCount nodes {{ path deed times isImported fields {{ name before published reason actor }} }} }} }}"
        );
        app.query(&query).await["diff"].clone()
    };
    let whole = diff("").await;
    let apart = diff(", afterImport: true").await;
    assert_eq!(whole["totalCount"], apart["totalCount"]);
    let nodes = apart["nodes"].as_array().unwrap();
    assert!(nodes.iter().all(|node| node["isImported"] == true));
    let changed: Vec<&Value> = nodes
        .iter()
        .filter(|node| node["deed"] != "CREATED")
        .collect();
    assert_eq!(changed.len(), 1, "{changed:#?}");
    assert_eq!(changed[0]["path"], "leicestershire/wsoa-2020/1.10");
    assert_eq!(changed[0]["times"], 2);
    // Each field has its own reason, whatever was written of another later.
    let fields = changed[0]["fields"].as_array().unwrap();
    let field = |name: &str| fields.iter().find(|field| field["name"] == name).unwrap();
    assert_eq!(
        field("team_due_from")["reason"],
        "The forum asked for more time."
    );
    assert_eq!(field("team_due_from")["before"], Value::Null);
    // What the plan publishes of it stands beside.
    let due = app
        .query("{ action(path: \"leicestershire/wsoa-2020/1.10\") { due { published from } leads { name } } }")
        .await;
    let published = &due["action"]["due"];
    let stated = match published["from"].is_null() {
        true => &published["published"],
        false => &published["from"],
    };
    assert_eq!(&field("team_due_from")["published"], stated);
    assert!(stated.is_string(), "{due}");
    assert_eq!(field("dues")["published"], Value::Null);
    assert_eq!(
        field("team_leads")["reason"],
        "The head of service has left."
    );
    assert_eq!(field("team_leads")["actor"], "Editor");
    // A version of the past answers the same, whatever is written afterwards.
    let version = whole["to"].as_i64().unwrap();
    app.rewrite(ACTIONS, "Cath Allison", "Cath Alison").await;
    let of_then = format!(
        "query @asOf(version: {version}) {{ diff(of: \"{area}\", from: {{version: 0}}, to: {{version: {version}}}, first: 1000, afterImport: true) {{ to totalCount nodes {{ path deed times isImported fields {{ name before published reason actor }} }} }} }}"
    );
    assert_eq!(app.query(&of_then).await["diff"], apart);
    // What is again as it was imported is new, and nothing else.
    let back = "mutation Back($input: RevertRecordInput!) { revertRecord(input: $input) { problems { message } } }";
    let input = json!({ "id": action, "expectedVersion": 3, "toVersion": 1, "note": "It was right at first." });
    let answer = editor.ask(back, json!({ "input": input })).await;
    assert_eq!(answer["data"]["revertRecord"]["problems"], json!([]));
    let again = diff(", afterImport: true").await;
    let nodes = again["nodes"].as_array().unwrap();
    let is_new = |node: &Value| node["deed"] == "CREATED" && node["isImported"] == true;
    assert!(nodes.iter().all(is_new), "{again:#}");
    assert_eq!(again["totalCount"], apart["totalCount"]);
    // Without it, the record is new, as it is to whoever knows the earlier version.
    let same = whole["nodes"].as_array().unwrap();
    assert!(same.iter().all(|node| node["deed"] == "CREATED"));
    assert!(same.iter().any(|node| node["times"] == 3));
}

#[tokio::test]
async fn that_a_team_leaves_no_steps_is_a_change() {
    let app = TestApp::seeded().await;
    let (before, action) = now(&app, "action(path: \"leicestershire/wsoa-2020/1.10\")").await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let input =
        json!({ "id": action, "expectedVersion": 1, "note": "All of them are done.", "steps": [] });
    let words = "mutation Edit($input: EditActionInput!) { editAction(input: $input) { problems { message } } }";
    let answer = editor.ask(words, json!({ "input": input })).await;
    assert_eq!(answer["data"]["editAction"]["problems"], json!([]));
    let query = format!(
        "{{ diff(of: \"{action}\", from: {{version: {before}}}) {{ nodes {{ fields {{ name after published }} }} }} }}"
    );
    let fields = &app.query(&query).await["diff"]["nodes"][0]["fields"];
    assert_eq!(fields.as_array().unwrap().len(), 1, "{fields}");
    assert_eq!(fields[0]["name"], "team_steps");
    assert_eq!(fields[0]["after"], json!([]));
}

#[tokio::test]
async fn what_was_brought_back_has_the_reason_of_then_beside() {
    let app = TestApp::seeded().await;
    let (before, action) = now(&app, "action(path: \"leicestershire/wsoa-2020/1.10\")").await;
    let editor = app.member("leicestershire", Role::Editor).await;
    for (version, note, day) in [
        (1, "The forum asked for more time.", "2027-03-31"),
        (2, "The forum asked for less time.", "2026-12-31"),
    ] {
        let input = json!({ "id": action, "expectedVersion": version, "note": note, "due": { "from": day } });
        let words = "mutation Edit($input: EditActionInput!) { editAction(input: $input) { problems { message } } }";
        let answer = editor.ask(words, json!({ "input": input })).await;
        assert_eq!(answer["data"]["editAction"]["problems"], json!([]));
    }
    let diff = async || {
        let query = format!(
            "{{ diff(of: \"{action}\", from: {{version: {before}}}) {{ nodes {{ reason restored {{ version reason }} fields {{ name reason restored {{ version reason }} }} }} }} }}"
        );
        app.query(&query).await["diff"]["nodes"][0].clone()
    };
    assert_eq!(diff().await["restored"], Value::Null);
    let back = "mutation Back($input: RevertRecordInput!) { revertRecord(input: $input) { problems { message } } }";
    let input = json!({ "id": action, "expectedVersion": 3, "toVersion": 2, "note": "The first word counts." });
    let answer = editor.ask(back, json!({ "input": input })).await;
    assert_eq!(answer["data"]["revertRecord"]["problems"], json!([]));
    let found = diff().await;
    let then = json!({ "version": 2, "reason": "The forum asked for more time." });
    assert_eq!(found["reason"], "The first word counts.");
    assert_eq!(found["restored"], then, "{found:#}");
    let fields = found["fields"].as_array().unwrap();
    let due = fields.iter().find(|field| field["name"] == "team_due_from");
    assert_eq!(due.unwrap()["reason"], "The first word counts.");
    assert_eq!(due.unwrap()["restored"], then);
}
