//! Every mutation of the schema, in one table (`table`): who may make it, and what it makes of what cannot be meant.
//! A mutation that is added without a row fails here.

mod database;
mod hostile;
mod input;
mod key;
mod permission;
mod schema;
mod table;
mod text;
mod thing;
mod world;

use std::collections::BTreeSet;

use self::{schema::Schema, table::ROWS, world::World};

#[tokio::test]
async fn the_table_names_every_mutation_and_every_field_of_its_input() {
    let world = World::get().await;
    let schema = &world.schema;
    let named: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
    let known: BTreeSet<&str> = schema.mutations.keys().map(String::as_str).collect();
    assert_eq!(named.iter().copied().collect::<BTreeSet<_>>(), known);
    assert_eq!(named.len(), known.len(), "a mutation has two rows");
    let file = include_str!("../../../schema.graphql");
    assert!(
        named.iter().all(|name| file.contains(&format!("\t{name}"))),
        "schema.graphql knows all of them"
    );
    for row in ROWS {
        let mutation = &schema.mutations[row.name];
        assert_eq!(mutation.payload, row.payload, "{}", row.name);
        let own: Vec<&str> = mutation.arguments.iter().map(|one| one.ty.name()).collect();
        match row.input {
            "" => assert!(!own.iter().any(|ty| ty.ends_with("Input")), "{}", row.name),
            input => assert_eq!(own, [input], "{}", row.name),
        }
        assert!(
            schema.has_field(row.payload, "problems"),
            "{} says no problems",
            row.payload
        );
    }
    // Every field of every input is tried: a field that is added without a value here is not.
    let mut named = BTreeSet::new();
    for row in ROWS {
        for variables in row.inputs(world, world.giver(row)) {
            for place in schema.places(row.name, &variables) {
                named.insert((place.owner, place.field));
            }
        }
    }
    assert_eq!(named, reachable(schema));
}

/// The arguments and the fields of inputs that mutations take.
fn reachable(schema: &Schema) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for (name, mutation) in &schema.mutations {
        let mut waiting = vec![(name.clone(), &mutation.arguments)];
        while let Some((owner, fields)) = waiting.pop() {
            for field in fields {
                let inner = schema.inputs.get(field.ty.name());
                if found.insert((owner.clone(), field.name.clone()))
                    && let Some(inner) = inner
                {
                    waiting.push((field.ty.name().to_owned(), inner));
                }
            }
        }
    }
    found
}
