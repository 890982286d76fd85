//! A draft becomes a plan that everybody sees: all of it in one write, or nothing.

use chrono::Utc;
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use uuid::Uuid;

use super::{Open, as_change, as_record, document::write_out, gone::let_go, open};
use crate::{
    domain::{
        Result, assignee, change,
        edit::{Reason, dangling, unreadable},
        permission::{Act, Viewer},
        problem::{Code, Problems, missing, problem},
        restore,
        row::remove,
    },
    entity::{
        document::{self, PublicationStatus},
        draft, plan,
        record::Kind,
        value::Precision,
    },
};

/// Publishes a draft as it was seen, and answers the id of the plan. The link is the page where the plan can be read.
pub async fn publish(
    db: &DatabaseConnection,
    viewer: &Viewer,
    id: Uuid,
    expected: i32,
    reason: Reason,
) -> Result<Uuid> {
    let person = viewer.somebody()?;
    let link = reason.link.clone();
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(id, expected));
    problems.none()?;
    let tx = change::begin(db).await?;
    if reason.is_done(&tx, person).await? {
        // Whoever sent it may have published another draft since.
        let plan = reason.made(&tx, person).await?;
        return plan.ok_or_else(|| missing("draft"));
    }
    let mut open = open(&tx, viewer, Act::Publish, id).await?;
    let mut problems = Problems::default();
    open.is_seen(&mut problems, expected);
    problems.none()?;
    is_next(&tx, &open).await?;
    is_free(&tx, &open).await?;
    open.fits()?;
    let_go(&tx, &mut open.records).await?;
    open.finish(link)?;
    reason.keep(&tx, person, open.draft.plan_id).await?;
    let (author, _) = reason.said(&tx, person, open.draft.area_id).await?;
    let mut wholes = Vec::with_capacity(open.records.len());
    for row in &open.records {
        let last = as_change(row, &open.draft);
        wholes.extend(restore::whole(&last).map_err(unreadable)?);
    }
    change::save(&tx, &author, &wholes).await?;
    let copied = open.records.iter().filter(|row| row.kind == Kind::Action);
    let copied = copied.filter_map(|row| Some((row.origin_id?, row.record_id)));
    assignee::carry_over(&tx, &copied.collect()).await?;
    let own = Condition::all().add(draft::Column::Id.eq(id));
    remove::<draft::Entity>(&tx, own).await?;
    tx.commit().await.map_err(dangling)?;
    Ok(open.draft.plan_id)
}

/// Refuses a draft whose plan another one has followed meanwhile, or that is no more.
async fn is_next(tx: &DatabaseTransaction, open: &Open) -> Result<()> {
    let origin = plan::Entity::find_by_id(open.draft.origin_id)
        .one(tx)
        .await?;
    let later = plan::Entity::find()
        .filter(plan::Column::SupersedesId.eq(open.draft.origin_id))
        .one(tx)
        .await?;
    let words = match (origin, later) {
        (Some(_), None) => return Ok(()),
        (None, _) => "The plan that this was copied from is no more. Copy another one.".to_owned(),
        (_, Some(later)) => format!(
            "‘{}’ has taken the place of the plan that this was copied from. Copy that one.",
            later.title
        ),
    };
    Err(problem(Code::Invalid, "draft", words))
}

/// Refuses a draft whose records would take the place of others.
async fn is_free(tx: &DatabaseTransaction, open: &Open) -> Result<()> {
    let ids: Vec<Uuid> = open.records.iter().map(|row| row.record_id).collect();
    let known = change::latest_by_id(tx, &ids).await?;
    match known.iter().find(|last| last.after.is_some()) {
        None => Ok(()),
        Some(known) => {
            let words = format!(
                "There is a record at ‘{}’ by now. Copy the plan again.",
                known.record_path
            );
            Err(problem(Code::Taken, "draft", words))
        }
    }
}

impl Open {
    /// Has it say that it is final, as of today, and cite itself.
    fn finish(&mut self, link: Option<String>) -> Result<()> {
        let today = Utc::now().date_naive();
        for row in &mut self.records {
            let mut record = as_record(row, &self.draft)?;
            match row.kind {
                Kind::Plan => {
                    let plan: plan::Model = record.row()?;
                    let status = PublicationStatus::Final;
                    record.set_row(&plan::Model { status, ..plan })?;
                }
                Kind::Document => {
                    let document: document::Model = record.row()?;
                    record.set_row(&document::Model {
                        status: PublicationStatus::Final,
                        url: link.clone(),
                        published: Some(today.format("%-d %B %Y").to_string()),
                        published_precision: Some(Precision::Day),
                        published_from: Some(today),
                        published_to: Some(today),
                        ..document
                    })?;
                }
                _ => continue,
            }
            row.fields = record.fields();
        }
        write_out(&mut self.records)
    }
}
