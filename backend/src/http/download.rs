//! Lists as files: `/download/actions.csv?filter={"area":["leicestershire"]}`, with the arguments of the
//! API as it takes them. The rows come from the API page by page and go out as they come, so that
//! a file of any length takes the same memory. The columns are the fields of the schema.

mod column;

use std::collections::HashSet;

use async_graphql::{ServerError, Value as GraphqlValue};
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
};
use futures_util::stream;
use serde_json::{Map, Value, json};

use super::App;
use crate::graphql::Question;

use self::column::{Column, List};

/// The form of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
}

/// A list as a file. Anything wrong with the question is an answer before the first row.
pub async fn download(
    State(app): State<App>,
    Path(file): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> HttpResponse {
    match begin(app, &file, asked).await {
        Ok(response) => response,
        Err((status, message)) => (
            status,
            [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
            message + "\n",
        )
            .into_response(),
    }
}

type Refusal = (StatusCode, String);

async fn begin(
    app: App,
    file: &str,
    mut asked: Vec<(String, String)>,
) -> Result<HttpResponse, Refusal> {
    let (name, form) = match file.rsplit_once('.') {
        Some((name, "csv")) => (name, Form::Csv),
        Some((name, "json")) => (name, Form::Json),
        _ => {
            return Err((
                StatusCode::NOT_FOUND,
                format!("There is no file ‘{file}’: a file ends in .csv or .json."),
            ));
        }
    };
    let lists = column::lists().await;
    let Some(list) = lists.iter().find(|list| list.name == name) else {
        let names: Vec<&str> = lists.iter().map(|list| list.name.as_str()).collect();
        return Err((
            StatusCode::NOT_FOUND,
            format!(
                "There is no list ‘{name}’. There are: {}.",
                names.join(", ")
            ),
        ));
    };
    let as_of = as_of(&mut asked)?;
    let rows = Rows {
        app,
        arguments: arguments(list, asked)?,
        as_of,
        after: None,
        version: None,
        list: list.clone(),
        form,
    };
    let (first, rows) = rows.page().await?;
    let begun = stream::once(async move { Ok::<_, std::io::Error>(first) });
    let rest = stream::unfold(rows, |rows| async move {
        let rows = rows?;
        match rows.page().await {
            Ok((bytes, next)) => Some((Ok(bytes), next)),
            // The head has been sent: the file must not end as if it were whole.
            Err((_, message)) => {
                tracing::error!(message, "a download broke off");
                Some((Err(std::io::Error::other(message)), None))
            }
        }
    });
    use stream::StreamExt;
    // Whoever compresses the file asks once more after its end.
    let body = Body::from_stream(begun.chain(rest).fuse());
    let kind = match form {
        Form::Csv => "text/csv; charset=utf-8; header=present",
        Form::Json => "application/json",
    };
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{file}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, body).into_response())
}

/// The version of the data that is asked for, taken out of the arguments; nothing where it is that of now.
fn as_of(asked: &mut Vec<(String, String)>) -> Result<Option<i64>, Refusal> {
    let Some(place) = asked.iter().position(|(name, _)| name == "asOf") else {
        return Ok(None);
    };
    let (_, text) = asked.remove(place);
    text.parse().map(Some).map_err(|_| {
        let words = format!("`asOf` is a version of the data, a whole number; this was ‘{text}’.");
        (StatusCode::BAD_REQUEST, words)
    })
}

/// What a list is asked with; null for what was left out.
fn arguments(list: &List, asked: Vec<(String, String)>) -> Result<Map<String, Value>, Refusal> {
    let bad = |message: String| (StatusCode::BAD_REQUEST, message);
    let own = list.arguments.iter();
    let mut arguments: Map<String, Value> = own
        .map(|argument| (argument.name.clone(), Value::Null))
        .collect();
    let mut given = HashSet::new();
    for (name, text) in asked {
        let value = serde_json::from_str(&text)
            .map_err(|error| bad(format!("`{name}` is no JSON: {error}.")))?;
        let Some(argument) = arguments.get_mut(&name) else {
            return Err(bad(format!(
                "The list ‘{}’ takes no `{name}`, but {}.",
                list.name,
                names(list)
            )));
        };
        *argument = value;
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

/// A list on its way into a file.
struct Rows {
    app: App,
    list: List,
    arguments: Map<String, Value>,
    /// The version of the data that is asked for.
    as_of: Option<i64>,
    /// The cursor of the row before; nothing at the beginning.
    after: Option<String>,
    /// The version of the data that the file is begun with.
    version: Option<Value>,
    form: Form,
}

impl Rows {
    /// The next piece of the file, and what is left; or why there is none.
    async fn page(mut self) -> Result<(Bytes, Option<Self>), Refusal> {
        let fault = |error: String| (StatusCode::INTERNAL_SERVER_ERROR, error);
        let query = self.list.query(self.after.is_none(), self.as_of);
        let mut variables = self.arguments.clone();
        variables.retain(|_, value| !value.is_null());
        variables.insert("after".to_owned(), json!(self.after));
        let question = Question {
            query,
            variables,
            operation: None,
            rate: None,
        };
        let Ok(response) = self.app.api.answer(&question).await else {
            let words = "The rows took too long. Narrow the filter.";
            return Err((StatusCode::SERVICE_UNAVAILABLE, words.to_owned()));
        };
        if let Some(error) = response.errors.first() {
            return Err(refusal(error));
        }
        let data = response
            .data
            .into_json()
            .map_err(|error| fault(error.to_string()))?;
        let version = data.get("dataVersion").cloned();
        if self.after.is_some() && version != self.version {
            let words = "The data was changed while the file was on its way. Ask for it again.";
            return Err((StatusCode::CONFLICT, words.to_owned()));
        }
        self.version = version;
        let page = data.get(&self.list.name).unwrap_or(&Value::Null);
        let nodes = page
            .get("nodes")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let info = page.get("pageInfo");
        let more = info.and_then(|info| info.get("hasNextPage")) == Some(&Value::Bool(true));
        let mut out = Vec::new();
        match self.form {
            Form::Csv => self.csv(nodes, &mut out).map_err(fault)?,
            Form::Json => self.json(nodes, &data, page, more, &mut out),
        }
        if !more {
            return Ok((out.into(), None));
        }
        let cursor = info
            .and_then(|info| info.get("endCursor"))
            .and_then(Value::as_str);
        self.after = cursor.map(str::to_owned);
        Ok((out.into(), Some(self)))
    }

    fn csv(&self, nodes: &[Value], out: &mut Vec<u8>) -> Result<(), String> {
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        let columns = &self.list.columns;
        if self.after.is_none() {
            csv.write_record(columns.iter().map(Column::heading))
                .map_err(|error| error.to_string())?;
        }
        for node in nodes {
            csv.write_record(columns.iter().map(|column| column.cell(node)))
                .map_err(|error| error.to_string())?;
        }
        csv.flush().map_err(|error| error.to_string())
    }

    fn json(&self, nodes: &[Value], data: &Value, page: &Value, is_more: bool, out: &mut Vec<u8>) {
        let mut text = String::new();
        if self.after.is_none() {
            let mut head = self.arguments.clone();
            let more = json!({
                "list": self.list.name,
                "dataVersion": data.get("dataVersion"),
                "totalCount": page.get("totalCount").unwrap_or(&json!(nodes.len())),
                "retrieved": chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            });
            if let Value::Object(more) = more {
                head.extend(more);
            }
            if let Some(cut) = page.get("cut") {
                head.insert("cut".to_owned(), cut.clone());
            }
            let head = Value::Object(head).to_string();
            text.push_str(head.trim_end_matches('}'));
            text.push_str(",\"nodes\":[");
        }
        for (number, node) in nodes.iter().enumerate() {
            if number > 0 || self.after.is_some() {
                text.push(',');
            }
            text.push('\n');
            text.push_str(&node.to_string());
        }
        if !is_more {
            text.push_str("\n]}\n");
        }
        out.extend_from_slice(text.as_bytes());
    }
}
