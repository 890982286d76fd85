//! Every mutation, made by everybody: what is expected follows from the table alone, which is compared with the domain's.

use goldenthread::{
    domain::permission::{Act, Viewer},
    entity::{area, secret::Scope, user::Role},
};
use serde_json::{Value, json};

use super::{
    database::Writing,
    table::{Needs, ROWS, Row},
    world::{Who, World, made_up},
};
use crate::app::TestApp;

/// What is expected: nothing where it is done, otherwise the code and the place of the only problem.
type Expected = Option<(&'static str, Vec<&'static str>)>;

/// Whether a token may; whoever shows none may.
fn in_scope(who: Who, needed: Option<Scope>) -> bool {
    match (who.scope(), needed) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(own), Some(needed)) => own == needed || own == Scope::Write,
    }
}

fn has_role(who: Who, least: Role) -> bool {
    who == Who::Site || who.role().is_some_and(|own| own >= least)
}

fn expected(row: &Row, who: Who) -> Expected {
    let nobody = Some(("SIGN_IN_FIRST", vec![]));
    let refused = Some(("FORBIDDEN", vec![]));
    // For whoever may not see the team there is nothing of this kind.
    let is_outside = !has_role(who, Role::Reader);
    match (row.needs, who) {
        (Needs::Nothing, _) => None,
        (_, Who::Nobody) => nobody,
        (Needs::Password, _) => who.scope().and(refused),
        (_, _) if is_outside && row.hidden.is_some() => {
            Some(("NOT_FOUND", row.hidden.into_iter().collect()))
        }
        (Needs::Team(_, least, scope), _) => {
            let may = has_role(who, least) && in_scope(who, scope);
            (!may).then_some(refused).flatten()
        }
        (Needs::Leads(_, least, scope), _) => {
            let leads = who == Who::Lead;
            let may = (has_role(who, least) || leads) && in_scope(who, scope);
            (!may)
                .then_some(Some(("FORBIDDEN", vec!["actions", "0"])))
                .flatten()
        }
        // Its author here is the editor, and a token keeps no team.
        (Needs::Wrote, Who::Editor | Who::Keeper | Who::Site) => None,
        (Needs::Wrote, _) => refused,
    }
}

/// That the answer is one problem, with this code and place.
fn is_refused(answer: &Value, row: &Row, code: &str, path: &[&str]) -> bool {
    let payload = &answer["data"][row.name];
    let problems = payload["problems"].as_array().map(Vec::as_slice);
    match problems {
        Some([one]) => {
            one["code"] == code
                && one["path"] == json!(path)
                && one["message"]
                    .as_str()
                    .is_some_and(|words| words.len() > 10)
        }
        _ => false,
    }
}

/// The same request about something that there is not.
fn about_nothing(row: &Row, variables: &Value, field: &str) -> (Value, Value, Value) {
    let pointer = match row.input {
        "" => format!("/{field}"),
        _ => format!("/input/{field}"),
    };
    let mut variables = variables.clone();
    let named = variables.pointer_mut(&pointer).unwrap();
    let (known, unknown) = (named.clone(), made_up(named));
    *named = unknown.clone();
    (variables, known, unknown)
}

#[test]
fn the_table_says_what_the_domain_says() {
    let mut seen = Vec::new();
    for row in ROWS {
        if let Needs::Team(act, least, scope) | Needs::Leads(act, least, scope) = row.needs {
            assert_eq!(act.needs(), (least, scope), "{}", row.name);
            seen.push(act);
        }
    }
    assert_eq!(Act::Comment.needs(), (Role::Reader, Some(Scope::Write)));
    assert_eq!(
        Act::UpdateLedAction.needs(),
        (Role::Contributor, Some(Scope::Write))
    );
    // What nobody does by a mutation is reading.
    for act in Act::ALL {
        let is_read = matches!(act, Act::SeeTeam | Act::SeeDrafts | Act::SeeInvitations);
        let is_led = act == Act::UpdateLedAction;
        assert!(seen.contains(&act) != (is_read || is_led), "{act:?}");
    }
}

#[tokio::test]
async fn those_who_may_not_are_refused_and_write_nothing() {
    let world = World::get().await;
    let app = world.app().await;
    let db = &app.database.db;
    let before = world.tables.contents(db, i64::MAX).await;
    let counts = world.tables.counts(db).await;
    let version = app.query("{ dataVersion }").await;
    let mut tried = 0;
    for row in ROWS {
        for who in Who::ALL {
            let Some((code, path)) = expected(row, who) else {
                continue;
            };
            let asker = world.asker(row.area, who);
            for variables in row.inputs(world, asker) {
                let place = format!("{} by {who:?}", row.name);
                let (status, answer) = world.send(&app, asker, row.name, &variables).await;
                assert_eq!(status, 200, "{place}: {answer}");
                assert!(
                    is_refused(&answer, row, code, &path),
                    "{place}: {code} {path:?} and not {answer}"
                );
                assert_eq!(world.tables.counts(db).await, counts, "{place}");
                tried += 1;
                if let Some(field) = row.hidden.filter(|_| code == "NOT_FOUND") {
                    let (nothing, known, unknown) = about_nothing(row, &variables, field);
                    let (_, missing) = world.send(&app, asker, row.name, &nothing).await;
                    let (known, unknown) = (known.to_string(), unknown.to_string());
                    assert_eq!(
                        answer.to_string().replace(&known, "…"),
                        missing.to_string().replace(&unknown, "…"),
                        "{place}"
                    );
                }
            }
        }
    }
    assert!(tried > 200, "{tried}");
    assert_eq!(world.tables.contents(db, i64::MAX).await, before);
    assert_eq!(app.query("{ dataVersion }").await, version);
}

/// What the domain says of somebody, beside what the table expects.
async fn agrees(world: &World, app: &TestApp, row: &Row, who: Who) {
    let (Needs::Team(act, ..), Some(person)) = (row.needs, world.person(app, row.area, who).await)
    else {
        return;
    };
    let db = &app.database.db;
    let area = goldenthread::domain::list::at::<area::Entity>(db, row.area.path()).await;
    let may = Viewer::from(person).may(act, area.unwrap().id);
    assert_eq!(may, expected(row, who).is_none(), "{} {who:?}", row.name);
}

#[tokio::test]
async fn those_who_may_do_and_something_is_written() {
    let world = World::get().await;
    let shared = world.app().await;
    for row in ROWS {
        for who in Who::ALL {
            agrees(world, &shared, row, who).await;
            if expected(row, who).is_some() {
                continue;
            }
            let asker = world.asker(row.area, who);
            // Each on records that nobody has changed.
            let app = world.app().await;
            let mut writing = Writing::of(world, &app).await;
            let variables = row.inputs(world, asker).swap_remove(0);
            let (status, answer) = world.send(&app, asker, row.name, &variables).await;
            let place = format!("{} by {who:?}: {answer}", row.name);
            assert_eq!(status, 200, "{place}");
            assert_eq!(answer["errors"], Value::Null, "{place}");
            let payload = &answer["data"][row.name];
            assert_eq!(payload["problems"], json!([]), "{place}");
            assert_eq!(payload["__typename"], row.payload, "{place}");
            // A link is made while nobody waits for it, and who is signed out already is so.
            let is_silent = row.name == "requestPasswordReset"
                || row.name == "signOut" && asker.cookie.is_none();
            assert!(is_silent || writing.is_done(world, &app).await, "{place}");
        }
    }
}

/// What is of an account alone, and what is of the whole site.
#[tokio::test]
async fn nobody_touches_what_is_of_another_account_or_of_every_area() {
    let world = World::get().await;
    let app = world.app().await;
    let row = |name: &str| ROWS.iter().find(|row| row.name == name).unwrap();
    let revoke = row("revokeToken");
    let keeper = world.giver(revoke);
    let others = json!({ "id": world.id("tokenElsewhere") });
    let (_, answer) = world.send(&app, keeper, "revokeToken", &others).await;
    assert!(
        is_refused(&answer, revoke, "NOT_FOUND", &["id"]),
        "{answer}"
    );
    let (nothing, ..) = about_nothing(revoke, &others, "id");
    let (_, missing) = world.send(&app, keeper, "revokeToken", &nothing).await;
    assert_eq!(answer, missing);
    let redact = row("redactName");
    for who in Who::ALL {
        let asker = world.asker(redact.area, who);
        let mut variables = redact.inputs(world, asker).swap_remove(0);
        variables["input"]["area"] = Value::Null;
        let app = world.app().await;
        let (_, answer) = world.send(&app, asker, "redactName", &variables).await;
        let is_done = answer["data"]["redactName"]["problems"] == json!([]);
        match who {
            Who::Site => assert!(is_done, "{answer}"),
            Who::Nobody => assert!(
                is_refused(&answer, redact, "SIGN_IN_FIRST", &[]),
                "{answer}"
            ),
            _ => assert!(
                is_refused(&answer, redact, "FORBIDDEN", &[]),
                "{who:?}: {answer}"
            ),
        }
    }
}
