//! The media types of GraphQL over HTTP: what a request is written in, and what its answer may be.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use headers_accept::Accept;
use mediatype::{
    MediaType, MediaTypeBuf, Name, ReadParams,
    names::{APPLICATION, CHARSET, JSON, Q},
};
use serde_json::{Value, json};

const GRAPHQL_RESPONSE: Name = Name::new_unchecked("graphql-response");

/// What the server writes, the first where a client takes anything.
const WRITTEN: [MediaType; 2] = [
    MediaType::new(APPLICATION, JSON),
    MediaType::from_parts(APPLICATION, GRAPHQL_RESPONSE, Some(JSON), &[]),
];

/// The media type of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
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
            .join(",");
        let Ok(accept) = accept.parse::<Accept>() else {
            return Ok(Self::Json);
        };
        if accept.media_types().next().is_none() {
            return Ok(Self::Json);
        }
        // Only the weight matters: what is written is in UTF-8 whatever parameters ask for.
        let accept: Accept = accept.media_types().map(weighed).collect();
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
        self.written(status, body.to_string().into())
    }

    /// An answer that is written already.
    pub fn written(self, status: StatusCode, body: Bytes) -> Response {
        let name = match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        };
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(name));
        varies(&mut response);
        response
    }
}

/// Says that there are two media types of an answer, and that who signed in gets his own.
pub fn varies(response: &mut Response) {
    let headers = response.headers_mut();
    headers.append(
        header::VARY,
        HeaderValue::from_static("accept, cookie, authorization"),
    );
}

/// A media type without its parameters but its weight.
fn weighed(kind: &MediaTypeBuf) -> MediaTypeBuf {
    let weight: Vec<_> = kind.params().filter(|(name, _)| *name == Q).collect();
    MediaTypeBuf::from_parts(kind.ty(), kind.subty(), kind.suffix(), &weight)
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
