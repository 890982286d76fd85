//! Keys: what is sent twice, because the answer to the first was lost, is made once.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{
    database::{Counts, Writing},
    table::{ROWS, Row},
    world::World,
};
use crate::app::TestApp;

fn keyed(world: &World) -> Vec<&'static Row> {
    let rows: Vec<_> = ROWS.iter().filter(|row| row.has_key(world)).collect();
    assert!(rows.len() > 20, "{}", rows.len());
    rows
}

/// A mutation as it is sent, once for each of its inputs.
async fn answers(world: &World, app: &TestApp, row: &Row, number: usize, key: &str) -> Value {
    let asker = world.giver(row);
    let mut variables = row.inputs(world, asker).swap_remove(number);
    variables["input"]["key"] = json!(key);
    let (_, mut answer) = world.send(app, asker, row.name, &variables).await;
    assert_eq!(answer["errors"], Value::Null, "{}: {answer}", row.name);
    answer["data"][row.name].take()
}

async fn counts(world: &World, app: &TestApp) -> Counts {
    world.tables.counts(&app.database.db).await
}

#[tokio::test]
async fn what_is_sent_twice_under_a_key_is_written_once() {
    let world = World::get().await;
    for row in keyed(world) {
        let all = row.inputs(world, world.giver(row)).len();
        for number in 0..all {
            let app = world.app().await;
            let first = answers(world, &app, row, number, "again").await;
            assert_eq!(first["problems"], json!([]), "{}", row.name);
            let mut writing = Writing::of(world, &app).await;
            let second = answers(world, &app, row, number, "again").await;
            assert_eq!(second, first, "{}", row.name);
            assert!(!writing.is_done(world, &app).await, "{}", row.name);
        }
        // Another change under the same key is told apart from it.
        let app = world.app().await;
        answers(world, &app, row, 0, "again").await;
        let written = counts(world, &app).await;
        let asker = world.giver(row);
        let mut variables = row.inputs(world, asker).swap_remove(0);
        variables["input"]["key"] = json!("again");
        another(&mut variables["input"]);
        let (_, answer) = world.send(&app, asker, row.name, &variables).await;
        let problem = &answer["data"][row.name]["problems"][0];
        assert_eq!(problem["code"], "TAKEN", "{}: {answer}", row.name);
        assert_eq!(problem["path"], json!(["key"]), "{}", row.name);
        assert_eq!(counts(world, &app).await, written, "{}", row.name);
    }
}

/// Has an input say something else.
fn another(input: &mut Value) {
    match ["note", "text", "title"]
        .iter()
        .find(|name| input[**name].is_string())
    {
        Some(name) => input[*name] = json!("Something else is said here."),
        None if input["record"].is_object() => {
            input["record"] =
                json!({ "action": { "reference": "8.8", "text": "Something else." } });
        }
        None => input["expectedVersion"] = json!(2),
    }
}

#[tokio::test]
async fn what_is_sent_twice_at_the_same_time_is_written_once() {
    let world = World::get().await;
    for row in keyed(world) {
        let once = world.app().await;
        answers(world, &once, row, 0, "once").await;
        let expected = counts(world, &once).await;
        let app = world.app().await;
        let both = [0, 1].map(|_| answers(world, &app, row, 0, "once"));
        for answer in join_all(both).await {
            assert_eq!(answer["problems"], json!([]), "{}: {answer}", row.name);
        }
        assert_eq!(counts(world, &app).await, expected, "{}", row.name);
    }
}
