//! Plans that a team is writing: what the team sees of them, and how it changes and publishes them.

mod input;

use async_graphql::{
    Context, ID, InputObject, InputType, Object, ServerError, SimpleObject, Value, Variables,
    parser::types::OperationDefinition, registry::Registry,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    area::LocalArea,
    asker::viewer,
    connection::{self, one, the},
    directive::{self, OfOperation},
    edit::{ReasonInput, id_of_kind},
    error::ApiResult,
    limit::Budget,
    node,
    plan::Plan,
    problem::{Problem, settled},
};
use crate::{
    domain::{
        self,
        draft::{self, Draft, copy, edit, publish},
        list,
        permission::Act,
        problem::missing,
    },
    entity::{area, draft::record, record::Kind},
    loader::NameOf,
};
use input::{AddToDraftInput, EditDraftInput, RemoveFromDraftInput};

/// The directive with which a query is about a draft.
pub struct OfDraft;

impl OfOperation for OfDraft {
    const NAME: &'static str = "draft";
    const ABOUT: &'static str = "Answers the whole query as if a draft were published: its plan stands among the records of today, to be read, searched and compared like any other. Only the team of its area may ask so; for everybody else there is no such draft. What the log says, comments and who leads what in a team are not told of it.";

    fn arguments(registry: &mut Registry) -> Vec<(&'static str, String, &'static str)> {
        let id = Option::<ID>::create_type_info(registry);
        vec![("id", id, "The id of the draft; none where it is null.")]
    }
}

/// The draft that operations ask about. Nothing where they ask about none.
pub fn asked_in<'a>(
    operations: impl Iterator<Item = &'a OperationDefinition>,
    variables: &'a Variables,
) -> Result<Option<Uuid>, ServerError> {
    let Some(asked) = directive::asked::<OfDraft>(operations, variables) else {
        return Ok(None);
    };
    match asked.value("id") {
        None if asked.has_arguments() => Ok(None),
        // What is no id names no draft, which is then said.
        Some(Value::String(id)) => Ok(Some(Uuid::parse_str(&id).unwrap_or_default())),
        _ => Err(asked.refused("`@draft` takes `id`, the id of a draft.")),
    }
}

#[Object]
/// A plan that a team is writing. Only the team sees it, until it is published.
impl Draft {
    /// Its id, for the argument of `@draft` and for its changes.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }
    /// How often it was changed, from 1: what to send as the expected version where all of it is meant.
    async fn whole_version(&self) -> i32 {
        self.row.version
    }
    /// The path that the plan will have; `plan(path)` finds it in a query that stands under `@draft`.
    async fn path(&self) -> &str {
        &self.plan.path
    }
    /// The title that the plan will have.
    async fn title(&self) -> &str {
        &self.plan.title
    }
    /// Which version of the plan it will be, in words. Null when it says none.
    async fn version(&self) -> Option<&str> {
        self.plan.version.as_deref()
    }
    /// The area whose team writes it.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.row.area_id).await
    }
    /// The plan that it was copied from, and whose place it will take. Null when that is gone.
    async fn copied_from(&self, ctx: &Context<'_>) -> ApiResult<Option<Plan>> {
        one(ctx, Some(self.row.origin_id)).await
    }
    /// When it was begun, in Coordinated Universal Time.
    async fn made_at(&self) -> DateTime<Utc> {
        self.row.made_at
    }
    /// The name of whoever began it. Null where the account is gone, and in a query that stands under `@draft`.
    async fn made_by(&self, ctx: &Context<'_>) -> ApiResult<Option<String>> {
        name(ctx, self.row.made_by).await
    }
    /// When it was last changed, in Coordinated Universal Time.
    async fn changed_at(&self) -> DateTime<Utc> {
        self.row.changed_at
    }
    /// The name of whoever changed it last. Null where the account is gone, and in a query that stands under `@draft`.
    async fn changed_by(&self, ctx: &Context<'_>) -> ApiResult<Option<String>> {
        name(ctx, self.row.changed_by).await
    }
    /// Whether the viewer may change it.
    async fn is_editable(&self, ctx: &Context<'_>) -> bool {
        viewer(ctx).may(Act::EditDraft, self.row.area_id)
    }
    /// Whether the viewer may publish it.
    async fn is_publishable(&self, ctx: &Context<'_>) -> bool {
        viewer(ctx).may(Act::Publish, self.row.area_id)
    }
    /// Its records, by their paths: who changed which of them last.
    #[graphql(complexity = "100 * child_complexity")]
    async fn records(&self, ctx: &Context<'_>) -> ApiResult<Vec<DraftRecord>> {
        let rows = draft::records_by_now(connection::live(ctx), &self.row).await?;
        ctx.data_unchecked::<Budget>().spend(rows.len())?;
        Ok(rows.into_iter().map(DraftRecord).collect())
    }
}

/// A record of a draft, and who changed it last. What it says is found by its id in a query under `@draft`.
pub struct DraftRecord(record::Model);

/// A record of a draft, and who changed it last. What it says is found by its id in a query under `@draft`.
#[Object]
impl DraftRecord {
    /// The global id that it has in the draft, and will have.
    async fn id(&self) -> ID {
        node::global_id(self.0.kind, self.0.record_id)
    }
    /// Its kind.
    async fn kind(&self) -> Kind {
        self.0.kind
    }
    /// Its path.
    async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its version in the draft: what to send as the expected one. It begins with 1, and so does the published record.
    async fn record_version(&self) -> i32 {
        self.0.version
    }
    /// The global id of the record that it was copied from. Null where it is new.
    async fn origin_id(&self) -> Option<ID> {
        let origin = self.0.origin_id?;
        Some(node::global_id(self.0.kind, origin))
    }
    /// When it was last changed, in Coordinated Universal Time.
    async fn changed_at(&self) -> DateTime<Utc> {
        self.0.changed_at
    }
    /// The name of whoever changed it last. Null where the account is gone, and in a query that stands under `@draft`.
    async fn changed_by(&self, ctx: &Context<'_>) -> ApiResult<Option<String>> {
        name(ctx, self.0.changed_by).await
    }
}

async fn name(ctx: &Context<'_>, user: Option<Uuid>) -> ApiResult<Option<String>> {
    match user {
        Some(user) => Ok(connection::loaders(ctx).load_one(NameOf(user)).await?),
        None => Ok(None),
    }
}

#[derive(Default)]
pub struct DraftQuery;

#[Object]
impl DraftQuery {
    /// The drafts of an area's team, the newest first, at most 10. Null for whoever is not in it. A path that is no
    /// area's is an error with the code NOT_FOUND.
    #[graphql(complexity = "10 * child_complexity")]
    async fn drafts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The path of the area, such as leicestershire.")] area: String,
    ) -> ApiResult<Option<Vec<Draft>>> {
        let area = list::at::<area::Entity>(connection::db(ctx), &area).await?;
        Ok(draft::of_area(connection::live(ctx), viewer(ctx), area.id).await?)
    }

    /// A draft. Null where there is none of this id, and for whoever may not see it.
    async fn draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the draft.")] id: ID,
    ) -> ApiResult<Option<Draft>> {
        match Uuid::parse_str(&id) {
            Ok(id) => Ok(draft::seen(connection::live(ctx), viewer(ctx), id).await?),
            Err(_) => Ok(None),
        }
    }
}

/// Which plan to copy.
#[derive(InputObject)]
pub struct CopyPlanInput {
    /// The global id of the plan.
    plan: ID,
    /// The title of the new version; that of the plan when left out.
    title: Option<String>,
    /// Which version it will be, in words, such as "Version 2".
    version: Option<String>,
    /// A word of the client's own, 1 to 64 characters, another for each change: what is sent again under it within
    /// seven days is not written again.
    key: Option<String>,
}

/// Which draft to publish, and why.
#[derive(InputObject)]
pub struct PublishDraftInput {
    /// The id of the draft.
    draft: ID,
    /// Its `wholeVersion` as it was seen. Where it has another by now, nothing is published.
    expected_version: i32,
    /// The note says why there is a new version, and everybody sees it; the link is where the plan can be read.
    #[graphql(flatten)]
    reason: ReasonInput,
}

/// Which draft to throw away.
#[derive(InputObject)]
pub struct DiscardDraftInput {
    /// The id of the draft.
    draft: ID,
    /// Its `wholeVersion` as it was seen. Where it has another by now, it stays.
    expected_version: i32,
}

/// What became of a new draft.
#[derive(SimpleObject)]
pub struct CopyPlanPayload {
    /// The draft. Null where there are problems.
    draft: Option<Draft>,
    /// Why nothing was written. Empty where it was.
    problems: Vec<Problem>,
}

/// What became of a change of a draft.
#[derive(SimpleObject)]
pub struct ChangeDraftPayload {
    /// The draft as it is now. Null where there are problems.
    draft: Option<Draft>,
    /// The global id of the record, which is another one where it has another number now. Null where there are problems,
    /// and where it was taken out.
    record_id: Option<ID>,
    /// Why nothing was written. Empty where it was. What a conflict has changed is found under `@draft`, by whom in
    /// `Draft.records`.
    problems: Vec<Problem>,
}

/// What became of publishing a draft.
#[derive(SimpleObject)]
pub struct PublishDraftPayload {
    /// The plan as everybody sees it. Null where there are problems.
    plan: Option<Plan>,
    /// Why nothing was published. Empty where it was.
    problems: Vec<Problem>,
}

/// What became of throwing a draft away.
#[derive(SimpleObject)]
pub struct DiscardDraftPayload {
    /// Why it is still there. Empty where it is gone.
    problems: Vec<Problem>,
}

#[derive(Default)]
pub struct DraftMutation;

#[Object]
impl DraftMutation {
    /// Begins a new version of a plan, as a draft that only the team sees: with its workstreams, actions and measures as
    /// they are by now. By editors of the area.
    async fn copy_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which plan.")] input: CopyPlanInput,
    ) -> ApiResult<CopyPlanPayload> {
        let (draft, problems) = settled(begin(ctx, input).await)?;
        Ok(CopyPlanPayload { draft, problems })
    }

    /// Rewords a record of a draft. By editors of the area.
    async fn edit_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record, and in which words.")] input: EditDraftInput,
    ) -> ApiResult<ChangeDraftPayload> {
        changed(input.make(ctx).await)
    }

    /// Adds a workstream, an action or a measure to a draft. By editors of the area.
    async fn add_to_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where, and in which words.")] input: AddToDraftInput,
    ) -> ApiResult<ChangeDraftPayload> {
        changed(input.make(ctx).await)
    }

    /// Takes a workstream, an action or a measure out of a draft, with what belongs to it. By editors of the area.
    async fn remove_from_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record.")] input: RemoveFromDraftInput,
    ) -> ApiResult<ChangeDraftPayload> {
        let (draft, problems) = settled(input.make(ctx).await)?;
        Ok(ChangeDraftPayload {
            draft,
            record_id: None,
            problems,
        })
    }

    /// Publishes a draft: from then on everybody sees the plan, and it takes the place of the one that it was copied
    /// from, which stays. By administrators of the area.
    async fn publish_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which draft, and why.")] input: PublishDraftInput,
    ) -> ApiResult<PublishDraftPayload> {
        let (plan, problems) = settled(make_public(ctx, input).await)?;
        let plan = match plan {
            Some(plan) => Some(the::<Plan>(ctx, plan).await?),
            None => None,
        };
        Ok(PublishDraftPayload { plan, problems })
    }

    /// Throws a draft away. By editors of the area.
    async fn discard_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which draft.")] input: DiscardDraftInput,
    ) -> ApiResult<DiscardDraftPayload> {
        let viewer = viewer(ctx);
        let done = match draft_id(&input.draft) {
            Ok(id) => {
                let db = connection::db(ctx);
                draft::discard(db, viewer, id, input.expected_version).await
            }
            Err(error) => viewer.somebody().and(Err(error)),
        };
        let (_, problems) = settled(done)?;
        Ok(DiscardDraftPayload { problems })
    }
}

/// The draft that an id names. What is no id names none.
fn draft_id(id: &ID) -> domain::Result<Uuid> {
    Uuid::parse_str(id).map_err(|_| missing("draft"))
}

async fn begin(ctx: &Context<'_>, input: CopyPlanInput) -> domain::Result<Draft> {
    viewer(ctx).somebody()?;
    let asked = copy::Copy {
        plan: id_of_kind("plan", Kind::Plan, &input.plan)?,
        title: input.title,
        version: input.version,
        key: input.key,
    };
    copy::copy(connection::db(ctx), viewer(ctx), asked).await
}

async fn make_public(ctx: &Context<'_>, input: PublishDraftInput) -> domain::Result<Uuid> {
    viewer(ctx).somebody()?;
    let id = draft_id(&input.draft)?;
    let (db, viewer) = (connection::db(ctx), viewer(ctx));
    publish::publish(db, viewer, id, input.expected_version, input.reason.into()).await
}

fn changed(done: domain::Result<edit::Changed>) -> ApiResult<ChangeDraftPayload> {
    let (done, problems) = settled(done)?;
    let (draft, record_id) = done
        .map(|(draft, kind, id)| (draft, node::global_id(kind, id)))
        .unzip();
    Ok(ChangeDraftPayload {
        draft,
        record_id,
        problems,
    })
}
