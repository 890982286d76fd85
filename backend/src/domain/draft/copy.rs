//! A draft begins as a copy of a published plan: its scale, workstreams, actions and measures as they are by now, with
//! what the team has said of them.

use chrono::{Datelike, Utc};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use super::{Draft, Open, by_now, rename::Renamed, whole};
use crate::{
    domain::{
        Result, change,
        edit::unreadable,
        id::{self, OF_TEAMS},
        log,
        order::sort_key,
        paper,
        permission::{Act, Viewer},
        problem::{Code, Problems, missing, problem},
        receipt::Key,
        text,
    },
    entity::{
        action,
        change::Model as Change,
        document::{self, PublicationStatus},
        draft::{self, record},
        measure, plan, priority,
        record::Kind,
        workstream,
    },
};

/// How many drafts an area has at most.
const MOST: u64 = 10;
/// How many records a plan has at most that is copied.
const MOST_RECORDS: usize = 2_000;

/// A copy that somebody asks for.
#[derive(Debug)]
pub struct Copy {
    pub plan: Uuid,
    /// Its title; that of the plan where nothing is said.
    pub title: Option<String>,
    /// Which version it will be, in words.
    pub version: Option<String>,
    /// What the client calls this change, so that it is made once.
    pub key: Option<String>,
}

/// Begins a draft with a copy of a plan.
pub async fn copy(db: &DatabaseConnection, viewer: &Viewer, mut asked: Copy) -> Result<Draft> {
    viewer.somebody()?;
    let origin = plan::Entity::find_by_id(asked.plan).one(db).await?;
    let origin = origin.ok_or_else(|| missing("plan"))?;
    let person = viewer.allowed(Act::EditDraft, origin.area_id)?;
    let mut problems = Problems::default();
    let key = asked.key.take();
    let key = Key::of(&mut problems, key.as_deref(), &asked);
    let mut line = |path, words: Option<String>| {
        words.map(|words| text::line(&mut problems, path, &words, 1..=200))
    };
    let title = line("title", asked.title);
    let version = line("version", asked.version);
    problems.none()?;
    let tx = change::begin(db).await?;
    if let Some(key) = &key
        && key.is_used(&tx, person.user.id).await?
    {
        let made = key.made(&tx, person.user.id).await?;
        return begun(&tx, made).await;
    }
    let later = plan::Entity::find()
        .filter(plan::Column::SupersedesId.eq(origin.id))
        .one(&tx)
        .await?;
    if let Some(later) = later {
        let words = format!(
            "‘{}’ has taken the place of this plan. Copy that one.",
            later.title
        );
        return Err(problem(Code::Invalid, "plan", words));
    }
    let known = draft::Entity::find().filter(draft::Column::AreaId.eq(origin.area_id));
    if known.count(&tx).await? >= MOST {
        let words = format!("This area has {MOST} drafts already. Publish or discard one first.");
        return Err(problem(Code::TooMany, "", words));
    }
    let copied = records(&tx, &origin).await?;
    if copied.len() > MOST_RECORDS {
        let words = format!("A plan of more than {MOST_RECORDS} records cannot be copied.");
        return Err(problem(Code::TooMany, "plan", words));
    }
    let path = free(&tx, &origin).await?;
    let seen = (origin.id, log::data_version(&tx).await?);
    let mut open = Open::new(person, origin.area_id, seen, id::of(Kind::Plan, &path));
    let document = paper(&tx, &origin, &path, title.as_deref()).await?;
    open.records = renamed(copied, &open, &origin.path, &path);
    for row in &mut open.records {
        if row.kind == Kind::Plan {
            let mut record = super::as_record(row, &open.draft)?;
            let before: plan::Model = record.row()?;
            record.set_row(&plan::Model {
                supersedes_id: Some(origin.id),
                document_id: document.record_id,
                status: PublicationStatus::Draft,
                version: version.clone(),
                title: title.clone().unwrap_or(before.title),
                ..before
            })?;
            row.fields = record.fields();
        }
    }
    by_now::say(&mut open)?;
    let document = record::Model {
        draft_id: open.draft.id,
        changed_by: Some(open.by),
        changed_at: open.at,
        ..document
    };
    open.records.push(document);
    let draft = open.save(&tx).await?;
    if let Some(key) = &key {
        key.keep(&tx, person.user.id, draft.row.id).await?;
    }
    tx.commit().await?;
    Ok(draft)
}

/// What the log last said of the records of a plan, as records of a draft: under the path of the new plan, and without what
/// was said of the old one alone.
pub fn renamed(said: Vec<Change>, open: &Open, old: &str, new: &str) -> Vec<record::Model> {
    let mut renamed = Renamed::default();
    let mut rows = Vec::with_capacity(said.len());
    for last in said.into_iter().filter(|last| last.after.is_some()) {
        let mut row = record::Model {
            draft_id: open.draft.id,
            record_id: last.record_id,
            origin_id: Some(last.record_id),
            kind: last.record_kind,
            path: last.record_path,
            fields: last.after.unwrap_or_default(),
            version: 1,
            changed_by: Some(open.by),
            changed_at: open.at,
        };
        if let Some(fields) = row.fields.as_object_mut() {
            // What was decided about other plans was decided about the words of the old one, and the new one is its own
            // source.
            fields.remove("decisions");
            // So was what the editors of the data remarked on the document.
            if fields.contains_key("note") {
                fields.insert("note".to_owned(), Value::Null);
            }
            fields.insert("citations".to_owned(), Value::Array(Vec::new()));
        }
        // What is named by the path of the plan is named by the new one's.
        let own = row.path.strip_prefix(old).map(str::to_owned);
        let own = own.unwrap_or_else(|| format!("/{}", row.path.replace('/', "-")));
        renamed.rename(&mut row, &format!("{new}{own}"));
        rows.push(row);
    }
    for row in &mut rows {
        renamed.apply(&mut row.fields);
    }
    rows
}

/// The draft that a copy has begun. It may have been published or thrown away since.
async fn begun(tx: &DatabaseTransaction, made: Option<Uuid>) -> Result<Draft> {
    let Some(made) = made else {
        return Err(missing("plan"));
    };
    let row = draft::Entity::find_by_id(made).one(tx).await?;
    let mut known = whole(tx, row.into_iter().collect()).await?;
    known.pop().ok_or_else(|| missing("plan"))
}

/// What the log last said of a plan and of all that is copied with it.
async fn records(tx: &DatabaseTransaction, origin: &plan::Model) -> Result<Vec<Change>> {
    let mut ids = vec![origin.id];
    macro_rules! of_plan {
        ($($module:path),+) => {
            $({
                use $module as of;
                let found = of::Entity::find()
                    .select_only()
                    .column(of::Column::Id)
                    .filter(of::Column::PlanId.eq(origin.id));
                ids.extend(found.into_tuple::<Uuid>().all(tx).await?);
            })+
        };
    }
    of_plan!(plan::scheme, priority, workstream, action, measure);
    Ok(change::latest_by_id(tx, &ids).await?)
}

/// A path for the new plan that no plan has had and no draft has: of its kind and of this year.
async fn free(tx: &DatabaseTransaction, origin: &plan::Model) -> Result<String> {
    let (area, _) = origin.path.split_once('/').unwrap_or(("", &origin.path));
    let kind = origin.kind.to_value();
    let year = Utc::now().year();
    for number in 1.. {
        let path = match number {
            1 => format!("{area}/{OF_TEAMS}{kind}-{year}"),
            number => format!("{area}/{OF_TEAMS}{kind}-{year}-{number}"),
        };
        let id = id::of(Kind::Plan, &path);
        let paper = paper::id_of(&path);
        let is_known = !change::latest_by_id(tx, &[id, paper]).await?.is_empty();
        let drafts = draft::Entity::find().filter(draft::Column::PlanId.eq(id));
        if !is_known && drafts.count(tx).await? == 0 {
            return Ok(path);
        }
    }
    Err(missing("plan"))
}

/// The document that the new plan will be: what it says is written out of its records.
async fn paper(
    tx: &impl ConnectionTrait,
    origin: &plan::Model,
    path: &str,
    title: Option<&str>,
) -> Result<record::Model> {
    let before = document::Entity::find_by_id(origin.document_id)
        .one(tx)
        .await?
        .ok_or_else(|| missing("plan"))?;
    let (id, path) = (paper::id_of(path), paper::path(path));
    let row = document::Model {
        id,
        sort_key: sort_key(&path),
        title: title.unwrap_or(&origin.title).to_owned(),
        status: PublicationStatus::Draft,
        file: format!("{path}.txt"),
        url: None,
        licence: None,
        published: None,
        published_precision: None,
        published_from: None,
        published_to: None,
        note: Some("Written out from the plan as its team keeps it here.".to_owned()),
        path: path.clone(),
        ..before
    };
    Ok(record::Model {
        draft_id: Uuid::nil(),
        record_id: id,
        origin_id: None,
        kind: Kind::Document,
        path,
        fields: serde_json::to_value(row).map_err(unreadable)?,
        version: 1,
        changed_by: None,
        changed_at: Utc::now(),
    })
}
