//! The schema over a database: a question in, an answer out.

use async_graphql::{
    Request, Response, ServerError, Variables,
    parser::types::{OperationDefinition, OperationType},
};
use sea_orm::DatabaseConnection;
use serde_json::{Map, Value};
use tokio::time::{error::Elapsed, timeout};

use super::{Budget, Limits, RateLimit, Schema, as_of, error::ApiError, limit};
use crate::{
    history::{History, Moment},
    loader,
};

/// A query with what it is asked with.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub query: String,
    /// Which operation of the query; nothing where it has one only.
    pub operation: Option<String>,
    pub variables: Map<String, Value>,
    /// What the client may still ask for; nothing where that is not counted.
    pub rate: Option<RateLimit>,
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
        let mut request = Request::new(&*self.query).variables(variables);
        if let Some(rate) = self.rate {
            request = request.data(rate);
        }
        match &self.operation {
            Some(name) => request.operation_name(name),
            None => request,
        }
    }

    /// Whether it asks for something else than to read. A query that cannot be understood asks for nothing.
    pub fn writes(&self) -> bool {
        let mut request = self.request();
        chosen(&mut request).any(|operation| operation.ty != OperationType::Query)
    }
}

/// The operation of a request that would run; all of them where it does not say which.
pub(super) fn chosen(request: &mut Request) -> impl Iterator<Item = &OperationDefinition> {
    let name = request.operation_name.clone();
    let document = request.parsed_query().ok();
    let operations = document.into_iter().flat_map(|one| one.operations.iter());
    let chosen = operations.filter(move |(own, _)| match (&name, own) {
        (Some(name), Some(own)) => own.as_str() == name,
        _ => true,
    });
    chosen.map(|(_, operation)| &operation.node)
}

/// The schema over a database, with its limits.
#[derive(Clone)]
pub struct Api {
    pub limits: Limits,
    pub history: History,
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
                // What a parser may not be made to do, whatever the query means.
                .limit_recursive_depth(limits.depth + 8);
            match limits.no_introspection {
                // Who may not read the schema is not to guess it from what errors suggest.
                true => builder.disable_introspection().disable_suggestions(),
                false => builder,
            }
        };
        Self {
            limits,
            history: History::new(db.clone()),
            db,
            schema: builder()
                .limit_depth(limits.depth)
                .limit_complexity(limits.cost)
                .finish(),
            measuring: builder().extension(limits).finish(),
        }
    }

    /// The answer to a question, or that it took too long.
    pub async fn answer(&self, question: &Question) -> Result<Response, Elapsed> {
        timeout(self.limits.time(), self.answered(question)).await
    }

    async fn answered(&self, question: &Question) -> Response {
        if let Err(error) = self.limits.allow(&question.query) {
            return Response::from_errors(vec![error]);
        }
        let mut request = question.request();
        let variables = request.variables.clone();
        let asked = match request.parsed_query() {
            Ok(document) => self.limits.allow_document(document, &variables),
            // What is wrong with it is said by whoever runs it.
            Err(_) => Ok(()),
        };
        let moment = asked.and_then(|()| as_of::moment(&mut request));
        match moment {
            Ok(None) => self.run(request, question, &self.db).await,
            Ok(Some(moment)) => match self.past(request, question, moment).await {
                Ok(response) => response,
                Err(error) => Response::from_errors(vec![error]),
            },
            Err(error) => Response::from_errors(vec![error]),
        }
    }

    /// The answer as it was at a moment.
    async fn past(
        &self,
        request: Request,
        question: &Question,
        moment: Moment,
    ) -> Result<Response, ServerError> {
        let said = |error: crate::domain::Error| {
            async_graphql::Error::from(ApiError::from(error)).into_server_error(Default::default())
        };
        let history = &self.history;
        let version = history.version_at(moment).await.map_err(said)?;
        if version == history.newest().await.map_err(said)?.version {
            let response = self.run(request, question, &self.db).await;
            // Nobody wrote while it was read.
            if version == history.newest().await.map_err(said)?.version {
                return Ok(response);
            }
        }
        let db = history.database(version).await.map_err(said)?;
        Ok(self.run(question.request(), question, &db).await)
    }

    async fn run(
        &self,
        request: Request,
        question: &Question,
        db: &DatabaseConnection,
    ) -> Response {
        let (loaders, batches) = loader::loaders(db.clone());
        let request = request
            .data(loaders)
            .data(Budget::default())
            .data(db.clone());
        let response = batches.drive(self.schema.execute(request)).await;
        if response.errors.iter().any(limit::is_over) {
            return self.measuring.execute(question.request()).await;
        }
        response
    }
}
