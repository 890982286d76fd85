//! What somebody of a team has to see to, its calendar, and what the team says to each other: theirs alone.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use futures_util::{StreamExt, future::join_all};
use goldenthread::{
    entity::user::Role,
    graphql::{Api, Limits, Question},
};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    app::{Browser, TestApp, body_bytes, body_json},
    draft::everything,
    reached::in_no_file,
};

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
    let contributor = app.member("leicestershire", Role::Contributor).await;
    let id = id(&app).await;
    let reading = member(&editor, "reader").await;
    let member = member(&editor, "contributor").await;
    // Readers could not say how it stands.
    let input = json!({ "input": { "id": id, "members": [member, reading] } });
    let refused = "mutation Lead($input: SetActionAssigneesInput!) { setActionAssignees(input: $input) { problems { code path message } } }";
    let refused = editor.ask(refused, input).await["data"]["setActionAssignees"].take();
    assert_eq!(
        refused["problems"],
        json!([{ "code": "INVALID", "path": ["members", "1"],
            "message": "reader is a reader of the team, who cannot say how actions stand. Give another role first." }])
    );
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
    let own = work(&contributor).await;
    assert_eq!(of_team.len(), own.len());
    for (one, other) in of_team.iter().zip(&own) {
        for field in ["due", "updatedAt", "reasons"] {
            assert_eq!(one[field], other[field]);
        }
        let is_led = one["action"]["path"] == PATH;
        let leads = match is_led {
            true => json!([{ "name": "contributor" }]),
            false => json!([]),
        };
        assert_eq!(one["action"]["assignees"], leads);
        assert_eq!(
            (&one["isLed"], &other["isLed"]),
            (&json!(false), &json!(is_led))
        );
    }
    // However much there is, it takes as many statements.
    let browser = app.browser_with(reader.cookie());
    let before = app.statements();
    browser.query(&asked("leicestershire")).await;
    let once = app.statements() - before;
    assert!(once <= 14, "{once} statements");
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
    let read = |link: String| app.send(Request::get(link).body(Body::empty()).unwrap());
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
    // A day that is given alone is the whole day (RFC 5545, 3.6.1): an end on the same day would end it before it began.
    assert_eq!(text.matches("DTSTART;VALUE=DATE:").count(), due);
    assert!(!text.contains("DTEND"), "{text}");
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
/// The id of an action that there is not.
const NOTHING: &str = "YWN0aW9uOjAwMDAwMDAwMDAwMDcwMDA4MDAwMDAwMDAwMDAwMDAw";

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
        // The same is said of what there is not.
        assert_eq!(hidden, who.ask(ask, json!({ "of": NOTHING })).await);
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
    let cookie = editor.cookie();
    for cookie in [None, cookie.as_deref()] {
        in_no_file(&app, cookie, "Zugzwang").await;
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

/// A query in an address, as a browser with a cookie asks it, or nobody; with what it has kept.
async fn fetched(
    app: &TestApp,
    query: &str,
    cookie: Option<&str>,
    kept: Option<&str>,
) -> Response<Body> {
    let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let mut request = Request::get(format!("/graphql?query={query}"));
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    if let Some(kept) = kept {
        request = request.header(header::IF_NONE_MATCH, kept);
    }
    app.send(request.body(Body::empty()).unwrap()).await
}

/// Neither what is counted and listed, nor what is kept on the way or for good, nor what is told of at once knows of a
/// comment.
#[tokio::test]
async fn comments_are_in_no_list_cache_permalink_or_subscription() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let cookie = editor.cookie().unwrap();
    let id = id(&app).await;
    let counted = "{ actions { totalCount } }";
    let of = format!("{{ comments(of: {id}) {{ text }} }}");
    let tag = |response: &Response<Body>| {
        let tag = response.headers().get(header::ETAG);
        tag.map(|tag| tag.to_str().unwrap().to_owned())
    };
    let known = tag(&fetched(&app, counted, None, None).await).unwrap();
    let public = fetched(&app, &of, None, None).await;
    let public_tag = tag(&public).unwrap();
    let public = body_bytes(public).await;
    let api = Api::new(app.database.db.clone(), Limits::default());
    let mut heard = api.events(&Question::new("subscription { changes { path } }"));
    let silence = timeout(Duration::from_millis(300), heard.next()).await;
    assert!(silence.is_err());
    let before = everything(&app).await;
    let logged = format!(
        "{{ changes(first: 3) {{ totalCount nodes {{ seq }} }} timeline(first: 3) {{ totalCount }} diff(of: {id}, from: {{version: 0}}) {{ totalCount }} node(id: {id}) {{ ... on Action {{ recordVersion }} }} actionFacets(filter: {{text: \"Zugzwang\"}}) {{ plan {{ count }} }} actionGroups(by: [PLAN], filter: {{text: \"Zugzwang\"}}) {{ nodes {{ count }} }} search(text: \"Zugzwang\") {{ totalCount parts {{ count }} }} }}"
    );
    let seen_before = editor.query(&logged).await;

    let input = json!({ "input": { "id": id, "text": SECRET } });
    let made = editor.ask(ADD, input).await["data"]["addComment"].take();
    assert_eq!(made["problems"], json!([]));

    for ((what, was), (_, is)) in before.iter().zip(everything(&app).await) {
        assert_eq!(*was, is, "{what}");
    }
    // The team itself finds it nowhere else either.
    assert_eq!(editor.query(&logged).await, seen_before);
    // What is known is still what is known, and what the team is answered is kept nowhere.
    let again = fetched(&app, counted, None, Some(&known)).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    for kept in [None, Some(public_tag.as_str()), Some("*")] {
        let own = fetched(&app, &of, Some(&cookie), kept).await;
        assert_eq!(own.status(), StatusCode::OK, "{kept:?}");
        assert_eq!(own.headers()[header::CACHE_CONTROL], "no-store");
        assert_eq!(tag(&own), None);
        let own = body_json(own).await;
        assert_eq!(own["data"]["comments"][0]["text"], SECRET);
    }
    let now = fetched(&app, &of, None, None).await;
    assert_eq!(body_bytes(now).await, public);
    // A permalink is the public's, whoever asks for it.
    let mut request = Request::post("/permalink").header(header::CONTENT_TYPE, "application/json");
    request = request.header(header::COOKIE, &cookie);
    let body = json!({ "query": of }).to_string();
    let kept = app.send(request.body(Body::from(body)).unwrap()).await;
    let status = kept.status();
    let kept = body_json(kept).await;
    assert!(!kept.to_string().contains("Zugzwang"), "{kept}");
    assert_eq!(status, StatusCode::CREATED, "{kept}");
    for place in ["", "/about"] {
        let path = format!("/permalink/{}{place}", kept["id"].as_str().unwrap());
        let request = Request::get(path).header(header::COOKIE, &cookie);
        let answer = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let answer = String::from_utf8(body_bytes(answer).await).unwrap();
        assert!(!answer.contains("Zugzwang"), "{answer}");
    }
    // A comment is no record: neither its id nor one that looks like a record's is one.
    let comment = made["comment"]["id"].as_str().unwrap();
    let simple = comment.replace('-', "");
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    for (id, code) in [
        (comment.to_owned(), "BAD_INPUT"),
        (
            URL_SAFE_NO_PAD.encode(format!("comment:{simple}")),
            "BAD_INPUT",
        ),
        (URL_SAFE_NO_PAD.encode(format!("action:{simple}")), ""),
    ] {
        let query = format!("{{ node(id: \"{id}\") {{ id }} comments(of: \"{id}\") {{ text }} }}");
        let found = editor.ask(&query, json!({})).await;
        assert!(!found.to_string().contains("Zugzwang"), "{found}");
        match code {
            "" => assert_eq!(found["data"], json!({ "node": null, "comments": null })),
            code => assert_eq!(found["errors"][0]["extensions"]["code"], code, "{found}"),
        }
    }
    // The next that is heard of is what was published.
    app.rewrite(
        "worcestershire-app-2022/plan.toml",
        "period = \"2022-2023\"",
        "period = \"2022\"",
    )
    .await;
    let event = timeout(Duration::from_secs(20), heard.next()).await;
    let event = event.unwrap().unwrap().unwrap();
    let event = event.data.into_json().unwrap();
    assert_eq!(event["changes"]["path"], "worcestershire/app-2022");
}

/// Whoever has left a team is told nothing more of what it says, not even what was said to him.
#[tokio::test]
async fn who_has_left_the_team_sees_none_of_its_comments() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let reader = app.member("leicestershire", Role::Reader).await;
    let id = id(&app).await;
    let place = member(&keeper, "reader").await;
    let own = json!({ "input": { "id": id, "text": "I shall ask." } });
    let own = reader.ask(ADD, own).await["data"]["addComment"]["comment"].take();
    let input = json!({ "input": { "id": id, "text": SECRET, "mentions": [place] } });
    keeper.ask(ADD, input).await;
    let mentions = reader.query(WORK).await["viewer"]["mentions"].take();
    assert_eq!(mentions[0]["text"], SECRET);
    let remove = "mutation Remove($id: ID!) { removeMember(id: $id) { problems { code } } }";
    let gone = keeper.ask(remove, json!({ "id": place })).await;
    assert_eq!(gone["data"]["removeMember"]["problems"], json!([]));
    let ask = "query Comments($of: ID!) { comments(of: $of) { text } }";
    let seen = reader.ask(ask, json!({ "of": id })).await;
    assert_eq!(seen, reader.ask(ask, json!({ "of": NOTHING })).await);
    assert_eq!(seen["data"]["comments"], Value::Null);
    assert_eq!(reader.query(WORK).await["viewer"]["mentions"], json!([]));
    // Not even one's own is one's own any more; to the team it is still there.
    let take = "mutation Take($id: ID!) { removeComment(id: $id) { problems { code path } } }";
    let refused = reader.ask(take, json!({ "id": own["id"] })).await;
    assert_eq!(
        refused["data"]["removeComment"]["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["id"] }])
    );
    let seen = keeper.ask(ask, json!({ "of": id })).await;
    assert_eq!(seen["data"]["comments"].as_array().unwrap().len(), 2);
    // Nobody can be meant who is not there.
    let input = json!({ "input": { "id": id, "text": "Hello", "mentions": [place] } });
    let refused = keeper.ask(ADD, input).await["data"]["addComment"].take();
    assert_eq!(
        refused["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["mentions", "0"] }])
    );
}

/// A comment whose answer was lost is not written twice, and its answer is the same.
#[tokio::test]
async fn a_comment_that_is_sent_twice_is_written_once() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let reader = app.member("leicestershire", Role::Reader).await;
    let id = id(&app).await;
    let reading = member(&editor, "reader").await;
    let send = |text: &str, key: &str| {
        let input = json!({ "id": id, "text": text, "mentions": [reading], "key": key });
        editor.ask(ADD, json!({ "input": input }))
    };
    let first = send(SECRET, "a").await["data"]["addComment"].take();
    assert_eq!(first["problems"], json!([]));
    // Another one under a key of its own, and then the first again: it is answered itself, and not the last.
    let second = send(SECRET, "b").await["data"]["addComment"].take();
    assert_ne!(second["comment"]["id"], first["comment"]["id"]);
    assert_eq!(send(SECRET, "a").await["data"]["addComment"], first);
    let ask = "query Comments($of: ID!) { comments(of: $of) { id } }";
    let count = async |of: &Value| {
        let seen = editor.ask(ask, json!({ "of": of })).await;
        seen["data"]["comments"].as_array().unwrap().len()
    };
    assert_eq!(count(&id).await, 2);
    // Under one key there is one comment.
    let other = send("Something else.", "a").await["data"]["addComment"].take();
    assert_eq!(
        other["problems"],
        json!([{ "code": "TAKEN", "path": ["key"] }])
    );
    // Somebody else's key is another.
    let own = json!({ "input": { "id": id, "text": SECRET, "mentions": [reading], "key": "a" } });
    let own = reader.ask(ADD, own).await["data"]["addComment"].take();
    assert_ne!(own["comment"]["id"], first["comment"]["id"]);
    assert_eq!(count(&id).await, 3);
    // Two at the same time are one.
    let both = join_all([send("At once.", "c"), send("At once.", "c")]).await;
    assert_eq!(both[0], both[1]);
    assert_eq!(both[0]["data"]["addComment"]["problems"], json!([]));
    assert_eq!(count(&id).await, 4);
    // One that was taken away does not come back.
    let take = "mutation Take($id: ID!) { removeComment(id: $id) { problems { code } } }";
    editor
        .ask(take, json!({ "id": first["comment"]["id"] }))
        .await;
    let gone = send(SECRET, "a").await["data"]["addComment"].take();
    assert_eq!(
        gone["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["id"] }])
    );
    assert_eq!(count(&id).await, 3);
}
