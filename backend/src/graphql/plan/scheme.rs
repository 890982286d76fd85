//! The scales that plans rate their actions on.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::Plan;
use crate::{
    entity::{
        plan::{self, SharedStatus},
        record::Kind,
    },
    graphql::{
        area::LocalArea,
        connection::{self, all, the},
        document::Citation,
        error::ApiResult,
        node,
        quality::DataQualityNote,
    },
    loader::{CitationsOfRecord, NotesAboutRecord, ValuesOfScheme},
};

/// The scale that a plan rates its actions on, with the definitions it prints.
#[derive(Clone)]
pub struct StatusScheme(pub Arc<plan::scheme::Model>);

impl connection::Object for StatusScheme {
    type Entity = plan::scheme::Entity;

    fn of(row: Arc<plan::scheme::Model>) -> Self {
        Self(row)
    }
}

/// The scale that a plan rates its actions on, with the definitions it prints.
#[Object]
impl StatusScheme {
    /// The global id: opaque, the same in every database of this product.
    pub(in crate::graphql) async fn id(&self) -> ID {
        node::global_id(Kind::StatusScheme, self.0.id)
    }
    /// The readable path, stable and unique among schemes.
    pub(in crate::graphql) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its name.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The plan.
    async fn plan(&self, ctx: &Context<'_>) -> ApiResult<Plan> {
        the(ctx, self.0.plan_id).await
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// Its values in the printed order.
    async fn values(&self, ctx: &Context<'_>) -> ApiResult<Vec<StatusValue>> {
        all(ctx, ValuesOfScheme(self.0.id), StatusValue).await
    }
    /// The places in published documents that this was read from. Empty only for what is our own: themes, indicators and organisations.
    pub(in crate::graphql) async fn citations(
        &self,
        ctx: &Context<'_>,
    ) -> ApiResult<Vec<Citation>> {
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

/// One value of a local scale, with its place on the shared one.
#[derive(Clone)]
pub struct StatusValue(pub Arc<plan::status_value::Model>);

/// One value of a local scale, with its place on the shared one.
#[Object]
impl StatusValue {
    /// The value as printed in the rows, such as AMBER.
    async fn code(&self) -> &str {
        &self.0.code
    }
    /// Its words in the heading of the table.
    async fn label(&self) -> &str {
        &self.0.label
    }
    /// Its words in the legend of the narrative, which may differ. Null when there is none.
    async fn definition(&self) -> Option<&str> {
        self.0.definition.as_deref()
    }
    /// Its place on the shared scale.
    async fn shared(&self) -> SharedStatus {
        self.0.shared
    }
    /// Why that place is a judgement. Null when it is plain.
    async fn judgement(&self) -> Option<&str> {
        self.0.judgement.as_deref()
    }
}
