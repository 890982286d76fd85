//! GraphQL over HTTP. async-graphql's own handler answers some faults of the request in a way that
//! the specification of GraphQL over HTTP does not allow, so this one reads requests itself.

use std::any::Any;

use async_graphql::{Response, ServerError, Value as GraphqlValue};
use axum::{
    body::Bytes,
    extract::{
        RawQuery, State, rejection::BytesRejection, ws::WebSocketUpgrade,
        ws::rejection::WebSocketUpgradeRejection,
    },
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
};
use serde_json::{Value, json};

use super::{
    App,
    asked::{Asked, asked_in, sent},
    cache::Key,
    etag,
    media::{self, Media},
    null,
    sender::Sender,
    socket,
};
use crate::graphql::Question;

/// What is said of a fault of ours.
const FAULT: &str = "Something went wrong on our side. Please try again.";
/// The fields that are others without a change of the data: what the client may still ask for, how the server was
/// started, and what a link is good for.
const UNKEPT: [&str; 4] = ["rateLimit", "sendsMail", "invitation", "passwordLink"];
/// How many errors are sent: a query may hold thousands of mistakes.
const MOST_ERRORS: usize = 20;
/// How much of a message is sent.
const LONGEST_MESSAGE: usize = 400;

/// A query in a body of JSON.
pub async fn post(
    State(app): State<App>,
    sender: Sender,
    body: Result<Bytes, BytesRejection>,
) -> HttpResponse {
    let media = match Media::accepted(&sender.headers) {
        Ok(media) => media,
        Err(refused) => return *refused,
    };
    match sent(&app, media, &sender.headers, body) {
        Ok(asked) => run(&app, asked, &sender, media, Method::POST).await,
        Err(refused) => *refused,
    }
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

/// A query in the address, or the beginning of a conversation. Mutations are refused here.
pub async fn get(
    State(app): State<App>,
    sender: Sender,
    RawQuery(query): RawQuery,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> HttpResponse {
    if let Ok(upgrade) = upgrade {
        return socket::open(app, &sender, upgrade);
    }
    let media = match Media::accepted(&sender.headers) {
        Ok(media) => media,
        Err(refused) => return *refused,
    };
    let mut response = match asked_in(query.as_deref().unwrap_or_default()) {
        Ok(asked) => run(&app, asked, &sender, media, Method::GET).await,
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

/// Answers a request. With GET it may only read, and what the client has kept is not sent again.
async fn run(
    app: &App,
    asked: Asked,
    sender: &Sender,
    media: Media,
    method: Method,
) -> HttpResponse {
    let asker = match sender.asker(app, media).await {
        Ok(asker) => asker,
        Err(refused) => return *refused,
    };
    let is_get = method == Method::GET;
    let is_private = asker.viewer.person().is_some();
    let question = match asked.question(&app.queries) {
        Ok(question) => Question { asker, ..question },
        Err((code @ "PERSISTED_QUERY_NOT_FOUND", message)) => {
            // Not the fault of the request as such: its client asks again.
            return media.refuse(StatusCode::OK, code, message);
        }
        Err((code, message)) => return media.refuse(StatusCode::BAD_REQUEST, code, message),
    };
    // What is another answer each time is not kept, nor what is for one person, nor anything where nobody keeps
    // answers.
    let is_changing = UNKEPT.iter().any(|field| question.query.contains(field));
    let is_kept = (is_get || app.api.limits.cache > 0) && !is_private && !is_changing;
    let most = app.api.limits.time();
    let newest = match is_kept {
        false => None,
        // Without a version of the data nothing is kept either; the answer itself says that the database is gone.
        true => match tokio::time::timeout(most, app.api.history.newest()).await {
            Ok(newest) => newest.ok(),
            Err(_) => return too_slow(app, media),
        },
    };
    let key = newest.map(|newest| Key::new(&question, media, newest));
    let tag = key.as_ref().filter(|_| is_get).map(Key::tag);
    if let Some(tag) = &tag
        && etag::is_known(&sender.headers, tag)
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
    let writes = app.api.writes(&question);
    let is_passing = is_private || is_changing || writes;
    if is_get && writes {
        return not_allowed(media, "Send mutations with POST.", "POST");
    }
    if writes && !sender.is_trusted(app) {
        let words = "Pages of this origin may change nothing here: it has to be named with --allow-origin, or be that of --public-url.";
        return media.refuse(StatusCode::FORBIDDEN, "FORBIDDEN", words.to_owned());
    }
    let response = match app.api.answer(&question).await {
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
        return personal(media.written(StatusCode::OK, answer), is_passing);
    }
    let (refused, body) = told(response, &question);
    let status = match refused {
        true => StatusCode::BAD_REQUEST,
        false => StatusCode::OK,
    };
    personal(media.answer(status, &body), is_passing)
}

/// An answer that, where it is for one person or another each time, nobody keeps on the way.
fn personal(mut response: HttpResponse, is_passing: bool) -> HttpResponse {
    if is_passing {
        let not = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, not);
    }
    response
}

/// What is said where something went wrong, and whether the question was refused as a whole.
pub fn told(mut response: Response, question: &Question) -> (bool, Value) {
    let refused = response.data == GraphqlValue::Null
        && response.errors.iter().all(|error| error.path.is_empty());
    // An answer holds `data`, null or not, exactly when something was executed.
    if refused {
        settle(&mut response.errors, "BAD_QUERY");
        return (true, json!({ "errors": response.errors }));
    }
    // Each error makes something null, also one that is not listed.
    null::settle(
        &mut response.data,
        &response.errors,
        &question.query,
        question.operation.as_deref(),
    );
    // Resolvers give their errors a code; what has none is a value that no resolver saw.
    settle(&mut response.errors, "BAD_INPUT");
    (false, serde_json::to_value(&response).unwrap_or_default())
}

fn too_slow(app: &App, media: Media) -> HttpResponse {
    media.refuse(StatusCode::SERVICE_UNAVAILABLE, "TIMEOUT", slow(app))
}

/// What is said of an answer that took too long.
pub fn slow(app: &App) -> String {
    format!(
        "The answer took longer than {} seconds. Ask for fewer records with `first`, or for fewer levels.",
        app.api.limits.seconds
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

/// Makes errors ready to be sent: a few of them, short, each with a code.
pub fn settle(errors: &mut Vec<ServerError>, code: &str) {
    let more = errors.len().saturating_sub(MOST_ERRORS);
    errors.truncate(MOST_ERRORS);
    for error in &mut *errors {
        complete(error, code);
    }
    if let Some(last) = errors.last_mut().filter(|_| more > 0) {
        last.message += &format!(" ({more} more errors are not listed.)");
    }
}

/// Shortens what an error quotes, and gives it a code where it has none.
fn complete(error: &mut ServerError, code: &str) {
    // A message may quote the whole query.
    if let Some((end, _)) = error.message.char_indices().nth(LONGEST_MESSAGE) {
        error.message.truncate(end);
        error.message.push('…');
    }
    // What is wrong with a query as a whole is at no place; those that there are count from one.
    error.locations.retain(|place| place.line > 0);
    let extensions = error.extensions.get_or_insert_with(Default::default);
    if extensions.get("code").is_none() {
        extensions.set("code", code);
    }
}
