//! Data-quality notes.

use std::sync::Arc;

use super::document::DocumentFilter;
use async_graphql::{Context, Enum, ID, InputObject, Object};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::DatabaseConnection;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, the},
    document::{Citation, Document},
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    node::{self, Node},
    order::{OrderBy, OrderField, steps},
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
        sort::Key,
    },
    entity::{
        document,
        quality::{self, Column, NoteRule, NoteState, Severity},
        record::Kind,
    },
    loader::CitationsOfRecord,
};

/// A contradiction, a gap or a doubt in a document: both statements, why it matters, and what is shown.
#[derive(Clone)]
pub struct DataQualityNote(pub Arc<quality::Model>);

impl connection::Object for DataQualityNote {
    type Entity = quality::Entity;

    fn of(row: Arc<quality::Model>) -> Self {
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
    /// Why it is in this state, where somebody has ruled on it. Null where nobody has.
    async fn ruling(&self) -> Option<&str> {
        self.0.ruling.as_deref()
    }
    /// The role of whoever has ruled. Null where nobody has.
    async fn ruling_author(&self) -> Option<&str> {
        self.0.ruling_author.as_deref()
    }
    /// When, in Coordinated Universal Time. Null where nobody has.
    async fn ruled_at(&self) -> Option<DateTime<Utc>> {
        self.0.ruled_at
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
#[derive(Clone, InputObject, Default)]
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
    /// Paths of the notes themselves.
    path: Option<Vec<String>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// The document that it is about is one of these.
    of_document: Option<DocumentFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<DataQualityNote>,
    /// All of these hold as well.
    and: Option<Vec<DataQualityNoteFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<DataQualityNoteFilter>>,
    /// This does not hold.
    not: Option<Box<DataQualityNoteFilter>>,
}

#[async_trait]
impl Asked for DataQualityNoteFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<quality::Entity>(self.area)
            .await?
            .named::<document::Entity>("document", Column::DocumentId, self.document)
            .await?
            .one_of("rule", Column::Rule, self.rule)?
            .one_of("severity", Column::Severity, self.severity)?
            .one_of("state", Column::State, self.state)?
            .named::<quality::Entity>("path", Column::Id, self.path)
            .await?
            .text::<quality::Entity>(self.text)
            .await?
            .within::<document::Entity>("ofDocument", Column::DocumentId, self.of_document)
            .await?
            .fields::<quality::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many notes each choice of the filter would leave, beside its other parts that are in force.
pub struct DataQualityNoteFacets(Facets<quality::Entity>);

/// How many notes each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl DataQualityNoteFacets {
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
    /// Rules.
    async fn rule(&self, ctx: &Context<'_>) -> Choices {
        self.0.words::<NoteRule>(ctx, "rule", Column::Rule).await
    }
    /// How much it matters.
    async fn severity(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<Severity>(ctx, "severity", Column::Severity)
            .await
    }
    /// What has become of it.
    async fn state(&self, ctx: &Context<'_>) -> Choices {
        self.0.words::<NoteState>(ctx, "state", Column::State).await
    }
}

/// What a list of notes can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DataQualityNoteOrderField {
    /// How much it matters to a reader: errors, then warnings, then what is good to know.
    Severity,
    /// The rule, in the order in which the rules are listed.
    Rule,
}

/// From what cannot be right to what is good to know.
const SEVERITIES: &[&str] = &["error", "warning", "note"];

/// As `NoteRule` lists them: dates, figures, questions, then the text.
const RULES: &[&str] = &[
    "impossible-date",
    "mistyped-date",
    "decision-date",
    "imprecise-date",
    "date-depends",
    "no-date",
    "two-readings",
    "base-conflict",
    "change-arithmetic",
    "points-not-percent",
    "satisfied-dissatisfied",
    "question-changed",
    "population-changed",
    "placeholder",
    "legend-contradiction",
    "duplicate-section",
    "duplicate-row",
    "missing-section",
    "cut-off-text",
    "target-missed",
    "benchmark-date",
    "name-spelling",
    "missing-lead",
    "missing-value",
    "wording-changed",
    "typing-error",
    "dead-reference",
    "other",
];

impl OrderField for DataQualityNoteOrderField {
    type Entity = quality::Entity;

    fn key(self) -> (&'static str, Key<quality::Entity>) {
        match self {
            Self::Severity => ("severity", Key::Word(Column::Severity, SEVERITIES)),
            Self::Rule => ("rule", Key::Word(Column::Rule, RULES)),
        }
    }
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
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<DataQualityNoteOrderField>>,
        >,
    ) -> ApiResult<Connection<DataQualityNote>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many notes each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn data_quality_note_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<DataQualityNoteFilter>,
    ) -> ApiResult<DataQualityNoteFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(DataQualityNoteFacets(Facets::new(parts)))
    }
}
