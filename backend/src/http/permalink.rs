//! Answers that are kept for good: `POST /permalink` with a query keeps its answer, `/permalink/ID` gives it
//! back byte for byte, and `/permalink/ID/about` says what it is, whether it still holds, and how to cite it.

use axum::{
    body::Bytes,
    extract::{Path, State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::Utc;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{App, asked, etag, graphql, media::Media};
use crate::{
    domain::{cite::Reference, permalink},
    entity::permalink::Model,
    graphql::{Asker, Question},
};

/// How often an answer is made again because somebody wrote meanwhile.
const TRIES: usize = 5;

/// Keeps the answer to a query, and says where it is.
pub async fn keep(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let question = match asked::question(&app, &headers, body) {
        Ok(question) => question,
        Err(refused) => return *refused,
    };
    let refuse = |status, code, words: &str| Media::Json.refuse(status, code, words.to_owned());
    if app.api.writes(&question) {
        let words = "Only what a query reads is kept.";
        return refuse(StatusCode::BAD_REQUEST, "BAD_REQUEST", words);
    }
    for _ in 0..TRIES {
        let Ok(before) = app.api.history.newest().await else {
            break;
        };
        let Ok(mut response) = app.api.answer(&question).await else {
            let words = "The answer took too long. Ask for fewer records, or for fewer levels.";
            return refuse(StatusCode::SERVICE_UNAVAILABLE, "TIMEOUT", words);
        };
        if !response.errors.is_empty() {
            graphql::settle(&mut response.errors, "BAD_QUERY");
            let body = json!({ "errors": response.errors });
            return Media::GraphqlResponse.answer(StatusCode::BAD_REQUEST, &body);
        }
        let Ok(answer) = serde_json::to_vec(&response) else {
            break;
        };
        // Nobody wrote while it was made: it is of this version as a whole.
        if app.api.history.newest().await.ok() != Some(before) {
            continue;
        }
        let asked = permalink::Asked {
            query: question.query.clone(),
            operation: question.operation.clone(),
            variables: Value::Object(question.variables.clone()).to_string(),
        };
        // What was asked as it was is of the version that it was of.
        let version = match app.api.as_of(&question).await {
            Ok(version) => version.unwrap_or(before.version),
            Err(error) => return graphql::failed(&error),
        };
        let kept = permalink::freeze(&app.db, asked, version, answer, Utc::now()).await;
        return match kept {
            Ok(link) => {
                let about = about(&app, &headers, &link).await;
                let place = HeaderValue::from_str(&path(&link));
                let mut response = (StatusCode::CREATED, axum::Json(about)).into_response();
                if let Ok(place) = place {
                    response.headers_mut().insert(header::LOCATION, place);
                }
                response
            }
            Err(error) => graphql::failed(&error),
        };
    }
    refuse(
        StatusCode::SERVICE_UNAVAILABLE,
        "INTERNAL",
        "The answer could not be kept. Please try again.",
    )
}

/// The answer as it was kept.
pub async fn read(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let link = match found(&app, &id).await {
        Ok(link) => link,
        Err(refused) => return *refused,
    };
    // Weak: on the way it may be compressed. With each name that is removed the answer is another under its old address.
    let tag = match link.redacted_at {
        Some(at) => format!("W/\"{}-{}\"", link.id, at.timestamp_micros()),
        None => format!("W/\"{}\"", link.id),
    };
    let mut response = match etag::is_known(&headers, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => Media::Json.written(StatusCode::OK, link.answer.clone().into()),
    };
    let out = response.headers_mut();
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    out.insert(header::CACHE_CONTROL, forever);
    let about = format!("<{}/about>; rel=\"describedby\"", path(&link));
    for (name, value) in [(header::ETAG, tag), (header::LINK, about)] {
        if let Ok(value) = value.parse() {
            out.insert(name, value);
        }
    }
    out.insert("x-data-version", link.version.into());
    response
}

/// What a permalink is, and whether its answer is still that of today.
pub async fn describe(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    match found(&app, &id).await {
        Ok(link) => axum::Json(about(&app, &headers, &link).await).into_response(),
        Err(refused) => *refused,
    }
}

async fn found(app: &App, id: &str) -> Result<Model, Box<Response>> {
    match permalink::find(&app.db, id).await {
        Ok(Some(link)) => Ok(link),
        Ok(None) => Err(Box::new(
            Media::Json.refuse(
                StatusCode::NOT_FOUND,
                "NOT_FOUND",
                "Nothing is kept under this address. A permalink is made with POST /permalink."
                    .to_owned(),
            ),
        )),
        Err(error) => Err(Box::new(graphql::failed(&error))),
    }
}

fn path(link: &Model) -> String {
    format!("/permalink/{}", link.id)
}

async fn about(app: &App, headers: &HeaderMap, link: &Model) -> Value {
    let variables: Map<String, Value> = serde_json::from_str(&link.variables).unwrap_or_default();
    let question = Question {
        query: link.query.clone(),
        operation: link.operation.clone(),
        variables: variables.clone(),
        asker: Asker::default(),
    };
    // The same question today: what was written since may have nothing to do with it.
    let today = app.api.answer(&question).await.ok();
    let today = today.filter(|response| response.errors.is_empty());
    let today = today.and_then(|response| serde_json::to_vec(&response).ok());
    let is_current = today.is_some_and(|answer| permalink::is_same(&answer, &link.answer));
    let url = format!("{}{}", origin(app, headers), path(link));
    let reference = Reference {
        title: match &link.operation {
            Some(name) => format!("answer to the query {name}"),
            None => "answer to a query".to_owned(),
        },
        url: url.clone(),
        version: link.version,
        read: link.frozen_at.date_naive(),
    };
    let digest = Sha256::digest(&link.answer);
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "id": link.id,
        "url": url,
        "status": if is_current { "current" } else { "superseded" },
        "dataVersion": link.version,
        "frozenAt": link.frozen_at,
        // A name was removed from it since: it is no longer what was sent, byte for byte.
        "redactedAt": link.redacted_at,
        "query": link.query,
        "operationName": link.operation,
        "variables": variables,
        "bytes": link.answer.len(),
        "sha256": digest,
        "cite": {
            "text": reference.text(),
            "bibtex": reference.bibtex(),
            "ris": reference.ris(),
            "csl": reference.csl(),
        },
    })
}

/// Where people find this server: as whoever runs it says or else as the client does, and the proxy before it, which
/// knows the scheme.
pub fn origin(app: &App, headers: &HeaderMap) -> String {
    if let Some(Ok(public)) = app.public.as_ref().map(HeaderValue::to_str) {
        return public.to_owned();
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let scheme = match text("x-forwarded-proto") {
        Some("https") if app.api.limits.proxies > 0 => "https",
        _ => "http",
    };
    match text("host") {
        Some(host) => format!("{scheme}://{host}"),
        None => String::new(),
    }
}
