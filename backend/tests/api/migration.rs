//! Tables go up and down on both databases, and the database itself refuses what cannot be.

use goldenthread::{database, entity::review::finding};
use migrations::{Migrator, MigratorTrait, SchemaManager};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, QueryOrder, Statement};

use crate::app::TestDatabase;

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
    let steps = Migrator::migrations();
    let later = steps.iter().rev();
    let later = later.take_while(|step| step.name() != "m20261129_000033_finding");
    let back = u32::try_from(later.count() + 1).unwrap();
    Migrator::down(db, Some(back)).await.unwrap();
    assert_eq!(findings.clone().all(db).await.unwrap(), before);
    assert!(refused(db, &say("sufficient-progress")).await);
    Migrator::up(db, None).await.unwrap();
    assert_eq!(findings.all(db).await.unwrap(), before);
    assert!(refused(db, &say("some-progress")).await);
    assert!(!refused(db, &say("sufficient-progress")).await);
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
