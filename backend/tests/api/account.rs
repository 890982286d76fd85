//! Accounts: signing in and out, links, tokens, and what of it nobody else is told.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use goldenthread::{
    domain::account::{self, New},
    entity::secret,
    graphql::Limits,
    http::{self, Site},
};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::app::{Browser, PASSWORD, TestApp, TestDatabase, body_json};

const VIEWER: &str = "{ viewer { email name isAdministrator memberships { role area { path } } tokens { name scope } } }";
const SIGN_IN: &str = "mutation SignIn($email: String!, $password: String!) {
  signIn(input: {email: $email, password: $password}) { viewer { email } problems { code path message } }
}";
const CHANGE: &str = "mutation Change($current: String!, $password: String!) {
  changePassword(input: {current: $current, password: $password}) { viewer { email } problems { code path } }
}";
const CREATE_TOKEN: &str = "mutation Create($scope: TokenScope!, $name: String!) {
  createToken(input: {name: $name, scope: $scope}) { secret token { id } problems { code path } }
}";

fn with(email: &str, password: &str) -> Value {
    json!({ "email": email, "password": password })
}

#[tokio::test]
async fn nobody_is_signed_in_until_somebody_signs_in() {
    let app = TestApp::seeded().await;
    assert_eq!(app.query(VIEWER).await, json!({ "viewer": null }));
    let ada = app.somebody("Ada@Example.org", false).await;
    let viewer = ada.query(VIEWER).await["viewer"].take();
    assert_eq!(viewer["email"], "ada@example.org");
    assert_eq!(viewer["isAdministrator"], false);
    assert_eq!(viewer["memberships"], json!([]));
    // The address is written as anybody likes, and the cookie of one browser is none of another.
    let other = app.browser();
    let done = other
        .ask(SIGN_IN, with(" ADA@example.org ", PASSWORD))
        .await;
    assert_eq!(done["data"]["signIn"]["problems"], json!([]));
    assert_eq!(app.query(VIEWER).await, json!({ "viewer": null }));
}

#[tokio::test]
async fn a_cookie_is_for_browsers_only_and_over_https_for_https_only() {
    for (public, expected) in [
        (None, "session="),
        (Some("https://plans.example.org"), "session="),
    ] {
        let database = TestDatabase::seeded().await;
        let (_, link) = account::create(
            &database.db,
            New {
                email: "ada@example.org",
                name: "Ada",
                is_administrator: false,
            },
            None,
        )
        .await
        .unwrap();
        let site = Site {
            origins: Vec::new(),
            public: public.map(|url| url.parse().unwrap()),
            mailer: None,
        };
        let router = http::router(http::App::new(database.db.clone(), Limits::default(), site));
        let query = format!(
            "mutation {{ setPassword(input: {{link: \"{}\", password: \"{PASSWORD}\"}}) {{ problems {{ message }} }} }}",
            link.secret
        );
        let request = Request::post("/graphql")
            .header("content-type", "application/json")
            .body(Body::from(json!({ "query": query }).to_string()))
            .unwrap();
        let response = router.oneshot(request).await.unwrap();
        let cookie = response.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(cookie.starts_with(expected), "{cookie}");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=604800"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert_eq!(cookie.contains("Secure"), public.is_some(), "{cookie}");
        assert_eq!(response.headers()["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_told_the_same() {
    let app = TestApp::seeded().await;
    app.somebody("ada@example.org", false).await;
    let wrong = app
        .ask(SIGN_IN, with("ada@example.org", "not the password"))
        .await;
    let unknown = app
        .ask(SIGN_IN, with("eve@example.org", "not the password"))
        .await;
    assert_eq!(wrong, unknown);
    assert_eq!(wrong["data"]["signIn"]["viewer"], Value::Null);
    assert_eq!(wrong["data"]["signIn"]["problems"][0]["code"], "INVALID");
    assert_eq!(
        wrong["data"]["signIn"]["problems"][0]["path"],
        json!(["password"])
    );
}

#[tokio::test]
async fn passwords_cannot_be_guessed_by_trying() {
    let app = TestApp::seeded().await;
    app.somebody("ada@example.org", false).await;
    for _ in 0..10 {
        let tried = app.ask(SIGN_IN, with("ada@example.org", "wrong")).await;
        assert_eq!(tried["data"]["signIn"]["problems"][0]["code"], "INVALID");
    }
    // Not even the right one is looked at then, wherever the attempts stand in a query.
    let tried = app.ask(SIGN_IN, with("ada@example.org", PASSWORD)).await;
    assert_eq!(tried["data"]["signIn"]["problems"][0]["code"], "TRY_LATER");
    // It is nobody else's affair.
    app.somebody("bob@example.org", false).await;
}

#[tokio::test]
async fn a_link_sets_one_password_once() {
    let app = TestApp::seeded().await;
    let link = app.account("ada@example.org", false).await;
    let query = "mutation Set($link: String!, $password: String!) {
      setPassword(input: {link: $link, password: $password}) { viewer { email } problems { code path } }
    }";
    let set =
        |link: &str, password: &str| app.ask(query, json!({ "link": link, "password": password }));
    for (password, code) in [
        ("short", "TOO_SHORT"),
        (&*"long".repeat(100), "TOO_LONG"),
        ("aaaaaaaaaaaaaaa", "INVALID"),
        ("123456789012", "INVALID"),
        ("Password1234", "INVALID"),
        ("ada@example.org", "INVALID"),
    ] {
        let refused = set(&link, password).await;
        assert_eq!(
            refused["data"]["setPassword"]["problems"],
            json!([{ "code": code, "path": ["password"] }])
        );
    }
    let done = set(&link, PASSWORD).await;
    assert_eq!(
        done["data"]["setPassword"]["viewer"]["email"],
        "ada@example.org"
    );
    let again = set(&link, "another password").await;
    assert_eq!(
        again["data"]["setPassword"]["problems"],
        json!([{ "code": "NOT_FOUND", "path": ["link"] }])
    );
    let made_up = set("", "another password").await;
    assert_eq!(made_up["data"], again["data"]);
    // One that is too old is one that never was.
    let late = app.account("bob@example.org", false).await;
    app.execute("UPDATE link SET expires_at = '2020-01-01 00:00:00+00:00'")
        .await;
    let refused = set(&late, PASSWORD).await;
    assert_eq!(refused["data"], again["data"]);
}

#[tokio::test]
async fn whoever_has_a_link_sees_whose_password_it_sets_as_long_as_it_does() {
    let app = TestApp::seeded().await;
    let query = "query Link($link: String!) { passwordLink(link: $link) { name email } }";
    let opened = async |link: &str| {
        let answer = app.browser().ask(query, json!({ "link": link })).await;
        assert_eq!(answer["errors"], Value::Null, "{answer}");
        answer["data"]["passwordLink"].clone()
    };
    let link = app.account("ada@example.org", false).await;
    let own = json!({ "name": "ada", "email": "ada@example.org" });
    // To look at it does not use it, and the whole address is as good as its secret.
    assert_eq!(opened(&link).await, own);
    let address = format!("https://plans.example.org/set-password#{link}");
    assert_eq!(opened(&address).await, own);
    for made_up in ["", "made up", &link[1..]] {
        assert_eq!(opened(made_up).await, Value::Null, "{made_up}");
    }
    // The answer is kept nowhere, and neither is the question.
    let text = format!("{{ passwordLink(link: \"{link}\") {{ email }} }}");
    let body = || Body::from(json!({ "query": text }).to_string());
    let post = |path: &str| {
        Request::post(path)
            .header("content-type", "application/json")
            .body(body())
            .unwrap()
    };
    let response = app.send(post("/graphql")).await;
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers().get("etag"), None);
    let refused = app.send(post("/permalink")).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let refused = body_json(refused).await.to_string();
    assert!(!refused.contains("ada@"), "{refused}");
    // Used, and too old.
    let set = "mutation Set($link: String!, $password: String!) {
      setPassword(input: {link: $link, password: $password}) { problems { code } }
    }";
    let done = app
        .ask(set, json!({ "link": link, "password": PASSWORD }))
        .await;
    assert_eq!(done["data"]["setPassword"]["problems"], json!([]));
    assert_eq!(opened(&link).await, Value::Null);
    let late = app.account("bob@example.org", false).await;
    app.execute("UPDATE link SET expires_at = '2020-01-01 00:00:00+00:00'")
        .await;
    assert_eq!(opened(&late).await, Value::Null);
}

#[tokio::test]
async fn signing_out_everywhere_and_another_password_end_all_other_sessions() {
    let app = TestApp::seeded().await;
    let here = app.somebody("ada@example.org", false).await;
    let there = app.browser();
    there.ask(SIGN_IN, with("ada@example.org", PASSWORD)).await;
    let wrong = json!({ "current": "wrong", "password": "another password" });
    let refused = here.ask(CHANGE, wrong).await;
    assert_eq!(
        refused["data"]["changePassword"]["problems"],
        json!([{ "code": "INVALID", "path": ["current"] }])
    );
    assert_eq!(
        there.query(VIEWER).await["viewer"]["email"],
        "ada@example.org"
    );
    let changed = here
        .ask(
            CHANGE,
            json!({ "current": PASSWORD, "password": "another password" }),
        )
        .await;
    assert_eq!(changed["data"]["changePassword"]["problems"], json!([]));
    assert_eq!(there.query(VIEWER).await["viewer"], Value::Null);
    assert_eq!(
        here.query(VIEWER).await["viewer"]["email"],
        "ada@example.org"
    );
    let old = app.ask(SIGN_IN, with("ada@example.org", PASSWORD)).await;
    assert_eq!(old["data"]["signIn"]["problems"][0]["code"], "INVALID");
    there
        .ask(SIGN_IN, with("ada@example.org", "another password"))
        .await;
    assert_eq!(
        there.query(VIEWER).await["viewer"]["email"],
        "ada@example.org"
    );
    there
        .ask("mutation { signOut { problems { code } } }", json!({}))
        .await;
    assert_eq!(there.query(VIEWER).await["viewer"], Value::Null);
    assert_eq!(
        here.query(VIEWER).await["viewer"]["email"],
        "ada@example.org"
    );
    there
        .ask(SIGN_IN, with("ada@example.org", "another password"))
        .await;
    there
        .ask(
            "mutation { signOut(everywhere: true) { problems { code } } }",
            json!({}),
        )
        .await;
    assert_eq!(here.query(VIEWER).await["viewer"], Value::Null);
}

#[tokio::test]
async fn a_session_and_an_account_may_end() {
    let app = TestApp::seeded().await;
    let ada = app.somebody("ada@example.org", false).await;
    app.execute("UPDATE session SET expires_at = '2020-01-01 00:00:00+00:00'")
        .await;
    assert_eq!(ada.query(VIEWER).await["viewer"], Value::Null);
    ada.ask(SIGN_IN, with("ada@example.org", PASSWORD)).await;
    assert_eq!(
        ada.query(VIEWER).await["viewer"]["email"],
        "ada@example.org"
    );
    app.execute("UPDATE \"user\" SET ended_at = '2020-01-01 00:00:00+00:00'")
        .await;
    assert_eq!(ada.query(VIEWER).await["viewer"], Value::Null);
    let gone = ada.ask(SIGN_IN, with("ada@example.org", PASSWORD)).await;
    assert_eq!(gone["data"]["signIn"]["problems"][0]["code"], "INVALID");
}

#[tokio::test]
async fn other_peoples_pages_change_nothing_and_see_nothing() {
    let app = TestApp::seeded().await;
    let ada = app.somebody("ada@example.org", false).await;
    let sign_out = "mutation { signOut { problems { code } } }";
    let evil = [
        ("origin", "https://evil.example"),
        ("host", "plans.example.org"),
    ];
    let refused = ada.send(sign_out, json!({}), &evil).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    // Nor does it sign anybody in under a name of its own.
    let refused = ada
        .send(SIGN_IN, with("eve@example.org", PASSWORD), &evil)
        .await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    let seen = ada.send(VIEWER, json!({}), &evil).await;
    assert_eq!(body_json(seen).await["data"]["viewer"], Value::Null);
    // Its own page, and one that is allowed by name.
    for origin in ["http://plans.example.org", "https://page.example"] {
        let seen = ada
            .send(
                VIEWER,
                json!({}),
                &[("origin", origin), ("host", "plans.example.org")],
            )
            .await;
        assert_eq!(
            body_json(seen).await["data"]["viewer"]["email"],
            "ada@example.org",
            "{origin}"
        );
    }
}

#[tokio::test]
async fn what_somebody_sees_is_kept_nowhere() {
    let app = TestApp::seeded().await;
    let ada = app.somebody("ada@example.org", false).await;
    let private = ada.send(VIEWER, json!({}), &[]).await;
    assert_eq!(private.headers()["cache-control"], "no-store");
    assert!(!private.headers().contains_key("etag"));
    let query = "/graphql?query=%7B%20viewer%20%7B%20email%20%7D%20%7D";
    let get = |cookie: Option<String>| {
        let mut request = Request::get(query);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        app.send(request.body(Body::empty()).unwrap())
    };
    let private = get(ada.cookie()).await;
    assert_eq!(private.headers()["cache-control"], "no-store");
    assert!(!private.headers().contains_key("etag"));
    assert_eq!(
        body_json(private).await["data"]["viewer"]["email"],
        "ada@example.org"
    );
    let public = get(None).await;
    assert!(public.headers().contains_key("etag"));
    assert_eq!(public.headers()["vary"], "accept, cookie, authorization");
    assert_eq!(body_json(public).await["data"]["viewer"], Value::Null);
    // Nor does a file or a permalink say who asked for it.
    let kept = Request::post("/permalink")
        .header("content-type", "application/json")
        .header("cookie", ada.cookie().unwrap())
        .body(Body::from(json!({ "query": VIEWER }).to_string()))
        .unwrap();
    let kept = body_json(app.send(kept).await).await;
    let id = kept["id"].as_str().unwrap();
    let kept = app
        .send(
            Request::get(format!("/permalink/{id}"))
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert_eq!(body_json(kept).await["data"]["viewer"], Value::Null);
}

#[tokio::test]
async fn a_token_is_told_once_and_is_good_for_what_it_says() {
    let app = TestApp::seeded().await;
    let ada = app.somebody("ada@example.org", false).await;
    let hostile = ada
        .ask(
            CREATE_TOKEN,
            json!({ "scope": "READ", "name": " \u{202E} " }),
        )
        .await;
    assert_eq!(
        hostile["data"]["createToken"]["problems"],
        json!([{ "code": "INVALID", "path": ["name"] }])
    );
    let made = ada
        .ask(CREATE_TOKEN, json!({ "scope": "READ", "name": "Figures" }))
        .await;
    let made = &made["data"]["createToken"];
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("gt_") && secret.len() > 40);
    assert_eq!(
        ada.query(VIEWER).await["viewer"]["tokens"],
        json!([{ "name": "Figures", "scope": "READ" }])
    );
    let bearer = format!("Bearer {secret}");
    let authorized = [("authorization", bearer.as_str())];
    let program = app.browser();
    let with_token =
        |query: &'static str, variables: Value| program.send(query, variables, &authorized);
    let seen = body_json(with_token(VIEWER, json!({})).await).await;
    assert_eq!(seen["data"]["viewer"]["email"], "ada@example.org");
    assert_eq!(seen["data"]["viewer"]["tokens"], json!([]));
    // It makes no other, and has nothing to do with passwords.
    let more =
        body_json(with_token(CREATE_TOKEN, json!({ "scope": "WRITE", "name": "More" })).await)
            .await;
    assert_eq!(
        more["data"]["createToken"]["problems"][0]["code"],
        "FORBIDDEN"
    );
    let change = json!({ "current": PASSWORD, "password": "another password" });
    let changed = body_json(with_token(CHANGE, change).await).await;
    assert_eq!(
        changed["data"]["changePassword"]["problems"][0]["code"],
        "FORBIDDEN"
    );
    let revoke = "mutation Revoke($id: ID!) { revokeToken(id: $id) { problems { code } } }";
    let bob = app.somebody("bob@example.org", false).await;
    let foreign = bob.ask(revoke, json!({ "id": made["token"]["id"] })).await;
    assert_eq!(
        foreign["data"]["revokeToken"]["problems"],
        json!([{ "code": "NOT_FOUND" }])
    );
    let revoked = ada.ask(revoke, json!({ "id": made["token"]["id"] })).await;
    assert_eq!(revoked["data"]["revokeToken"]["problems"], json!([]));
    let refused = with_token(VIEWER, json!({})).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn whoever_reads_the_database_can_sign_in_as_nobody() {
    let app = TestApp::seeded().await;
    let ada = app.somebody("ada@example.org", false).await;
    let token = ada
        .ask(CREATE_TOKEN, json!({ "scope": "READ", "name": "Figures" }))
        .await;
    let token = token["data"]["createToken"]["secret"]
        .as_str()
        .unwrap()
        .to_owned();
    let link = app.account("bob@example.org", false).await;
    let db = &app.database.db;
    let mut kept = format!(
        "{:?}",
        goldenthread::entity::user::Entity::find()
            .all(db)
            .await
            .unwrap()
    );
    kept += &format!(
        "{:?}",
        secret::session::Entity::find().all(db).await.unwrap()
    );
    kept += &format!("{:?}", secret::link::Entity::find().all(db).await.unwrap());
    kept += &format!("{:?}", secret::token::Entity::find().all(db).await.unwrap());
    assert!(kept.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
    let cookie = ada.cookie().unwrap();
    let cookie = cookie.split_once('=').unwrap().1;
    for secret in [PASSWORD, &token, &link, cookie] {
        assert!(!kept.contains(secret), "{secret} is kept as it is");
    }
}

#[tokio::test]
async fn what_was_cannot_be_changed_and_changes_are_sent_with_post() {
    let app = TestApp::seeded().await;
    let error = app
        .error("mutation @asOf(version: 0) { signOut { problems { code } } }")
        .await;
    assert!(
        error["message"].as_str().unwrap().contains("asOf"),
        "{error}"
    );
    let query =
        "/graphql?query=mutation%20%7B%20signOut%20%7B%20problems%20%7B%20code%20%7D%20%7D%20%7D";
    let refused = app
        .send(Request::get(query).body(Body::empty()).unwrap())
        .await;
    assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_account_costs_three_statements_and_nobody_none() {
    let app = TestApp::seeded().await;
    let ada = app.somebody("ada@example.org", false).await;
    let (_, nobody) = app.counted("{ viewer { email } }").await;
    assert_eq!(nobody, 0);
    let before = app.statements();
    ada.query("{ viewer { email } }").await;
    // The session, the account, its memberships.
    assert_eq!(app.statements() - before, 3);
}

#[tokio::test]
async fn a_change_is_one_field_of_one_request() {
    let app = TestApp::seeded().await;
    for query in [
        "mutation { a: signOut { problems { code } } b: signOut { problems { code } } }",
        "mutation { ...A } fragment A on Mutation { signOut { problems { code } } }",
    ] {
        let error = app.error(query).await;
        let words = error["message"].as_str().unwrap();
        assert!(
            words.starts_with("A mutation has exactly one field"),
            "{words}"
        );
    }
}

#[tokio::test]
async fn a_link_that_is_used_by_two_at_once_is_used_by_one() {
    let app = TestApp::seeded().await;
    let link = app.account("ada@example.org", false).await;
    let query = "mutation Set($link: String!, $password: String!) {
      setPassword(input: {link: $link, password: $password}) { problems { code } }
    }";
    let tries = [
        "four words of mine",
        "five other words here",
        "six words to be sure of",
    ];
    let tries = tries.map(|password| app.ask(query, json!({ "link": link, "password": password })));
    let done = futures_util::future::join_all(tries).await;
    let good = done
        .iter()
        .filter(|one| one["data"]["setPassword"]["problems"] == json!([]));
    assert_eq!(good.count(), 1, "{done:?}");
}

#[tokio::test]
async fn what_nobody_can_be_called_is_nobody() {
    let app = TestApp::seeded().await;
    for email in [
        "a\u{0}@example.org",
        "",
        "' OR 1=1; --",
        &*"a".repeat(5_000),
    ] {
        let refused = app.ask(SIGN_IN, with(email, "whatever it is")).await;
        assert_eq!(
            refused["data"]["signIn"]["problems"][0]["code"], "INVALID",
            "{refused}"
        );
    }
}

#[tokio::test]
async fn signing_in_again_is_another_session() {
    let app = TestApp::seeded().await;
    let ada: Browser<'_> = app.somebody("ada@example.org", false).await;
    app.somebody("bob@example.org", false).await;
    let first = ada.cookie();
    ada.ask(SIGN_IN, with("bob@example.org", PASSWORD)).await;
    assert_ne!(ada.cookie(), first);
    assert_eq!(
        ada.query(VIEWER).await["viewer"]["email"],
        "bob@example.org"
    );
    let old = app.browser_with(first);
    assert_eq!(old.query(VIEWER).await["viewer"], Value::Null);
}
