//! The one way to the server: a POST with a query, and answers as either data or a typed error.

mod as_of;
pub mod live;
mod tree;

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;

use gloo_net::http::Request;
use leptos::prelude::{ArcRwSignal, Get, Update};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

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
    /// There is no such version of the data, or none that can be had. The message says what would do.
    NoVersion(String),
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
            ApiError::NotFound(message)
            | ApiError::BadInput(message)
            | ApiError::NoVersion(message) => message,
            _ => "Some of this page could not be read. Reload it to try again.",
        })
    }
}

fn missing(what: &str) -> ApiError {
    ApiError::NotFound(format!("There is no such {what}."))
}

/// What was answered, before anything is known of its type.
type Opened = (Option<Value>, Option<ApiError>);

/// A question: its answer is `Self`. `query::operation!` makes one of a cynic operation.
pub trait Operation: DeserializeOwned {
    /// The variables.
    type Input: Serialize;
    /// The query as it is sent.
    const TEXT: &'static str;
}

#[derive(Serialize)]
struct Body<'a, V> {
    query: &'a str,
    variables: V,
}

/// A question that was asked.
#[derive(Clone)]
pub struct Question {
    text: &'static str,
    /// The version of the data that it is about; the newest where there is none.
    version: Option<i32>,
    /// As JSON.
    pub variables: String,
}

impl Question {
    /// The query as it was sent.
    pub fn query(&self) -> String {
        as_of::directed(self.text, self.version)
    }
}

thread_local! {
    /// What was asked since the page was opened, each text once.
    static ASKED: ArcRwSignal<Vec<Question>> = ArcRwSignal::new(Vec::new());
    /// Whether what is asked now goes without mention.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// The questions behind the page as it is now. Who reads them inside a view has it made again when there
/// are others.
pub fn asked() -> Vec<Question> {
    ASKED.with(Get::get)
}

/// Begins another page: what was asked for the last one is not behind it.
pub fn forget() {
    ASKED.with(|asked| asked.update(Vec::clear));
}

fn remember(question: Question) {
    if QUIET.get() {
        return;
    }
    let add = |asked: &mut Vec<Question>| {
        asked.retain(|other| other.text != question.text);
        asked.push(question);
    };
    ASKED.with(|asked| asked.update(add));
}

/// Asks what is not to be among the questions behind the page.
pub async fn quietly<T>(mut asked: Pin<Box<dyn Future<Output = T>>>) -> T {
    // Others that are on their way meanwhile are mentioned: only the steps of this one are quiet.
    poll_fn(move |context| {
        QUIET.set(true);
        let step = asked.as_mut().poll(context);
        QUIET.set(false);
        step
    })
    .await
}

/// Asks one question about the newest data.
pub fn ask<Q: Operation>(variables: Q::Input) -> impl Future<Output = ApiResult<Q>> {
    ask_at(None, variables)
}

/// Asks one question about a version of the data; the newest where there is none.
pub async fn ask_at<Q: Operation>(version: Option<i32>, variables: Q::Input) -> ApiResult<Q> {
    let text = Q::TEXT;
    if let Ok(variables) = serde_json::to_string(&variables) {
        remember(Question {
            text,
            version,
            variables,
        });
    }
    let query = &as_of::directed(text, version);
    let body = Body { query, variables };
    let body = serde_json::to_string(&body).map_err(|_| ApiError::Outdated)?;
    close(post(body).await?)
}

/// Changes something, or asks what is whoever asks' own business: neither is among the questions behind the page.
pub async fn send<Q: Operation>(variables: Q::Input) -> ApiResult<Q> {
    let body = Body {
        query: Q::TEXT,
        variables,
    };
    let body = serde_json::to_string(&body).map_err(|_| ApiError::Outdated)?;
    close(post(body).await?)
}

/// Asks as if a draft were published, which is its team's own business.
pub async fn send_within<Q: Operation>(draft: &str, variables: Q::Input) -> ApiResult<Q> {
    let query = &as_of::within(Q::TEXT, draft);
    let body = Body { query, variables };
    let body = serde_json::to_string(&body).map_err(|_| ApiError::Outdated)?;
    close(post(body).await?)
}

/// Gives an answer its type.
fn close<T: DeserializeOwned>((data, partial): Opened) -> ApiResult<T> {
    match data.and_then(|data| tree::read(&data)) {
        Some(data) => Ok(Answer { data, partial }),
        None => Err(partial.unwrap_or(ApiError::Outdated)),
    }
}

/// Takes an answer apart: `{"data": …, "errors": [{"message": …, "extensions": {"code": …}}]}`.
/// `reference` is the id under which the server's log tells of the request.
fn open(text: &str, reference: Option<String>) -> Result<Opened, ApiError> {
    let Ok(Value::Object(mut answer)) = serde_json::from_str(text) else {
        return Err(ApiError::Outdated);
    };
    let data = answer.remove("data").filter(|data| !data.is_null());
    let fault = answer
        .get("errors")
        .and_then(|errors| errors.get(0))
        .map(|fault| {
            let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
            let message = text(fault.get("message")).unwrap_or_default();
            let extension = |name| text(fault.get("extensions").and_then(|all| all.get(name)));
            match extension("code").as_deref() {
                Some("NOT_FOUND") => ApiError::NotFound(message),
                Some("BAD_INPUT") => match extension("argument").as_deref() {
                    Some("asOf") => ApiError::NoVersion(message),
                    _ => ApiError::BadInput(message),
                },
                // What a form would say at a field: the message says what to do.
                Some("REQUIRED" | "TOO_SHORT" | "TOO_LONG" | "TOO_MANY" | "INVALID") => {
                    ApiError::BadInput(message)
                }
                Some("INTERNAL" | "TIMEOUT") => ApiError::Server { reference },
                _ => ApiError::Outdated,
            }
        });
    Ok((data, fault))
}

/// Sends a query to the server that `<meta name="api-base">` names: the page's own, when empty.
/// The future is boxed so that the code of the way there exists once and not in every question.
fn post(body: String) -> Pin<Box<dyn Future<Output = Result<Opened, ApiError>>>> {
    Box::pin(async move {
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
        // A refusal carries its reasons in the form of GraphQL; anything else comes from something
        // on the way.
        let reference = response.headers().get("x-request-id");
        if !text.starts_with('{') {
            return Err(ApiError::Server { reference });
        }
        open(&text, reference)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Data {
        area: Option<String>,
    }

    fn answer(text: &str) -> ApiResult<Data> {
        close(open(text, Some("r1".to_owned()))?)
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
                r#"{{"data":null,"errors":[{{"message":"No.","extensions":{{"code":"{code}"}}}}]}}"#
            );
            answer(&text).err()
        };
        assert_eq!(refused("NOT_FOUND"), Some(ApiError::NotFound("No.".into())));
        assert_eq!(refused("BAD_INPUT"), Some(ApiError::BadInput("No.".into())));
        assert_eq!(refused("TOO_LONG"), Some(ApiError::BadInput("No.".into())));
        assert_eq!(
            refused("INTERNAL"),
            Some(ApiError::Server {
                reference: Some("r1".into())
            })
        );
        assert_eq!(refused("ELSE"), Some(ApiError::Outdated));
    }

    #[test]
    fn a_version_that_cannot_be_had_is_an_error_of_its_own() {
        let refused = |argument: &str| {
            let text = format!(
                r#"{{"data":null,"errors":[{{"message":"No.","extensions":{{"code":"BAD_INPUT","argument":"{argument}"}}}}]}}"#
            );
            answer(&text).err()
        };
        assert_eq!(refused("asOf"), Some(ApiError::NoVersion("No.".into())));
        assert_eq!(refused("after"), Some(ApiError::BadInput("No.".into())));
    }

    #[test]
    fn a_question_is_named_as_it_was_sent() {
        let question = |version| Question {
            text: "query Name {\n  area\n}\n",
            version,
            variables: "{}".to_owned(),
        };
        assert_eq!(question(None).query(), "query Name {\n  area\n}\n");
        assert_eq!(
            question(Some(7)).query(),
            "query Name @asOf(version: 7) {\n  area\n}\n"
        );
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
