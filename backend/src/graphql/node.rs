//! Records of whatever kind, by their global ids.

use async_graphql::{Context, ID, Interface, Object};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::ActiveEnum;
use uuid::Uuid;

use super::{
    action::Action,
    area::LocalArea,
    connection::{self, one},
    document::Citation,
    document::Document,
    error::ApiResult,
    feedback::FeedbackItem,
    glossary::GlossaryTerm,
    indicator::Indicator,
    indicator::IndicatorValue,
    inspection::Inspection,
    measure::Measure,
    meeting::Meeting,
    organisation::Organisation,
    plan::Plan,
    plan::StatusScheme,
    priority::StrategyPriority,
    quality::DataQualityNote,
    review::Review,
    survey::Survey,
    survey::SurveyQuestion,
    survey::SurveyResult,
    survey::SurveyWave,
    theme::Theme,
    weakness::Weakness,
    workstream::Workstream,
};
use crate::{domain::Error, entity::record::Kind, loader::Registered};

/// A record: it has a global id, a readable path, and citations.
#[derive(Interface)]
#[graphql(
    field(
        name = "id",
        ty = "ID",
        desc = "The global id: opaque, the same in every database of this product."
    ),
    field(
        name = "path",
        ty = "&str",
        desc = "The readable path, stable and unique among records of its kind."
    ),
    field(
        name = "citations",
        ty = "ApiResult<Vec<Citation>>",
        desc = "The places in published documents that the record was read from."
    )
)]
pub enum Node {
    Action(Action),
    DataQualityNote(DataQualityNote),
    Document(Document),
    FeedbackItem(FeedbackItem),
    GlossaryTerm(GlossaryTerm),
    Indicator(Indicator),
    IndicatorValue(IndicatorValue),
    Inspection(Inspection),
    LocalArea(LocalArea),
    Measure(Measure),
    Meeting(Meeting),
    Organisation(Organisation),
    Plan(Plan),
    Review(Review),
    StatusScheme(StatusScheme),
    StrategyPriority(StrategyPriority),
    Survey(Survey),
    SurveyQuestion(SurveyQuestion),
    SurveyResult(SurveyResult),
    SurveyWave(SurveyWave),
    Theme(Theme),
    Weakness(Weakness),
    Workstream(Workstream),
}

pub fn global_id(kind: Kind, id: Uuid) -> ID {
    URL_SAFE_NO_PAD
        .encode(format!("{}:{}", kind.to_value(), id.simple()))
        .into()
}

/// What a global id names, that was given as an argument. An id that this API never gave out is refused.
pub fn read_id(argument: &'static str, text: &str) -> Result<(Kind, Uuid), Error> {
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|pair| {
            let (kind, id) = pair.split_once(':')?;
            Some((
                Kind::try_from_value(&kind.to_owned()).ok()?,
                Uuid::parse_str(id).ok()?,
            ))
        })
        .ok_or_else(|| {
            let shown: String = text.chars().take(80).collect();
            Error::bad_input(
                argument,
                format!("‘{shown}’ is not an id of this API. Take it from the `id` field of a record; to look up a path, use the root field of its kind."),
            )
        })
}

/// The record with an id of the database.
pub async fn by_id(ctx: &Context<'_>, id: Uuid) -> ApiResult<Option<Node>> {
    match connection::loaders(ctx).load_one(Registered(id)).await? {
        Some(record) => of_kind(ctx, record.kind, id).await,
        None => Ok(None),
    }
}

pub async fn version(ctx: &Context<'_>, id: Uuid) -> ApiResult<i32> {
    let record = connection::loaders(ctx).load_one(Registered(id)).await?;
    Ok(record.map_or(0, |record| record.version))
}

async fn of_kind(ctx: &Context<'_>, kind: Kind, id: Uuid) -> ApiResult<Option<Node>> {
    let id = Some(id);
    Ok(match kind {
        Kind::Action => one::<Action>(ctx, id).await?.map(Node::from),
        Kind::DataQualityNote => one::<DataQualityNote>(ctx, id).await?.map(Node::from),
        Kind::Document => one::<Document>(ctx, id).await?.map(Node::from),
        Kind::FeedbackItem => one::<FeedbackItem>(ctx, id).await?.map(Node::from),
        Kind::GlossaryTerm => one::<GlossaryTerm>(ctx, id).await?.map(Node::from),
        Kind::Indicator => one::<Indicator>(ctx, id).await?.map(Node::from),
        Kind::IndicatorValue => one::<IndicatorValue>(ctx, id).await?.map(Node::from),
        Kind::Inspection => one::<Inspection>(ctx, id).await?.map(Node::from),
        Kind::Area => one::<LocalArea>(ctx, id).await?.map(Node::from),
        Kind::Measure => one::<Measure>(ctx, id).await?.map(Node::from),
        Kind::Meeting => one::<Meeting>(ctx, id).await?.map(Node::from),
        Kind::Organisation => one::<Organisation>(ctx, id).await?.map(Node::from),
        Kind::Plan => one::<Plan>(ctx, id).await?.map(Node::from),
        Kind::Review => one::<Review>(ctx, id).await?.map(Node::from),
        Kind::StatusScheme => one::<StatusScheme>(ctx, id).await?.map(Node::from),
        Kind::StrategyPriority => one::<StrategyPriority>(ctx, id).await?.map(Node::from),
        Kind::Survey => one::<Survey>(ctx, id).await?.map(Node::from),
        Kind::SurveyQuestion => one::<SurveyQuestion>(ctx, id).await?.map(Node::from),
        Kind::SurveyResult => one::<SurveyResult>(ctx, id).await?.map(Node::from),
        Kind::SurveyWave => one::<SurveyWave>(ctx, id).await?.map(Node::from),
        Kind::Theme => one::<Theme>(ctx, id).await?.map(Node::from),
        Kind::Weakness => one::<Weakness>(ctx, id).await?.map(Node::from),
        Kind::Workstream => one::<Workstream>(ctx, id).await?.map(Node::from),
    })
}

/// The most ids that `nodes` takes.
const MOST_IDS: usize = 100;

#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The record with a global id. Null when there is none; an id that was never ours is an error.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A global id.")] id: ID,
    ) -> ApiResult<Option<Node>> {
        let (kind, id) = read_id("id", &id)?;
        of_kind(ctx, kind, id).await
    }

    /// The records with these global ids, in their order. Null where there is none.
    #[graphql(complexity = "ids.len() * (1 + child_complexity)")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global ids, at most 100.")] ids: Vec<ID>,
    ) -> ApiResult<Vec<Option<Node>>> {
        if ids.len() > MOST_IDS {
            return Err(Error::bad_input(
                "ids",
                format!(
                    "`ids` takes at most {MOST_IDS} ids; there were {}.",
                    ids.len()
                ),
            )
            .into());
        }
        let ids = ids
            .iter()
            .map(|id| read_id("id", id))
            .collect::<Result<Vec<_>, _>>()?;
        // All at once, so that the loaders batch them.
        let found = ids.into_iter().map(|(kind, id)| of_kind(ctx, kind, id));
        futures_util::future::join_all(found)
            .await
            .into_iter()
            .collect()
    }
}
