//! Lists as files: `/download/actions.csv?filter={"area":["leicestershire"]}`, with the filter and the
//! order as the API takes them. The rows come from the API page by page and go out as they come, so that
//! a file of any length takes the same memory. The columns are the fields of the schema.

mod column;

use async_graphql::{Request, Response, Variables};
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
};
use futures_util::stream;
use serde::Deserialize;
use serde_json::{Value, json};

use super::App;
use crate::{graphql::Budget, loader};

use self::column::{Column, List};

/// What may stand after the path.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Asked {
    filter: Option<String>,
    order_by: Option<String>,
}

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
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> HttpResponse {
    match begin(app, &file, asked.map(|Query(asked)| asked)).await {
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
    asked: Result<Asked, axum::extract::rejection::QueryRejection>,
) -> Result<HttpResponse, Refusal> {
    let bad = |message: String| (StatusCode::BAD_REQUEST, message);
    let asked =
        asked.map_err(|_| bad("A file takes `filter` and `orderBy`, each once.".to_owned()))?;
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
    let lists = column::lists(&app.api).await;
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
    let read = |name: &str, text: Option<String>| match text {
        None => Ok(Value::Null),
        Some(text) => serde_json::from_str(&text)
            .map_err(|error| bad(format!("`{name}` is no JSON: {error}."))),
    };
    let rows = Rows {
        app,
        query: list.query(),
        filter: read("filter", asked.filter)?,
        order: read("orderBy", asked.order_by)?,
        after: None,
        list: list.clone(),
        form,
        state: Progress::Beginning,
    };
    let (first, rows) = rows.page().await.map_err(bad)?;
    let begun = stream::once(async move { Ok::<_, std::io::Error>(first) });
    let rest = stream::unfold(rows, |rows| async move {
        let rows = rows?;
        match rows.page().await {
            Ok((bytes, next)) => Some((Ok(bytes), next)),
            // The head has been sent: the file must not end as if it were whole.
            Err(message) => {
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Beginning,
    Further,
}

/// A list on its way into a file.
struct Rows {
    app: App,
    list: List,
    query: String,
    filter: Value,
    order: Value,
    after: Option<String>,
    form: Form,
    state: Progress,
}

impl Rows {
    /// The next piece of the file, and what is left; or why there is none.
    async fn page(mut self) -> Result<(Bytes, Option<Self>), String> {
        let mut variables = json!({ "filter": self.filter, "after": self.after });
        if let (Value::Object(variables), false) = (&mut variables, self.order.is_null()) {
            variables.insert("orderBy".to_owned(), self.order.clone());
        }
        let question =
            || Request::new(&*self.query).variables(Variables::from_json(variables.clone()));
        let (loaders, batches) = loader::loaders(self.app.db.clone());
        let request = question().data(loaders).data(Budget::default());
        let response: Response = batches.drive(self.app.api.execute(request, question)).await;
        if let Some(error) = response.errors.first() {
            return Err(error.message.clone());
        }
        let data = response
            .data
            .into_json()
            .map_err(|error| error.to_string())?;
        let page = data.get(&self.list.name).unwrap_or(&Value::Null);
        let nodes = page
            .get("nodes")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let info = page.get("pageInfo");
        let more = info.and_then(|info| info.get("hasNextPage")) == Some(&Value::Bool(true));
        let mut out = Vec::new();
        match self.form {
            Form::Csv => self.csv(nodes, &mut out)?,
            Form::Json => self.json(nodes, &data, more, &mut out),
        }
        if !more {
            return Ok((out.into(), None));
        }
        let cursor = info
            .and_then(|info| info.get("endCursor"))
            .and_then(Value::as_str);
        self.after = cursor.map(str::to_owned);
        self.state = Progress::Further;
        Ok((out.into(), Some(self)))
    }

    fn csv(&self, nodes: &[Value], out: &mut Vec<u8>) -> Result<(), String> {
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        let columns = &self.list.columns;
        if self.state == Progress::Beginning {
            csv.write_record(columns.iter().map(Column::heading))
                .map_err(|error| error.to_string())?;
        }
        for node in nodes {
            csv.write_record(columns.iter().map(|column| column.cell(node)))
                .map_err(|error| error.to_string())?;
        }
        csv.flush().map_err(|error| error.to_string())
    }

    fn json(&self, nodes: &[Value], data: &Value, more: bool, out: &mut Vec<u8>) {
        let mut text = String::new();
        if self.state == Progress::Beginning {
            let head = json!({
                "list": self.list.name,
                "filter": self.filter,
                "orderBy": self.order,
                "dataVersion": data.get("dataVersion"),
                "totalCount": data.get(&self.list.name).and_then(|page| page.get("totalCount")),
                "retrieved": chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            });
            let head = head.to_string();
            text.push_str(head.trim_end_matches('}'));
            text.push_str(",\"nodes\":[");
        }
        for (number, node) in nodes.iter().enumerate() {
            if number > 0 || self.state == Progress::Further {
                text.push(',');
            }
            text.push('\n');
            text.push_str(&node.to_string());
        }
        if !more {
            text.push_str("\n]}\n");
        }
        out.extend_from_slice(text.as_bytes());
    }
}
