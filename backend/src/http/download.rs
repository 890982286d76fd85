//! Lists as files: `/download/actions.csv?filter={"area":["leicestershire"]}`, with the arguments of the
//! API as it takes them, and all of them as one, `/download/goldenthread.zip`. The rows come from the API
//! page by page and go out as they come, so that a file of any length takes the same memory. The columns
//! are the fields of the schema.

mod column;
mod csv;
mod json;
mod list;
mod package;
mod rows;
mod table;
mod xlsx;

use std::{collections::HashSet, fmt::Display, mem};

use async_graphql::{ServerError, Value as GraphqlValue};
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
};
use chrono::{DateTime, SecondsFormat, Utc};
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use self::{
    list::List,
    package::Package,
    rows::{Page, Rows, Version},
};
use super::{App, etag, permalink};
use crate::{graphql, history::Moment};

/// The version of the data in a file.
pub const DATA_VERSION: HeaderName = HeaderName::from_static("x-data-version");

/// The data set as a whole.
const WHOLE: &str = "goldenthread.zip";

/// The form of a list as a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
    Lines,
    Workbook,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ZIP: &str = "application/zip";

impl Form {
    fn named(ending: &str) -> Option<Self> {
        match ending {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" => Some(Self::Lines),
            "xlsx" => Some(Self::Workbook),
            _ => None,
        }
    }

    fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
            Self::Lines => "application/jsonl",
            Self::Workbook => XLSX,
        }
    }
}

/// Which answers are worth compressing: a workbook and a package are packed already.
pub fn is_loose() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new(XLSX))
        .and(NotForContentType::const_new(ZIP))
}

/// Why there is no file.
type Refusal = (StatusCode, String);

/// A list as a file, or all of them. Anything wrong with the question is an answer before the first row.
pub async fn download(
    State(app): State<App>,
    Path(file): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> HttpResponse {
    match begin(app, &file, asked, &headers).await {
        Ok(response) => response,
        Err((status, message)) => (
            status,
            [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
            message + "\n",
        )
            .into_response(),
    }
}

async fn begin(
    app: App,
    file: &str,
    mut asked: Vec<(String, String)>,
    headers: &HeaderMap,
) -> Result<HttpResponse, Refusal> {
    let lists = list::lists().await;
    let moment = moment(&mut asked)?;
    // What is wrong with the question is said before what is wrong with its moment.
    let wanted = match file {
        WHOLE => match asked.first() {
            Some((name, _)) => return Err(bad(format!("{WHOLE} takes no `{name}`, but `asOf`."))),
            None => None,
        },
        _ => {
            let (list, form) = wanted(file, lists)?;
            Some((list, form, arguments(list, asked)?))
        }
    };
    let version = version(&app, moment).await?;
    let arguments = wanted.as_ref().map(|(_, _, arguments)| arguments);
    let arguments = arguments.map(|arguments| Value::Object(arguments.clone()).to_string());
    let tag = etag::tag(
        version.number,
        &(file, arguments, version.written, Utc::now().date_naive()),
    );
    if etag::is_known(headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept(&tag, version)).into_response());
    }
    let (media, body) = match wanted {
        None => {
            let package = Package::new(app, lists, version);
            (ZIP, body(package).await?)
        }
        Some((list, form, arguments)) => {
            let home = permalink::origin(&app, headers);
            let rows = Rows::new(app, list, arguments, version);
            let body = match form {
                Form::Workbook => xlsx::body(rows, &home).await?,
                _ => body(Text { rows, form }).await?,
            };
            (form.media(), body)
        }
    };
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{file}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, kept(&tag, version), body).into_response())
}

/// What lets a client keep a file, and ask whether it still holds.
fn kept(tag: &str, version: Version) -> [(HeaderName, String); 3] {
    [
        (header::ETAG, tag.to_owned()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (DATA_VERSION, version.number.to_string()),
    ]
}

/// The list that a file is of, and its form.
fn wanted(file: &str, lists: &'static [List]) -> Result<(&'static List, Form), Refusal> {
    let missing = |message: String| (StatusCode::NOT_FOUND, message);
    let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let form = Form::named(ending).ok_or_else(|| {
        missing(format!(
            "There is no file ‘{file}’: a file ends in .csv, .json, .jsonl or .xlsx, and the whole is {WHOLE}."
        ))
    })?;
    let list = lists.iter().find(|list| list.name == name);
    let list = list.ok_or_else(|| {
        let names: Vec<&str> = lists.iter().map(|list| list.name.as_str()).collect();
        missing(format!(
            "There is no list ‘{name}’. There are: {}.",
            names.join(", ")
        ))
    })?;
    Ok((list, form))
}

/// The moment that is asked for, taken out of the arguments; nothing where it is now.
fn moment(asked: &mut Vec<(String, String)>) -> Result<Option<Moment>, Refusal> {
    let (moments, rest) = mem::take(asked)
        .into_iter()
        .partition::<Vec<_>, _>(|(name, _)| name == "asOf");
    *asked = rest;
    let text = match moments.as_slice() {
        [] => return Ok(None),
        [(_, text)] => text,
        _ => return Err(bad("`asOf` stands there twice.".to_owned())),
    };
    let time = DateTime::parse_from_rfc3339(text).map(|time| Moment::Time(time.to_utc()));
    let version = text.parse().map(Moment::Version);
    version.ok().or(time.ok()).map(Some).ok_or_else(|| {
        bad(format!(
            "`asOf` is a version of the data, a whole number, or a time such as 2026-11-22T12:00:00Z; this was ‘{text}’."
        ))
    })
}

async fn version(app: &App, moment: Option<Moment>) -> Result<Version, Refusal> {
    let history = &app.api.history;
    let said = |error| {
        let error = async_graphql::Error::from(graphql::error::ApiError::from(error));
        refusal(&error.into_server_error(Default::default()))
    };
    let (number, written) = match moment {
        None => {
            let newest = history.newest().await.map_err(said)?;
            (newest.version, newest.at)
        }
        Some(moment) => {
            let number = history.version_at(moment).await.map_err(said)?;
            (number, history.written(number).await.map_err(said)?)
        }
    };
    Ok(Version {
        number,
        written,
        is_kept: moment.is_some(),
    })
}

/// What a list is asked with; null for what was left out.
fn arguments(list: &List, asked: Vec<(String, String)>) -> Result<Map<String, Value>, Refusal> {
    let own = list.arguments.iter();
    let mut arguments: Map<String, Value> = own
        .map(|argument| (argument.name.clone(), Value::Null))
        .collect();
    let mut given = HashSet::new();
    for (name, text) in asked {
        let Some(argument) = arguments.get_mut(&name) else {
            return Err(bad(format!(
                "The list ‘{}’ takes no `{name}`, but {}.",
                list.name,
                names(list)
            )));
        };
        *argument = serde_json::from_str(&text).map_err(|error| {
            let advice = match text.starts_with(['{', '[', '"']) {
                true => String::new(),
                false => {
                    format!(" A text stands in double quotes, percent-encoded: {name}=%22…%22.")
                }
            };
            bad(format!("`{name}` is no JSON: {error}.{advice}"))
        })?;
        if !given.insert(name.clone()) {
            return Err(bad(format!("`{name}` stands there twice.")));
        }
    }
    let missing = list
        .arguments
        .iter()
        .find(|argument| argument.is_required() && arguments[&argument.name].is_null());
    match missing {
        Some(argument) => Err(bad(format!(
            "The list ‘{}’ needs `{}`, as JSON.",
            list.name, argument.name
        ))),
        None => Ok(arguments),
    }
}

fn names(list: &List) -> String {
    let own = list.arguments.iter();
    let names: Vec<String> = own.map(|argument| format!("`{}`", argument.name)).collect();
    names.join(" and ")
}

/// A file that is made piece by piece.
trait Pieces: Send + Sized + 'static {
    /// The next piece, or why there is none; nothing at the end.
    fn next(&mut self) -> impl Future<Output = Result<Option<Bytes>, Refusal>> + Send;
}

/// A list in a form that goes out as its rows come in.
struct Text {
    rows: Rows,
    form: Form,
}

impl Pieces for Text {
    async fn next(&mut self) -> Result<Option<Bytes>, Refusal> {
        let page = self.rows.next().await?;
        page.map(|page| self.piece(&page)).transpose()
    }
}

impl Text {
    fn piece(&self, page: &Page) -> Result<Bytes, Refusal> {
        Ok(match self.form {
            Form::Json => json::piece(&self.rows, page).into(),
            Form::Lines => json::lines(page).into(),
            Form::Csv | Form::Workbook => csv::piece(self.rows.list, page)?.into(),
        })
    }
}

/// The body of an answer, its first piece made, so that a fault is still an answer of its own.
async fn body(mut pieces: impl Pieces) -> Result<Body, Refusal> {
    let first = pieces.next().await?.unwrap_or_default();
    let rest = stream::try_unfold(pieces, |mut pieces| async move {
        match pieces.next().await {
            Ok(piece) => Ok(piece.map(|piece| (piece, pieces))),
            // The head has been sent: the file must not end as if it were whole.
            Err((_, message)) => {
                tracing::error!(message, "a download broke off");
                Err(std::io::Error::other(message))
            }
        }
    });
    // Whoever compresses the file asks once more after its end.
    let all = stream::once(async move { Ok(first) }).chain(rest).fuse();
    Ok(Body::from_stream(all))
}

fn bad(message: String) -> Refusal {
    (StatusCode::BAD_REQUEST, message)
}

/// A fault of ours.
fn fault(cause: impl Display) -> Refusal {
    let cause = cause.to_string();
    tracing::error!(cause, "a file could not be made");
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "The file could not be made. Please try again.".to_owned(),
    )
}

/// The refusal that an error of the API is here: a fault of ours, or of the question.
fn refusal(error: &ServerError) -> Refusal {
    let extensions = error.extensions.as_ref();
    let code = extensions.and_then(|extensions| extensions.get("code"));
    let status = match code {
        Some(GraphqlValue::String(code)) if code == "INTERNAL" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    (status, error.message.clone())
}

/// The time now, as files say it.
fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}
