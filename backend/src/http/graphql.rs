//! GraphQL over HTTP. async-graphql's own handler answers some faults of the request in a way that
//! the specification of GraphQL over HTTP does not allow, so this one reads requests itself.

use std::any::Any;

use async_graphql::{Request, ServerError, Value as GraphqlValue, Variables};
use axum::{
    body::Bytes,
    extract::{RawQuery, State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response as HttpResponse,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    App, BODY_LIMIT,
    media::{Media, is_json},
    null,
};
use crate::{graphql::Budget, loader};

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

impl Asked {
    fn request(&self) -> Request {
        let mut request = Request::new(&*self.query);
        if let Some(name) = &self.operation_name {
            request = request.operation_name(name);
        }
        if let Some(variables) = &self.variables {
            request = request.variables(Variables::from_json(Value::Object(variables.clone())));
        }
        request
    }
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
        Ok(asked) => run(&app, asked, media, false).await,
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
        Ok(asked) => run(&app, asked, media, true).await,
        Err(message) => media.refuse(StatusCode::BAD_REQUEST, "BAD_REQUEST", message),
    }
}

pub async fn wrong_method() -> HttpResponse {
    not_allowed(Media::Json, "GraphQL takes GET and POST.", "GET, POST")
}

fn not_allowed(media: Media, message: &str, allowed: &'static str) -> HttpResponse {
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let mut response = media.refuse(status, "METHOD_NOT_ALLOWED", message.to_owned());
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static(allowed));
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

async fn run(app: &App, asked: Asked, media: Media, reads_only: bool) -> HttpResponse {
    let (loaders, batches) = loader::loaders(app.db.clone());
    let mut request = asked.request().data(loaders).data(Budget::default());
    if reads_only && writes(&mut request) {
        return not_allowed(media, "Send mutations with POST.", "POST");
    }
    let answer = batches.drive(app.api.execute(request, || asked.request()));
    let most = app.api.limits.time;
    let Ok(mut response) = tokio::time::timeout(most, answer).await else {
        return media.refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            "TIMEOUT",
            format!(
                "The answer took longer than {} seconds. Ask for fewer records with `first`, or for fewer levels.",
                most.as_secs()
            ),
        );
    };
    let refused = response.data == GraphqlValue::Null
        && !response.errors.is_empty()
        && response.errors.iter().all(|error| error.path.is_empty());
    // Resolvers give their errors a code; what has none is a value that no resolver saw.
    let code = if refused { "BAD_QUERY" } else { "BAD_INPUT" };
    for error in &mut response.errors {
        complete(error, code);
    }
    // An answer holds `data`, null or not, exactly when something was executed.
    if refused {
        return media.answer(
            StatusCode::BAD_REQUEST,
            &json!({ "errors": response.errors }),
        );
    }
    if !response.errors.is_empty() {
        let operation = asked.operation_name.as_deref();
        null::settle(
            &mut response.data,
            &response.errors,
            &asked.query,
            operation,
        );
    }
    media.answer(
        StatusCode::OK,
        &serde_json::to_value(&response).unwrap_or_default(),
    )
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

/// Shortens what an error quotes, and gives it a code where it has none.
fn complete(error: &mut ServerError, code: &str) {
    // A message may quote the whole query.
    if let Some((end, _)) = error.message.char_indices().nth(LONGEST_MESSAGE) {
        error.message.truncate(end);
        error.message.push('…');
    }
    let extensions = error.extensions.get_or_insert_with(Default::default);
    if extensions.get("code").is_none() {
        extensions.set("code", code);
    }
}

fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}
