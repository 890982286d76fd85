//! The change log.

use std::{collections::BTreeSet, sync::Arc};

use async_graphql::{
    Context, ID, InputObject, Json, Object, SimpleObject, Subscription,
    connection::{Connection as Relay, Edge, EmptyFields},
};
use chrono::{DateTime, Utc};
use futures_util::{Stream, TryStreamExt, future::try_join_all};
use uuid::Uuid;

use super::{
    action::Action,
    area::LocalArea,
    asker::viewer,
    connection::{self, one},
    error::{ApiError, ApiResult},
    limit::{Budget, page_cost},
    node::{self, Node},
};
use crate::{
    domain::{log, page, permission::Act},
    entity::{change, change::Deed, record::Kind},
    feed::Feed,
    loader::NameOf,
};

/// A write: who, when, what, before, after, and why.
pub struct Change(Arc<change::Model>);

impl Change {
    /// An entry of the log.
    pub fn of(entry: change::Model) -> Self {
        Self(Arc::new(entry))
    }
}

/// A write: who, when, what, before, after, and why.
#[Object]
impl Change {
    /// Its number in the log, rising by time. The newest is the version of the data as a whole.
    async fn seq(&self) -> i64 {
        self.0.seq
    }
    /// When it was written, in Coordinated Universal Time.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }
    /// Who wrote: a role or an import.
    async fn actor(&self) -> &str {
        &self.0.actor
    }
    /// The name of whoever wrote. Null to all but the team of the area, where it was an import, and where
    /// the question is about an earlier day.
    async fn actor_name(&self, ctx: &Context<'_>) -> ApiResult<Option<String>> {
        let (Some(actor), Some(area)) = (self.0.actor_id, self.0.area_id) else {
            return Ok(None);
        };
        if connection::is_past(ctx) || !viewer(ctx).may(Act::SeeTeam, area) {
            return Ok(None);
        }
        Ok(connection::loaders(ctx).load_one(NameOf(actor)).await?)
    }
    /// Whether the record was created, updated or deleted.
    async fn deed(&self) -> Deed {
        self.0.deed
    }
    /// The global id of the record, also where there is none any more.
    async fn record_id(&self) -> ID {
        node::global_id(self.0.record_kind, self.0.record_id)
    }
    /// The kind of the record.
    async fn kind(&self) -> Kind {
        self.0.record_kind
    }
    /// The path of the record.
    async fn path(&self) -> &str {
        &self.0.record_path
    }
    /// The version of the record that the write made.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// The names of the fields that differ. All of them when the record was created, none when it was deleted.
    async fn fields(&self) -> Vec<String> {
        log::fields(&self.0)
    }
    /// The record and its parts before. Null when it was created.
    async fn before(&self) -> Option<Json<serde_json::Value>> {
        self.0.before.clone().map(Json)
    }
    /// The record and its parts after. Null when it was deleted.
    async fn after(&self) -> Option<Json<serde_json::Value>> {
        self.0.after.clone().map(Json)
    }
    /// The actions of other plans that its decisions about likeness name, before and after, but for those that there are
    /// no more.
    async fn decided_about(&self, ctx: &Context<'_>) -> ApiResult<Vec<DecidedAction>> {
        let named = others(&self.0).into_iter().map(|id| async move {
            let action = one::<Action>(ctx, Some(id)).await?;
            Ok::<_, ApiError>(action.map(|action| DecidedAction {
                other_id: id.into(),
                action,
            }))
        });
        Ok(try_join_all(named).await?.into_iter().flatten().collect())
    }
    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
    /// From what source.
    async fn source(&self) -> &str {
        &self.0.source
    }
    /// The local area of the record. Null for what is shared by all, and when the area itself was deleted.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<Option<LocalArea>> {
        one(ctx, self.0.area_id).await
    }
    /// The record as it is now. Null when it was deleted.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        node::by_id(ctx, self.0.record_id).await
    }
}

/// The ids of the other actions that decisions of a record name, before a change and after it.
fn others(change: &change::Model) -> BTreeSet<Uuid> {
    let sides = [&change.before, &change.after].into_iter().flatten();
    let decisions = sides.filter_map(|side| side.get("decisions")?.as_array());
    let ids = decisions
        .flatten()
        .filter_map(|one| Uuid::parse_str(one.get("other_id")?.as_str()?).ok());
    ids.collect()
}

/// An action that a decision about likeness names.
#[derive(SimpleObject)]
pub struct DecidedAction {
    /// What the log calls it by, as `other_id` of a decision.
    other_id: ID,
    /// The action.
    action: Action,
}

/// What the list of changes adds to Relay's connection.
#[derive(SimpleObject)]
pub struct ChangeTotal {
    /// How many changes the whole list holds, on all pages.
    total_count: u64,
    /// The number of the newest change of all: the version of the data as a whole.
    data_version: i64,
}

pub type Changes = Relay<String, Change, ChangeTotal, EmptyFields>;

/// Which changes a list holds.
#[derive(InputObject, Default)]
pub struct ChangeFilter {
    /// Paths of local areas.
    area: Option<Vec<String>>,
    /// Kinds of records.
    kind: Option<Vec<Kind>>,
    /// The path of one record.
    path: Option<String>,
    /// Only what was written at this time or later.
    since: Option<DateTime<Utc>>,
    /// Only what was written before this time.
    until: Option<DateTime<Utc>>,
    /// True: only the changes that took records away which there are no more, for each record the last. False: only
    /// changes of records that there are.
    gone: Option<bool>,
    /// True: only what imports wrote. False: only what people wrote.
    imported: Option<bool>,
}

impl From<ChangeFilter> for log::Filter {
    fn from(filter: ChangeFilter) -> Self {
        Self {
            areas: filter.area,
            kinds: filter.kind,
            path: filter.path,
            since: filter.since,
            until: filter.until,
            gone: filter.gone,
            imported: filter.imported,
        }
    }
}

#[derive(Default)]
pub struct ChangeQuery;

#[Object]
impl ChangeQuery {
    /// The version of the data as a whole: the number of the newest change. Zero before the first.
    async fn data_version(&self, ctx: &Context<'_>) -> ApiResult<i64> {
        let version = log::data_version(connection::db(ctx)).await;
        Ok(version.map_err(crate::domain::Error::from)?)
    }

    /// What was written, the newest first.
    #[graphql(complexity = "page_cost(first, 50, child_complexity)")]
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<ChangeFilter>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it, that is, what is older.")]
        after: Option<String>,
    ) -> ApiResult<Changes> {
        let request = page::Request::new(first, after, None, None)?;
        let db = connection::db(ctx);
        let page = log::list(db, filter.unwrap_or_default().into(), &request).await?;
        let data_version = log::data_version(db)
            .await
            .map_err(crate::domain::Error::from)?;
        let mut list = Relay::with_additional_fields(
            page.has_previous,
            page.has_next,
            ChangeTotal {
                total_count: page.total,
                data_version,
            },
        );
        list.edges.extend(page.rows.into_iter().map(|row| {
            Edge::new(
                page::cursor(log::LIST, &row.seq.to_string()),
                Change(row.into()),
            )
        }));
        Ok(list)
    }
}

#[derive(Default)]
pub struct ChangeSubscription;

#[Subscription]
impl ChangeSubscription {
    /// Every change from now on, one by one, in the order of their numbers, within about half a second. `after` takes
    /// up where an earlier subscription ended: first come all changes after that number, then the new ones, none
    /// twice and none left out. A number that the log has not reached is an error with the code BAD_INPUT.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<ChangeFilter>,
        #[graphql(
            desc = "The `seq` of the last change that is known; what is written from now on when left out."
        )]
        after: Option<i64>,
    ) -> Result<impl Stream<Item = ApiResult<Change>> + use<>, ApiError> {
        let feed = ctx.data_unchecked::<Feed>();
        let changes = feed
            .changes(filter.unwrap_or_default().into(), after)
            .await?;
        let budget = ctx.data_unchecked::<Budget>().clone();
        Ok(changes
            .inspect_ok(move |_| budget.begin())
            .map_ok(Change)
            .map_err(Into::into))
    }
}
