//! GraphQL over HTTP. async-graphql's own handler answers some faults of the request in a way that
//! the specification of GraphQL over HTTP does not allow, so this one reads requests itself.

use std::any::Any;

use async_graphql::{ServerError, Value as GraphqlValue};
use axum::{
    Extension,
    body::Bytes,
    extract::{RawQuery, State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    App,
    cache::{Key, Queries},
    etag,
    media::{self, Media, is_json},
    null,
};
use crate::graphql::{Question, RateLimit};

/// What is said of a fault of ours.
const FAULT: &str = "Something went wrong on our side. Please try again.";
/// The field that says what the client may still ask for.
const RATE: &str = "rateLimit";
/// How many errors are sent: a query may hold thousands of mistakes.
const MOST_ERRORS: usize = 20;
/// How much of a message is sent.
const LONGEST_MESSAGE: usize = 400;

/// What a request asks for.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    #[serde(default)]
    query: Option<String>,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<Map<String, Value>>,
    #[serde(default)]
    extensions: Option<Map<String, Value>>,
}

/// A query that is named by its hash, as Apollo's clients do.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Persisted {
    version: u8,
    sha256_hash: String,
}

/// Why a request holds no question: code and words.
type Unclear = (&'static str, String);

impl Asked {
    /// The question, its query looked up where only its hash is given.
    fn question(self, queries: &Queries) -> Result<Question, Unclear> {
        let bad = |message: &str| ("BAD_REQUEST", message.to_owned());
        let persisted = self
            .extensions
            .and_then(|mut all| all.remove("persistedQuery"));
        let persisted: Option<Persisted> = match persisted {
            None => None,
            Some(value) => Some(serde_json::from_value(value).map_err(|fault| {
                bad(&format!(
                    "`persistedQuery` must have `version` 1 and `sha256Hash`: {fault}."
                ))
            })?),
        };
        if persisted
            .as_ref()
            .is_some_and(|persisted| persisted.version != 1)
        {
            return Err(bad("`persistedQuery` is known in `version` 1 only."));
        }
        // Some clients send an empty query beside the hash.
        let query = self
            .query
            .filter(|query| !query.is_empty() || persisted.is_none());
        let query = match (query, persisted) {
            (Some(query), None) => query,
            (Some(query), Some(persisted)) => match queries.keep(&persisted.sha256_hash, &query) {
                true => query,
                false => return Err(bad("`sha256Hash` is not the SHA-256 of this query.")),
            },
            // Clients know these words, and send the query.
            (None, Some(persisted)) => queries.get(&persisted.sha256_hash).ok_or((
                "PERSISTED_QUERY_NOT_FOUND",
                "PersistedQueryNotFound".to_owned(),
            ))?,
            (None, None) => {
                return Err(bad(
                    "Give the query as `query`: in the address, or in the body of a POST, a JSON object.",
                ));
            }
        };
        Ok(Question {
            query,
            operation: self.operation_name,
            variables: self.variables.unwrap_or_default(),
            rate: None,
        })
    }
}

/// A query in a body of JSON.
pub async fn post(
    State(app): State<App>,
    rate: Option<Extension<RateLimit>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> HttpResponse {
    let media = match Media::accepted(&headers) {
        Ok(media) => media,
        Err(refused) => return *refused,
    };
    match sent(&app, media, &headers, body) {
        Ok(asked) => run(&app, asked, rate, media, None).await,
        Err(refused) => *refused,
    }
}

/// What a body asks for.
fn sent(
    app: &App,
    media: Media,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Asked, Box<HttpResponse>> {
    let refuse = |status, code, message| Err(Box::new(media.refuse(status, code, message)));
    let Ok(body) = body else {
        return refuse(
            StatusCode::PAYLOAD_TOO_LARGE,
            "TOO_LARGE",
            format!(
                "The body may be at most {} bytes long.",
                app.api.limits.body
            ),
        );
    };
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !is_json(kind) {
        return refuse(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            format!(
                "Send the query as application/json, encoded in UTF-8; this was ‘{}’.",
                shown(kind)
            ),
        );
    }
    read(&body).or_else(|fault| {
        refuse(
            StatusCode::BAD_REQUEST,
            "BAD_REQUEST",
            format!(
                "The body must be a JSON object with `query` (text), and may have `variables` (an object) and `operationName` (text): {fault}."
            ),
        )
    })
}

/// The question that a body asks, for whoever does more with it than answering.
pub fn question(
    app: &App,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Question, Box<HttpResponse>> {
    let asked = sent(app, Media::Json, headers, body)?;
    asked.question(&app.queries).map_err(|(code, message)| {
        Box::new(Media::Json.refuse(StatusCode::BAD_REQUEST, code, message))
    })
}

/// The answer where the domain refuses something, or fails.
pub fn failed(error: &crate::domain::Error) -> HttpResponse {
    match error {
        crate::domain::Error::BadInput { message, .. } => {
            Media::Json.refuse(StatusCode::BAD_REQUEST, "BAD_INPUT", message.clone())
        }
        cause => {
            tracing::error!(?cause, "a request failed");
            Media::Json.refuse(
                StatusCode::INTERNAL_SERVER_ERROR,
                "INTERNAL",
                FAULT.to_owned(),
            )
        }
    }
}

/// A query in the address. Mutations are refused here.
pub async fn get(
    State(app): State<App>,
    rate: Option<Extension<RateLimit>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> HttpResponse {
    let media = match Media::accepted(&headers) {
        Ok(media) => media,
        Err(refused) => return *refused,
    };
    let mut response = match asked_in(query.as_deref().unwrap_or_default()) {
        Ok(asked) => run(&app, asked, rate, media, Some(&headers)).await,
        Err(message) => media.refuse(StatusCode::BAD_REQUEST, "BAD_REQUEST", message),
    };
    // What is no answer is not to be kept on the way.
    if !response.headers().contains_key(header::ETAG) {
        let not = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, not);
    }
    response
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
        FAULT.to_owned(),
    )
}

/// A request out of a body. It is read as an object first: serde would take a list for a struct too.
fn read(body: &[u8]) -> Result<Asked, serde_json::Error> {
    let object: Map<String, Value> = serde_json::from_slice(body)?;
    serde_json::from_value(Value::Object(object))
}

fn asked_in(query: &str) -> Result<Asked, String> {
    let mut asked = Asked::default();
    let object = |name: &str, text: &str| {
        serde_json::from_str::<Option<Map<String, Value>>>(text)
            .map_err(|fault| format!("`{name}` must be a JSON object: {fault}."))
    };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "query" if !value.is_empty() => asked.query = Some(value.into_owned()),
            "operationName" if !value.is_empty() => asked.operation_name = Some(value.into_owned()),
            "variables" if !value.is_empty() => asked.variables = object("variables", &value)?,
            "extensions" if !value.is_empty() => asked.extensions = object("extensions", &value)?,
            _ => {}
        }
    }
    Ok(asked)
}

/// Answers a request. With GET, whose headers are given, it may only read, and what the client has kept is
/// not sent again.
async fn run(
    app: &App,
    asked: Asked,
    rate: Option<Extension<RateLimit>>,
    media: Media,
    get: Option<&HeaderMap>,
) -> HttpResponse {
    let question = match asked.question(&app.queries) {
        Ok(question) => Question {
            rate: rate.map(|rate| rate.0),
            ..question
        },
        Err((code @ "PERSISTED_QUERY_NOT_FOUND", message)) => {
            // Not the fault of the request as such: its client asks again.
            return media.refuse(StatusCode::OK, code, message);
        }
        Err((code, message)) => return media.refuse(StatusCode::BAD_REQUEST, code, message),
    };
    let most = app.api.limits.time();
    let newest = match tokio::time::timeout(most, app.api.history.newest()).await {
        Ok(newest) => newest.ok(),
        Err(_) => return too_slow(app, media),
    };
    // Without a version of the data nothing is kept; the answer itself says that the database is gone.
    // Nor is what is another answer each time.
    let is_kept = !question.query.contains(RATE);
    let key = newest.filter(|_| is_kept);
    let key = key.map(|newest| Key::new(&question, media, newest));
    let tag = get.and(key.as_ref()).map(Key::tag);
    if let (Some(headers), Some(tag)) = (get, &tag)
        && etag::is_known(headers, tag)
    {
        let mut response = cacheable(StatusCode::NOT_MODIFIED.into_response(), tag);
        media::varies(&mut response);
        return response;
    }
    let answered = |answer: Bytes| {
        let response = media.written(StatusCode::OK, answer);
        match &tag {
            Some(tag) => cacheable(response, tag),
            None => response,
        }
    };
    if let Some(answer) = key.as_ref().and_then(|key| app.answers.get(key)) {
        return answered(answer);
    }
    // Nothing reads a query that is over the limits of what may be read.
    let writes = app.api.limits.allow(&question.query).is_ok() && question.writes();
    if get.is_some() && writes {
        return not_allowed(media, "Send mutations with POST.", "POST");
    }
    let mut response = match app.api.answer(&question).await {
        Ok(response) => response,
        Err(_) => return too_slow(app, media),
    };
    if response.errors.is_empty() {
        let answer: Bytes = match serde_json::to_vec(&response) {
            Ok(answer) => answer.into(),
            Err(cause) => {
                tracing::error!(%cause, "an answer could not be written");
                return media.refuse(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "INTERNAL",
                    FAULT.to_owned(),
                );
            }
        };
        // Nobody wrote while it was made: it is of this version as a whole.
        if let Some(key) = key
            && !writes
            && app.api.history.newest().await.ok() == newest
        {
            app.answers.keep(key, answer.clone());
            return answered(answer);
        }
        return media.written(StatusCode::OK, answer);
    }
    let refused = response.data == GraphqlValue::Null
        && response.errors.iter().all(|error| error.path.is_empty());
    // Resolvers give their errors a code; what has none is a value that no resolver saw.
    let code = if refused { "BAD_QUERY" } else { "BAD_INPUT" };
    let more = response.errors.len().saturating_sub(MOST_ERRORS);
    response.errors.truncate(MOST_ERRORS);
    for error in &mut response.errors {
        complete(error, code);
    }
    if let Some(last) = response.errors.last_mut().filter(|_| more > 0) {
        last.message += &format!(" ({more} more errors are not listed.)");
    }
    // An answer holds `data`, null or not, exactly when something was executed.
    if refused {
        return media.answer(
            StatusCode::BAD_REQUEST,
            &json!({ "errors": response.errors }),
        );
    }
    null::settle(
        &mut response.data,
        &response.errors,
        &question.query,
        question.operation.as_deref(),
    );
    media.answer(
        StatusCode::OK,
        &serde_json::to_value(&response).unwrap_or_default(),
    )
}

fn too_slow(app: &App, media: Media) -> HttpResponse {
    media.refuse(
        StatusCode::SERVICE_UNAVAILABLE,
        "TIMEOUT",
        format!(
            "The answer took longer than {} seconds. Ask for fewer records with `first`, or for fewer levels.",
            app.api.limits.seconds
        ),
    )
}

/// An answer that a client may keep, and asks whether it still holds.
fn cacheable(mut response: HttpResponse, tag: &str) -> HttpResponse {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = tag.parse() {
        headers.insert(header::ETAG, tag);
    }
    response
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
