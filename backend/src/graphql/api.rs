//! The schema over a database: a question in, an answer out.

use std::sync::Arc;

use async_graphql::{
    Request, Response, ServerError, Variables,
    parser::types::{ExecutableDocument, OperationDefinition, OperationType, Selection},
};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use sea_orm::DatabaseConnection;
use serde_json::{Map, Value};
use tokio::time::{error::Elapsed, timeout};
use uuid::Uuid;

use super::{
    Asker, Budget, Limits, Schema, as_of,
    connection::Live,
    draft,
    error::ApiError,
    known::{Known, chosen},
    limit,
    shape::BRACKETS,
};
use crate::{
    attempt::Attempts,
    domain::password::Passwords,
    drafts::Drafts,
    feed::Feed,
    history::{History, Moment},
    loader::{self, Loaders},
    mail::Mailer,
};

/// A query with what it is asked with.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub query: String,
    /// Which operation of the query; nothing where it has one only.
    pub operation: Option<String>,
    pub variables: Map<String, Value>,
    pub asker: Asker,
}

impl Question {
    /// A query without variables.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            ..Self::default()
        }
    }

    fn request(&self) -> Request {
        let variables = Variables::from_json(Value::Object(self.variables.clone()));
        let request = Request::new(&*self.query).variables(variables);
        let request = request.data(self.asker.clone());
        match &self.operation {
            Some(name) => request.operation_name(name),
            None => request,
        }
    }
}

/// A subscription has one field, and so has a change: the library would follow several and none that a fragment holds,
/// and of several changes the second would be made by whoever asked before the first.
fn single(asked: &Asked, what: &str) -> Result<(), ServerError> {
    let mut operations = asked.operations();
    let is_single = operations.all(|operation| {
        let fields = &operation.selection_set.node.items;
        matches!(&fields[..], [field] if matches!(field.node, Selection::Field(_)))
    });
    match is_single {
        true => Ok(()),
        false => Err(ServerError::new(
            format!(
                "A {what} has exactly one field, written at its root and not in a fragment: send another one for the other."
            ),
            None,
        )),
    }
}

/// A question that was read, and may be asked.
struct Asked {
    request: Request,
    /// Nothing where it cannot be read.
    document: Option<Arc<ExecutableDocument>>,
}

impl Asked {
    /// The operation that would run; all of them where it does not say which.
    fn operations(&self) -> impl Iterator<Item = &OperationDefinition> {
        let name = self.request.operation_name.as_deref();
        let document = self.document.iter();
        document.flat_map(move |document| chosen(document, name))
    }

    fn is_a(&self, kind: OperationType) -> bool {
        self.operations().any(|operation| operation.ty == kind)
    }
}

/// Which data a question is about.
enum Data {
    Now,
    Past(Moment),
    Draft(Uuid),
}

impl Data {
    fn of(asked: &Asked) -> Result<Self, ServerError> {
        let variables = &asked.request.variables;
        let moment = as_of::moment(asked.operations(), variables)?;
        match (moment, draft::asked_in(asked.operations(), variables)?) {
            (None, None) => Ok(Self::Now),
            (Some(moment), None) => Ok(Self::Past(moment)),
            (None, Some(draft)) => Ok(Self::Draft(draft)),
            (Some(_), Some(_)) => {
                let words = "A draft is of today: leave out `@asOf` or `@draft`.";
                Err(ServerError::new(words, None))
            }
        }
    }
}

/// The schema over a database, with its limits.
#[derive(Clone)]
pub struct Api {
    pub limits: Limits,
    pub history: History,
    drafts: Drafts,
    feed: Feed,
    attempts: Attempts,
    passwords: Passwords,
    /// Nothing where links are copied only.
    mailer: Option<Mailer>,
    known: Known,
    db: DatabaseConnection,
    schema: Schema,
    /// The same, and only to say by how much a query is over a limit: the library's refusal does not, and
    /// asking it with every query would slow them all.
    measuring: Schema,
}

impl Api {
    pub fn new(db: DatabaseConnection, limits: Limits) -> Self {
        let builder = || {
            let builder = super::builder()
                // What a parser may not be made to do, whatever the query means: a depth over ours is ours to refuse.
                .limit_recursive_depth(limits.depth.max(BRACKETS) + 8);
            match limits.no_introspection {
                // Who may not read the schema is not to guess it from what errors suggest.
                true => builder.disable_introspection().disable_suggestions(),
                false => builder,
            }
        };
        let history = History::new(db.clone());
        Self {
            limits,
            feed: Feed::new(db.clone(), history.clone()),
            history,
            drafts: Drafts::new(db.clone()),
            attempts: Attempts::default(),
            passwords: Passwords::default(),
            mailer: None,
            known: Known::default(),
            db,
            schema: builder()
                .limit_depth(limits.depth)
                .limit_complexity(limits.cost)
                .finish(),
            measuring: builder().extension(limits).finish(),
        }
    }

    /// The same, with what sends mails, where there is anything. What is written is answered, however long a mail takes.
    pub fn mailing(self, mailer: Option<Mailer>) -> Self {
        let most = self.limits.time() / 2;
        let mailer = mailer.map(|mailer| mailer.within(most));
        Self { mailer, ..self }
    }

    /// The answer to a question, or that it took too long.
    pub async fn answer(&self, question: &Question) -> Result<Response, Elapsed> {
        timeout(self.limits.time(), self.answered(question)).await
    }

    /// The answers to a subscription, one for each event, until nobody listens any more or one takes too long.
    pub fn events(&self, question: &Question) -> BoxStream<'static, Result<Response, Elapsed>> {
        let asked = self.allowed(question);
        let request = match asked
            .and_then(|asked| single(&asked, "subscription").map(|()| asked.request))
        {
            Ok(request) => request,
            Err(error) => return stream::iter([Ok(Response::from_errors(vec![error]))]).boxed(),
        };
        let (loaders, batches) = loader::loaders(self.db.clone());
        // A subscription outlives what its loaders have read: each event reads anew.
        loaders.enable_all_cache(false);
        let budget = Budget::default();
        let request = self.with(request, loaders, &budget, &self.db);
        let answers = self.schema.execute_stream(request);
        let (api, question) = (self.clone(), question.clone());
        let following = Some((answers, batches, budget));
        stream::unfold(following, move |following| {
            let (api, question) = (api.clone(), question.clone());
            async move {
                let (mut answers, mut batches, budget) = following?;
                budget.renew();
                // An event may be long in coming; its answer may not.
                let answer = tokio::select! {
                    answer = batches.drive(answers.next()) => answer?,
                    late = budget.late(api.limits.time()) => return Some((Err(late), None)),
                };
                let answer = api.explained(answer, &question).await;
                Some((Ok(answer), Some((answers, batches, budget))))
            }
        })
        .boxed()
    }

    /// Whether a question asks to write. One that cannot be understood asks for nothing.
    pub fn writes(&self, question: &Question) -> bool {
        let asked = self.read(question);
        asked.is_ok_and(|asked| asked.is_a(OperationType::Mutation))
    }

    /// Whether a question asks to be told what happens.
    pub fn follows(&self, question: &Question) -> bool {
        let asked = self.read(question);
        asked.is_ok_and(|asked| asked.is_a(OperationType::Subscription))
    }

    /// The version of the data that a question asks for by `@asOf`. Nothing where it asks for the newest.
    pub async fn as_of(&self, question: &Question) -> crate::domain::Result<Option<i64>> {
        let asked = self.read(question).ok();
        let moment = asked
            .and_then(|asked| as_of::moment(asked.operations(), &asked.request.variables).ok()?);
        match moment {
            Some(moment) => self.history.version_at(moment).await.map(Some),
            None => Ok(None),
        }
    }

    fn read(&self, question: &Question) -> Result<Asked, ServerError> {
        Ok(Asked {
            document: self.known.read(&self.limits, &question.query)?,
            request: question.request(),
        })
    }

    /// A question that asks for no more than it may.
    fn allowed(&self, question: &Question) -> Result<Asked, ServerError> {
        let mut asked = self.read(question)?;
        if let Some(document) = &asked.document {
            self.limits
                .allow_document(document, &asked.request.variables)?;
            asked
                .request
                .set_parsed_query(ExecutableDocument::clone(document));
        }
        Ok(asked)
    }

    async fn answered(&self, question: &Question) -> Response {
        let data = self.allowed(question).and_then(|asked| {
            if asked.is_a(OperationType::Subscription) {
                let words = "A subscription is answered over a WebSocket: open one at this address, with the protocol graphql-transport-ws.";
                return Err(ServerError::new(words, None));
            }
            let data = Data::of(&asked)?;
            let writes = asked.is_a(OperationType::Mutation);
            if writes && !matches!(data, Data::Now) {
                let words = "Changes are made now: leave out `@asOf` and `@draft`. What is changed of a draft names it in its input.";
                return Err(ServerError::new(words, None));
            }
            if writes {
                single(&asked, "mutation")?;
            }
            Ok((asked.request, data, writes))
        });
        let (request, data, writes) = match data {
            Ok(allowed) => allowed,
            Err(error) => return Response::from_errors(vec![error]),
        };
        let answer = match data {
            Data::Now => Ok(self.run(request, question, &self.db, writes).await),
            Data::Past(moment) => self.past(request, question, moment).await,
            Data::Draft(id) => self.drafted(request, question, id).await,
        };
        answer.unwrap_or_else(|error| {
            let error = async_graphql::Error::from(ApiError::from(error));
            Response::from_errors(vec![error.into_server_error(Default::default())])
        })
    }

    /// The answer as if a draft were published.
    async fn drafted(
        &self,
        request: Request,
        question: &Question,
        id: Uuid,
    ) -> crate::domain::Result<Response> {
        let reading = self.drafts.read(&question.asker.viewer, id).await?;
        Ok(self.run(request, question, &reading.db(), false).await)
    }

    /// The answer as it was at a moment.
    async fn past(
        &self,
        request: Request,
        question: &Question,
        moment: Moment,
    ) -> crate::domain::Result<Response> {
        let history = &self.history;
        let version = history.version_at(moment).await?;
        if version == history.newest().await?.version {
            let response = self.run(request, question, &self.db, false).await;
            // Nobody wrote while it was read.
            if version == history.newest().await?.version {
                return Ok(response);
            }
        }
        let db = history.database(version).await?;
        Ok(self.run(question.request(), question, &db, false).await)
    }

    async fn run(
        &self,
        request: Request,
        question: &Question,
        db: &DatabaseConnection,
        writes: bool,
    ) -> Response {
        let (loaders, mut batches) = loader::loaders(db.clone());
        // What was read before a change is not what it is after it.
        loaders.enable_all_cache(!writes);
        let request = self.with(request, loaders, &Budget::default(), db);
        let response = batches.drive(self.schema.execute(request)).await;
        self.explained(response, question).await
    }

    /// A request with what resolvers read from.
    fn with(
        &self,
        request: Request,
        loaders: Loaders,
        budget: &Budget,
        db: &DatabaseConnection,
    ) -> Request {
        let live = Live {
            db: self.db.clone(),
            is_past: !std::ptr::eq(db, &self.db),
        };
        let request = request.data(loaders).data(budget.clone()).data(db.clone());
        let request = request
            .data(self.attempts.clone())
            .data(self.passwords.clone())
            .data(self.mailer.clone());
        request.data(self.feed.clone()).data(live)
    }

    /// A response that says by how much its query is over a limit, where it is.
    async fn explained(&self, response: Response, question: &Question) -> Response {
        if !response.errors.iter().any(limit::is_over) {
            return response;
        }
        let mut measured = self.measuring.execute_stream(question.request());
        measured.next().await.unwrap_or(response)
    }
}
