//! What became of a record, and of what belongs to it, between two versions of the data.

use async_graphql::{Context, ID, Json, Object, OneofObject, SimpleObject};
use chrono::{DateTime, Utc};

use super::{
    connection,
    error::ApiResult,
    limit::{Budget, ROOT, page_cost, rows},
    node::{self, Node},
    weakness::TextChange,
};
use crate::{
    domain::{diff, difference},
    entity::{change::Deed, record::Kind},
};

/// A version of the data, by its number or by a time.
#[derive(Clone, Copy, OneofObject)]
pub enum Moment {
    /// A version, as `dataVersion` gives it.
    Version(i64),
    /// A time: the version that the data had then.
    At(DateTime<Utc>),
}

impl From<Moment> for diff::Moment {
    fn from(moment: Moment) -> Self {
        match moment {
            Moment::Version(version) => Self::Version(version),
            Moment::At(time) => Self::Time(time),
        }
    }
}

/// What became of a record, and of what belongs to it, between two versions of the data.
#[derive(SimpleObject)]
pub struct Diff {
    /// The earlier version.
    from: i64,
    /// The later version.
    to: i64,
    /// How many records are not what they were, given or not.
    total_count: usize,
    /// They, in the natural order of their paths.
    nodes: Vec<RecordDiff>,
}

/// A record that is not what it was.
pub struct RecordDiff(diff::Changed);

/// A record that is not what it was.
#[Object]
impl RecordDiff {
    /// The kind of the record.
    async fn kind(&self) -> Kind {
        self.0.last.record_kind
    }
    /// The path of the record.
    async fn path(&self) -> &str {
        &self.0.last.record_path
    }
    /// Whether it is new, changed or gone.
    async fn deed(&self) -> Deed {
        self.0.deed()
    }
    /// How often it was written in between.
    async fn times(&self) -> usize {
        self.0.times()
    }
    /// Whether an import first brought it in, in between. Of such a record `deed`, `times` and `fields` tell what
    /// became of it since, where `afterImport` was asked for and a person wrote of it.
    async fn is_imported(&self) -> bool {
        self.0.is_imported
    }
    /// When it was last written, in Coordinated Universal Time.
    async fn at(&self) -> DateTime<Utc> {
        self.0.last.at
    }
    /// Who wrote it last: a role or an import.
    async fn actor(&self) -> &str {
        &self.0.last.actor
    }
    /// Why it was last written.
    async fn reason(&self) -> &str {
        &self.0.last.reason
    }
    /// From what source it was last written.
    async fn source(&self) -> &str {
        &self.0.last.source
    }
    /// The earlier version that the last write has brought back. Null where it brought none back that was written in
    /// between.
    async fn restored(&self) -> Option<Restored> {
        self.0.restored().map(Restored::from)
    }
    /// The fields that are not what they were.
    async fn fields(&self) -> Vec<FieldDiff> {
        self.0.fields().into_iter().map(FieldDiff).collect()
    }
    /// The record as it is now. Null when it is gone.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        node::by_id(ctx, self.0.last.record_id).await
    }
}

/// An earlier version of a record that was brought back.
#[derive(SimpleObject)]
pub struct Restored {
    /// The version of the record, as its history counts them.
    version: i32,
    /// Why it was written then.
    reason: String,
}

impl From<diff::Restored> for Restored {
    fn from(restored: diff::Restored) -> Self {
        Self {
            version: restored.version,
            reason: restored.reason,
        }
    }
}

/// A field that is not what it was.
pub struct FieldDiff(diff::FieldChange);

/// A field that is not what it was.
#[Object]
impl FieldDiff {
    /// Its name, as the change log has it.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// What it held. Null where it held nothing, or there was no record.
    async fn before(&self) -> Option<Json<serde_json::Value>> {
        Some(self.0.before.clone())
            .filter(|value| !value.is_null())
            .map(Json)
    }
    /// What it holds. Null where it holds nothing, or there is no record any more.
    async fn after(&self) -> Option<Json<serde_json::Value>> {
        Some(self.0.after.clone())
            .filter(|value| !value.is_null())
            .map(Json)
    }
    /// What the sources state of it, where it is a team's word beside theirs. Null where they state nothing, and for
    /// all other fields.
    async fn published(&self) -> Option<Json<serde_json::Value>> {
        Some(self.0.published.clone())
            .filter(|value| !value.is_null())
            .map(Json)
    }
    /// When it was last written to be another, in Coordinated Universal Time.
    async fn at(&self) -> DateTime<Utc> {
        self.0.written.at
    }
    /// Who wrote it last: a role or an import.
    async fn actor(&self) -> &str {
        &self.0.written.actor
    }
    /// Why it was last written.
    async fn reason(&self) -> &str {
        &self.0.written.reason
    }
    /// From what source it was last written.
    async fn source(&self) -> &str {
        &self.0.written.source
    }
    /// The earlier version that this write has brought back. Null where it brought none back that was written in
    /// between.
    async fn restored(&self) -> Option<Restored> {
        self.0.written.restored.clone().map(Restored::from)
    }
    /// The difference word by word. Null where it is not one text in place of another.
    async fn words(&self) -> Option<Vec<TextChange>> {
        let (before, after) = (self.0.before.as_str()?, self.0.after.as_str()?);
        let words = difference::words(before, after).into_iter();
        Some(words.map(TextChange::from).collect())
    }
}

#[derive(Default)]
pub struct DiffQuery;

#[Object]
impl DiffQuery {
    /// What became of a record, and of the records that belong to it (of an area everything, of a plan its actions, measures, reviews and so on), between two versions of the data. One that is again what it was is not among them.
    #[graphql(complexity = "ROOT + page_cost(first, 100, child_complexity)")]
    async fn diff(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The global id of the record: an area, a plan, a survey or whatever else."
        )]
        of: ID,
        #[graphql(desc = "The earlier moment.")] from: Moment,
        #[graphql(desc = "The later moment; now when left out.")] to: Option<Moment>,
        #[graphql(desc = "How many records, 1 to 1,000; 100 when left out.")] first: Option<i32>,
        #[graphql(
            desc = "Whether what an import first brought in, in between, counts as what was there before a person wrote of it: told is then what people made of it since. Such records are new where this is left out."
        )]
        after_import: Option<bool>,
    ) -> ApiResult<Diff> {
        let size = rows(first)?;
        let record = node::read_id("of", &of)?;
        let to = to.map(diff::Moment::from);
        let after_import = after_import.unwrap_or_default();
        let mut found =
            diff::diff(connection::db(ctx), record, from.into(), to, after_import).await?;
        let total_count = found.records.len();
        found.records.truncate(size);
        ctx.data_unchecked::<Budget>().spend(found.records.len())?;
        Ok(Diff {
            from: found.from,
            to: found.to,
            total_count,
            nodes: found.records.into_iter().map(RecordDiff).collect(),
        })
    }
}
