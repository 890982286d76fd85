//! Relay connections over pages of rows.

use std::{convert::Infallible, sync::Arc};

use async_graphql::{
    Context, OutputType, SimpleObject,
    connection::{Connection as Relay, CursorType, Edge},
    dataloader::Loader,
};

use super::{error::ApiResult, limit::Budget};
use crate::{
    domain::{
        filter::Parts,
        list::{self, Listed},
        page,
        sort::{self, Sort},
    },
    loader::{LoadError, Loaders, Source},
};

/// What a connection adds to Relay's.
#[derive(SimpleObject)]
pub struct Total {
    /// How many records the whole list holds, on all pages.
    total_count: u64,
}

pub type Connection<T> = Relay<Cursor, T, Total>;

/// The place of a row in its list. It is written out only where somebody asks for it.
pub struct Cursor {
    list: Arc<str>,
    place: String,
}

impl CursorType for Cursor {
    type Error = Infallible;

    /// Never asked: the arguments of a list are read by [`page::Request`], which says what is wrong with them.
    fn decode_cursor(place: &str) -> Result<Self, Infallible> {
        Ok(Self {
            list: Arc::default(),
            place: place.to_owned(),
        })
    }

    fn encode_cursor(&self) -> String {
        page::cursor(&self.list, &self.place)
    }
}

/// What stands for a row in the schema.
pub trait Object: OutputType + Sized {
    type Entity: Listed;
    fn of(row: Row<Self>) -> Self;
}

/// A row, shared by all that it is asked for in one request.
type Row<T> = Arc<<<T as Object>::Entity as sea_orm::EntityTrait>::Model>;

/// A page as a connection.
pub fn connect<T: Object>(page: page::Page<Row<T>>, order: &[Sort<T::Entity>]) -> Connection<T> {
    let mut connection = Relay::with_additional_fields(
        page.has_previous,
        page.has_next,
        Total {
            total_count: page.total,
        },
    );
    let list: Arc<str> = sort::name(order).into();
    connection.edges.extend(page.rows.into_iter().map(|row| {
        let list = list.clone();
        let place = sort::place(order, &row);
        Edge::new(Cursor { list, place }, T::of(row))
    }));
    connection
}

/// The rows at the other end of an edge, as a connection; one statement for all parents together.
pub async fn children<T, K>(
    ctx: &Context<'_>,
    key: K,
    first: Option<i32>,
    after: Option<String>,
) -> ApiResult<Connection<T>>
where
    T: Object,
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    Source: Loader<K, Value = Vec<Row<T>>, Error = LoadError>,
{
    let request = page::Request::new(first, after, None, None)?;
    let rows = list_within(ctx, key).await?;
    let page = request.cut(T::Entity::NAME, rows, |row| T::Entity::sort_key(row))?;
    ctx.data_unchecked::<Budget>().spend(page.rows.len())?;
    Ok(connect(page, &[]))
}

/// The rows at the other end of an edge.
pub async fn rows<K, V>(ctx: &Context<'_>, key: K) -> ApiResult<Vec<V>>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    V: Send + Sync + Clone + 'static,
    Source: Loader<K, Value = Vec<V>, Error = LoadError>,
{
    let rows: Vec<V> = list_within(ctx, key).await?;
    ctx.data_unchecked::<Budget>().spend(rows.len())?;
    Ok(rows)
}

/// The rows at the other end of an edge, as objects of the schema.
pub async fn all<K, V, T>(ctx: &Context<'_>, key: K, of: impl Fn(V) -> T) -> ApiResult<Vec<T>>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    V: Send + Sync + Clone + 'static,
    Source: Loader<K, Value = Vec<V>, Error = LoadError>,
{
    Ok(rows(ctx, key).await?.into_iter().map(of).collect())
}

/// The same, not counted yet: for whoever sends only some of them.
pub async fn list_within<K, V>(ctx: &Context<'_>, key: K) -> ApiResult<Vec<V>>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    V: Send + Sync + Clone + 'static,
    Source: Loader<K, Value = Vec<V>, Error = LoadError>,
{
    Ok(loaders(ctx).load_one(key).await?.unwrap_or_default())
}

/// The one row at the other end of an edge, if there is one.
pub async fn one<T: Object>(ctx: &Context<'_>, id: Option<uuid::Uuid>) -> ApiResult<Option<T>> {
    let Some(id) = id else { return Ok(None) };
    let row = loaders(ctx)
        .load_one(crate::loader::One::<T::Entity>::new(id))
        .await?;
    Ok(row.map(T::of))
}

/// The one row at the other end of an edge that a foreign key guarantees.
pub async fn the<T: Object>(ctx: &Context<'_>, id: uuid::Uuid) -> ApiResult<T> {
    one(ctx, Some(id)).await?.ok_or_else(|| {
        crate::domain::Error::from(sea_orm::DbErr::RecordNotFound(id.to_string())).into()
    })
}

pub fn loaders<'a>(ctx: &Context<'a>) -> &'a Loaders {
    ctx.data_unchecked::<Loaders>()
}

pub fn db<'a>(ctx: &Context<'a>) -> &'a sea_orm::DatabaseConnection {
    ctx.data_unchecked::<sea_orm::DatabaseConnection>()
}

/// The database of today, also where the question is about an earlier day or a draft: for accounts and teams, which no log knows.
pub fn live<'a>(ctx: &Context<'a>) -> &'a sea_orm::DatabaseConnection {
    &ctx.data_unchecked::<Live>().db
}

/// Whether the question is about an earlier day, or about a draft.
pub fn is_past(ctx: &Context<'_>) -> bool {
    ctx.data_unchecked::<Live>().is_past
}

/// The database of today, and whether another is asked.
pub struct Live {
    pub db: sea_orm::DatabaseConnection,
    pub is_past: bool,
}

/// A page of all the records that meet a condition, in an order.
pub async fn root<T: Object>(
    ctx: &Context<'_>,
    parts: Parts,
    order: &[Sort<T::Entity>],
    request: &page::Request,
) -> ApiResult<Connection<T>> {
    let page = list::list::<T::Entity>(db(ctx), parts.all(), order, request).await?;
    ctx.data_unchecked::<Budget>().spend(page.rows.len())?;
    Ok(connect(page.map(Arc::new), order))
}

/// The record at a path.
pub async fn at<T: Object>(ctx: &Context<'_>, path: &str) -> ApiResult<T> {
    let row = list::at::<T::Entity>(db(ctx), path).await?;
    Ok(T::of(Arc::new(row)))
}
