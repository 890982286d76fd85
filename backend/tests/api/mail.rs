//! Mails, as a mail server gets them: over SMTP, from the server under test.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use goldenthread::{entity::user::Role, graphql::Limits, mail::Mailer};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::app::{PASSWORD, TestApp, body_json};

const PAGE: &str = "https://plans.example.org";
const INVITE: &str = "mutation Invite($input: InviteMemberInput!) {
  inviteMember(input: $input) { link mailed invitation { name } problems { code } }
}";
const RESET: &str = "mutation Reset($id: ID!) {
  resetMemberPassword(id: $id) { link mailed problems { code } }
}";
const REQUEST: &str = "mutation Request($email: String!) {
  requestPasswordReset(input: {email: $email}) { problems { code path message } }
}";
const SET: &str = "mutation Set($link: String!, $password: String!) {
  setPassword(input: {link: $link, password: $password}) { viewer { email } problems { code path } }
}";

/// What a mail server does with what it is sent.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    /// It takes every mail.
    Takes,
    /// It knows no such recipient.
    Refuses,
    /// It says nothing at all.
    Hangs,
}

/// A mail that was taken: what was said of it, and its bytes.
#[derive(Clone, Debug)]
struct Taken {
    /// The commands before it.
    said: Vec<String>,
    bytes: String,
}

impl Taken {
    /// The value of a header, with its folds taken out.
    fn header(&self, name: &str) -> String {
        let (head, _) = self.bytes.split_once("\r\n\r\n").unwrap();
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        let found: Vec<_> = lines.by_ref().filter(|(key, _)| *key == name).collect();
        assert_eq!(found.len(), 1, "{name} in {head}");
        found[0].1.to_owned()
    }

    /// The text as somebody reads it.
    fn text(&self) -> String {
        let (_, body) = self.bytes.split_once("\r\n\r\n").unwrap();
        let body = match self.header("Content-Transfer-Encoding").as_str() {
            "quoted-printable" => unquoted(body),
            "7bit" => body.to_owned(),
            other => panic!("nobody reads {other} here"),
        };
        body.replace("\r\n", "\n")
    }

    /// The path of the page that its only link names.
    fn link(&self) -> String {
        let text = self.text();
        let links: Vec<_> = text.lines().filter(|line| line.starts_with(PAGE)).collect();
        assert_eq!(links.len(), 1, "{text}");
        links[0].trim_start_matches(PAGE).to_owned()
    }
}

/// What quoted-printable stands for.
fn unquoted(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'=', [a, b, tail @ ..]) => {
                let hex = [*a, *b];
                let hex = std::str::from_utf8(&hex).unwrap();
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                rest = tail;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A mail server.
struct Post {
    url: String,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Post {
    async fn open(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let taken: Arc<Mutex<Vec<Taken>>> = Arc::default();
        let kept = taken.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let kept = kept.clone();
                tokio::spawn(async move { talk(stream, manner, &kept).await });
            }
        });
        Self { url, taken }
    }

    /// A server that sends its mails here.
    async fn app(&self) -> TestApp {
        self.app_with(Limits::default()).await
    }

    async fn app_with(&self, limits: Limits) -> TestApp {
        let mailer = Mailer::new(&self.url, "Golden Thread <plans@example.org>", PAGE).unwrap();
        TestApp::mailing(limits, Some(mailer)).await
    }

    fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    /// The mails, once there are so many.
    async fn wait(&self, count: usize) -> Vec<Taken> {
        let begun = Instant::now();
        while self.taken().len() < count {
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "{:?}",
                self.taken()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.taken()
    }
}

/// One conversation, as RFC 5321 has it.
async fn talk(stream: TcpStream, manner: Manner, kept: &Mutex<Vec<Taken>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    if manner == Manner::Hangs {
        tokio::time::sleep(Duration::from_secs(60)).await;
        return None;
    }
    let mut said = Vec::new();
    stream.write_all(b"220 post.example.org\r\n").await.ok()?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        let verb = line.split([' ', ':']).next().unwrap().to_uppercase();
        said.push(line);
        let answer = match (verb.as_str(), manner) {
            ("EHLO", _) => "250-post.example.org\r\n250 8BITMIME\r\n",
            ("RCPT", Manner::Refuses) => "550 5.1.1 There is nobody of that name\r\n",
            ("QUIT", _) => "221 Bye\r\n",
            ("DATA", _) => {
                stream.write_all(b"354 Go on\r\n").await.ok()?;
                let mut bytes = String::new();
                while !bytes.ends_with("\r\n.\r\n") {
                    if stream.read_line(&mut bytes).await.ok()? == 0 {
                        return None;
                    }
                }
                let bytes = bytes.trim_end_matches(".\r\n").replace("\r\n..", "\r\n.");
                let said = std::mem::take(&mut said);
                kept.lock().unwrap().push(Taken { said, bytes });
                "250 Taken\r\n"
            }
            _ => "250 Good\r\n",
        };
        stream.write_all(answer.as_bytes()).await.ok()?;
    }
}

fn invitation(email: &str, name: &str) -> Value {
    json!({ "input": { "area": "leicestershire", "email": email, "name": name, "role": "EDITOR" } })
}

fn secret(link: &str) -> &str {
    link.split_once('#').unwrap().1
}

#[tokio::test]
async fn an_invitation_is_mailed_and_its_link_is_the_one_that_is_told() {
    let post = Post::open(Manner::Takes).await;
    let app = post.app().await;
    assert_eq!(app.query("{ sendsMail }").await["sendsMail"], true);
    let keeper = app
        .member_named("leicestershire", "ada@example.org", Role::AreaAdministrator)
        .await;
    let made = keeper
        .ask(INVITE, invitation("Eve@Example.org", "Ève Smith"))
        .await;
    let made = &made["data"]["inviteMember"];
    assert_eq!(made["mailed"], true, "{made}");
    let [mail] = &post.taken()[..] else {
        panic!("{:?}", post.taken());
    };
    let said = mail.said.join("\n");
    assert!(said.starts_with("EHLO plans.example.org\n"), "{said}");
    assert!(said.contains("MAIL FROM:<plans@example.org>"), "{said}");
    assert!(said.contains("RCPT TO:<eve@example.org>"), "{said}");
    assert_eq!(mail.header("From"), "\"Golden Thread\" <plans@example.org>");
    assert_eq!(
        mail.header("To"),
        "=?utf-8?b?w4h2ZSBTbWl0aA==?= <eve@example.org>"
    );
    assert_eq!(
        mail.header("Subject"),
        "ada invites you into the team of Leicestershire on Golden Thread"
    );
    assert_eq!(mail.header("Content-Type"), "text/plain; charset=utf-8");
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    let id = mail.header("Message-ID");
    assert!(id.ends_with("@plans.example.org>"), "{id}");
    assert!(mail.header("Date").ends_with("+0000"));
    assert_eq!(mail.link(), made["link"].as_str().unwrap());
    let text = mail.text();
    for words in [
        "Hello Ève Smith,",
        "ada (ada@example.org) invites you into the team of Leicestershire on Golden Thread, as an editor.",
        "It works once, until ",
        " UTC.",
        "this was not meant for you, do nothing",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let accept = "mutation Accept($link: String!, $password: String!) {
      acceptInvitation(input: {link: $link, password: $password}) { viewer { email } }
    }";
    let link = mail.link();
    let accepted = app
        .ask(
            accept,
            json!({ "link": secret(&link), "password": PASSWORD }),
        )
        .await;
    assert_eq!(
        accepted["data"]["acceptInvitation"]["viewer"]["email"],
        "eve@example.org"
    );
    // What was refused is mailed to nobody.
    let refused = keeper.ask(INVITE, invitation("no address", "Eve")).await;
    assert_eq!(refused["data"]["inviteMember"]["mailed"], Value::Null);
    assert_eq!(post.taken().len(), 1);
}

#[tokio::test]
async fn a_link_of_an_administrator_is_mailed_to_the_member() {
    let post = Post::open(Manner::Takes).await;
    let app = post.app().await;
    let keeper = app
        .member_named("leicestershire", "ada@example.org", Role::AreaAdministrator)
        .await;
    app.member_named("leicestershire", "eve@example.org", Role::Reader)
        .await;
    let team = keeper
        .query("{ team(area: \"leicestershire\") { members { id email } } }")
        .await;
    let id = &team["team"]["members"][1]["id"];
    let made = keeper.ask(RESET, json!({ "id": id })).await;
    let made = &made["data"]["resetMemberPassword"];
    assert_eq!(made["mailed"], true, "{made}");
    let mail = post.taken().remove(0);
    assert_eq!(mail.header("To"), "eve <eve@example.org>");
    assert_eq!(mail.header("Subject"), "A new password for Golden Thread");
    assert_eq!(mail.link(), made["link"].as_str().unwrap());
    let text = mail.text();
    assert!(
        text.contains("ada, who keeps accounts on Golden Thread"),
        "{text}"
    );
    let own = keeper
        .ask(RESET, json!({ "id": team["team"]["members"][0]["id"] }))
        .await;
    assert_eq!(
        own["data"]["resetMemberPassword"],
        json!({ "link": null, "mailed": null, "problems": [{ "code": "INVALID" }] })
    );
    assert_eq!(post.taken().len(), 1);
}

#[tokio::test]
async fn what_no_mail_server_takes_is_written_and_can_be_copied() {
    for (manner, limits, most) in [
        (Manner::Refuses, Limits::default(), 3),
        (Manner::Hangs, Limits::default(), 8),
        // Nor is the answer to what was written late.
        (
            Manner::Hangs,
            Limits {
                seconds: 2,
                ..Limits::default()
            },
            2,
        ),
    ] {
        let post = Post::open(manner).await;
        let app = post.app_with(limits).await;
        let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
        let begun = Instant::now();
        let made = keeper
            .ask(INVITE, invitation("eve@example.org", "Eve"))
            .await;
        assert!(
            begun.elapsed() < Duration::from_secs(most),
            "{:?}",
            begun.elapsed()
        );
        let made = &made["data"]["inviteMember"];
        assert_eq!(made["mailed"], false, "{made}");
        assert_eq!(made["problems"], json!([]));
        assert_eq!(made["invitation"]["name"], "Eve");
        assert!(
            made["link"]
                .as_str()
                .unwrap()
                .starts_with("/accept-invitation#")
        );
        assert_eq!(post.taken().len(), 0);
        let team = keeper
            .query("{ team(area: \"leicestershire\") { invitations { email } } }")
            .await;
        assert_eq!(
            team["team"]["invitations"],
            json!([{ "email": "eve@example.org" }])
        );
    }
}

#[tokio::test]
async fn whoever_has_forgotten_the_password_gets_a_link_that_sets_another_once() {
    let post = Post::open(Manner::Takes).await;
    let app = post.app().await;
    let browser = app.somebody("eve@example.org", false).await;
    let asked = app
        .ask(REQUEST, json!({ "email": " Eve@example.org" }))
        .await;
    assert_eq!(
        asked["data"]["requestPasswordReset"],
        json!({ "problems": [] })
    );
    let mail = post.wait(1).await.remove(0);
    assert_eq!(mail.header("To"), "eve <eve@example.org>");
    let text = mail.text();
    for words in [
        "said on Golden Thread that you have forgotten your password",
        "your account eve@example.org:",
        "If it was not you who asked, do nothing",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Asking alone changes nothing.
    let viewer = "{ viewer { email } }";
    assert_eq!(
        browser.query(viewer).await["viewer"]["email"],
        "eve@example.org"
    );
    let link = mail.link();
    assert!(link.starts_with("/set-password#"), "{link}");
    let new = "nine herons left before breakfast";
    let set = |password: &'static str, link: String| {
        let app = &app;
        async move {
            let variables = json!({ "link": secret(&link), "password": password });
            app.ask(SET, variables).await["data"]["setPassword"].take()
        }
    };
    let done = set(new, link.clone()).await;
    assert_eq!(done["viewer"]["email"], "eve@example.org", "{done}");
    assert_eq!(browser.query(viewer).await["viewer"], Value::Null);
    let gone = json!([{ "code": "NOT_FOUND", "path": ["link"] }]);
    assert_eq!(set(PASSWORD, link).await["problems"], gone);
    // Of two that were asked for the newer is good.
    for _ in 0..2 {
        app.ask(REQUEST, json!({ "email": "eve@example.org" }))
            .await;
        let before = post.taken().len();
        post.wait(before.max(2)).await;
    }
    let mails = post.wait(3).await;
    assert_eq!(set(PASSWORD, mails[1].link()).await["problems"], gone);
    assert_eq!(set(PASSWORD, mails[2].link()).await["problems"], json!([]));
}

#[tokio::test]
async fn an_unknown_address_is_answered_as_a_known_one_and_mailed_nothing() {
    let post = Post::open(Manner::Takes).await;
    let app = post.app().await;
    app.account("eve@example.org", false).await;
    app.account("gone@example.org", false).await;
    app.execute("UPDATE \"user\" SET ended_at = '2020-01-01 00:00:00+00:00' WHERE email = 'gone@example.org'")
        .await;
    let ask = |email: &'static str| {
        let browser = app.browser();
        async move {
            let answer = browser.send(REQUEST, json!({ "email": email }), &[]).await;
            let cookie = answer.headers().get("set-cookie").cloned();
            assert_eq!(cookie, None);
            body_json(answer).await
        }
    };
    let unknown = ask("nobody@example.org").await;
    assert_eq!(
        unknown,
        json!({ "data": { "requestPasswordReset": { "problems": [] } } })
    );
    assert_eq!(ask("gone@example.org").await, unknown);
    assert_eq!(ask("eve@example.org").await, unknown);
    let mails = post.wait(1).await;
    assert_eq!(mails[0].header("To"), "eve <eve@example.org>");
    // Nor is there a difference in how often it may be asked.
    for email in ["nobody@example.org", "eve@example.org"] {
        let codes = [ask(email).await, ask(email).await, ask(email).await]
            .map(|answer| answer["data"]["requestPasswordReset"]["problems"][0]["code"].clone());
        assert_eq!(
            codes,
            [Value::Null, Value::Null, json!("TRY_LATER")],
            "{email}"
        );
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let to: Vec<_> = post
        .wait(3)
        .await
        .iter()
        .map(|mail| mail.header("To"))
        .collect();
    assert_eq!(to, ["eve <eve@example.org>"; 3]);
    // Whoever was refused may still sign in.
    let sign_in = "mutation { signIn(input: {email: \"eve@example.org\", password: \"x\"}) { problems { code } } }";
    assert_eq!(
        app.query(sign_in).await["signIn"]["problems"][0]["code"],
        "INVALID"
    );
}

#[tokio::test]
async fn the_answer_does_not_wait_for_the_mail_server() {
    let post = Post::open(Manner::Hangs).await;
    let app = post.app().await;
    app.account("eve@example.org", false).await;
    let begun = Instant::now();
    let asked = app
        .ask(REQUEST, json!({ "email": "eve@example.org" }))
        .await;
    assert_eq!(asked["data"]["requestPasswordReset"]["problems"], json!([]));
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test]
async fn whoever_merely_knows_an_address_ends_no_link_of_an_administrator() {
    let post = Post::open(Manner::Takes).await;
    let app = post.app().await;
    let link = app.account("eve@example.org", false).await;
    app.ask(REQUEST, json!({ "email": "eve@example.org" }))
        .await;
    let mail = post.wait(1).await.remove(0);
    let done = app
        .ask(SET, json!({ "link": link, "password": PASSWORD }))
        .await;
    assert_eq!(done["data"]["setPassword"]["problems"], json!([]));
    // With the new password both are over; and with the account, those that were asked for.
    let set = |link: String| {
        let app = &app;
        async move {
            let variables = json!({ "link": secret(&link), "password": PASSWORD });
            app.ask(SET, variables).await["data"]["setPassword"]["problems"].take()
        }
    };
    let gone = json!([{ "code": "NOT_FOUND", "path": ["link"] }]);
    assert_eq!(set(mail.link()).await, gone);
    app.ask(REQUEST, json!({ "email": "eve@example.org" }))
        .await;
    let mail = post.wait(2).await.remove(1);
    app.execute("UPDATE \"user\" SET ended_at = '2020-01-01 00:00:00+00:00'")
        .await;
    assert_eq!(set(mail.link()).await, gone);
}

#[tokio::test]
async fn hostile_names_and_addresses_reach_nobody_else() {
    let post = Post::open(Manner::Takes).await;
    let app = post.app().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    for name in ["Eve\r\nBcc: all@example.org", "Eve\nBcc: all@example.org"] {
        let refused = keeper
            .ask(INVITE, invitation("eve@example.org", name))
            .await;
        assert_eq!(
            refused["data"]["inviteMember"]["problems"],
            json!([{ "code": "INVALID" }])
        );
    }
    for name in [
        "Eve\" <all@example.org>, \"",
        "Eve <all@example.org>",
        "=?utf-8?q?Eve=0D=0ABcc:_all=40example.org?=",
    ] {
        let before = post.taken().len();
        let made = keeper
            .ask(INVITE, invitation("eve@example.org", name))
            .await;
        assert_eq!(made["data"]["inviteMember"]["mailed"], true, "{made}");
        let mail = post.taken().remove(before);
        let to: Vec<_> = mail
            .said
            .iter()
            .filter(|line| line.starts_with("RCPT"))
            .collect();
        assert_eq!(to, ["RCPT TO:<eve@example.org>"], "{name}");
        assert!(
            mail.header("To").ends_with("<eve@example.org>"),
            "{}",
            mail.bytes
        );
        let (head, _) = mail.bytes.split_once("\r\n\r\n").unwrap();
        assert!(!head.contains("\r\nBcc"), "{head}");
    }
    let before = post.taken().len();
    for email in [
        "",
        "eve",
        "eve@example.org\r\nRCPT TO:<all@example.org>",
        "eve@example.org,all@example.org",
        "Eve <eve@example.org>",
        "eve@example.org\0",
        &format!("{}@example.org", "e".repeat(300)),
    ] {
        let refused = app.ask(REQUEST, json!({ "email": email })).await;
        let problem = &refused["data"]["requestPasswordReset"]["problems"][0];
        assert_eq!(problem["path"], json!(["email"]), "{email:?}: {refused}");
    }
    assert_eq!(post.taken().len(), before);
}

#[tokio::test]
async fn without_a_mail_server_links_are_told_only() {
    let app = TestApp::seeded().await;
    assert_eq!(app.query("{ sendsMail }").await["sendsMail"], false);
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let made = keeper
        .ask(INVITE, invitation("eve@example.org", "Eve"))
        .await;
    assert_eq!(made["data"]["inviteMember"]["mailed"], Value::Null);
    assert!(made["data"]["inviteMember"]["link"].is_string());
    let refused = app
        .ask(REQUEST, json!({ "email": "eve@example.org" }))
        .await;
    let problem = &refused["data"]["requestPasswordReset"]["problems"][0];
    assert_eq!(problem["code"], "INVALID");
    let words = problem["message"].as_str().unwrap();
    assert!(
        words.contains("Ask the administrator of your team"),
        "{words}"
    );
}
