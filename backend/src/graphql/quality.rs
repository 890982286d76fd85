//! Data-quality notes.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    area::LocalArea,
    connection::{self, Connection, all, the},
    document::{Citation, Document},
    error::ApiResult,
    limit::{ROOT, page_cost},
    node::{self, Node},
};
use crate::{
    domain::{filter::Filter, page::Request},
    entity::{
        document::{self},
        quality::{self, NoteRule, NoteState, Severity},
        record::Kind,
    },
    loader::CitationsOfRecord,
};

/// A contradiction, a gap or a doubt in a document: both statements, why it matters, and what is shown.
#[derive(Clone)]
pub struct DataQualityNote(pub quality::Model);

impl connection::Object for DataQualityNote {
    type Entity = quality::Entity;

    fn of(row: quality::Model) -> Self {
        Self(row)
    }
}

/// A contradiction, a gap or a doubt in a document: both statements, why it matters, and what is shown.
#[Object]
impl DataQualityNote {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::DataQualityNote, self.0.id)
    }
    /// The readable path, stable and unique among notes.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// The rule.
    async fn rule(&self) -> NoteRule {
        self.0.rule
    }
    /// How much it matters to a reader.
    async fn severity(&self) -> Severity {
        self.0.severity
    }
    /// What the document says.
    async fn first(&self) -> &str {
        &self.0.first
    }
    /// Where.
    async fn first_place(&self) -> &str {
        &self.0.first_place
    }
    /// What it says elsewhere, or what follows from its figures. Null when there is one statement only.
    async fn second(&self) -> Option<&str> {
        self.0.second.as_deref()
    }
    /// Where. Null when there is one statement only.
    async fn second_place(&self) -> Option<&str> {
        self.0.second_place.as_deref()
    }
    /// Why it matters.
    async fn why(&self) -> &str {
        &self.0.why
    }
    /// What this product shows.
    async fn shown(&self) -> &str {
        &self.0.shown
    }
    /// What has become of it.
    async fn state(&self) -> NoteState {
        self.0.state
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The document.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
    }
    /// The record it is about. Null when it is about the document.
    async fn about(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        match self.0.about_id {
            Some(id) => node::by_id(ctx, id).await,
            None => Ok(None),
        }
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

/// Which notes a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(InputObject, Default)]
pub struct DataQualityNoteFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of documents.
    document: Option<Vec<String>>,
    /// Rules.
    rule: Option<Vec<NoteRule>>,
    /// How much it matters.
    severity: Option<Vec<Severity>>,
    /// What has become of it.
    state: Option<Vec<NoteState>>,
    /// Words that one of the texts holds, upper and lower case alike. At most 200 characters.
    text: Option<String>,
}

#[derive(Default)]
pub struct QualityQuery;

#[Object]
impl QualityQuery {
    /// What documents say that does not hold together.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn data_quality_notes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<DataQualityNoteFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<DataQualityNote>> {
        let request = Request::new(first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let condition = Filter::new(connection::db(ctx))
            .areas::<quality::Entity>(filter.area)
            .await?
            .named::<document::Entity>(quality::Column::DocumentId, filter.document)
            .await?
            .one_of(quality::Column::Rule, filter.rule)?
            .one_of(quality::Column::Severity, filter.severity)?
            .one_of(quality::Column::State, filter.state)?
            .text::<quality::Entity>(filter.text)?
            .done();
        connection::root(ctx, condition, &request).await
    }
}
