//! How actions stand, as their teams say: who may say it, what it needs, and that nobody overwrites anybody.

use goldenthread::entity::{action::assignee, user::Role};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::app::{Browser, PASSWORD, TestApp, body_json};

const PATH: &str = "leicestershire/wsoa-2020/1.10";
const ACTION: &str = "query Action($path: String!) { action(path: $path) {
  id recordVersion
  status { published shared value { code } update { effectiveOn status note link author value { code } } }
  updates { effectiveOn status note author }
  assignees { name }
} }";
const UPDATE: &str =
    "mutation Update($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) {
  actions { path recordVersion status { published shared value { code } update { note } } }
  problems { code path message conflict {
    expectedVersion currentVersion record { path } changes { version actor actorName reason fields }
  } }
} }";

async fn action(app: &TestApp, path: &str) -> Value {
    let answer = app.ask(ACTION, json!({ "path": path })).await;
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    answer["data"]["action"].clone()
}

/// What a team says of an action that has been written so often.
fn input(id: &Value, version: i64) -> Value {
    json!({ "input": {
        "actions": [{ "id": id, "expectedVersion": version }],
        "status": { "shared": "COMPLETED" },
        "effectiveOn": "2020-11-05",
        "note": "The forum signed it off on 5 November.",
    } })
}

async fn update(asker: &Browser<'_>, input: Value) -> Value {
    let answer = asker.ask(UPDATE, input).await;
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    answer["data"]["updateActionStatus"].clone()
}

#[tokio::test]
async fn an_editor_says_how_an_action_stands_and_the_published_word_stays() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let before = action(&app, PATH).await;
    let published = before["status"]["published"].clone();
    assert_eq!(before["status"]["update"], Value::Null);
    assert_eq!(before["recordVersion"], 1);
    let mut first = input(&before["id"], 1);
    first["input"]["link"] = json!("https://www.example.org/minutes.pdf");
    let done = update(&editor, first).await;
    assert_eq!(done["problems"], json!([]));
    assert_eq!(done["actions"][0]["recordVersion"], 2);
    assert_eq!(done["actions"][0]["status"]["shared"], "COMPLETED");
    let after = action(&app, PATH).await;
    assert_eq!(after["status"]["published"], published);
    assert_eq!(
        after["status"]["update"],
        json!({
            "effectiveOn": "2020-11-05", "status": "COMPLETED", "author": "Editor", "value": null,
            "note": "The forum signed it off on 5 November.", "link": "https://www.example.org/minutes.pdf",
        })
    );
    // Everybody finds it where he looks for it.
    let found = app.query("{ actions(filter: {area: [\"leicestershire\"], status: [COMPLETED]}) { nodes { path } }
      changes(first: 1) { nodes { path actor actorName reason source version fields } } }").await;
    let paths = found["actions"]["nodes"].to_string();
    assert!(paths.contains(PATH), "{paths}");
    let change = &found["changes"]["nodes"][0];
    assert_eq!(
        *change,
        json!({
            "path": PATH, "actor": "Editor", "actorName": null, "version": 2,
            "reason": "The forum signed it off on 5 November.", "source": "https://www.example.org/minutes.pdf",
            "fields": ["status", "status_value_id", "updates"],
        })
    );
    // The team knows who.
    let seen = editor
        .query("{ changes(first: 1) { nodes { actorName } } }")
        .await;
    assert_eq!(seen["changes"]["nodes"][0]["actorName"], "editor");
    // As it was before.
    let was = app.query("query @asOf(version: 0) { dataVersion }").await;
    assert_eq!(was["dataVersion"], 0);
    let version = found_version(&app).await - 1;
    let was = app.query(&format!("query @asOf(version: {version}) {{ action(path: \"{PATH}\") {{ status {{ update {{ note }} }} updates {{ note }} }} }}")).await;
    assert_eq!(
        was["action"],
        json!({ "status": { "update": null }, "updates": [] })
    );
}

async fn found_version(app: &TestApp) -> i64 {
    app.query("{ dataVersion }").await["dataVersion"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn the_status_is_that_of_the_latest_day_in_the_words_of_the_plan() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let list = app.query("{ actions(filter: {plan: [\"leicestershire/wsoa-2020\"]}, first: 1) { nodes { id path } }
      plan(path: \"leicestershire/wsoa-2020\") { statusScheme { values { code shared } } } }").await;
    let path = list["actions"]["nodes"][0]["path"]
        .as_str()
        .unwrap()
        .to_owned();
    let id = &list["actions"]["nodes"][0]["id"];
    let values = list["plan"]["statusScheme"]["values"]
        .as_array()
        .unwrap()
        .clone();
    let (first, second) = (&values[0], &values[1]);
    let say = |version: i64, day: &str, code: &Value| {
        let mut input = input(id, version);
        input["input"]["status"] = json!({ "value": code });
        input["input"]["effectiveOn"] = json!(day);
        update(&editor, input)
    };
    let done = say(1, "2020-09-01", &first["code"]).await;
    assert_eq!(done["problems"], json!([]));
    // What was so before is told later, and does not say how it stands now.
    let done = say(2, "2020-06-01", &second["code"]).await;
    assert_eq!(done["problems"], json!([]));
    let now = action(&app, &path).await;
    assert_eq!(now["status"]["value"]["code"], first["code"]);
    assert_eq!(now["status"]["shared"], first["shared"]);
    assert_eq!(now["updates"].as_array().unwrap().len(), 2);
    // Of one day, what was said last.
    let done = say(3, "2020-09-01", &second["code"]).await;
    assert_eq!(
        done["actions"][0]["status"]["value"]["code"],
        second["code"]
    );
    let unknown = say(4, "2020-09-02", &json!("PURPLE")).await;
    assert_eq!(unknown["problems"][0]["code"], "NOT_FOUND");
    assert_eq!(unknown["problems"][0]["path"], json!(["status", "value"]));
    let words = unknown["problems"][0]["message"].as_str().unwrap();
    assert!(words.contains(first["code"].as_str().unwrap()), "{words}");
}

#[tokio::test]
async fn whoever_comes_second_is_told_what_the_first_has_changed() {
    let app = TestApp::seeded().await;
    let ada = app.member("leicestershire", Role::Editor).await;
    let bob = app
        .member_named("leicestershire", "bob@example.org", Role::AreaAdministrator)
        .await;
    let id = action(&app, PATH).await["id"].take();
    let mut first = input(&id, 1);
    first["input"]["status"] = json!({ "shared": "DELAYED" });
    assert_eq!(update(&ada, first).await["problems"], json!([]));
    let before = found_version(&app).await;
    let refused = update(&bob, input(&id, 1)).await;
    assert_eq!(refused["actions"], Value::Null);
    let problem = &refused["problems"][0];
    assert_eq!(problem["code"], "STALE");
    assert_eq!(problem["path"], json!(["actions", "0", "expectedVersion"]));
    assert_eq!(problem["conflict"]["expectedVersion"], 1);
    assert_eq!(problem["conflict"]["currentVersion"], 2);
    assert_eq!(problem["conflict"]["record"]["path"], PATH);
    let change = &problem["conflict"]["changes"][0];
    assert_eq!(change["actor"], "Editor");
    assert_eq!(change["actorName"], "editor");
    assert_eq!(found_version(&app).await, before);
    // Having looked at it, he says what he says: both notes stay.
    let done = update(&bob, input(&id, 2)).await;
    assert_eq!(done["problems"], json!([]));
    let now = action(&app, PATH).await;
    let told: Vec<_> = now["updates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["author"].clone())
        .collect();
    assert_eq!(told, ["Editor", "Area administrator"]);
}

#[tokio::test]
async fn what_is_sent_again_under_its_key_is_written_once() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let id = action(&app, PATH).await["id"].take();
    let mut sent = input(&id, 1);
    sent["input"]["key"] = json!("first of the day");
    let first = update(&editor, sent.clone()).await;
    let version = found_version(&app).await;
    let again = update(&editor, sent.clone()).await;
    assert_eq!(first, again);
    assert_eq!(found_version(&app).await, version);
    let mut other = sent.clone();
    other["input"]["note"] = json!("Something else that came to mind.");
    let refused = update(&editor, other).await;
    assert_eq!(refused["problems"][0]["code"], "TAKEN");
    assert_eq!(refused["problems"][0]["path"], json!(["key"]));
    // Somebody else's key is another.
    let second = app
        .member_named("leicestershire", "bob@example.org", Role::Editor)
        .await;
    let stale = update(&second, sent).await;
    assert_eq!(stale["problems"][0]["code"], "STALE");
}

#[tokio::test]
async fn many_actions_are_updated_together_or_not_at_all() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let list = app
        .query("{ actions(filter: {area: [\"leicestershire\"]}, first: 30) { nodes { id } } }")
        .await;
    let ids: Vec<Value> = list["actions"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    assert_eq!(ids.len(), 30);
    let seen = |version: i64| -> Vec<Value> {
        ids.iter()
            .map(|id| json!({ "id": id, "expectedVersion": version }))
            .collect()
    };
    let mut all = input(&ids[0], 1);
    all["input"]["actions"] = json!(seen(1));
    all["input"]["actions"][7]["expectedVersion"] = json!(3);
    let version = found_version(&app).await;
    let refused = update(&editor, all.clone()).await;
    assert_eq!(
        refused["problems"][0]["path"],
        json!(["actions", "7", "expectedVersion"])
    );
    // A version that there has never been: nothing was changed since.
    assert_eq!(refused["problems"][0]["conflict"]["changes"], json!([]));
    assert_eq!(found_version(&app).await, version);
    all["input"]["actions"] = json!(seen(1));
    let done = update(&editor, all.clone()).await;
    assert_eq!(done["actions"].as_array().unwrap().len(), 30, "{done}");
    assert_eq!(found_version(&app).await, version + 30);
    // They are one write.
    let within = app
        .error(&format!(
            "query @asOf(version: {}) {{ dataVersion }}",
            version + 3
        ))
        .await;
    assert!(
        within["message"]
            .as_str()
            .unwrap()
            .contains("within one write"),
        "{within}"
    );
    all["input"]["actions"] = json!([seen(2)[0], seen(2)[0]]);
    let twice = update(&editor, all.clone()).await;
    assert_eq!(twice["problems"][0]["path"], json!(["actions", "1", "id"]));
    all["input"]["actions"] = json!([]);
    assert_eq!(
        update(&editor, all.clone()).await["problems"][0]["code"],
        "REQUIRED"
    );
    all["input"]["actions"] = json!(vec![json!({ "id": ids[0], "expectedVersion": 2 }); 101]);
    assert_eq!(
        update(&editor, all).await["problems"][0]["code"],
        "TOO_LONG"
    );
}

#[tokio::test]
async fn what_cannot_be_an_update_is_refused_at_its_place_and_writes_nothing() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let id = action(&app, PATH).await["id"].take();
    let measure = app.query("{ measures(first: 1) { nodes { id } } }").await["measures"]["nodes"]
        [0]["id"]
        .take();
    let version = found_version(&app).await;
    let tomorrow = (chrono::Utc::now().date_naive() + chrono::Days::new(3)).to_string();
    for (field, value, code) in [
        ("note", json!(""), "REQUIRED"),
        ("note", json!("   \n  "), "REQUIRED"),
        ("note", json!("too short"), "TOO_SHORT"),
        ("note", json!("long ".repeat(300)), "TOO_LONG"),
        ("note", json!("It is done.\u{0}"), "INVALID"),
        ("note", json!("It is \u{202E}done\u{202C} now."), "INVALID"),
        ("note", json!("It is\u{200B} done now."), "INVALID"),
        ("link", json!("javascript:alert(1)"), "INVALID"),
        ("link", json!("https://"), "INVALID"),
        ("link", json!("https://example.org/a b"), "INVALID"),
        (
            "link",
            json!(format!("https://example.org/{}", "a".repeat(500))),
            "TOO_LONG",
        ),
        ("effectiveOn", json!(tomorrow), "INVALID"),
        ("effectiveOn", json!("0020-11-05"), "INVALID"),
        ("status", json!({ "shared": "UNKNOWN" }), "INVALID"),
        ("status", json!({ "shared": "NOT_STATED" }), "INVALID"),
        (
            "status",
            json!({ "value": "'; DROP TABLE action; --" }),
            "NOT_FOUND",
        ),
        ("status", json!({ "value": "\u{0}" }), "NOT_FOUND"),
        ("key", json!("k".repeat(65)), "TOO_LONG"),
        ("key", json!("\u{0}"), "INVALID"),
        (
            "actions",
            json!([{ "id": "no id", "expectedVersion": 1 }]),
            "NOT_FOUND",
        ),
        (
            "actions",
            json!([{ "id": measure, "expectedVersion": 1 }]),
            "NOT_FOUND",
        ),
        (
            "actions",
            json!([{ "id": "YWN0aW9uOjAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw", "expectedVersion": 1 }]),
            "NOT_FOUND",
        ),
        (
            "actions",
            json!([{ "id": id, "expectedVersion": -1 }]),
            "STALE",
        ),
    ] {
        let mut sent = input(&id, 1);
        sent["input"][field] = value.clone();
        let refused = update(&editor, sent).await;
        assert_eq!(
            refused["problems"][0]["code"], code,
            "{field} {value}: {refused}"
        );
        assert_eq!(refused["problems"][0]["path"][0], field, "{value}");
        assert_eq!(refused["actions"], Value::Null);
    }
    // What has the wrong type is refused before anybody looks at it.
    for (field, value) in [
        ("effectiveOn", json!("5 November")),
        ("status", json!({ "value": "GREEN", "shared": "COMPLETED" })),
        ("status", json!({})),
        ("note", Value::Null),
        ("actions", json!([{ "id": id }])),
        ("actions", json!([{ "id": id, "expectedVersion": 1.5 }])),
        ("surprise", json!(1)),
    ] {
        let mut sent = input(&id, 1);
        sent["input"][field] = value.clone();
        let response = editor.send(UPDATE, sent, &[]).await;
        let answer = body_json(response).await;
        assert!(
            answer["errors"][0]["message"].is_string(),
            "{field} {value}: {answer}"
        );
    }
    assert_eq!(found_version(&app).await, version);
    // Words are words, whatever they look like, and a file of them does nothing.
    let mut sent = input(&id, 1);
    sent["input"]["note"] =
        json!("=HYPERLINK(\"https://evil.example\") <script>alert(1)</script> '; --");
    assert_eq!(update(&editor, sent).await["problems"], json!([]));
    let file = app
        .send(
            axum::http::Request::get("/download/changes.csv")
                .body(axum::body::Body::empty())
                .unwrap(),
        )
        .await;
    let file = String::from_utf8(crate::app::body_bytes(file).await).unwrap();
    assert!(
        file.contains("'=HYPERLINK")
            && !file.contains(",=HYPERLINK")
            && !file.contains(",\"=HYPERLINK")
    );
}

/// Who may say how an action stands, and who is told what.
#[tokio::test]
async fn every_update_is_allowed_and_refused_as_the_table_says() {
    let app = TestApp::seeded().await;
    let id = action(&app, PATH).await["id"].take();
    let keeper = app
        .member_named("leicestershire", "keeper@example.org", Role::Editor)
        .await;
    let assign = "mutation Assign($id: ID!, $members: [ID!]!) { setActionAssignees(input: {id: $id, members: $members}) {
      action { assignees { name } } problems { code path } } }";
    let mut version = 1;
    for area in ["leicestershire", "worcestershire"] {
        for role in [
            Role::Reader,
            Role::Contributor,
            Role::Editor,
            Role::AreaAdministrator,
        ] {
            let asker = app.member(area, role).await;
            let own = area == "leicestershire";
            let may = own && role >= Role::Editor;
            let answer = update(&asker, input(&id, version)).await;
            let code = answer["problems"][0]["code"].as_str().map(str::to_owned);
            assert_eq!(
                code.as_deref(),
                (!may).then_some("FORBIDDEN"),
                "{role:?} of {area}"
            );
            version += i64::from(may);
            let assigned = asker.ask(assign, json!({ "id": id, "members": [] })).await;
            let code = assigned["data"]["setActionAssignees"]["problems"][0]["code"]
                .as_str()
                .map(str::to_owned);
            assert_eq!(
                code.as_deref(),
                (!may).then_some("FORBIDDEN"),
                "{role:?} of {area}"
            );
            // Who leads it is the team's affair.
            let seen = asker.ask(ACTION, json!({ "path": PATH })).await;
            assert_eq!(
                seen["data"]["action"]["assignees"].is_array(),
                own,
                "{role:?} of {area}"
            );
        }
    }
    let nobody = app.browser();
    assert_eq!(
        update(&nobody, input(&id, version)).await["problems"][0]["code"],
        "SIGN_IN_FIRST"
    );
    let site = app.somebody("site@example.org", true).await;
    assert_eq!(
        update(&site, input(&id, version)).await["problems"],
        json!([])
    );
    version += 1;
    // A contributor may once he leads it, and a reader leads nothing.
    let team = keeper
        .query("{ team(area: \"leicestershire\") { members { id email } } }")
        .await;
    let place = |email: &str| {
        let members = team["team"]["members"].as_array().unwrap().iter();
        members.clone().find(|one| one["email"] == email).unwrap()["id"].clone()
    };
    let members = ["contributor", "editor", "reader"]
        .map(|role| place(&format!("{role}@leicestershire.example.org")));
    let refused = keeper
        .ask(assign, json!({ "id": id, "members": members }))
        .await;
    assert_eq!(
        refused["data"]["setActionAssignees"],
        json!({ "action": null, "problems": [{ "code": "INVALID", "path": ["members", "2"] }] })
    );
    let done = keeper
        .ask(assign, json!({ "id": id, "members": members[..2] }))
        .await;
    assert_eq!(
        done["data"]["setActionAssignees"]["action"]["assignees"],
        json!([{ "name": "contributor" }, { "name": "editor" }])
    );
    let sign_in = "mutation SignIn($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) { problems { code } } }";
    for (email, code) in [
        ("contributor@leicestershire.example.org", None),
        ("reader@leicestershire.example.org", Some("FORBIDDEN")),
    ] {
        let asker = app.browser();
        asker
            .ask(sign_in, json!({ "email": email, "password": PASSWORD }))
            .await;
        let answer = update(&asker, input(&id, version)).await;
        assert_eq!(
            answer["problems"][0]["code"].as_str(),
            code,
            "{email}: {answer}"
        );
        version += i64::from(code.is_none());
        let other = action(&app, "leicestershire/wsoa-2020/1.1").await["id"].take();
        let answer = update(&asker, input(&other, 1)).await;
        assert_eq!(answer["problems"][0]["code"], "FORBIDDEN", "{email}");
    }
    // Members of another team lead nothing here.
    let other = app
        .member_named("worcestershire", "w@example.org", Role::Editor)
        .await;
    let team = other
        .query("{ team(area: \"worcestershire\") { members { id email } } }")
        .await;
    let foreign = &team["team"]["members"][0]["id"];
    let refused = keeper
        .ask(assign, json!({ "id": id, "members": [foreign] }))
        .await;
    assert_eq!(
        refused["data"]["setActionAssignees"]["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["members", "0"] }])
    );
    // Who leaves the team leads nothing any more.
    let gone = place("contributor@leicestershire.example.org");
    site.ask(
        "mutation Remove($id: ID!) { removeMember(id: $id) { problems { code } } }",
        json!({ "id": gone }),
    )
    .await;
    let seen = keeper.ask(ACTION, json!({ "path": PATH })).await;
    assert_eq!(
        seen["data"]["action"]["assignees"],
        json!([{ "name": "editor" }])
    );
    // What he led is nobody's, also where he comes back.
    assert_eq!(
        assignee::Entity::find()
            .count(&app.database.db)
            .await
            .unwrap(),
        1
    );
}

#[tokio::test]
async fn a_token_changes_what_its_scope_allows() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let id = action(&app, PATH).await["id"].take();
    let create = "mutation Create($scope: TokenScope!) { createToken(input: {name: \"Program\", scope: $scope}) { secret } }";
    for (scope, code) in [("READ", Some("FORBIDDEN")), ("WRITE", None)] {
        let made = editor.ask(create, json!({ "scope": scope })).await;
        let bearer = format!(
            "Bearer {}",
            made["data"]["createToken"]["secret"].as_str().unwrap()
        );
        let answer = app
            .browser()
            .send(UPDATE, input(&id, 1), &[("authorization", &bearer)])
            .await;
        let answer = body_json(answer).await;
        assert_eq!(
            answer["data"]["updateActionStatus"]["problems"][0]["code"].as_str(),
            code,
            "{answer}"
        );
    }
}

#[tokio::test]
async fn what_people_have_said_outlives_the_bundled_records() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let id = action(&app, PATH).await["id"].take();
    assert_eq!(update(&editor, input(&id, 1)).await["problems"], json!([]));
    let written = goldenthread::import::bundle::seed(&app.database.db)
        .await
        .unwrap();
    assert_eq!((written.kept, written.updated, written.removed), (1, 0, 0));
    let now = action(&app, PATH).await;
    assert_eq!(now["status"]["shared"], "COMPLETED");
    assert_eq!(now["recordVersion"], 2);
}

/// Eight editors at once, each of whom looks again when somebody was faster: nothing is lost, nothing comes twice.
#[tokio::test]
async fn nobody_overwrites_anybody() {
    let app = TestApp::seeded().await;
    let mut editors = Vec::new();
    for number in 0..8 {
        let email = format!("editor{number}@example.org");
        editors.push(
            app.member_named("leicestershire", &email, Role::Editor)
                .await,
        );
    }
    let id = action(&app, PATH).await["id"].take();
    let rounds = 5;
    let work = editors.iter().enumerate().map(|(number, editor)| {
        let id = id.clone();
        async move {
            let mut version = 1;
            for round in 0..rounds {
                loop {
                    let mut sent = input(&id, version);
                    sent["input"]["note"] = json!(format!("Editor {number} in round {round}"));
                    sent["input"]["key"] = json!(format!("{number}-{round}"));
                    let answer = update(editor, sent).await;
                    match answer["problems"][0]["code"].as_str() {
                        None => {
                            version = answer["actions"][0]["recordVersion"].as_i64().unwrap();
                            break;
                        }
                        Some("STALE") => {
                            version = answer["problems"][0]["conflict"]["currentVersion"]
                                .as_i64()
                                .unwrap();
                        }
                        Some(_) => panic!("{answer}"),
                    }
                }
            }
        }
    });
    futures_util::future::join_all(work).await;
    let now = action(&app, PATH).await;
    let mut notes: Vec<_> = now["updates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["note"].as_str().unwrap().to_owned())
        .collect();
    let count = notes.len();
    notes.sort();
    notes.dedup();
    assert_eq!((count, notes.len()), (8 * rounds, 8 * rounds));
    assert_eq!(now["recordVersion"], 8 * rounds + 1);
    // The log has each version once, without a gap, each of a moment of its own.
    let log = app
        .query(&format!(
            "{{ changes(filter: {{path: \"{PATH}\"}}, first: 100) {{ nodes {{ version at }} }} }}"
        ))
        .await;
    let log = log["changes"]["nodes"].as_array().unwrap();
    let versions: Vec<_> = log
        .iter()
        .rev()
        .map(|one| one["version"].as_u64().unwrap())
        .collect();
    assert_eq!(versions, (1..=8 * rounds as u64 + 1).collect::<Vec<_>>());
    let times: std::collections::BTreeSet<_> =
        log.iter().map(|one| one["at"].to_string()).collect();
    assert_eq!(times.len(), log.len());
}

#[tokio::test]
async fn what_a_team_has_said_is_there_as_it_was() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let id = action(&app, PATH).await["id"].take();
    assert_eq!(update(&editor, input(&id, 1)).await["problems"], json!([]));
    let first = found_version(&app).await;
    assert_eq!(update(&editor, input(&id, 2)).await["problems"], json!([]));
    let query = format!(
        "query @asOf(version: {first}) {{ action(path: \"{PATH}\") {{ updates {{ note }} }} }}"
    );
    let was = app.query(&query).await;
    assert_eq!(was["action"]["updates"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn plans_are_judged_as_they_were_published() {
    let app = TestApp::seeded().await;
    let editor = app.member("worcestershire", Role::Editor).await;
    let other = app.member("leicestershire", Role::Editor).await;
    let judged = "{ plan(path: \"worcestershire/app-2022\") { coverage { actionsWithStatus { stated of } } }
      actions(filter: {plan: [\"worcestershire/app-2022\"], without: [STATUS]}) { totalCount }
      compare(a: \"worcestershire/app-2022\", b: \"leicestershire/wsoa-2020\") {
        matrix { aspect comparable a { stated } b { stated } }
        status { reason shared { status a b } a { notStated unplaced values { count } } b { notStated unplaced values { count } } }
        nodes { part field value published }
      } }";
    let before = app.query(judged).await;
    let first =
        "{ actions(filter: {plan: [\"worcestershire/app-2022\"]}, first: 1) { nodes { id } } }";
    let own = app.query(first).await["actions"]["nodes"][0]["id"].take();
    let mut said = input(&own, 1);
    said["input"]["effectiveOn"] = json!("2022-11-05");
    assert_eq!(update(&editor, said).await["problems"], json!([]));
    let id = action(&app, PATH).await["id"].take();
    assert_eq!(update(&other, input(&id, 1)).await["problems"], json!([]));
    assert_eq!(app.query(judged).await, before);
}

#[tokio::test]
async fn whoever_may_not_write_is_told_of_which_and_nothing_of_what_others_wrote() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let reader = app.member("leicestershire", Role::Reader).await;
    let site = app.somebody("site@example.org", true).await;
    let list = app
        .query(
            "{ actions(filter: {area: [\"leicestershire\"]}, first: 2) { nodes { id } }
      other: actions(filter: {area: [\"worcestershire\"]}, first: 1) { nodes { id } } }",
        )
        .await;
    let [one, two] = [0, 1].map(|at| list["actions"]["nodes"][at]["id"].clone());
    let far = &list["other"]["nodes"][0]["id"];
    let seen = |id: &Value, version: i64| json!({ "id": id, "expectedVersion": version });
    assert_eq!(update(&editor, input(&one, 1)).await["problems"], json!([]));
    let mut both = input(&one, 1);
    both["input"]["actions"] = json!([seen(&one, 1), seen(&two, 1)]);
    let refused = update(&reader, both).await["problems"].take();
    let told: Vec<_> = refused
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["code"], &one["path"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("FORBIDDEN"), &json!(["actions", "0"])),
            (&json!("FORBIDDEN"), &json!(["actions", "1"]))
        ]
    );
    // What is written together is signed with one role, and is of one area.
    let mut mixed = input(&one, 2);
    mixed["input"]["actions"] = json!([seen(&two, 1), seen(far, 1)]);
    let refused = update(&site, mixed).await["problems"].take();
    assert_eq!(
        (&refused[0]["code"], &refused[0]["path"]),
        (&json!("INVALID"), &json!(["actions", "1"]))
    );
}

#[tokio::test]
async fn notes_of_several_lines_are_one_line_of_a_cell() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let id = action(&app, PATH).await["id"].take();
    for (version, note) in [
        (1, "One line.\n\nAnd another one."),
        (2, "A single line of it."),
    ] {
        let mut said = input(&id, version);
        said["input"]["note"] = json!(note);
        assert_eq!(update(&editor, said).await["problems"], json!([]));
    }
    let filter = "filter=%7B%22status%22%3A%5B%22COMPLETED%22%5D%7D";
    let file = axum::http::Request::get(format!("/download/actions.csv?{filter}"));
    let file = app
        .send(file.body(axum::body::Body::empty()).unwrap())
        .await;
    let file = String::from_utf8(crate::app::body_bytes(file).await).unwrap();
    assert!(
        file.contains("One line.  And another one.\nA single line of it."),
        "{file}"
    );
    // Nobody in particular sees no members: there is no column for them.
    assert!(!file.contains("assignees"));
}

#[tokio::test]
async fn an_account_is_that_of_today_in_questions_about_an_earlier_day() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let query = "query @asOf(version: 0) { viewer { memberships { role area { path } } } }";
    let seen = editor.query(query).await;
    assert_eq!(
        seen["viewer"]["memberships"],
        json!([{ "role": "EDITOR", "area": { "path": "leicestershire" } }])
    );
}
