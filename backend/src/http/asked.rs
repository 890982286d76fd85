//! What a request asks for: read out of a body or an address, with the query looked up where only its hash is
//! given.

use axum::{
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, StatusCode, header},
    response::Response as HttpResponse,
};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    App,
    cache::Queries,
    media::{Media, is_json},
};
use crate::graphql::{Asker, Question};

/// What a request asks for.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
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
pub type Unclear = (&'static str, String);

impl Asked {
    /// The question, its query looked up where only its hash is given.
    pub fn question(self, queries: &Queries) -> Result<Question, Unclear> {
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
            asker: Asker::default(),
        })
    }
}

/// What a body asks for.
pub fn sent(
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

/// A request out of a body. It is read as an object first: serde would take a list for a struct too.
fn read(body: &[u8]) -> Result<Asked, serde_json::Error> {
    let object: Map<String, Value> = serde_json::from_slice(body)?;
    serde_json::from_value(Value::Object(object))
}

pub fn asked_in(query: &str) -> Result<Asked, String> {
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

fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}
