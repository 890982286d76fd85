//! The media types of GraphQL over HTTP: what a request is written in, and what its answer may be.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use headers_accept::Accept;
use mediatype::{
    MediaType, Name, ReadParams, Value as Word,
    names::{APPLICATION, CHARSET, JSON},
    values::UTF_8,
};
use serde_json::{Value, json};

const GRAPHQL_RESPONSE: Name = Name::new_unchecked("graphql-response");
const IN_UTF_8: &[(Name, Word)] = &[(CHARSET, UTF_8)];

/// What the server writes, the first where a client takes anything.
const WRITTEN: [MediaType; 4] = [
    MediaType::new(APPLICATION, JSON),
    MediaType::from_parts(APPLICATION, JSON, None, IN_UTF_8),
    MediaType::from_parts(APPLICATION, GRAPHQL_RESPONSE, Some(JSON), &[]),
    MediaType::from_parts(APPLICATION, GRAPHQL_RESPONSE, Some(JSON), IN_UTF_8),
];

/// The media type of an answer.
#[derive(Clone, Copy)]
pub enum Media {
    Json,
    GraphqlResponse,
}

impl Media {
    /// What the client would rather take. Nothing said, and words that are no list of media types, mean
    /// application/json. Where it takes neither, the answer that says so.
    pub fn accepted(headers: &HeaderMap) -> Result<Self, Box<Response>> {
        let accept = headers
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect::<Vec<_>>()
            .join(",")
            // Types are the same in any case; their parameters are compared with `UTF-8` letter for letter.
            .to_ascii_uppercase();
        let Ok(accept) = accept.parse::<Accept>() else {
            return Ok(Self::Json);
        };
        if accept.media_types().next().is_none() {
            return Ok(Self::Json);
        }
        match accept.negotiate(&WRITTEN) {
            Some(kind) if kind.subty == GRAPHQL_RESPONSE => Ok(Self::GraphqlResponse),
            Some(_) => Ok(Self::Json),
            None => Err(Box::new(Self::Json.refuse(
                StatusCode::NOT_ACCEPTABLE,
                "NOT_ACCEPTABLE",
                "The answer is application/json or application/graphql-response+json; the request accepts neither.".to_owned(),
            ))),
        }
    }

    /// Refuses a request as a whole.
    pub fn refuse(self, status: StatusCode, code: &str, message: String) -> Response {
        self.respond(
            status,
            &json!({ "errors": [{ "message": message, "extensions": { "code": code } }] }),
        )
    }

    /// An answer to a query. Clients of the older type read a body only under 200, so that a query at
    /// fault is 200 for them.
    pub fn answer(self, status: StatusCode, body: &Value) -> Response {
        match (self, status) {
            (Self::Json, StatusCode::BAD_REQUEST) => self.respond(StatusCode::OK, body),
            _ => self.respond(status, body),
        }
    }

    fn respond(self, status: StatusCode, body: &Value) -> Response {
        let name = match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(name));
        headers.append(header::VARY, HeaderValue::from_static("accept"));
        response
    }
}

/// Whether a body is JSON in UTF-8.
pub fn is_json(kind: &str) -> bool {
    MediaType::parse(kind).is_ok_and(|kind| {
        kind.essence() == WRITTEN[0]
            && kind
                .get_param(CHARSET)
                .is_none_or(|charset| charset.unquoted_str().eq_ignore_ascii_case("utf-8"))
    })
}
