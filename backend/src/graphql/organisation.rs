//! Organisations.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};
use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::DatabaseConnection;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, one},
    document::Citation,
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    node,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
    },
    entity::{
        organisation::{self, Column, OrganisationKind},
        record::Kind,
    },
    loader::CitationsOfRecord,
};

/// A body that plans, acts, inspects or speaks for families.
#[derive(Clone)]
pub struct Organisation(pub Arc<organisation::Model>);

impl connection::Object for Organisation {
    type Entity = organisation::Entity;

    fn of(row: Arc<organisation::Model>) -> Self {
        Self(row)
    }
}

/// A body that plans, acts, inspects or speaks for families.
#[Object]
impl Organisation {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Organisation, self.0.id)
    }
    /// The readable path, stable and unique among organisations.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its full name.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// The short form in use. Null when there is none.
    async fn short_name(&self) -> Option<&str> {
        self.0.short_name.as_deref()
    }
    /// What it is.
    async fn kind(&self) -> OrganisationKind {
        self.0.kind
    }
    /// The area it belongs to. Null for national bodies.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<Option<LocalArea>> {
        one(ctx, self.0.area_id).await
    }
    /// The body that took over from it. Null while it exists, or where we do not know.
    async fn successor(&self, ctx: &Context<'_>) -> ApiResult<Option<Organisation>> {
        one(ctx, self.0.successor_id).await
    }
    /// Its last day. Null while it exists, or where we do not know.
    async fn ended_on(&self) -> Option<NaiveDate> {
        self.0.ended_on
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The places in published documents that this was read from. Empty only for what is our own: themes, indicators and organisations.
    pub(super) async fn citations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Citation>> {
        all(ctx, CitationsOfRecord(self.0.id), Citation).await
    }
    /// How often this has been written: 1 after it was created.
    async fn record_version(&self, ctx: &Context<'_>) -> ApiResult<i32> {
        node::version(ctx, self.0.id).await
    }
}

/// Which organisations a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct OrganisationFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Kinds.
    kind: Option<Vec<OrganisationKind>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Organisation>,
    /// All of these hold as well.
    and: Option<Vec<OrganisationFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<OrganisationFilter>>,
    /// This does not hold.
    not: Option<Box<OrganisationFilter>>,
}

#[async_trait]
impl Asked for OrganisationFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<organisation::Entity>(self.area)
            .await?
            .one_of("kind", Column::Kind, self.kind)?
            .text::<organisation::Entity>(self.text)
            .await?
            .fields::<organisation::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many organisations each choice of the filter would leave, beside its other parts that are in force.
pub struct OrganisationFacets(Facets<organisation::Entity>);

/// How many organisations each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl OrganisationFacets {
    /// Local areas; national bodies belong to none.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Kinds.
    async fn kind(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<OrganisationKind>(ctx, "kind", Column::Kind)
            .await
    }
}

#[derive(Default)]
pub struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// Organisations.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<OrganisationFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<Organisation>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }

    /// How many organisations each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn organisation_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<OrganisationFilter>,
    ) -> ApiResult<OrganisationFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(OrganisationFacets(Facets::new(parts)))
    }
}
