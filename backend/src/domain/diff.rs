//! What became of a record, and of all that belongs to it, between two versions of the data: read from the
//! change log alone. (`difference` is about the words of two texts.)

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use super::{Error, Result, log, order::sort_key};
use crate::entity::{
    change::{self, Deed},
    record::Kind,
};

/// The most changes that one diff reads.
const MOST_CHANGES: u64 = 20_000;

/// A version of the data, or a time, which stands for the version that the data had then.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    Version(i64),
    Time(DateTime<Utc>),
}

impl Moment {
    /// The version that it means. One that is still to come is an error.
    async fn version(self, db: &impl ConnectionTrait, argument: &'static str) -> Result<i64> {
        match self {
            Self::Time(time) => Ok(log::version_at(db, time).await?),
            Self::Version(number) => log::version(db, argument, number).await,
        }
    }
}

/// What became of a record and of what belongs to it.
#[derive(Debug)]
pub struct Diff {
    pub from: i64,
    pub to: i64,
    /// In the natural order of their paths, whatever their kinds.
    pub records: Vec<Changed>,
}

/// A record that is not what it was.
#[derive(Debug)]
pub struct Changed {
    /// How often it was written.
    pub times: usize,
    /// What the first of these writes found.
    pub before: Option<Value>,
    /// The last of them, with what it left behind.
    pub last: change::Model,
}

/// A field that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub name: String,
    pub before: Value,
    pub after: Value,
}

/// What became of a record, and of those that belong to it, between two versions. A record that came and went
/// in between, or is again what it was, is not among them. At most five statements.
pub async fn diff(
    db: &impl ConnectionTrait,
    (kind, id): (Kind, Uuid),
    from: Moment,
    to: Option<Moment>,
) -> Result<Diff> {
    let from = from.version(db, "from").await?;
    let to = match to {
        Some(to) => to.version(db, "to").await?,
        None => log::data_version(db).await?,
    };
    if to < from {
        let words = format!("`to` is version {to}, before `from`, which is version {from}.");
        return Err(Error::bad_input("to", words));
    }
    // What belongs to a record is of its area.
    let last: Option<Option<Uuid>> = change::Entity::find()
        .select_only()
        .column(change::Column::AreaId)
        .filter(change::Column::RecordId.eq(id))
        .order_by_desc(change::Column::Seq)
        .into_tuple()
        .one(db)
        .await?;
    let area = match kind {
        Kind::Area => Some(id),
        _ => last.flatten(),
    };
    let own = change::Column::RecordId.eq(id);
    let of_area = area.map(|area| change::Column::AreaId.eq(area));
    let found = change::Entity::find()
        .filter(change::Column::Seq.gt(from))
        .filter(change::Column::Seq.lte(to))
        .filter(Condition::any().add(own).add_option(of_area))
        .order_by_asc(change::Column::Seq)
        .limit(MOST_CHANGES + 1)
        .all(db)
        .await?;
    if found.len() as u64 > MOST_CHANGES {
        let words = format!(
            "There are more than {MOST_CHANGES} changes between these versions. Ask for a shorter time, or use `changes`."
        );
        return Err(Error::bad_input("from", words));
    }
    let mut records: BTreeMap<(String, Uuid), Changed> = BTreeMap::new();
    for one in found.into_iter().filter(|one| belongs(one, kind, id)) {
        let place = (sort_key(&one.record_path), one.record_id);
        match records.get_mut(&place) {
            Some(changed) => {
                changed.times += 1;
                changed.last = one;
            }
            None => {
                let begun = Changed {
                    times: 1,
                    before: one.before.clone(),
                    last: one,
                };
                records.insert(place, begun);
            }
        }
    }
    let mut records: Vec<Changed> = records.into_values().collect();
    records.retain(|changed| changed.before != changed.last.after);
    Ok(Diff { from, to, records })
}

/// Whether a change is of the record, or of one that points at it. All of an area belong to it.
fn belongs(one: &change::Model, kind: Kind, id: Uuid) -> bool {
    let points = |row: &Option<Value>| {
        let fields = row.iter().filter_map(Value::as_object).flatten();
        let mut owners = fields.filter(|(name, _)| name.ends_with("_id"));
        owners.any(|(_, value)| value.as_str().and_then(|text| text.parse().ok()) == Some(id))
    };
    one.record_id == id || kind == Kind::Area || points(&one.after) || points(&one.before)
}

/// What a row knows of itself and no reader asks for.
const INNER: [&str; 2] = ["id", "sort_key"];

impl Changed {
    /// What became of the record as a whole.
    pub fn deed(&self) -> Deed {
        match (&self.before, &self.last.after) {
            (_, None) => Deed::Deleted,
            (None, _) => Deed::Created,
            _ => Deed::Updated,
        }
    }

    /// The fields that are not what they were; a field that was not there is null.
    pub fn fields(&self) -> Vec<FieldChange> {
        let of = |row: &Option<Value>| match row {
            Some(Value::Object(fields)) => fields.clone(),
            _ => serde_json::Map::new(),
        };
        let (before, after) = (of(&self.before), of(&self.last.after));
        let mut names: Vec<&String> = after.keys().chain(before.keys()).collect();
        names.sort();
        names.dedup();
        let field = |name: &String| {
            let value = |fields: &serde_json::Map<String, Value>| {
                fields.get(name).cloned().unwrap_or_default()
            };
            let (before, after) = (value(&before), value(&after));
            (before != after).then(|| FieldChange {
                name: name.clone(),
                before,
                after,
            })
        };
        let names = names.into_iter();
        names
            .filter(|name| !INNER.contains(&name.as_str()))
            .filter_map(field)
            .collect()
    }
}
