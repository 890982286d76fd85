//! Glossary terms.

use std::sync::Arc;

use super::document::DocumentFilter;
use async_graphql::{Context, ID, InputObject, Object};
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, the},
    document::{Citation, Document},
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    node,
    quality::DataQualityNote,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
    },
    entity::{
        document,
        glossary::{self, Column},
        record::Kind,
    },
    loader::{CitationsOfRecord, NotesAboutRecord},
};

/// A term and how a document explains it.
#[derive(Clone)]
pub struct GlossaryTerm(pub Arc<glossary::Model>);

impl connection::Object for GlossaryTerm {
    type Entity = glossary::Entity;

    fn of(row: Arc<glossary::Model>) -> Self {
        Self(row)
    }
}

/// A term and how a document explains it.
#[Object]
impl GlossaryTerm {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::GlossaryTerm, self.0.id)
    }
    /// The readable path, stable and unique among terms.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// The term.
    async fn term(&self) -> &str {
        &self.0.term
    }
    /// What it means, as published. Null when not stated in the source.
    async fn meaning(&self) -> Option<&str> {
        self.0.meaning.as_deref()
    }
    /// What the letters stand for, as published. Null when it is no abbreviation.
    async fn expands_to(&self) -> Option<&str> {
        self.0.expands_to.as_deref()
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The document.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
    }
    /// The places in published documents that this was read from. Empty only for what is our own: themes, indicators and organisations.
    pub(super) async fn citations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Citation>> {
        all(ctx, CitationsOfRecord(self.0.id), Citation).await
    }
    /// What the document says of this that does not hold together. Empty when nothing was found.
    async fn data_quality_notes(&self, ctx: &Context<'_>) -> ApiResult<Vec<DataQualityNote>> {
        all(ctx, NotesAboutRecord(self.0.id), DataQualityNote).await
    }
    /// How often this has been written: 1 after it was created.
    async fn record_version(&self, ctx: &Context<'_>) -> ApiResult<i32> {
        node::version(ctx, self.0.id).await
    }
}

/// Which terms a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct GlossaryTermFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of documents.
    document: Option<Vec<String>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// The document that explains it is one of these.
    of_document: Option<DocumentFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<GlossaryTerm>,
    /// All of these hold as well.
    and: Option<Vec<GlossaryTermFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<GlossaryTermFilter>>,
    /// This does not hold.
    not: Option<Box<GlossaryTermFilter>>,
}

#[async_trait]
impl Asked for GlossaryTermFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<glossary::Entity>(self.area)
            .await?
            .named::<document::Entity>("document", Column::DocumentId, self.document)
            .await?
            .text::<glossary::Entity>(self.text)
            .await?
            .within::<document::Entity>("ofDocument", Column::DocumentId, self.of_document)
            .await?
            .fields::<glossary::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many terms each choice of the filter would leave, beside its other parts that are in force.
pub struct GlossaryTermFacets(Facets<glossary::Entity>);

/// How many terms each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl GlossaryTermFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Documents.
    async fn document(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<document::Entity>(ctx, "document", Column::DocumentId)
            .await
    }
}

#[derive(Default)]
pub struct GlossaryQuery;

#[Object]
impl GlossaryQuery {
    /// Terms that documents explain.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn glossary_terms(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<GlossaryTermFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<GlossaryTerm>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }

    /// How many terms each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn glossary_term_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<GlossaryTermFilter>,
    ) -> ApiResult<GlossaryTermFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(GlossaryTermFacets(Facets::new(parts)))
    }
}
