//! Tables go up and down on both databases, and the database itself refuses what cannot be.

use goldenthread::{
    database,
    entity::{
        action::{self, assignee},
        draft,
        review::finding,
        user::{Role, membership},
    },
};
use migrations::{Migrator, MigratorTrait, SchemaManager};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, Statement,
};
use serde_json::json;

use crate::app::{TestApp, TestDatabase};

const TABLES: &[&str] = &[
    "user",
    "record",
    "change",
    "area",
    "organisation",
    "document",
    "citation",
    "theme",
    "theme_assignment",
    "inspection",
    "plan",
    "plan_party",
    "status_scheme",
    "status_value",
    "strategy_priority",
    "priority_point",
    "weakness",
    "weakness_wording",
    "weakness_state",
    "workstream",
    "workstream_member",
    "workstream_state",
    "action",
    "action_lead",
    "action_decision",
    "measure",
    "observation",
    "review",
    "review_finding",
    "meeting",
    "meeting_organisation",
    "survey",
    "survey_wave",
    "survey_question",
    "survey_result",
    "feedback_item",
    "indicator",
    "indicator_value",
    "glossary_term",
    "data_quality_note",
    "document_line",
    "search_entry",
    "membership",
    "session",
    "invitation",
    "link",
    "token",
    "action_update",
    "action_assignee",
    "receipt",
    "action_due",
    "action_team_lead",
    "action_link",
    "workstream_update",
    "feedback_update",
    "comment",
    "mention",
    "calendar",
    "redaction",
];

async fn existing(db: &DatabaseConnection) -> Vec<&'static str> {
    let manager = SchemaManager::new(db);
    let mut found = Vec::new();
    for table in TABLES {
        if manager.has_table(table).await.unwrap() {
            found.push(*table);
        }
    }
    found
}

#[tokio::test]
async fn every_step_goes_up_and_down_and_up_again() {
    let database = TestDatabase::empty().await;
    let db = &database.db;
    assert_eq!(existing(db).await, [""; 0]);
    Migrator::up(db, None).await.unwrap();
    assert_eq!(existing(db).await, TABLES);
    for _ in Migrator::migrations() {
        Migrator::down(db, Some(1)).await.unwrap();
    }
    assert_eq!(existing(db).await, [""; 0]);
    Migrator::up(db, None).await.unwrap();
    assert_eq!(existing(db).await, TABLES);
}

/// A step that makes a table anew keeps its rows and its rules.
#[tokio::test]
async fn findings_outlive_the_step_that_gives_them_more_words() {
    let database = TestDatabase::seeded().await;
    let db = &database.db;
    let findings = finding::Entity::find().order_by_asc(finding::Column::Id);
    let before = findings.clone().all(db).await.unwrap();
    assert!(!before.is_empty());
    let say = |words: &str| format!("UPDATE review_finding SET finding = '{words}'");
    before_step(db, "m20261129_000033_finding").await;
    assert_eq!(findings.clone().all(db).await.unwrap(), before);
    assert!(refused(db, &say("sufficient-progress")).await);
    Migrator::up(db, None).await.unwrap();
    assert_eq!(findings.all(db).await.unwrap(), before);
    assert!(refused(db, &say("some-progress")).await);
    assert!(!refused(db, &say("sufficient-progress")).await);
}

/// Takes a step back, and all that came after it.
async fn before_step(db: &DatabaseConnection, name: &str) {
    let steps = Migrator::migrations();
    let later = steps.iter().rev();
    let later = later.take_while(|step| step.name() != name);
    let back = u32::try_from(later.count() + 1).unwrap();
    Migrator::down(db, Some(back)).await.unwrap();
}

/// A draft of before takes over what was recorded in its plan since it was begun, and readers of before lead nothing.
#[tokio::test]
async fn drafts_and_leads_of_before_are_as_those_of_now() {
    let app = TestApp::seeded().await;
    let db = &app.database.db;
    let editor = app.member("leicestershire", Role::Editor).await;
    app.member("leicestershire", Role::Reader).await;
    let path = "leicestershire/wsoa-2020";
    let query =
        format!("{{ plan(path: \"{path}\") {{ id }} action(path: \"{path}/1.10\") {{ id }} }}");
    let found = app.query(&query).await;
    let copy =
        "mutation ($input: CopyPlanInput!) { copyPlan(input: $input) { problems { message } } }";
    let say = "mutation ($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) { problems { message } } }";
    for (mutation, input) in [
        (copy, json!({ "plan": found["plan"]["id"] })),
        (
            say,
            json!({ "actions": [{ "id": found["action"]["id"], "expectedVersion": 1 }], "status": { "value": "BLUE" },
                "effectiveOn": "2020-11-05", "note": "The board has seen the minutes." }),
        ),
    ] {
        let answer = editor.ask(mutation, json!({ "input": input })).await;
        assert!(answer.to_string().contains("\"problems\":[]"), "{answer}");
    }
    let begun = draft::Entity::find().one(db).await.unwrap();
    let action = action::Entity::find().filter(action::Column::Path.eq(format!("{path}/1.10")));
    let action = action.one(db).await.unwrap().unwrap().id;
    let members = membership::Entity::find().all(db).await.unwrap();
    for member in &members {
        let lead = assignee::Model {
            action_id: action,
            user_id: member.user_id,
        };
        let lead = assignee::Entity::insert(lead.into_active_model());
        lead.exec_without_returning(db).await.unwrap();
    }
    before_step(db, "m20261130_000034_catch_up").await;
    Migrator::up(db, None).await.unwrap();
    assert_eq!(draft::Entity::find().one(db).await.unwrap(), begun);
    let left = assignee::Entity::find().all(db).await.unwrap();
    let left: Vec<_> = left.into_iter().map(|lead| lead.user_id).collect();
    let editors = members.iter().filter(|member| member.role == Role::Editor);
    let editors: Vec<_> = editors.map(|member| member.user_id).collect();
    assert_eq!((members.len(), left), (2, editors));
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_and_left_alone() {
    let database = TestDatabase::migrated().await;
    database
        .db
        .execute_unprepared(
            "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29990101_000001_future', 0)",
        )
        .await
        .unwrap();
    let refusal = database::migrate(&database.db)
        .await
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("newer version"), "{refusal}");
    assert!(refusal.contains("m29990101_000001_future"), "{refusal}");
    assert_eq!(existing(&database.db).await, TABLES);
}

async fn refused(db: &DatabaseConnection, sql: &str) -> bool {
    db.execute_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .is_err()
}

/// An id as both databases write it.
fn id(db: &DatabaseConnection, digit: char) -> String {
    let digits = digit.to_string().repeat(32);
    match db.get_database_backend() {
        DbBackend::Postgres => format!("'{digits}'"),
        _ => format!("x'{digits}'"),
    }
}

#[tokio::test]
async fn the_database_itself_refuses_dangling_links_unknown_words_and_doubles() {
    let database = TestDatabase::migrated().await;
    let db = &database.db;
    let (a, b) = (id(db, 'a'), id(db, 'b'));
    let area = |id: &str, path: &str, code: &str, kind: &str| {
        format!(
            "INSERT INTO area (id, path, sort_key, name, council, kind, gss_code, region, code_source) \
             VALUES ({id}, '{path}', '{path}', 'A', 'A', '{kind}', '{code}', 'R', 'S')"
        )
    };
    // A record that the register does not know.
    assert!(refused(db, &area(&a, "a", "E1", "county")).await);
    for id in [&a, &b] {
        db.execute_unprepared(&format!(
            "INSERT INTO record (id, kind, version) VALUES ({id}, 'area', 1)"
        ))
        .await
        .unwrap();
    }
    assert!(
        refused(db, &area(&a, "a", "E1", "kingdom")).await,
        "an unknown word"
    );
    assert!(!refused(db, &area(&a, "a", "E1", "county")).await);
    assert!(
        refused(db, &area(&b, "a", "E2", "county")).await,
        "a path twice"
    );
    assert!(
        refused(db, &area(&b, "b", "E1", "county")).await,
        "a code twice"
    );
}
