//! Documents and the places in them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, children, one, the},
    date::PublishedDate,
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    glossary::GlossaryTerm,
    limit::{Budget, ROOT, page_cost},
    node::{self, Node},
    order::{OrderBy, OrderField, steps},
    organisation::Organisation,
    plan::Plan,
    quality::DataQualityNote,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
        sort::Key,
    },
    entity::{
        citation,
        document::{self, Column, DocumentKind, PublicationStatus},
        record::Kind,
    },
    loader::{
        CitationsOfDocument, CitationsOfRecord, LinesOfDocument, NotesOfDocument, PlansOfDocument,
        TermsOfDocument, TitleOf,
    },
};

/// A published document that records were read from.
#[derive(Clone)]
pub struct Document(pub Arc<document::Model>);

impl connection::Object for Document {
    type Entity = document::Entity;

    fn of(row: Arc<document::Model>) -> Self {
        Self(row)
    }
}

/// A published document that records were read from.
#[Object]
impl Document {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Document, self.0.id)
    }
    /// The readable path, stable and unique among documents.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// The title as printed.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What kind of document it is.
    async fn kind(&self) -> DocumentKind {
        self.0.kind
    }
    /// Whether it is a draft.
    async fn status(&self) -> PublicationStatus {
        self.0.status
    }
    /// The name of the file that was read.
    async fn file(&self) -> &str {
        &self.0.file
    }
    /// Where it was published: an address of the web. Null when we do not know it.
    async fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }
    /// The terms under which its words may be used, as published. Null when the document states none: then all rights are its publisher's.
    async fn licence(&self) -> Option<&str> {
        self.0.licence.as_deref()
    }
    /// When it was published. Null when the document does not state it.
    async fn published(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            self.0.published.as_deref(),
            self.0.published_precision,
            self.0.published_from,
            self.0.published_to,
        )
    }
    /// Who published it. Null when the document does not state it.
    async fn publisher(&self, ctx: &Context<'_>) -> ApiResult<Option<Organisation>> {
        one(ctx, self.0.publisher_id).await
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The plans it holds.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Plan>> {
        children(ctx, PlansOfDocument(self.0.id), first, after).await
    }
    /// The terms it explains.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn glossary_terms(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<GlossaryTerm>> {
        children(ctx, TermsOfDocument(self.0.id), first, after).await
    }
    /// What in it does not hold together.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn quality_notes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<DataQualityNote>> {
        children(ctx, NotesOfDocument(self.0.id), first, after).await
    }
    /// Its lines that are held: those that something was read from, in their order. Empty when its text is not held.
    async fn lines(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first line; the first of all when left out.")] from: Option<i32>,
        #[graphql(desc = "The last line; the last of all when left out.")] to: Option<i32>,
    ) -> ApiResult<Vec<DocumentLine>> {
        let within = from.unwrap_or(1)..=to.unwrap_or(i32::MAX);
        DocumentLine::within(ctx, self.0.id, within).await
    }
    /// Everything that was read from it, in the order of its lines.
    async fn extracts(&self, ctx: &Context<'_>) -> ApiResult<Vec<Citation>> {
        all(ctx, CitationsOfDocument(self.0.id), Citation).await
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

/// A place in a document that a record, or one field of it, was read from.
#[derive(Clone)]
pub struct Citation(pub Arc<citation::Model>);

/// A place in a document that a record, or one field of it, was read from.
#[Object]
impl Citation {
    /// An id of the citation.
    async fn id(&self) -> ID {
        ID::from(self.0.id)
    }
    /// The document.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
    }
    /// The place in words that a reader of the document would use.
    async fn place(&self) -> &str {
        &self.0.place
    }
    /// First line in the extracted text of the document, counted from 1.
    async fn line_from(&self) -> i32 {
        self.0.line_from
    }
    /// Last line in the extracted text of the document.
    async fn line_to(&self) -> i32 {
        self.0.line_to
    }
    /// The field that the place supports. Null when it supports the record as a whole.
    async fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }
    /// The published words. Null when the record itself holds them.
    async fn quote(&self) -> Option<&str> {
        self.0.quote.as_deref()
    }
    /// The lines of the document at the place, as far as they are held. Empty when its text is not.
    async fn lines(&self, ctx: &Context<'_>) -> ApiResult<Vec<DocumentLine>> {
        let within = self.0.line_from..=self.0.line_to;
        DocumentLine::within(ctx, self.0.document_id, within).await
    }
    /// What the record that cites the place is called, as a search shows it. Empty when it has no words of its own.
    async fn record_title(&self, ctx: &Context<'_>) -> ApiResult<String> {
        let title = connection::loaders(ctx)
            .load_one(TitleOf(self.0.record_id))
            .await?;
        Ok(title.unwrap_or_default())
    }
    /// The record that cites the place.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        node::by_id(ctx, self.0.record_id).await
    }
}

/// A line of the extracted text of a document. Only lines that something was read from are held, and names and contact details that are not needed are left out of them.
#[derive(SimpleObject)]
pub struct DocumentLine {
    /// Its number in the text, counted from 1.
    number: i32,
    /// The words, with the tabs between the cells of a table.
    text: String,
}

impl DocumentLine {
    async fn within(
        ctx: &Context<'_>,
        document: uuid::Uuid,
        numbers: std::ops::RangeInclusive<i32>,
    ) -> ApiResult<Vec<Self>> {
        let held = connection::list_within(ctx, LinesOfDocument(document)).await?;
        let lines = held.into_iter();
        let lines = lines.filter(|line| numbers.contains(&line.position));
        let lines: Vec<Self> = lines
            .map(|line| Self {
                number: line.position,
                text: line.text.clone(),
            })
            .collect();
        // Only what is sent counts, not the whole document for each of its places.
        ctx.data_unchecked::<Budget>().spend(lines.len())?;
        Ok(lines)
    }
}

/// Which documents a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct DocumentFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Kinds.
    kind: Option<Vec<DocumentKind>>,
    /// Drafts, or what is final.
    status: Option<Vec<PublicationStatus>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Document>,
    /// All of these hold as well.
    and: Option<Vec<DocumentFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<DocumentFilter>>,
    /// This does not hold.
    not: Option<Box<DocumentFilter>>,
}

#[async_trait]
impl Asked for DocumentFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<document::Entity>(self.area)
            .await?
            .one_of("kind", Column::Kind, self.kind)?
            .one_of("status", Column::Status, self.status)?
            .text::<document::Entity>(self.text)
            .await?
            .fields::<document::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many documents each choice of the filter would leave, beside its other parts that are in force.
pub struct DocumentFacets(Facets<document::Entity>);

/// How many documents each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl DocumentFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Kinds.
    async fn kind(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<DocumentKind>(ctx, "kind", Column::Kind)
            .await
    }
    /// Drafts, and what is final.
    async fn status(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<PublicationStatus>(ctx, "status", Column::Status)
            .await
    }
}

/// What a list of documents can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DocumentOrderField {
    /// The title as printed.
    Title,
    /// The last day that the date of publication can mean.
    Published,
}

impl OrderField for DocumentOrderField {
    type Entity = document::Entity;

    fn key(self) -> (&'static str, Key<document::Entity>) {
        match self {
            Self::Title => ("title", Key::Text(Column::Title)),
            Self::Published => ("published", Key::Day(Column::PublishedTo)),
        }
    }
}

#[derive(Default)]
pub struct DocumentQuery;

#[Object]
impl DocumentQuery {
    /// Published documents.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<DocumentFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<DocumentOrderField>>,
        >,
    ) -> ApiResult<Connection<Document>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many documents each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn document_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<DocumentFilter>,
    ) -> ApiResult<DocumentFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(DocumentFacets(Facets::new(parts)))
    }

    /// The document at a path, such as leicestershire-wsoa-2020. An unknown path is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT + child_complexity")]
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The readable path.")] path: String,
    ) -> ApiResult<Option<Document>> {
        connection::at(ctx, &path).await.map(Some)
    }
}
