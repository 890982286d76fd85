//! The one way to the server: a POST with a query, and answers as either data or a typed error.

use cynic::{Operation, QueryBuilder};
use gloo_net::http::Request;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::component::dom;

/// Why a question has no answer. Each kind has a way out of its own on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server was not reached. Trying again may help.
    Offline,
    /// The server, or the way to it, failed. The reference is what its log has.
    Server { reference: Option<String> },
    /// There is no such record. The message says which.
    NotFound(String),
    /// The question itself is wrong, such as an unknown cursor in an old link.
    BadInput(String),
    /// The server answers in a form that this page does not know: it is newer than the page.
    Outdated,
}

/// Data, with the reason when only a part of it arrived.
#[derive(Clone, Debug)]
pub struct Answer<T> {
    pub data: T,
    pub partial: Option<ApiError>,
}

pub type ApiResult<T> = Result<Answer<T>, ApiError>;

impl<T> Answer<T> {
    /// The part of the answer that a page is about, the warning kept.
    pub fn map<U>(self, part: impl FnOnce(T) -> U) -> Answer<U> {
        Answer {
            data: part(self.data),
            partial: self.partial,
        }
    }

    /// The record that was asked for by its path; `what` is named when there is none.
    pub fn found<U>(self, what: &str, part: impl FnOnce(T) -> Option<U>) -> ApiResult<U> {
        let Self { data, partial } = self;
        match part(data) {
            Some(data) => Ok(Answer { data, partial }),
            // The server says what comes near.
            None => Err(partial.unwrap_or_else(|| missing(what))),
        }
    }

    /// What to say when only a part arrived.
    pub fn warning(&self) -> Option<&str> {
        self.partial.as_ref().map(|fault| match fault {
            ApiError::NotFound(message) | ApiError::BadInput(message) => message,
            _ => "Some of this page could not be read. Reload it to try again.",
        })
    }
}

fn missing(what: &str) -> ApiError {
    ApiError::NotFound(format!("There is no such {what}."))
}

/// Asks one question. `Q` is the operation, `variables` its input.
pub async fn ask<Q, V>(variables: V) -> ApiResult<Q>
where
    Q: QueryBuilder<V> + DeserializeOwned,
    V: Serialize,
{
    let operation: Operation<Q, V> = Q::build(variables);
    // Everything but these two lines is the same code for every question: bytes on the wire.
    let body = serde_json::to_string(&operation).map_err(|_| ApiError::Outdated)?;
    let text = post(body).await?;
    read(&text)
}

/// Reads an answer: `{"data": …, "errors": […]}`.
fn read<T: DeserializeOwned>(text: &str) -> ApiResult<T> {
    let (data, partial) = open(text)?;
    match data.and_then(|data| serde_json::from_str(data).ok()) {
        Some(data) => Ok(Answer { data, partial }),
        None => Err(partial.unwrap_or(ApiError::Outdated)),
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    message: String,
    #[serde(default)]
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Extensions {
    code: Option<String>,
    request_id: Option<String>,
}

fn open(text: &str) -> Result<(Option<&str>, Option<ApiError>), ApiError> {
    let envelope: Envelope = serde_json::from_str(text).map_err(|_| ApiError::Outdated)?;
    let fault = envelope.errors.into_iter().next().map(|fault| {
        let (code, reference) = match fault.extensions {
            Some(extensions) => (extensions.code, extensions.request_id),
            None => (None, None),
        };
        match code.as_deref() {
            Some("NOT_FOUND") => ApiError::NotFound(fault.message),
            Some("BAD_INPUT") => ApiError::BadInput(fault.message),
            Some("INTERNAL") => ApiError::Server { reference },
            _ => ApiError::Outdated,
        }
    });
    Ok((envelope.data.map(RawValue::get), fault))
}

/// Sends a query to the server that `<meta name="api-base">` names: the page's own, when empty.
async fn post(body: String) -> Result<String, ApiError> {
    let url = format!("{}/graphql", dom::api_base());
    let request = Request::post(&url)
        .header("content-type", "application/json")
        .header(
            "accept",
            "application/graphql-response+json, application/json",
        )
        .body(body)
        .map_err(|_| ApiError::Offline)?;
    let response = request.send().await.map_err(|_| ApiError::Offline)?;
    let text = response.text().await.map_err(|_| ApiError::Offline)?;
    // A refusal of GraphQL itself (4xx) still carries its reasons; anything else is not ours.
    if response.status() >= 500 || !text.starts_with('{') {
        let reference = response.headers().get("x-request-id");
        return Err(ApiError::Server { reference });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Data {
        area: Option<String>,
    }

    fn answer(text: &str) -> ApiResult<Data> {
        read(text)
    }

    #[test]
    fn data_is_data() {
        let found = answer(r#"{"data":{"area":"leicestershire"}}"#).ok();
        assert_eq!(
            found.and_then(|answer| answer.data.area).as_deref(),
            Some("leicestershire")
        );
    }

    #[test]
    fn a_code_says_what_the_page_shows() {
        let refused = |code: &str| {
            let text = format!(
                r#"{{"data":null,"errors":[{{"message":"No.","extensions":{{"code":"{code}","requestId":"r1"}}}}]}}"#
            );
            answer(&text).err()
        };
        assert_eq!(refused("NOT_FOUND"), Some(ApiError::NotFound("No.".into())));
        assert_eq!(refused("BAD_INPUT"), Some(ApiError::BadInput("No.".into())));
        assert_eq!(
            refused("INTERNAL"),
            Some(ApiError::Server {
                reference: Some("r1".into())
            })
        );
        assert_eq!(refused("ELSE"), Some(ApiError::Outdated));
    }

    #[test]
    fn a_part_is_shown_with_a_warning() {
        let text = r#"{"data":{"area":null},"errors":[{"message":"No.","extensions":{"code":"INTERNAL"}}]}"#;
        assert!(answer(text).is_ok_and(|answer| answer.warning().is_some()));
    }

    #[test]
    fn a_record_that_is_not_there_is_not_found() {
        let text = r#"{"data":{"area":null},"errors":[{"message":"There is no area ‘x’.","extensions":{"code":"NOT_FOUND"}}]}"#;
        let missing = |text: &str| {
            answer(text)
                .and_then(|answer| answer.found("area", |data| data.area))
                .err()
        };
        assert_eq!(
            missing(text),
            Some(ApiError::NotFound("There is no area ‘x’.".into()))
        );
        let bare = ApiError::NotFound("There is no such area.".into());
        assert_eq!(missing(r#"{"data":{"area":null}}"#), Some(bare));
    }

    #[test]
    fn what_is_not_graphql_is_an_error_of_its_own() {
        assert_eq!(answer("{}").err(), Some(ApiError::Outdated));
        assert_eq!(answer("<html>").err(), Some(ApiError::Outdated));
    }
}
