//! GraphQL over HTTP. async-graphql's own handler answers some faults of the request in a way that
//! the specification of GraphQL over HTTP does not allow, so this one reads requests itself.

use std::any::Any;

use async_graphql::{Request, Response, ServerError, Variables};
use axum::{
    Json,
    body::Bytes,
    extract::{RawQuery, State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{App, BODY_LIMIT};
use crate::{graphql::Budget, loader};

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";

/// How much of a message is sent.
const LONGEST_MESSAGE: usize = 400;

/// What a request asks for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    query: String,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<serde_json::Map<String, Value>>,
    #[serde(default)]
    #[allow(dead_code)]
    // Allowed by the specification, used by nobody yet; refused when it is no map.
    extensions: Option<serde_json::Map<String, Value>>,
}

/// A query in a body of JSON.
pub async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> HttpResponse {
    let media = match Media::accepted(&headers) {
        Ok(media) => media,
        Err(refused) => return *refused,
    };
    let body = match body {
        Ok(body) => body,
        Err(_) => {
            return media.refuse(
                StatusCode::PAYLOAD_TOO_LARGE,
                "TOO_LARGE",
                format!("The body may be at most {BODY_LIMIT} bytes long."),
            );
        }
    };
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !is_json(kind) {
        return media.refuse(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            format!(
                "Send the query as application/json, encoded in UTF-8; this was ‘{}’.",
                shown(kind)
            ),
        );
    }
    match read(&body) {
        Ok(asked) => media.answer(run(&app, asked, false).await),
        Err(fault) => media.refuse(
            StatusCode::BAD_REQUEST,
            "BAD_REQUEST",
            format!(
                "The body must be a JSON object with `query` (text), and may have `variables` (an object) and `operationName` (text): {fault}."
            ),
        ),
    }
}

/// A query in the address. Mutations are refused here.
pub async fn get(
    State(app): State<App>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> HttpResponse {
    let media = match Media::accepted(&headers) {
        Ok(media) => media,
        Err(refused) => return *refused,
    };
    match asked_in(query.as_deref().unwrap_or_default()) {
        Ok(asked) => media.answer(run(&app, asked, true).await),
        Err(message) => media.refuse(StatusCode::BAD_REQUEST, "BAD_REQUEST", message),
    }
}

pub async fn wrong_method() -> HttpResponse {
    let mut response = Media::Json.refuse(
        StatusCode::METHOD_NOT_ALLOWED,
        "METHOD_NOT_ALLOWED",
        "GraphQL takes GET and POST.".to_owned(),
    );
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    response
}

/// The last net: a fault of ours that reached nobody else.
pub fn panicked(fault: Box<dyn Any + Send + 'static>) -> HttpResponse {
    let cause = fault
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| fault.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(cause, "a handler panicked");
    Media::Json.refuse(
        StatusCode::INTERNAL_SERVER_ERROR,
        "INTERNAL",
        "Something went wrong on our side. Please try again.".to_owned(),
    )
}

/// A request out of a body. It is read as an object first: serde would take a list for a struct too.
fn read(body: &[u8]) -> Result<Asked, serde_json::Error> {
    let object: serde_json::Map<String, Value> = serde_json::from_slice(body)?;
    serde_json::from_value(Value::Object(object))
}

fn asked_in(query: &str) -> Result<Asked, String> {
    let mut asked = Asked {
        query: String::new(),
        operation_name: None,
        variables: None,
        extensions: None,
    };
    let object = |name: &str, text: &str| {
        serde_json::from_str::<Option<serde_json::Map<String, Value>>>(text)
            .map_err(|fault| format!("`{name}` must be a JSON object: {fault}."))
    };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "query" => asked.query = value.into_owned(),
            "operationName" if !value.is_empty() => asked.operation_name = Some(value.into_owned()),
            "variables" if !value.is_empty() => asked.variables = object("variables", &value)?,
            "extensions" if !value.is_empty() => asked.extensions = object("extensions", &value)?,
            _ => {}
        }
    }
    if asked.query.is_empty() {
        return Err("Give the query as `query` in the address, or send it with POST.".to_owned());
    }
    Ok(asked)
}

/// What came of a request.
enum Outcome {
    /// It was executed, perhaps with errors in fields.
    Executed(Response),
    /// It was refused before anything was executed.
    Refused(StatusCode, Response),
}

async fn run(app: &App, asked: Asked, reads_only: bool) -> Outcome {
    let (loaders, batches) = loader::loaders(app.db.clone());
    let mut request = Request::new(asked.query)
        .data(loaders)
        .data(Budget::default());
    if let Some(name) = asked.operation_name {
        request = request.operation_name(name);
    }
    if let Some(variables) = asked.variables {
        request = request.variables(Variables::from_json(Value::Object(variables)));
    }
    if reads_only && writes(&mut request) {
        let fault = ServerError::new("Send mutations with POST.", None);
        return Outcome::Refused(
            StatusCode::METHOD_NOT_ALLOWED,
            Response::from_errors(vec![with_code(fault, "METHOD_NOT_ALLOWED")]),
        );
    }
    let mut response = batches.drive(app.schema.execute(request)).await;
    // Resolvers give their errors a code; what has none is a value that no resolver saw.
    let code = |error| with_code(error, "BAD_INPUT");
    let before_execution = response.data == async_graphql::Value::Null
        && !response.errors.is_empty()
        && response.errors.iter().all(|error| error.path.is_empty());
    if before_execution {
        response.errors = response
            .errors
            .into_iter()
            .map(|error| with_code(error, "BAD_QUERY"))
            .collect();
        return Outcome::Refused(StatusCode::BAD_REQUEST, response);
    }
    response.errors = response.errors.into_iter().map(code).collect();
    Outcome::Executed(response)
}

/// Whether the operation that would run is a mutation.
fn writes(request: &mut Request) -> bool {
    let name = request.operation_name.clone();
    let Ok(document) = request.parsed_query() else {
        return false;
    };
    document.operations.iter().any(|(operation, definition)| {
        let chosen = match (&name, operation) {
            (Some(name), Some(operation)) => operation.as_str() == name,
            _ => true,
        };
        chosen && definition.node.ty != async_graphql::parser::types::OperationType::Query
    })
}

fn with_code(mut error: ServerError, code: &str) -> ServerError {
    // A message may quote the whole query.
    if error.message.chars().count() > LONGEST_MESSAGE {
        error.message = error
            .message
            .chars()
            .take(LONGEST_MESSAGE)
            .collect::<String>()
            + "…";
    }
    let extensions = error.extensions.get_or_insert_with(Default::default);
    if extensions.get("code").is_none() {
        extensions.set("code", code);
    }
    error
}

/// The media type of the answer.
#[derive(Clone, Copy)]
enum Media {
    Json,
    GraphqlResponse,
}

impl Media {
    /// What the client takes. Nothing said, and `*/*`, mean application/json.
    fn accepted(headers: &HeaderMap) -> Result<Self, Box<HttpResponse>> {
        let accept = headers
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect::<Vec<_>>()
            .join(",");
        if accept.trim().is_empty() {
            return Ok(Self::Json);
        }
        for kind in accept.split(',') {
            match kind
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase()
                .as_str()
            {
                GRAPHQL_RESPONSE => return Ok(Self::GraphqlResponse),
                "application/json" | "application/*" | "*/*" => return Ok(Self::Json),
                _ => {}
            }
        }
        Err(Box::new(Self::Json.refuse(
            StatusCode::NOT_ACCEPTABLE,
            "NOT_ACCEPTABLE",
            format!(
                "The answer is application/json or {GRAPHQL_RESPONSE}; the request accepts neither."
            ),
        )))
    }

    fn name(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        })
    }

    fn answer(self, outcome: Outcome) -> HttpResponse {
        // An answer holds `data`, null or not, exactly when something was executed.
        let (status, body) = match outcome {
            Outcome::Executed(response) => (
                StatusCode::OK,
                serde_json::to_value(&response).unwrap_or_default(),
            ),
            Outcome::Refused(status, response) => (status, json!({ "errors": response.errors })),
        };
        // Older clients read a body of application/json only under 200.
        let status = match (self, status) {
            (Self::Json, StatusCode::BAD_REQUEST) => StatusCode::OK,
            (_, status) => status,
        };
        self.respond(status, body)
    }

    fn refuse(self, status: StatusCode, code: &str, message: String) -> HttpResponse {
        self.respond(
            status,
            json!({ "errors": [{ "message": message, "extensions": { "code": code } }] }),
        )
    }

    fn respond(self, status: StatusCode, body: Value) -> HttpResponse {
        let mut response = (status, Json(body)).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, self.name());
        response
    }
}

fn is_json(kind: &str) -> bool {
    let mut parts = kind.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.next().is_some_and(|kind| kind == "application/json")
        && parts.all(|part| {
            part.strip_prefix("charset=")
                .is_none_or(|set| set.trim_matches('"') == "utf-8")
        })
}

fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}
