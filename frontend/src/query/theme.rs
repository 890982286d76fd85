//! The themes of the taxonomy.

use super::schema;
use crate::api::{ApiResult, ask};

#[derive(cynic::QueryFragment, Debug)]
pub struct Theme {
    pub path: String,
    pub name: String,
    pub definition: String,
    pub words: Vec<String>,
    pub taxonomy_version: i32,
}

#[derive(cynic::QueryFragment)]
struct ThemeConnection {
    nodes: Vec<Theme>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
struct ThemesQuery {
    #[arguments(first: 100)]
    themes: ThemeConnection,
}

operation!(themes: ThemesQuery(()));

/// Every theme, in the order of the taxonomy.
pub async fn themes() -> ApiResult<Vec<Theme>> {
    Ok(ask::<ThemesQuery>(()).await?.map(|data| data.themes.nodes))
}
