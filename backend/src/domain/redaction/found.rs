//! Where a name stands, read once: to be shown, or to be written without it.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{NEAR, Place, Preview};
use crate::{
    domain::{
        Result, change,
        name::{Counts, Finder, Near},
        order::sort_key,
        row::{Put, Row},
    },
    entity::{change as log, comment, draft, permalink},
};

/// How many entries of the log are read at once.
const ENTRIES: u64 = 1_000;
/// How many kept answers are read at once: each may be large.
const ANSWERS: u64 = 20;

/// What holds a name, without it.
#[derive(Default)]
pub struct Found {
    log: Vec<log::Model>,
    /// What records are now, of those in which it stands, and how often it does.
    newest: HashMap<Uuid, (usize, log::Model)>,
    /// All records that hold it or once did.
    pub records: HashSet<Uuid>,
    pub areas: BTreeSet<Uuid>,
    comments: Vec<comment::Model>,
    drafts: Vec<draft::Model>,
    draft_records: Vec<draft::record::Model>,
    /// What stands near the name, by the record and what it is compared by.
    near: HashMap<(Uuid, String), (String, usize)>,
}

impl Found {
    /// Reads all there is of an area, or of all, but for answers that are kept; with what stands near the name, where
    /// that is asked.
    pub async fn read(
        db: &impl ConnectionTrait,
        area: Option<Uuid>,
        finder: &Finder,
        near: Option<&Near>,
    ) -> Result<Self> {
        let mut found = Self::default();
        let mut last = 0;
        loop {
            let own = area.map(|area| log::Column::AreaId.eq(area));
            let rows = log::Entity::find()
                .filter(log::Column::Seq.gt(last))
                .filter(Condition::all().add_option(own))
                .order_by_asc(log::Column::Seq)
                .limit(ENTRIES)
                .all(db)
                .await?;
            let Some(end) = rows.last() else { break };
            last = end.seq;
            for row in rows {
                found.entry(row, finder, near);
            }
        }
        let own = area.map(|area| comment::Column::AreaId.eq(area));
        let own = Condition::all().add_option(own);
        for mut row in comment::Entity::find().filter(own).all(db).await? {
            let count = finder.clear_text(&mut row.text);
            found.beside(row.id, near, |near, counts| near.text(&row.text, counts));
            if count > 0 {
                found.comments.push(row);
            }
        }
        let own = area.map(|area| draft::Column::AreaId.eq(area));
        let own = Condition::all().add_option(own);
        for row in draft::Entity::find().filter(own).all(db).await? {
            let of_draft = draft::record::Column::DraftId.eq(row.id);
            let records = draft::record::Entity::find()
                .filter(of_draft)
                .all(db)
                .await?;
            let known = found.draft_records.len();
            for mut record in records {
                let count = finder.clear(&mut record.fields);
                found.beside(record.record_id, near, |near, counts| {
                    near.record(&record.fields, counts);
                });
                if count > 0 {
                    // Whoever has it open is told that it was changed.
                    record.version += 1;
                    found.draft_records.push(record);
                }
            }
            if found.draft_records.len() > known {
                let version = row.version + 1;
                found.drafts.push(draft::Model { version, ..row });
            }
        }
        Ok(found)
    }

    /// Looks at the next entry of the log.
    fn entry(&mut self, mut row: log::Model, finder: &Finder, near: Option<&Near>) {
        let before = row.before.as_mut().map_or(0, |before| finder.clear(before));
        let after = row.after.as_mut().map_or(0, |after| finder.clear(after));
        let said = finder.clear_text(&mut row.reason) + finder.clear_text(&mut row.source);
        self.beside(row.record_id, near, |near, counts| {
            near.text(&row.reason, counts);
            if let Some(after) = &row.after {
                near.record(after, counts);
            }
        });
        match after {
            0 => self.newest.remove(&row.record_id),
            _ => self.newest.insert(row.record_id, (after, row.clone())),
        };
        if before + after + said > 0 {
            self.records.insert(row.record_id);
            self.areas.extend(row.area_id);
            self.log.push(row);
        }
    }

    /// Keeps what stands near the name in something. What was written anew many times counts once.
    fn beside(&mut self, of: Uuid, near: Option<&Near>, look: impl FnOnce(&Near, &mut Counts)) {
        let Some(near) = near else { return };
        let mut counts = Counts::new();
        look(near, &mut counts);
        for (plain, (written, count)) in counts {
            let known = self.near.entry((of, plain)).or_insert((written, 0));
            known.1 = known.1.max(count);
        }
    }

    /// What stands near the name, the most frequent first.
    fn nearest(&self) -> Vec<(String, usize)> {
        // What is written in several ways is told in the first of them, in the order of letters.
        let mut all = Counts::new();
        for ((_, plain), (written, count)) in &self.near {
            let known = all.entry(plain.clone()).or_insert((written.clone(), 0));
            known.1 += count;
            if *written < known.0 {
                known.0.clone_from(written);
            }
        }
        let mut all: Vec<(String, usize)> = all.into_values().collect();
        all.sort_by(|(_, one), (_, other)| other.cmp(one));
        all.truncate(NEAR);
        all
    }

    /// Where the name stands; answers that are kept are counted elsewhere.
    pub fn preview(&self, permalinks: usize) -> Preview {
        let places = self.newest.values().map(|(count, row)| Place {
            id: row.record_id,
            kind: row.record_kind,
            path: row.record_path.clone(),
            count: *count,
        });
        let mut records: Vec<Place> = places.collect();
        records.sort_by_cached_key(|place| (sort_key(&place.path), place.id));
        Preview {
            earlier: self.log.len() - records.len(),
            comments: self.comments.len(),
            drafts: self.draft_records.len(),
            permalinks,
            near: self.nearest(),
            records,
        }
    }

    /// Writes it.
    pub async fn write(self, tx: &DatabaseTransaction) -> Result<()> {
        let newest: Vec<_> = self.newest.into_values().map(|(_, row)| row).collect();
        change::rewrite(tx, self.log, &newest).await?;
        for row in self.comments {
            Row::<comment::Entity>(row).put(tx).await?;
        }
        for row in self.drafts {
            Row::<draft::Entity>(row).put(tx).await?;
        }
        for row in self.draft_records {
            Row::<draft::record::Entity>(row).put(tx).await?;
        }
        Ok(())
    }
}

/// How many answers that are kept for good hold a name, each written without it where they are to be. They do not say
/// of which area a text of theirs is: a namesake elsewhere goes from them too.
pub async fn permalinks(
    db: &impl ConnectionTrait,
    finder: &Finder,
    keep: Option<(&DatabaseTransaction, DateTime<Utc>)>,
) -> Result<usize> {
    let (mut last, mut count) = (String::new(), 0);
    loop {
        let rows = permalink::Entity::find()
            .filter(permalink::Column::Id.gt(last.as_str()))
            .order_by_asc(permalink::Column::Id)
            .limit(ANSWERS)
            .all(db)
            .await?;
        let Some(end) = rows.last() else { break };
        last.clone_from(&end.id);
        for mut link in rows {
            let asked = finder.clear_query(&mut link.query);
            let asked = asked + finder.clear_json(&mut link.variables);
            let mut answer = String::from_utf8_lossy(&link.answer).into_owned();
            if asked + finder.clear_json(&mut answer) > 0 {
                count += 1;
                if let Some((tx, at)) = keep {
                    link.answer = answer.into_bytes();
                    link.redacted_at = Some(at);
                    Row::<permalink::Entity>(link).put(tx).await?;
                }
            }
        }
    }
    Ok(count)
}
