//! Teams: who is invited, who is in them, in what role, and who may see and change that.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use goldenthread::{
    domain::{
        permission::{Act, Person, Viewer},
        problem::Code,
    },
    entity::{
        secret::Scope,
        user::{self, Role},
    },
};
use sea_orm::{ActiveEnum, Iterable};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::{Browser, PASSWORD, TestApp, body_json};

const TEAM: &str = "{ team(area: \"leicestershire\") {
  members { id name email role organisation { name } } invitations { id email role }
} }";
const INVITE: &str = "mutation Invite($area: String!, $email: String!, $name: String!, $role: Role!, $organisation: ID) {
  inviteMember(input: {area: $area, email: $email, name: $name, role: $role, organisation: $organisation}) {
    invitation { id email name role } link replacesEarlier problems { code path message }
  }
}";
const ACCEPT: &str = "mutation Accept($link: String!, $password: String!) {
  acceptInvitation(input: {link: $link, password: $password}) {
    viewer { email name memberships { role area { path } } } problems { code path }
  }
}";

fn invitation(email: &str, role: &str) -> Value {
    json!({ "area": "leicestershire", "email": email, "name": "Eve", "role": role })
}

/// What a link invites to.
async fn offered(asker: &Browser<'_>, link: &str) -> Value {
    let query = "query Offered($link: String!) { invitation(link: $link) { name email role area { path } } }";
    let answer = asker.ask(query, json!({ "link": link })).await;
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    answer["data"]["invitation"].clone()
}

/// What is for whoever has a link is kept nowhere.
#[tokio::test]
async fn what_a_link_invites_to_is_kept_nowhere() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let made = keeper
        .ask(INVITE, invitation("eve@example.org", "EDITOR"))
        .await;
    let link = secret(&made["data"]["inviteMember"]["link"]);
    let query = format!("{{ invitation(link: \"{link}\") {{ email }} }}");
    let asked = [
        Request::get(format!(
            "/graphql?query={}",
            query
                .replace(' ', "%20")
                .replace('"', "%22")
                .replace('{', "%7B")
                .replace('}', "%7D")
        ))
        .body(Body::empty())
        .unwrap(),
        Request::post("/graphql")
            .header("content-type", "application/json")
            .body(Body::from(json!({ "query": query }).to_string()))
            .unwrap(),
    ];
    for request in asked {
        let response = app.send(request).await;
        let headers = response.headers();
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(headers.get(header::ETAG), None);
    }
    let keep = Request::post("/permalink")
        .header("content-type", "application/json")
        .body(Body::from(json!({ "query": query }).to_string()))
        .unwrap();
    let refused = app.send(keep).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let refused = body_json(refused).await;
    assert!(!refused.to_string().contains("eve@"), "{refused}");
    // Whoever made it is no administrator any more: it is good for nothing.
    let site = app.somebody("site@example.org", true).await;
    let team = keeper.query(TEAM).await["team"]["members"][0]["id"].take();
    let role = "mutation Role($id: ID!) { removeMember(id: $id) { problems { code } } }";
    let removed = site.ask(role, json!({ "id": team })).await;
    assert_eq!(removed["data"]["removeMember"]["problems"], json!([]));
    assert_eq!(offered(&app.browser(), &link).await, Value::Null);
}

/// What becomes of an invitation that is accepted with a password.
async fn accept(app: &TestApp, link: &str, password: &str) -> Value {
    let variables = json!({ "link": link, "password": password });
    let answer = app.ask(ACCEPT, variables).await;
    answer["data"]["acceptInvitation"].clone()
}

/// The secret of a link, as its page reads it.
fn secret(link: &Value) -> String {
    let link = link.as_str().unwrap();
    link.split_once('#').unwrap().1.to_owned()
}

#[tokio::test]
async fn somebody_is_invited_accepts_and_is_in_the_team() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let made = keeper
        .ask(INVITE, invitation("Eve@Example.org", "EDITOR"))
        .await;
    let made = &made["data"]["inviteMember"];
    assert_eq!(made["problems"], json!([]));
    assert!(
        made["link"]
            .as_str()
            .unwrap()
            .starts_with("/accept-invitation#")
    );
    let open = keeper.query(TEAM).await["team"]["invitations"].take();
    assert_eq!(open[0]["email"], "eve@example.org");
    let eve = app.browser();
    let link = secret(&made["link"]);
    assert_eq!(
        offered(&eve, &link).await,
        json!({ "name": "Eve", "email": "eve@example.org", "role": "EDITOR", "area": { "path": "leicestershire" } })
    );
    let short = eve
        .ask(ACCEPT, json!({ "link": link, "password": "short" }))
        .await;
    assert_eq!(
        short["data"]["acceptInvitation"]["problems"],
        json!([{ "code": "TOO_SHORT", "path": ["password"] }])
    );
    let accepted = eve
        .ask(ACCEPT, json!({ "link": link, "password": PASSWORD }))
        .await;
    assert_eq!(
        accepted["data"]["acceptInvitation"]["viewer"],
        json!({ "email": "eve@example.org", "name": "Eve", "memberships": [{ "role": "EDITOR", "area": { "path": "leicestershire" } }] })
    );
    let team = eve.query(TEAM).await["team"].take();
    let names: Vec<_> = team["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["role"].clone())
        .collect();
    assert_eq!(names, ["AREA_ADMINISTRATOR", "EDITOR"]);
    // Only those who keep the team see who is invited.
    assert_eq!(team["invitations"], Value::Null);
    assert_eq!(keeper.query(TEAM).await["team"]["invitations"], json!([]));
    let again = accept(&app, &link, PASSWORD).await;
    assert_eq!(
        again["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["link"] }])
    );
    // A link that is used shows nothing more, also to those for whom the answer was kept before.
    for link in [&link, "made up", ""] {
        assert_eq!(offered(&app.browser(), link).await, Value::Null);
    }
}

#[tokio::test]
async fn whoever_has_an_account_accepts_with_its_password() {
    let app = TestApp::seeded().await;
    app.member("worcestershire", Role::Reader).await;
    let email = "reader@worcestershire.example.org";
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    // Whoever invites is told nothing of it.
    let made = keeper.ask(INVITE, invitation(email, "CONTRIBUTOR")).await;
    let link = secret(&made["data"]["inviteMember"]["link"]);
    let wrong = accept(&app, &link, "another password").await;
    assert_eq!(
        wrong["problems"],
        json!([{ "code": "INVALID", "path": ["password"] }])
    );
    let done = accept(&app, &link, PASSWORD).await;
    let places = &done["viewer"]["memberships"];
    assert_eq!(places.as_array().unwrap().len(), 2, "{done}");
    // The keeper of one of two teams sets no password that lets him into the other.
    let team = keeper.query(TEAM).await["team"]["members"].take();
    let member = team
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["email"] == email)
        .unwrap();
    let reset =
        "mutation Reset($id: ID!) { resetMemberPassword(id: $id) { link problems { code } } }";
    let refused = keeper.ask(reset, json!({ "id": member["id"] })).await;
    assert_eq!(
        refused["data"]["resetMemberPassword"],
        json!({ "link": null, "problems": [{ "code": "FORBIDDEN" }] })
    );
    let site = app.somebody("site@example.org", true).await;
    let made = site.ask(reset, json!({ "id": member["id"] })).await;
    assert_eq!(made["data"]["resetMemberPassword"]["problems"], json!([]));
}

#[tokio::test]
async fn an_invitation_can_be_withdrawn_and_made_anew() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let first = keeper
        .ask(INVITE, invitation("eve@example.org", "READER"))
        .await;
    assert_eq!(first["data"]["inviteMember"]["replacesEarlier"], false);
    let second = keeper
        .ask(INVITE, invitation("Eve@Example.org", "EDITOR"))
        .await;
    // Whoever keeps the team is told that the first link works no more.
    assert_eq!(second["data"]["inviteMember"]["replacesEarlier"], true);
    let open = keeper.query(TEAM).await["team"]["invitations"].take();
    assert_eq!(open.as_array().unwrap().len(), 1);
    let link = secret(&first["data"]["inviteMember"]["link"]);
    let gone = accept(&app, &link, PASSWORD).await;
    assert_eq!(gone["problems"][0]["code"], "NOT_FOUND");
    let withdraw =
        "mutation Withdraw($id: ID!) { withdrawInvitation(id: $id) { problems { code } } }";
    let id = &second["data"]["inviteMember"]["invitation"]["id"];
    let done = keeper.ask(withdraw, json!({ "id": id })).await;
    assert_eq!(done["data"]["withdrawInvitation"]["problems"], json!([]));
    let link = secret(&second["data"]["inviteMember"]["link"]);
    let gone = accept(&app, &link, PASSWORD).await;
    assert_eq!(gone["problems"][0]["code"], "NOT_FOUND");
    // Nothing that works is ended where the earlier one was withdrawn, is too old, or is another area's.
    let third = keeper
        .ask(INVITE, invitation("eve@example.org", "READER"))
        .await;
    assert_eq!(third["data"]["inviteMember"]["replacesEarlier"], false);
    app.execute("UPDATE invitation SET expires_at = '2020-01-01 00:00:00+00:00'")
        .await;
    let other = app.member("worcestershire", Role::AreaAdministrator).await;
    let mut elsewhere = invitation("eve@example.org", "READER");
    elsewhere["area"] = json!("worcestershire");
    other.ask(INVITE, elsewhere).await;
    let fourth = keeper
        .ask(INVITE, invitation("eve@example.org", "READER"))
        .await;
    assert_eq!(fourth["data"]["inviteMember"]["replacesEarlier"], false);
    let refused = keeper.ask(INVITE, invitation("no address", "READER")).await;
    assert_eq!(
        refused["data"]["inviteMember"]["replacesEarlier"],
        Value::Null
    );
}

#[tokio::test]
async fn what_cannot_be_an_invitation_is_refused_at_its_place() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let leicestershire = app
        .query("{ organisations(filter: {area: [\"leicestershire\"]}, first: 1) { nodes { id } } }")
        .await;
    let worcestershire = app
        .query("{ organisations(filter: {area: [\"worcestershire\"]}, first: 1) { nodes { id } } }")
        .await;
    let own = leicestershire["organisations"]["nodes"][0]["id"].clone();
    let foreign = worcestershire["organisations"]["nodes"][0]["id"].clone();
    assert!(own.is_string() && foreign.is_string());
    let hostile = "'; DROP TABLE membership; --";
    for (field, value, code) in [
        ("email", json!("no address"), "INVALID"),
        ("email", json!(""), "REQUIRED"),
        (
            "email",
            json!(format!("{}@example.org", "a".repeat(300))),
            "TOO_LONG",
        ),
        ("email", json!("eve\u{0}@example.org"), "INVALID"),
        ("name", json!("  "), "REQUIRED"),
        ("name", json!("e".repeat(101)), "TOO_LONG"),
        ("name", json!("Eve\u{202E}"), "INVALID"),
        ("organisation", foreign, "NOT_FOUND"),
        ("organisation", json!("no id"), "NOT_FOUND"),
        ("area", json!("nowhere"), "NOT_FOUND"),
    ] {
        let mut input = invitation("eve@example.org", "READER");
        input[field] = value;
        let refused = keeper.ask(INVITE, input).await;
        let refused = &refused["data"]["inviteMember"];
        assert_eq!(refused["link"], Value::Null);
        assert_eq!(refused["problems"][0]["code"], code, "{field}: {refused}");
        assert_eq!(refused["problems"][0]["path"], json!([field]));
    }
    // Texts are texts.
    let mut input = invitation("eve@example.org", "READER");
    input["name"] = json!(hostile);
    input["organisation"] = own;
    let made = keeper.ask(INVITE, input).await;
    assert_eq!(made["data"]["inviteMember"]["invitation"]["name"], hostile);
    let own = keeper
        .ask(
            INVITE,
            invitation("area-administrator@leicestershire.example.org", "READER"),
        )
        .await;
    assert_eq!(own["data"]["inviteMember"]["problems"][0]["code"], "TAKEN");
}

#[tokio::test]
async fn a_team_is_never_left_without_anybody_who_keeps_it() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let id = keeper.query(TEAM).await["team"]["members"][0]["id"].take();
    let role = "mutation Role($id: ID!, $role: Role!, $seen: Role) { setMemberRole(id: $id, role: $role, seen: $seen) { role problems { code } } }";
    let remove = "mutation Remove($id: ID!) { removeMember(id: $id) { problems { code } } }";
    let refused = keeper
        .ask(role, json!({ "id": id, "role": "EDITOR" }))
        .await;
    assert_eq!(
        refused["data"]["setMemberRole"],
        json!({ "role": null, "problems": [{ "code": "INVALID" }] })
    );
    let refused = keeper.ask(remove, json!({ "id": id })).await;
    assert_eq!(
        refused["data"]["removeMember"]["problems"],
        json!([{ "code": "INVALID" }])
    );
    let editor = app.member("leicestershire", Role::Editor).await;
    let second = keeper.query(TEAM).await["team"]["members"][1]["id"].take();
    // Who saw another role than the member has by now is told so.
    let late = json!({ "id": second, "role": "AREA_ADMINISTRATOR", "seen": "READER" });
    let late = keeper.ask(role, late).await;
    assert_eq!(
        late["data"]["setMemberRole"],
        json!({ "role": null, "problems": [{ "code": "STALE" }] })
    );
    let done = keeper
        .ask(
            role,
            json!({ "id": second, "role": "AREA_ADMINISTRATOR", "seen": "EDITOR" }),
        )
        .await;
    assert_eq!(done["data"]["setMemberRole"]["role"], "AREA_ADMINISTRATOR");
    // It holds with the next request, whoever is signed in since before.
    let done = editor.ask(remove, json!({ "id": id })).await;
    assert_eq!(done["data"]["removeMember"]["problems"], json!([]));
    assert_eq!(keeper.query(TEAM).await["team"], Value::Null);
}

/// Readers cannot say how actions stand: whoever becomes one leads none any more, and that is told.
#[tokio::test]
async fn whoever_becomes_a_reader_leads_nothing_any_more() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    app.member("leicestershire", Role::Contributor).await;
    let found = keeper
        .query("{ team(area: \"leicestershire\") { members { id name } } a: action(path: \"leicestershire/wsoa-2020/1.10\") { id } b: action(path: \"leicestershire/wsoa-2020/2.2\") { id } }")
        .await;
    let members = found["team"]["members"].as_array().unwrap();
    let own = members.iter().find(|one| one["name"] == "contributor");
    let (own, keeping) = (&own.unwrap()["id"], &members[0]["id"]);
    let lead = "mutation Lead($id: ID!, $members: [ID!]!) { setActionAssignees(input: {id: $id, members: $members}) { problems { code } } }";
    for (action, leads) in [("a", vec![own]), ("b", vec![own, keeping])] {
        let input = json!({ "id": found[action]["id"], "members": leads });
        let done = keeper.ask(lead, input).await["data"]["setActionAssignees"].take();
        assert_eq!(done["problems"], json!([]));
    }
    let led = async |member: &Value| {
        let query = "query Led($member: ID!) { team(area: \"leicestershire\") { leadCount(member: $member) } }";
        keeper.ask(query, json!({ "member": member })).await["data"]["team"]["leadCount"].take()
    };
    assert_eq!(
        (
            led(own).await,
            led(keeping).await,
            led(&json!("none")).await
        ),
        (json!(2), json!(1), Value::Null)
    );
    let role = "mutation Role($id: ID!, $role: Role!) { setMemberRole(id: $id, role: $role) { role endedLeadCount problems { code } } }";
    for (name, ended, left) in [("EDITOR", 0, 2), ("READER", 2, 0), ("CONTRIBUTOR", 0, 0)] {
        let done = keeper.ask(role, json!({ "id": own, "role": name })).await;
        assert_eq!(
            done["data"]["setMemberRole"],
            json!({ "role": name, "endedLeadCount": ended, "problems": [] })
        );
        assert_eq!(led(own).await, left, "{name}");
    }
    assert_eq!(led(keeping).await, 1);
    let refused = keeper
        .ask(role, json!({ "id": keeping, "role": "READER" }))
        .await;
    assert_eq!(
        refused["data"]["setMemberRole"],
        json!({ "role": null, "endedLeadCount": null, "problems": [{ "code": "INVALID" }] })
    );
    assert_eq!(led(keeping).await, 1);
}

/// Who may do what, and what the others are told.
#[tokio::test]
async fn every_change_of_a_team_is_allowed_and_refused_as_the_table_says() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let mut askers: Vec<(&str, bool, bool, Browser<'_>)> = Vec::new();
    for role in Role::iter() {
        let other = app.member("worcestershire", role).await;
        askers.push(("of another team", false, false, other));
        if role != Role::AreaAdministrator {
            let own = app.member("leicestershire", role).await;
            askers.push(("of the team", true, false, own));
        }
    }
    askers.push(("nobody", false, false, app.browser()));
    askers.push((
        "of no team",
        false,
        false,
        app.somebody("none@example.org", false).await,
    ));
    askers.push((
        "of the site",
        true,
        true,
        app.somebody("site@example.org", true).await,
    ));
    let victim = app
        .member_named("leicestershire", "victim@example.org", Role::Reader)
        .await;
    for (who, sees, may, asker) in &askers {
        let who = format!("{who}: {}", asker.query("{ viewer { email } }").await);
        let team = asker.query(TEAM).await["team"].take();
        assert_eq!(team.is_object(), *sees, "{who}");
        let members = keeper.query(TEAM).await["team"]["members"].take();
        let id = members
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["email"] == "victim@example.org")
            .unwrap()["id"]
            .clone();
        let open = keeper
            .ask(INVITE, invitation("open@example.org", "READER"))
            .await;
        let open = open["data"]["inviteMember"]["invitation"]["id"].clone();
        let nobody = who.starts_with("nobody");
        let missing = Uuid::now_v7().to_string();
        for (name, query, variables, existence_is_private) in [
            (
                "inviteMember",
                INVITE,
                invitation("new@example.org", "READER"),
                false,
            ),
            (
                "redactName",
                "mutation R($area: String!) { redactName(input: {area: $area, text: \"Cath Allison\", note: \"She has asked for it.\"}) { problems { code message } } }",
                json!({ "area": "leicestershire" }),
                false,
            ),
            (
                "setMemberRole",
                "mutation A($id: ID!) { setMemberRole(id: $id, role: READER) { problems { code message } } }",
                json!({ "id": id }),
                true,
            ),
            (
                "resetMemberPassword",
                "mutation B($id: ID!) { resetMemberPassword(id: $id) { problems { code message } } }",
                json!({ "id": id }),
                true,
            ),
            (
                "withdrawInvitation",
                "mutation C($id: ID!) { withdrawInvitation(id: $id) { problems { code message } } }",
                json!({ "id": open }),
                true,
            ),
        ] {
            let answer = asker.ask(query, variables.clone()).await;
            let problems = answer["data"][name]["problems"].clone();
            let expected = match (*may, nobody, *sees || !existence_is_private) {
                (true, _, _) => None,
                (_, true, _) => Some("SIGN_IN_FIRST"),
                (_, _, true) => Some("FORBIDDEN"),
                _ => Some("NOT_FOUND"),
            };
            assert_eq!(
                problems[0]["code"].as_str(),
                expected,
                "{who} {name}: {answer}"
            );
            // Who may not know is told what is told of what does not exist.
            if expected == Some("NOT_FOUND") {
                let made_up = asker.ask(query, json!({ "id": missing })).await;
                let text = |answer: &Value| {
                    answer
                        .to_string()
                        .replace(&missing, "ID")
                        .replace(variables["id"].as_str().unwrap(), "ID")
                };
                assert_eq!(text(&made_up), text(&answer), "{who} {name}");
            }
        }
    }
    drop(victim);
}

#[tokio::test]
async fn an_invitation_gives_nobody_an_account_that_is_there_already() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    // Whoever has never used his own link has no password yet.
    let own = app.account("boss@example.org", true).await;
    let made = keeper
        .ask(INVITE, invitation("boss@example.org", "READER"))
        .await;
    let link = secret(&made["data"]["inviteMember"]["link"]);
    let refused = accept(&app, &link, PASSWORD).await;
    assert_eq!(
        refused["problems"],
        json!([{ "code": "INVALID", "path": ["password"] }])
    );
    let set = "mutation Set($link: String!, $password: String!) {
      setPassword(input: {link: $link, password: $password}) { viewer { isAdministrator } }
    }";
    let boss = app
        .ask(set, json!({ "link": own, "password": PASSWORD }))
        .await;
    assert_eq!(
        boss["data"]["setPassword"]["viewer"]["isAdministrator"],
        true
    );
    let done = accept(&app, &link, PASSWORD).await;
    assert_eq!(done["problems"], json!([]));
}

#[tokio::test]
async fn links_are_good_for_as_long_as_whoever_made_them_may_make_them() {
    let app = TestApp::seeded().await;
    let site = app.somebody("site@example.org", true).await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let other = app
        .member_named("worcestershire", "w@example.org", Role::AreaAdministrator)
        .await;
    app.member_named("leicestershire", "eve@example.org", Role::Reader)
        .await;
    let members = keeper.query(TEAM).await["team"]["members"].take();
    let place = |email: &str| {
        let mut members = members.as_array().unwrap().iter();
        members.find(|one| one["email"] == email).unwrap()["id"].clone()
    };
    let reset =
        "mutation Reset($id: ID!) { resetMemberPassword(id: $id) { link problems { code } } }";
    let own = place("area-administrator@leicestershire.example.org");
    let refused = keeper.ask(reset, json!({ "id": own })).await;
    assert_eq!(
        refused["data"]["resetMemberPassword"]["problems"],
        json!([{ "code": "INVALID" }])
    );
    let eve = place("eve@example.org");
    let made = keeper.ask(reset, json!({ "id": eve })).await;
    let link = secret(&made["data"]["resetMemberPassword"]["link"]);
    let opened = "query Link($link: String!) { passwordLink(link: $link) { email } }";
    let shown = app.ask(opened, json!({ "link": link })).await;
    assert_eq!(shown["data"]["passwordLink"]["email"], "eve@example.org");
    // She joins another team, which is none of his.
    let mut offer = invitation("eve@example.org", "EDITOR");
    offer["area"] = json!("worcestershire");
    let invited = other.ask(INVITE, offer).await;
    let invited = secret(&invited["data"]["inviteMember"]["link"]);
    let joined = accept(&app, &invited, PASSWORD).await;
    assert_eq!(joined["problems"], json!([]));
    let set = "mutation Set($link: String!, $password: String!) {
      setPassword(input: {link: $link, password: $password}) { problems { code } }
    }";
    let refused = app
        .ask(set, json!({ "link": link, "password": PASSWORD }))
        .await;
    assert_eq!(
        refused["data"]["setPassword"]["problems"],
        json!([{ "code": "NOT_FOUND" }])
    );
    // It shows nothing more either.
    let shown = app.ask(opened, json!({ "link": link })).await;
    assert_eq!(shown["data"], json!({ "passwordLink": null }));
    // Whoever is in no team is the site's, and nobody's of a team that he has left.
    app.member_named("leicestershire", "ann@example.org", Role::Reader)
        .await;
    let members = keeper.query(TEAM).await["team"]["members"].take();
    let mut members = members.as_array().unwrap().iter();
    let ann = &members
        .find(|one| one["email"] == "ann@example.org")
        .unwrap()["id"];
    let made = keeper.ask(reset, json!({ "id": ann })).await;
    let link = secret(&made["data"]["resetMemberPassword"]["link"]);
    keeper
        .ask(
            "mutation Remove($id: ID!) { removeMember(id: $id) { problems { code } } }",
            json!({ "id": ann }),
        )
        .await;
    let refused = app
        .ask(set, json!({ "link": link, "password": PASSWORD }))
        .await;
    assert_eq!(
        refused["data"]["setPassword"]["problems"],
        json!([{ "code": "NOT_FOUND" }])
    );
    // He invites a friend, and is taken out before that one accepts.
    let made = keeper
        .ask(
            INVITE,
            invitation("friend@example.org", "AREA_ADMINISTRATOR"),
        )
        .await;
    let link = secret(&made["data"]["inviteMember"]["link"]);
    site.ask(
        "mutation Remove($id: ID!) { removeMember(id: $id) { problems { code } } }",
        json!({ "id": own }),
    )
    .await;
    let refused = accept(&app, &link, PASSWORD).await;
    assert_eq!(
        refused["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["link"] }])
    );
}

#[tokio::test]
async fn no_token_keeps_a_team() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let create = "mutation Create($scope: TokenScope!) { createToken(input: {name: \"Program\", scope: $scope}) { secret } }";
    for scope in ["READ", "WRITE"] {
        let made = keeper.ask(create, json!({ "scope": scope })).await;
        let bearer = format!(
            "Bearer {}",
            made["data"]["createToken"]["secret"].as_str().unwrap()
        );
        let authorized = [("authorization", bearer.as_str())];
        let program = app.browser();
        let refused = program
            .send(INVITE, invitation("eve@example.org", "READER"), &authorized)
            .await;
        let problem = body_json(refused).await["data"]["inviteMember"]["problems"][0].take();
        assert_eq!(problem["code"], "FORBIDDEN");
        assert!(
            problem["message"].as_str().unwrap().contains("token"),
            "{problem}"
        );
        let seen = body_json(program.send(TEAM, json!({}), &authorized).await).await;
        assert_eq!(seen["data"]["team"]["invitations"], json!([]), "{seen}");
    }
}

/// The table itself: every act, role, area and scope.
#[test]
fn the_table_of_permissions_is_kept() {
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let table = [
        (Act::SeeTeam, Role::Reader, Some(Scope::Read)),
        (Act::Comment, Role::Reader, Some(Scope::Write)),
        (Act::UpdateLedAction, Role::Contributor, Some(Scope::Write)),
        (Act::UpdateAction, Role::Editor, Some(Scope::Write)),
        (Act::EditPlan, Role::Editor, Some(Scope::Write)),
        (Act::Judge, Role::Editor, Some(Scope::Write)),
        (Act::SeeDrafts, Role::Reader, Some(Scope::Read)),
        (Act::EditDraft, Role::Editor, Some(Scope::Write)),
        (Act::Publish, Role::AreaAdministrator, Some(Scope::Write)),
        (
            Act::SeeInvitations,
            Role::AreaAdministrator,
            Some(Scope::Read),
        ),
        (Act::KeepTeam, Role::AreaAdministrator, None),
        (Act::Redact, Role::AreaAdministrator, None),
    ];
    assert_eq!(table.map(|(act, ..)| act), Act::ALL);
    for (act, least, needed) in table {
        assert!(!Viewer::default().may(act, own), "{act:?}: nobody may");
        for is_administrator in [false, true] {
            for role in [None].into_iter().chain(Role::iter().map(Some)) {
                for scope in [None, Some(Scope::Read), Some(Scope::Write)] {
                    let person = Person {
                        user: user::Model {
                            id: Uuid::nil(),
                            email: "ada@example.org".to_owned(),
                            name: "Ada".to_owned(),
                            created_at: chrono::Utc::now(),
                            password: None,
                            is_administrator,
                            ended_at: None,
                        },
                        teams: role.map(|role| (own, role)).into_iter().collect(),
                        scope,
                    };
                    let viewer = Viewer::from(person);
                    let in_scope = match scope {
                        None => true,
                        Some(scope) => needed.is_some_and(|needed| {
                            scope.to_value() == needed.to_value() || scope == Scope::Write
                        }),
                    };
                    let case =
                        format!("{act:?} as {role:?}, site {is_administrator}, token {scope:?}");
                    let has_role = role.is_some_and(|role| role >= least);
                    assert_eq!(
                        viewer.may(act, own),
                        in_scope && (has_role || is_administrator),
                        "{case}"
                    );
                    assert_eq!(
                        viewer.may(act, other),
                        in_scope && is_administrator,
                        "{case} elsewhere"
                    );
                    let refused = viewer.allowed(act, other).err();
                    let code = refused.map(|error| error.problems().unwrap()[0].code);
                    let expected = (!viewer.may(act, other)).then_some(Code::Forbidden);
                    assert_eq!(code, expected, "{case}");
                }
            }
        }
    }
}
