//! Public records that a draft points at may go while it is written. It is read and published without them: a draft that
//! nobody could open any more would be lost work.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    domain::Result,
    entity::{draft, record},
};

/// What a record may do without.
const MAY_BE_NONE: [&str; 5] = [
    "inspection_id",
    "organisation_id",
    "review_id",
    "supersedes_id",
    "weakness_id",
];
/// What a row of a part is nothing without.
const NEEDED: [&str; 2] = ["document_id", "theme_id"];

/// Has the records of a draft point at nothing that is gone.
pub async fn let_go(tx: &DatabaseTransaction, records: &mut [draft::record::Model]) -> Result<()> {
    let own: HashSet<Uuid> = records.iter().map(|row| row.record_id).collect();
    let mut named = HashSet::new();
    for row in records.iter() {
        collect(&row.fields, &mut named);
    }
    let asked: Vec<Uuid> = named.difference(&own).copied().collect();
    let known: HashSet<Uuid> = record::Entity::find()
        .select_only()
        .column(record::Column::Id)
        .filter(record::Column::Id.is_in(asked.iter().copied()))
        .into_tuple::<Uuid>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    let gone: HashSet<Uuid> = asked.into_iter().filter(|id| !known.contains(id)).collect();
    if !gone.is_empty() {
        for row in records {
            clear(&mut row.fields, &gone);
        }
    }
    Ok(())
}

/// The record that a field names.
fn named(fields: &Value, field: &str) -> Option<Uuid> {
    fields.get(field)?.as_str()?.parse().ok()
}

fn collect(fields: &Value, found: &mut HashSet<Uuid>) {
    let names = MAY_BE_NONE.iter().chain(&NEEDED);
    found.extend(names.filter_map(|field| named(fields, field)));
    for rows in fields.as_object().into_iter().flat_map(|all| all.values()) {
        for row in rows.as_array().into_iter().flatten() {
            collect(row, found);
        }
    }
}

fn clear(fields: &mut Value, gone: &HashSet<Uuid>) {
    let is_gone =
        |fields: &Value, field: &str| named(fields, field).is_some_and(|id| gone.contains(&id));
    let empty: Vec<&str> = MAY_BE_NONE
        .into_iter()
        .filter(|field| is_gone(fields, field))
        .collect();
    let Some(all) = fields.as_object_mut() else {
        return;
    };
    for field in empty {
        all.insert(field.to_owned(), Value::Null);
    }
    for rows in all.values_mut().filter_map(Value::as_array_mut) {
        rows.retain(|row| !NEEDED.iter().any(|field| is_gone(row, field)));
        rows.iter_mut().for_each(|row| clear(row, gone));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_gone_is_named_no_more_and_the_rest_stays() {
        let (gone, kept) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut fields = json!({
            "weakness_id": gone, "plan_id": gone, "outcomes": ["a"],
            "members": [{ "organisation_id": gone, "published": "The forum" }, { "organisation_id": kept }],
            "themes": [{ "theme_id": gone }, { "theme_id": kept }],
        });
        let mut found = HashSet::new();
        collect(&fields, &mut found);
        assert_eq!(found, HashSet::from([gone, kept]));
        clear(&mut fields, &HashSet::from([gone]));
        assert_eq!(
            fields,
            json!({
                "weakness_id": null, "plan_id": gone, "outcomes": ["a"],
                "members": [{ "organisation_id": null, "published": "The forum" }, { "organisation_id": kept }],
                "themes": [{ "theme_id": kept }],
            })
        );
    }
}
