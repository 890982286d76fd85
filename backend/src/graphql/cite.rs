//! How to cite what a query answers.

use async_graphql::{Context, Json, Object};
use chrono::{NaiveDate, Utc};

use super::{connection, error::ApiResult};
use crate::domain::{
    Error,
    cite::{RIGHTS, Reference},
    log,
};

/// The most characters that a title or an address may have.
const LONGEST: usize = 2_000;

/// How to cite the answer that it is part of, in words and in the forms that reference managers read.
pub struct Cite(Reference);

/// How to cite the answer that it is part of, in words and in the forms that reference managers read.
#[Object]
impl Cite {
    /// In words: what, the version of the data, the day, where.
    async fn text(&self) -> String {
        self.0.text()
    }
    /// As BibTeX.
    async fn bibtex(&self) -> String {
        self.0.bibtex()
    }
    /// As RIS, with the line ends that it asks for.
    async fn ris(&self) -> String {
        self.0.ris()
    }
    /// As CSL-JSON: a list of one item.
    async fn csl(&self) -> Json<serde_json::Value> {
        Json(self.0.csl())
    }
    /// Whose the words of the answer are, in a sentence. The terms of a single document are its `licence`.
    async fn licence(&self) -> &str {
        RIGHTS
    }
    /// The version of the data that answers the query.
    async fn data_version(&self) -> i64 {
        self.0.version
    }
    /// The day on which it was answered, in Coordinated Universal Time.
    async fn read(&self) -> NaiveDate {
        self.0.read
    }
}

#[derive(Default)]
pub struct CiteQuery;

#[Object]
impl CiteQuery {
    /// How to cite the answer that this is part of. The sources of its records are in their `citations`.
    async fn cite(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the answer is called: 33 actions of Leicestershire.")] title: String,
        #[graphql(desc = "Where it is found again: best a permalink.")] url: String,
    ) -> ApiResult<Cite> {
        for (argument, text) in [("title", &title), ("url", &url)] {
            let length = text.chars().count();
            if text.trim().is_empty() || length > LONGEST {
                let words =
                    format!("`{argument}` has 1 to {LONGEST} characters; this had {length}.");
                return Err(Error::bad_input(argument, words).into());
            }
        }
        let version = log::data_version(connection::db(ctx)).await;
        Ok(Cite(Reference {
            title,
            url,
            version: version.map_err(Error::from)?,
            read: Utc::now().date_naive(),
        }))
    }
}
