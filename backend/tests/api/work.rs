//! What somebody of a team has to see to, its calendar, and what the team says to each other: theirs alone.

use axum::http::{StatusCode, header};
use goldenthread::entity::user::Role;
use serde_json::{Value, json};

use crate::app::{Browser, TestApp, body_bytes, body_json};

const PATH: &str = "leicestershire/wsoa-2020/1.10";
const WORK: &str = "{ viewer { hasCalendar work { action { path area { path } } isLed due updatedAt reasons } mentions { text author record { path } } } }";

async fn work(asker: &Browser<'_>) -> Vec<Value> {
    asker.query(WORK).await["viewer"]["work"]
        .as_array()
        .unwrap()
        .clone()
}

async fn id(app: &TestApp) -> Value {
    let found = app
        .query(&format!("{{ action(path: \"{PATH}\") {{ id }} }}"))
        .await;
    found["action"]["id"].clone()
}

/// The id of the member of this name.
async fn member(asker: &Browser<'_>, name: &str) -> Value {
    let team = asker
        .query("{ team(area: \"leicestershire\") { members { id name } } }")
        .await;
    let members = team["team"]["members"].as_array().unwrap().clone();
    let found = members.iter().find(|member| member["name"] == name);
    found.unwrap()["id"].clone()
}

#[tokio::test]
async fn the_work_of_somebody_is_what_is_open_in_his_teams() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let contributor = app.member("leicestershire", Role::Contributor).await;
    let found = work(&contributor).await;
    assert!(!found.is_empty());
    for item in &found {
        assert_eq!(item["action"]["area"]["path"], "leicestershire");
        assert_eq!(item["isLed"], false);
        // Nobody has said anything since the plan of 2020.
        let reasons = item["reasons"].as_array().unwrap();
        assert!(reasons.contains(&json!("QUIET")), "{item}");
        assert_eq!(
            reasons.contains(&json!("OVERDUE")),
            item["due"] != Value::Null,
            "{item}"
        );
    }
    let days: Vec<_> = found
        .iter()
        .map(|item| item["due"].as_str().unwrap_or("~").to_owned())
        .collect();
    assert!(days.is_sorted(), "{days:?}");
    // What is led is marked; what is completed is gone.
    let lead = "mutation Lead($input: SetActionAssigneesInput!) { setActionAssignees(input: $input) { problems { code } } }";
    let id = id(&app).await;
    let member = member(&editor, "contributor").await;
    editor
        .ask(lead, json!({ "input": { "id": id, "members": [member] } }))
        .await;
    let own = |items: &[Value]| {
        items
            .iter()
            .find(|item| item["action"]["path"] == PATH)
            .cloned()
    };
    assert_eq!(own(&work(&contributor).await).unwrap()["isLed"], true);
    let update = "mutation Update($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) { problems { code } } }";
    for (version, status) in [(1, "ON_TRACK"), (2, "COMPLETED")] {
        let input = json!({ "input": {
            "actions": [{ "id": id, "expectedVersion": version }], "status": { "shared": status },
            "effectiveOn": "2026-11-01", "note": "The board was told so.",
        } });
        let done = contributor.ask(update, input).await;
        assert_eq!(
            done["data"]["updateActionStatus"]["problems"],
            json!([]),
            "{done:#}"
        );
        let now = own(&work(&contributor).await);
        match status {
            "ON_TRACK" => {
                let now = now.unwrap();
                assert_ne!(now["updatedAt"], Value::Null);
                assert!(!now["reasons"].as_array().unwrap().contains(&json!("QUIET")));
            }
            _ => assert_eq!(now, None),
        }
    }
    // Nobody has work where he is in no team, and nobody in particular has none.
    let outsider = app.somebody("outsider@example.org", false).await;
    assert!(work(&outsider).await.is_empty());
    assert_eq!(app.query(WORK).await["viewer"], Value::Null);
    let elsewhere = contributor
        .query("{ viewer { work(area: \"worcestershire\") { isLed } } }")
        .await;
    assert_eq!(elsewhere["viewer"]["work"], json!([]));
    // However much there is, it takes as many statements.
    let cookie = contributor.cookie();
    let browser = app.browser_with(cookie);
    let before = app.statements();
    browser
        .query("{ viewer { work { action { path } reasons } } }")
        .await;
    let once = app.statements() - before;
    assert!(once <= 8, "{once} statements");
}

/// Everybody in a team sees what there is to see to in it, and who leads what; nobody else does.
#[tokio::test]
async fn the_work_of_a_team_is_seen_by_the_team() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let reader = app.member("leicestershire", Role::Reader).await;
    let lead = "mutation Lead($input: SetActionAssigneesInput!) { setActionAssignees(input: $input) { problems { code } } }";
    let (id, member) = (id(&app).await, member(&editor, "reader").await);
    // Who saw others lead it than do by now is told so.
    for (seen, problems) in [
        (json!([]), json!([])),
        (json!([]), json!([{ "code": "STALE" }])),
        (json!([member]), json!([])),
    ] {
        let input = json!({ "input": { "id": id, "members": [member], "seen": seen } });
        let answer = editor.ask(lead, input).await;
        assert_eq!(answer["data"]["setActionAssignees"]["problems"], problems);
    }
    let asked = |area: &str| {
        format!(
            "{{ team(area: \"{area}\") {{ work {{ action {{ path assignees {{ name }} workstream {{ number }} }} isLed due updatedAt reasons }} }} }}"
        )
    };
    let of_team = reader.query(&asked("leicestershire")).await["team"]["work"].take();
    let of_team = of_team.as_array().unwrap();
    let own = work(&reader).await;
    assert_eq!(of_team.len(), own.len());
    for (one, other) in of_team.iter().zip(&own) {
        for field in ["isLed", "due", "updatedAt", "reasons"] {
            assert_eq!(one[field], other[field]);
        }
        let is_led = one["action"]["path"] == PATH;
        let leads = match is_led {
            true => json!([{ "name": "reader" }]),
            false => json!([]),
        };
        assert_eq!(one["action"]["assignees"], leads);
        assert_eq!(one["isLed"], is_led);
    }
    // However much there is, it takes as many statements.
    let browser = app.browser_with(reader.cookie());
    let before = app.statements();
    browser.query(&asked("leicestershire")).await;
    assert!(app.statements() - before <= 12);
    // A later plan of which no action is known takes no work away; who is in no team sees it all the same.
    let site = app.somebody("site@example.org", true).await;
    let worcestershire = site.query(&asked("worcestershire")).await["team"]["work"].take();
    let open = worcestershire.as_array().unwrap();
    let of_2022 = |item: &&Value| {
        let path = item["action"]["path"].as_str().unwrap();
        path.starts_with("worcestershire/app-2022/")
    };
    assert!(open.iter().filter(of_2022).count() > 1);
    // One with an action does, also where one without lies between: here it is given one of the old ones.
    let strategy = "(SELECT id FROM plan WHERE kind = 'strategy')";
    for words in [
        "UPDATE plan SET supersedes_id = (SELECT id FROM plan WHERE path = 'worcestershire/app-2023-draft') WHERE kind = 'strategy'".to_owned(),
        format!("UPDATE action SET plan_id = {strategy} WHERE path = 'worcestershire/app-2022/1.1'"),
    ] {
        app.execute(&words).await;
    }
    let now = site.query(&asked("worcestershire")).await["team"]["work"].take();
    let now = now.as_array().unwrap().iter().filter(of_2022);
    let now: Vec<&Value> = now.map(|item| &item["action"]["path"]).collect();
    assert_eq!(now, ["worcestershire/app-2022/1.1"]);
    assert_eq!(
        reader.query(&asked("worcestershire")).await["team"],
        Value::Null
    );
    assert_eq!(
        app.query(&asked("leicestershire")).await["team"],
        Value::Null
    );
}

#[tokio::test]
async fn a_calendar_is_read_by_its_link_until_there_is_another() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let make = "mutation { createCalendarLink { link problems { code } } }";
    let made = editor.query(make).await["createCalendarLink"].take();
    let link = made["link"].as_str().unwrap().to_owned();
    assert!(
        link.starts_with("/calendar/") && link.ends_with(".ics"),
        "{link}"
    );
    let read = |link: String| {
        app.send(
            axum::http::Request::get(link)
                .body(axum::body::Body::empty())
                .unwrap(),
        )
    };
    let response = read(link.clone()).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/calendar; charset=utf-8"
    );
    assert!(
        response.headers()[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .starts_with("private")
    );
    let text = String::from_utf8(body_bytes(response).await).unwrap();
    let due = work(&editor).await;
    let due = due.iter().filter(|item| item["due"] != Value::Null).count();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), due);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
    let unfolded = text.replace("\r\n ", "");
    assert!(
        unfolded.contains("SUMMARY:Action 1.10 is due"),
        "{unfolded}"
    );
    assert!(
        unfolded.contains("/areas/leicestershire/plans/wsoa-2020/actions/1.10"),
        "{unfolded}"
    );
    assert!(
        text.lines().all(|line| line.len() <= 75),
        "lines are folded"
    );
    // Readers have what they lead, which is nothing yet.
    let reader = app.member("leicestershire", Role::Reader).await;
    let own = reader.query(make).await["createCalendarLink"]["link"]
        .as_str()
        .unwrap()
        .to_owned();
    let text = String::from_utf8(body_bytes(read(own).await).await).unwrap();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 0);
    // Another link ends the first; revoking ends that.
    let next = editor.query(make).await["createCalendarLink"]["link"]
        .as_str()
        .unwrap()
        .to_owned();
    let gone = read(link).await;
    assert_eq!(gone.status(), StatusCode::NOT_FOUND);
    assert_eq!(
        body_json(gone).await["errors"][0]["extensions"]["code"],
        "NOT_FOUND"
    );
    assert_eq!(read(next.clone()).await.status(), StatusCode::OK);
    assert_eq!(editor.query(WORK).await["viewer"]["hasCalendar"], true);
    editor
        .query("mutation { revokeCalendarLink { problems { code } } }")
        .await;
    assert_eq!(read(next).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(editor.query(WORK).await["viewer"]["hasCalendar"], false);
    for wrong in [
        "/calendar/x.ics",
        "/calendar/.ics",
        "/calendar/%00.ics",
        "/calendar/x",
    ] {
        assert_eq!(
            read(wrong.to_owned()).await.status(),
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    let refused = app.query(make).await;
    assert_eq!(
        refused["createCalendarLink"]["problems"][0]["code"],
        "SIGN_IN_FIRST"
    );
}

const ADD: &str = "mutation Add($input: AddCommentInput!) { addComment(input: $input) {
  comment { id text author mentions isRemovable } problems { code path } } }";
const SECRET: &str = "Zugzwang: the provider has not answered.";

/// What a team says to each other is found on no path by anybody else.
#[tokio::test]
async fn comments_are_seen_by_the_team_alone_on_every_path() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let reader = app.member("leicestershire", Role::Reader).await;
    let other = app
        .member_named(
            "worcestershire",
            "other@example.org",
            Role::AreaAdministrator,
        )
        .await;
    let id = id(&app).await;
    let before = app.query("{ dataVersion }").await;
    let reading = member(&editor, "reader").await;
    let done = editor
        .ask(
            ADD,
            json!({ "input": { "id": id, "text": SECRET, "mentions": [reading] } }),
        )
        .await["data"]["addComment"]
        .take();
    assert_eq!(done["problems"], json!([]));
    assert_eq!(done["comment"]["text"], SECRET);
    assert_eq!(done["comment"]["mentions"], json!(["reader"]));
    let ask = "query Comments($of: ID!) { comments(of: $of) { text author isRemovable } }";
    let of = json!({ "of": id });
    let seen = reader.ask(ask, of.clone()).await;
    assert_eq!(
        seen["data"]["comments"],
        json!([{ "text": SECRET, "author": "editor", "isRemovable": false }])
    );
    assert_eq!(
        reader.query(WORK).await["viewer"]["mentions"][0]["text"],
        SECRET
    );
    assert_eq!(editor.query(WORK).await["viewer"]["mentions"], json!([]));
    for who in [&other, &app.browser()] {
        let hidden = who.ask(ask, of.clone()).await;
        assert_eq!(hidden["data"]["comments"], Value::Null);
        let of_missing = json!({ "of": id });
        assert_eq!(hidden, who.ask(ask, of_missing).await);
    }
    // It is no change of the data: in no list, count, search, log, file or version.
    assert_eq!(app.query("{ dataVersion }").await, before);
    for query in [
        "{ search(text: \"Zugzwang\") { totalCount } }",
        "{ actions(filter: {text: \"Zugzwang\"}) { totalCount } }",
    ] {
        let found = editor.query(query).await;
        assert!(found.to_string().contains("\"totalCount\":0"), "{found}");
    }
    for file in [
        "/download/actions.csv",
        "/download/changes.csv",
        "/download/goldenthread.zip",
    ] {
        let request = axum::http::Request::get(file)
            .body(axum::body::Body::empty())
            .unwrap();
        let bytes = body_bytes(app.send(request).await).await;
        assert!(!bytes.windows(8).any(|part| part == b"Zugzwang"), "{file}");
    }
    let past = editor
        .ask(
            "query Comments($of: ID!) @asOf(version: 0) { comments(of: $of) { text } }",
            of.clone(),
        )
        .await;
    assert_eq!(past["data"]["comments"], Value::Null, "{past}");
    // Others take nothing away; who wrote it does.
    let remove = "mutation Remove($id: ID!) { removeComment(id: $id) { problems { code } } }";
    let comment = json!({ "id": done["comment"]["id"] });
    for (who, code) in [
        (&reader, "FORBIDDEN"),
        (&other, "NOT_FOUND"),
        (&app.browser(), "SIGN_IN_FIRST"),
    ] {
        let refused = who.ask(remove, comment.clone()).await;
        assert_eq!(
            refused["data"]["removeComment"]["problems"][0]["code"],
            code
        );
    }
    let gone = editor.ask(remove, comment).await;
    assert_eq!(gone["data"]["removeComment"]["problems"], json!([]));
    assert_eq!(reader.ask(ask, of).await["data"]["comments"], json!([]));
}

#[tokio::test]
async fn a_comment_that_cannot_be_meant_is_told_so() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let other = app
        .member_named("worcestershire", "other@example.org", Role::Editor)
        .await;
    let id = id(&app).await;
    let theirs = other
        .query("{ team(area: \"worcestershire\") { members { id } } }")
        .await["team"]["members"][0]["id"]
        .take();
    let theme =
        app.query("{ themes(first: 1) { nodes { id } } }").await["themes"]["nodes"][0]["id"].take();
    for (input, code, path) in [
        (
            json!({ "id": id, "text": " " }),
            "REQUIRED",
            json!(["text"]),
        ),
        (
            json!({ "id": id, "text": "x".repeat(2_001) }),
            "TOO_LONG",
            json!(["text"]),
        ),
        (
            json!({ "id": id, "text": "a\u{202E}b" }),
            "INVALID",
            json!(["text"]),
        ),
        (
            json!({ "id": id, "text": "Hello", "mentions": [theirs] }),
            "NOT_FOUND",
            json!(["mentions", "0"]),
        ),
        (
            json!({ "id": id, "text": "Hello", "mentions": ["x"] }),
            "NOT_FOUND",
            json!(["mentions", "0"]),
        ),
        (
            json!({ "id": theme, "text": "Hello" }),
            "NOT_FOUND",
            json!(["id"]),
        ),
        (
            json!({ "id": "nothing", "text": "Hello" }),
            "NOT_FOUND",
            json!(["id"]),
        ),
    ] {
        let refused = editor.ask(ADD, json!({ "input": input })).await;
        assert_eq!(
            refused["data"]["addComment"]["problems"],
            json!([{ "code": code, "path": path }]),
            "{input}"
        );
    }
    let refused = other
        .ask(ADD, json!({ "input": { "id": id, "text": "Hello" } }))
        .await;
    assert_eq!(
        refused["data"]["addComment"]["problems"][0]["code"],
        "FORBIDDEN"
    );
    let refused = app
        .browser()
        .ask(ADD, json!({ "input": { "id": id, "text": "Hello" } }))
        .await;
    assert_eq!(
        refused["data"]["addComment"]["problems"][0]["code"],
        "SIGN_IN_FIRST"
    );
}
