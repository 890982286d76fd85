//! Plans that a team is writing: copied from a published one, changed, compared with it, and published as a whole. Until
//! then their records stand in no table of records and in no log, so that no list, count, search, file, subscription or
//! cache can know of them; whoever may see a draft is answered from a database of its own (`crate::drafts`).

mod by_now;
mod catch_up;
pub mod copy;
pub mod document;
pub mod edit;
pub mod gone;
pub mod publish;
mod rename;
pub mod words;

use chrono::{DateTime, SubsecRound, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use self::{
    catch_up::catch_up,
    document::{MOST_LINES, length},
};
use super::{
    Result, change,
    edit::{Record, unreadable},
    name::Names,
    permission::{Act, Person, Viewer},
    problem::{Code, Problems, Stale, missing, problem},
    row::{Put, Row, remove},
};
use crate::entity::{
    change::{Deed, Model as Change},
    draft::{self, record},
    plan,
    record::Kind,
};

/// A draft, with the plan that it will be.
#[derive(Clone, Debug)]
pub struct Draft {
    pub row: draft::Model,
    pub plan: plan::Model,
}

/// The drafts of an area, the newest first. Nothing for whoever may not see them. Two statements.
pub async fn of_area(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    area: Uuid,
) -> Result<Option<Vec<Draft>>> {
    if !viewer.may(Act::SeeDrafts, area) {
        return Ok(None);
    }
    let rows = draft::Entity::find()
        .filter(draft::Column::AreaId.eq(area))
        .order_by_desc(draft::Column::MadeAt)
        .order_by_asc(draft::Column::Id)
        .all(db)
        .await?;
    Ok(Some(whole(db, rows).await?))
}

/// A draft, where whoever asks may see it.
pub async fn seen(db: &impl ConnectionTrait, viewer: &Viewer, id: Uuid) -> Result<Option<Draft>> {
    // Who is in no team is not even told how long it takes to look.
    if viewer.person().is_none() {
        return Ok(None);
    }
    let row = draft::Entity::find_by_id(id).one(db).await?;
    let row = row.filter(|row| viewer.may(Act::SeeDrafts, row.area_id));
    Ok(whole(db, row.into_iter().collect()).await?.pop())
}

/// Drafts with the plans that they will be.
async fn whole(db: &impl ConnectionTrait, rows: Vec<draft::Model>) -> Result<Vec<Draft>> {
    let plans = record::Entity::find()
        .filter(record::Column::RecordId.is_in(rows.iter().map(|row| row.plan_id)))
        .all(db)
        .await?;
    let mut drafts = Vec::with_capacity(rows.len());
    for row in rows {
        let plan = plans.iter().find(|plan| plan.draft_id == row.id);
        if let Some(plan) = plan {
            let plan = as_record(plan, &row)?.row()?;
            drafts.push(Draft { row, plan });
        }
    }
    Ok(drafts)
}

/// The records of a draft as they were saved last.
async fn records(db: &impl ConnectionTrait, draft: Uuid) -> Result<Vec<record::Model>, DbErr> {
    record::Entity::find()
        .filter(record::Column::DraftId.eq(draft))
        .order_by_asc(record::Column::Path)
        .all(db)
        .await
}

/// A record of a draft, to be read and changed.
fn as_record(row: &record::Model, draft: &draft::Model) -> Result<Record> {
    Record::of(as_change(row, draft)).ok_or_else(|| missing("id"))
}

/// A record of a draft as the log will have it.
pub fn as_change(row: &record::Model, draft: &draft::Model) -> Change {
    Change {
        seq: 0,
        at: row.changed_at,
        actor_id: row.changed_by,
        actor: String::new(),
        record_id: row.record_id,
        record_kind: row.kind,
        record_path: row.path.clone(),
        area_id: Some(draft.area_id),
        deed: Deed::Created,
        version: row.version,
        before: None,
        after: Some(row.fields.clone()),
        reason: String::new(),
        source: String::new(),
    }
}

/// A draft that is being changed, with all its records.
pub struct Open {
    pub draft: draft::Model,
    pub records: Vec<record::Model>,
    /// The records as they were when it was opened.
    before: Vec<record::Model>,
    by: Uuid,
    at: DateTime<Utc>,
}

/// The records of a draft as they are by now, with what was recorded of its plan.
pub async fn records_by_now(
    db: &impl ConnectionTrait,
    row: &draft::Model,
) -> Result<Vec<record::Model>> {
    let mut open = Open {
        records: records(db, row.id).await?,
        before: Vec::new(),
        by: row.changed_by.unwrap_or_default(),
        at: row.changed_at,
        draft: row.clone(),
    };
    catch_up(db, &mut open).await?;
    Ok(open.records)
}

/// Opens a draft to change it, as it is by now; whoever may not see it is told that there is none.
pub async fn open(tx: &DatabaseTransaction, viewer: &Viewer, act: Act, id: Uuid) -> Result<Open> {
    let person = viewer.somebody()?;
    let row = draft::Entity::find_by_id(id).one(tx).await?;
    let row = row.filter(|row| viewer.may(Act::SeeDrafts, row.area_id));
    let draft = row.ok_or_else(|| missing("draft"))?;
    viewer.allowed(act, draft.area_id)?;
    let records = records(tx, id).await?;
    let mut open = Open {
        before: records.clone(),
        records,
        by: person.user.id,
        at: now(),
        draft,
    };
    catch_up(tx, &mut open).await?;
    Ok(open)
}

impl Open {
    /// A draft that there has not been yet, of a plan as it is in a version of the data.
    fn new(person: &Person, area: Uuid, (origin, data_version): (Uuid, i64), plan: Uuid) -> Self {
        let (by, at) = (person.user.id, now());
        Self {
            draft: draft::Model {
                id: Uuid::now_v7(),
                area_id: area,
                origin_id: origin,
                plan_id: plan,
                version: 0,
                made_by: Some(by),
                made_at: at,
                changed_by: Some(by),
                changed_at: at,
                data_version,
            },
            records: Vec::new(),
            before: Vec::new(),
            by,
            at,
        }
    }

    /// The same draft without records.
    fn empty(&self) -> Self {
        Self {
            draft: self.draft.clone(),
            records: Vec::new(),
            before: Vec::new(),
            ..*self
        }
    }

    /// Where one of its records stands. One that is not there, or was changed since it was seen, is a problem.
    fn find(&self, problems: &mut Problems, id: Uuid, seen: i32) -> Option<usize> {
        let place = self.records.iter().position(|row| row.record_id == id);
        let Some(row) = place.and_then(|place| self.records.get(place)) else {
            problems.missing("id");
            return None;
        };
        if row.version != seen {
            let stale = Stale {
                id,
                expected: seen,
                current: row.version,
            };
            problems.stale("expectedVersion", stale);
        }
        place
    }

    /// Notes where the draft was changed since it was seen as a whole.
    fn is_seen(&self, problems: &mut Problems, seen: i32) {
        if self.draft.version != seen {
            let stale = Stale {
                id: self.draft.id,
                expected: seen,
                current: self.draft.version,
            };
            problems.stale("expectedVersion", stale);
        }
    }

    /// Its record of this kind and id.
    fn record(&self, kind: Kind, id: Uuid) -> Option<Record> {
        let mut rows = self.records.iter();
        let row = rows.find(|row| row.kind == kind && row.record_id == id)?;
        as_record(row, &self.draft).ok()
    }

    /// The path of the plan that it will be.
    fn path(&self) -> &str {
        let mut rows = self.records.iter();
        let plan = rows.find(|row| row.record_id == self.draft.plan_id);
        plan.map_or("", |plan| plan.path.as_str())
    }

    /// The draft as it is.
    fn done(self) -> Result<Draft> {
        let plan = self.record(Kind::Plan, self.draft.plan_id);
        let plan = plan.ok_or_else(|| missing("draft"))?.row()?;
        let row = self.draft;
        Ok(Draft { row, plan })
    }

    /// Refuses more than a plan can have.
    fn fits(&self) -> Result<()> {
        if length(&self.records)? <= MOST_LINES {
            return Ok(());
        }
        let words = format!(
            "Written out, the plan would have more than {MOST_LINES} lines. Say less, or in fewer lines."
        );
        Err(problem(Code::TooLong, "", words))
    }

    /// Writes the draft with the records that it has now, and answers it.
    async fn save(mut self, tx: &DatabaseTransaction) -> Result<Draft> {
        self.draft.version += 1;
        self.draft.changed_by = Some(self.by);
        self.draft.changed_at = self.at;
        Row::<draft::Entity>(self.draft.clone()).put(tx).await?;
        // What was removed everywhere does not come back with a draft.
        if let Some(names) = Names::removed(tx).await?.within(Some(self.draft.area_id)) {
            for row in &mut self.records {
                names.clear(&mut row.fields);
            }
        }
        self.fits()?;
        let is_kept = |id: Uuid| self.records.iter().any(|row| row.record_id == id);
        let gone = self.before.iter().map(|row| row.record_id);
        let gone: Vec<Uuid> = gone.filter(|id| !is_kept(*id)).collect();
        let gone = Condition::all()
            .add(record::Column::DraftId.eq(self.draft.id))
            .add(record::Column::RecordId.is_in(gone));
        remove::<record::Entity>(tx, gone).await?;
        for row in &self.records {
            if !self.before.contains(row) {
                Row::<record::Entity>(row.clone()).put(tx).await?;
            }
        }
        self.done()
    }
}

/// Throws a draft away, as it was seen: nothing of it is kept.
pub async fn discard(
    db: &DatabaseConnection,
    viewer: &Viewer,
    id: Uuid,
    expected: i32,
) -> Result<()> {
    viewer.somebody()?;
    let tx = change::begin(db).await?;
    let open = open(&tx, viewer, Act::EditDraft, id).await?;
    let mut problems = Problems::default();
    open.is_seen(&mut problems, expected);
    problems.none()?;
    let own = Condition::all().add(draft::Column::Id.eq(id));
    remove::<draft::Entity>(&tx, own).await?;
    Ok(tx.commit().await?)
}

/// What a record of a draft says, as its row.
fn row<T: DeserializeOwned>(fields: &Value) -> Result<T> {
    serde_json::from_value(fields.clone()).map_err(unreadable)
}

/// To the microsecond, which is what PostgreSQL keeps.
fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}
