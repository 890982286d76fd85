//! Batched reads. A key is a type, not an id: however deep a query nests, each kind of edge costs
//! one statement, and the compiler knows what an edge leads to.

use std::{
    collections::HashMap,
    future::poll_fn,
    hash::Hash,
    marker::PhantomData,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use sea_orm::{
    ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::{
    domain::{assignee, list::Listed},
    entity::{
        action, citation, document, feedback, glossary, indicator, inspection, measure, meeting,
        organisation, plan, priority, quality, record, review, search, survey, theme,
        user::{self, membership},
        weakness, workstream,
    },
};

/// Why a batch failed; shared by all the fields that waited for it.
pub type LoadError = Arc<DbErr>;

/// What loaders read from.
pub struct Source {
    pub db: DatabaseConnection,
}

/// The loaders of one request. Rows are remembered until the request is answered, never longer; whoever asks for
/// one shares it.
pub type Loaders = DataLoader<Source, HashMapCache>;

/// More keys than this are split into several statements; SQLite takes 32,766 parameters.
const LARGEST_BATCH: usize = 30_000;

/// Loaders over a database, and what runs their batches.
pub fn loaders(db: DatabaseConnection) -> (Loaders, Batches) {
    let (sender, waiting) = mpsc::unbounded_channel();
    let spawn = move |batch: BoxFuture<'static, ()>| {
        // The receiver is gone only when nobody waits for the answer any more.
        drop(sender.send(batch));
    };
    let loaders = DataLoader::with_cache(Source { db }, spawn, HashMapCache::default())
        .delay(Duration::ZERO)
        .max_batch_size(LARGEST_BATCH);
    (loaders, Batches { waiting })
}

/// The batches of one request that wait to be loaded.
///
/// A batch begins when the request has asked for all it can ask for, not after some time: so the
/// number of statements is that of the levels on a busy machine too, and nobody waits for a timer.
pub struct Batches {
    waiting: mpsc::UnboundedReceiver<BoxFuture<'static, ()>>,
}

impl Batches {
    /// Drives a request to its end, loading whenever it can go no further by itself.
    pub async fn drive<F: Future>(&mut self, request: F) -> F::Output {
        let mut request = pin!(request);
        let mut loading = FuturesUnordered::new();
        poll_fn(|context| {
            loop {
                let waker = Arc::new(Woken {
                    itself: AtomicBool::new(false),
                    outer: context.waker().clone(),
                });
                let within = Waker::from(waker.clone());
                if let Poll::Ready(answer) =
                    request.as_mut().poll(&mut Context::from_waker(&within))
                {
                    return Poll::Ready(answer);
                }
                // A long list of fields pauses and asks to be polled again: it has more to ask for.
                if waker.itself.load(Ordering::SeqCst) {
                    return Poll::Pending;
                }
                while let Ok(batch) = self.waiting.try_recv() {
                    loading.push(batch);
                }
                match loading.poll_next_unpin(context) {
                    Poll::Ready(Some(())) => {}
                    Poll::Ready(None) | Poll::Pending => return Poll::Pending,
                }
            }
        })
        .await
    }
}

/// Passes a wish to be polled again on, and remembers it.
struct Woken {
    itself: AtomicBool,
    outer: Waker,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.itself.store(true, Ordering::SeqCst);
        self.outer.wake_by_ref();
    }
}

/// A record by its id.
pub struct One<E>(pub Uuid, PhantomData<fn() -> E>);

impl<E> One<E> {
    pub fn new(id: Uuid) -> Self {
        Self(id, PhantomData)
    }
}

impl<E> Clone for One<E> {
    fn clone(&self) -> Self {
        Self::new(self.0)
    }
}

impl<E> PartialEq for One<E> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<E> Eq for One<E> {}

impl<E> Hash for One<E> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<E: Listed> Loader<One<E>> for Source {
    type Value = Arc<E::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[One<E>]) -> Result<HashMap<One<E>, Self::Value>, LoadError> {
        let rows = E::find()
            .filter(E::ID.is_in(keys.iter().map(|key| key.0)))
            .all(&self.db)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (One::new(E::id(&row)), Arc::new(row)))
            .collect())
    }
}

/// Keys for the rows that point at a record, with their order.
macro_rules! many {
    ($($(#[$doc:meta])* $key:ident: $($module:ident)::+ by $column:ident in $($order:ident),+ order;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $key(pub Uuid);

        impl Loader<$key> for Source {
            type Value = Vec<Arc<$($module)::+::Model>>;
            type Error = LoadError;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, Self::Value>, LoadError> {
                use $($module)::+::{Column, Entity};
                let rows = Entity::find()
                    .filter(Column::$column.is_in(keys.iter().map(|key| key.0)))
                    $(.order_by_asc(Column::$order))+
                    .all(&self.db)
                    .await?;
                let mut found: HashMap<$key, Self::Value> =
                    keys.iter().map(|key| (*key, Vec::new())).collect();
                for row in rows {
                    let owner: Option<Uuid> = many!(@owner row, $column);
                    if let Some(list) = owner.and_then(|owner| found.get_mut(&$key(owner))) {
                        list.push(Arc::new(row));
                    }
                }
                Ok(found)
            }
        }
    )+};
    (@owner $row:ident, AreaId) => { $row.area_id.into() };
    (@owner $row:ident, RecordId) => { $row.record_id.into() };
    (@owner $row:ident, InspectionId) => { $row.inspection_id.into() };
    (@owner $row:ident, FollowsId) => { $row.follows_id.into() };
    (@owner $row:ident, WeaknessId) => { $row.weakness_id.into() };
    (@owner $row:ident, PlanId) => { $row.plan_id.into() };
    (@owner $row:ident, SupersedesId) => { $row.supersedes_id.into() };
    (@owner $row:ident, DocumentId) => { $row.document_id.into() };
    (@owner $row:ident, SchemeId) => { $row.scheme_id.into() };
    (@owner $row:ident, WorkstreamId) => { $row.workstream_id.into() };
    (@owner $row:ident, ActionId) => { $row.action_id.into() };
    (@owner $row:ident, FeedbackItemId) => { $row.feedback_item_id.into() };
    (@owner $row:ident, MeasureId) => { $row.measure_id.into() };
    (@owner $row:ident, ReviewId) => { $row.review_id.into() };
    (@owner $row:ident, MeetingId) => { $row.meeting_id.into() };
    (@owner $row:ident, SurveyId) => { $row.survey_id.into() };
    (@owner $row:ident, WaveId) => { $row.wave_id.into() };
    (@owner $row:ident, QuestionId) => { $row.question_id.into() };
    (@owner $row:ident, IndicatorId) => { $row.indicator_id.into() };
    (@owner $row:ident, PriorityId) => { $row.priority_id.into() };
    (@owner $row:ident, AboutId) => { $row.about_id };
    (@owner $row:ident, CarriesOnId) => { $row.carries_on_id };
}

many! {
    CitationsOfRecord: citation by RecordId in Position order;
    CitationsOfDocument: citation by DocumentId in LineFrom, Id order;
    LinesOfDocument: document::line by DocumentId in Position order;
    ThemesOfRecord: theme::assignment by RecordId in ThemeId order;
    NotesAboutRecord: quality by AboutId in SortKey order;
    NotesOfArea: quality by AreaId in SortKey order;
    NotesOfDocument: quality by DocumentId in SortKey order;
    DocumentsOfArea: document by AreaId in SortKey order;
    OrganisationsOfArea: organisation by AreaId in SortKey order;
    InspectionsOfArea: inspection by AreaId in SortKey order;
    RevisitsOfInspection: inspection by FollowsId in SortKey order;
    WeaknessesOfArea: weakness by AreaId in SortKey order;
    WeaknessesOfInspection: weakness by InspectionId in SortKey order;
    WordingsOfWeakness: weakness::wording by WeaknessId in Position order;
    StatesOfWeakness: weakness::state by WeaknessId in Position order;
    StatesOfInspection: weakness::state by InspectionId in Position, Id order;
    WorkstreamsOfWeakness: workstream by WeaknessId in SortKey order;
    FindingsOnWeakness: review::finding by WeaknessId in Position, Id order;
    PlansOfArea: plan by AreaId in SortKey order;
    PlansOfInspection: plan by InspectionId in SortKey order;
    PlansOfDocument: plan by DocumentId in SortKey order;
    PlansSuperseding: plan by SupersedesId in SortKey order;
    PartiesOfPlan: plan::party by PlanId in Position order;
    SchemesOfPlan: plan::scheme by PlanId in SortKey order;
    ValuesOfScheme: plan::status_value by SchemeId in Position order;
    PrioritiesOfPlan: priority by PlanId in SortKey order;
    PointsOfPriority: priority::point by PriorityId in Position order;
    WorkstreamsOfPlan: workstream by PlanId in SortKey order;
    MembersOfWorkstream: workstream::member by WorkstreamId in Position order;
    StatesOfWorkstream: workstream::state by WorkstreamId in Position order;
    UpdatesOfWorkstream: workstream::update by WorkstreamId in Position order;
    FindingsOnWorkstream: review::finding by WorkstreamId in Position, Id order;
    ActionsOfArea: action by AreaId in SortKey order;
    ActionsOfPlan: action by PlanId in SortKey order;
    ActionsOfWorkstream: action by WorkstreamId in SortKey order;
    UpdatesOfAction: action::update by ActionId in Position order;
    LeadsOfAction: action::lead by ActionId in Position order;
    DuesOfAction: action::due by ActionId in Position order;
    TeamLeadsOfAction: action::team_lead by ActionId in Position order;
    LinksOfAction: action::link by ActionId in Position order;
    MeasuresOfPlan: measure by PlanId in SortKey order;
    MeasuresOfWorkstream: measure by WorkstreamId in SortKey order;
    MeasuresOfAction: measure by ActionId in SortKey order;
    ObservationsOfMeasure: measure::observation by MeasureId in Position order;
    ReviewsOfArea: review by AreaId in SortKey order;
    ReviewsOfPlan: review by PlanId in SortKey order;
    FindingsOfReview: review::finding by ReviewId in Position order;
    MeetingsOfPlan: meeting by PlanId in SortKey order;
    OrganisationsOfMeeting: meeting::organisation by MeetingId in OrganisationId order;
    SurveysOfArea: survey by AreaId in SortKey order;
    WavesOfSurvey: survey::wave by SurveyId in SortKey order;
    QuestionsOfSurvey: survey::question by SurveyId in SortKey order;
    ResultsOfWave: survey::result by WaveId in SortKey order;
    ResultsOfQuestion: survey::result by QuestionId in SortKey order;
    FeedbackOfWave: feedback by WaveId in SortKey order;
    FeedbackCarryingOn: feedback by CarriesOnId in SortKey order;
    UpdatesOfFeedbackItem: feedback::update by FeedbackItemId in Position order;
    ValuesOfIndicator: indicator::value by IndicatorId in SortKey order;
    ValuesOfArea: indicator::value by AreaId in SortKey order;
    TermsOfDocument: glossary by DocumentId in SortKey order;
}

/// One value of a status scheme by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatusValue(pub Uuid);

impl Loader<StatusValue> for Source {
    type Value = Arc<plan::status_value::Model>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[StatusValue],
    ) -> Result<HashMap<StatusValue, Self::Value>, LoadError> {
        let rows = plan::status_value::Entity::find()
            .filter(plan::status_value::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .all(&self.db)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (StatusValue(row.id), Arc::new(row)))
            .collect())
    }
}

/// What a record is called: the title that the search index has of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TitleOf(pub Uuid);

impl Loader<TitleOf> for Source {
    type Value = String;
    type Error = LoadError;

    async fn load(&self, keys: &[TitleOf]) -> Result<HashMap<TitleOf, Self::Value>, LoadError> {
        let rows: Vec<(Uuid, String)> = search::Entity::find()
            .select_only()
            .columns([search::Column::Id, search::Column::Title])
            .filter(search::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows
            .into_iter()
            .map(|(id, title)| (TitleOf(id), title))
            .collect())
    }
}

/// What somebody with an account is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameOf(pub Uuid);

impl Loader<NameOf> for Source {
    type Value = String;
    type Error = LoadError;

    async fn load(&self, keys: &[NameOf]) -> Result<HashMap<NameOf, Self::Value>, LoadError> {
        let rows = user::Entity::find()
            .filter(user::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .all(&self.db)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (NameOf(row.id), row.name))
            .collect())
    }
}

/// Who of a team leads an action, with their places in the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AssigneesOfAction(pub Uuid);

impl Loader<AssigneesOfAction> for Source {
    type Value = Vec<(membership::Model, user::Model)>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[AssigneesOfAction],
    ) -> Result<HashMap<AssigneesOfAction, Self::Value>, LoadError> {
        let rows = assignee::assignees(&self.db, keys.iter().map(|key| key.0)).await?;
        let mut found: HashMap<_, Self::Value> =
            keys.iter().map(|key| (*key, Vec::new())).collect();
        for (action, place, user) in rows {
            found
                .entry(AssigneesOfAction(action))
                .or_default()
                .push((place, user));
        }
        Ok(found)
    }
}

/// What kind of record an id is, and its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Registered(pub Uuid);

impl Loader<Registered> for Source {
    type Value = record::Model;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[Registered],
    ) -> Result<HashMap<Registered, Self::Value>, LoadError> {
        let rows = record::Entity::find()
            .filter(record::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .all(&self.db)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (Registered(row.id), row))
            .collect())
    }
}
