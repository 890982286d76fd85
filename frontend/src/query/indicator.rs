//! Indicators: one with all of its figures, and the list of figures.

use super::common::{
    AreaName, Citation, DocumentName, NaiveDate, NoteBrief, PageInfo, PublishedDate,
};
use super::schema;
use super::word::{Geography, IndicatorUnit, Polarity, ValueKind};
use crate::api::{ApiResult, ask};

/// An indicator with everything about it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(variables = "OfIndicator")]
pub struct Indicator {
    pub path: String,
    pub name: String,
    pub definition: String,
    pub unit: IndicatorUnit,
    pub polarity: Polarity,
    pub source: String,
    #[arguments(first: 100, after: $after)]
    pub values: FigureConnection,
    pub citations: Vec<Citation>,
}

/// The variables of the operation that asks for one indicator.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct OfIndicator {
    pub path: String,
    pub after: Option<String>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "IndicatorValueConnection")]
pub struct FigureConnection {
    pub nodes: Vec<Figure>,
    pub page_info: PageInfo,
}

/// A figure of an area, a region or the country.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "IndicatorValue")]
pub struct Figure {
    pub path: String,
    pub geography: Geography,
    pub geography_name: String,
    pub period: Option<String>,
    pub period_from: Option<NaiveDate>,
    pub period_to: Option<NaiveDate>,
    pub measure: ValueKind,
    pub published: String,
    pub value: Option<f64>,
    pub as_at: Option<PublishedDate>,
    pub note: Option<String>,
    pub area: AreaName,
    pub document: DocumentName,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

/// A line of the list of figures.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "IndicatorValue")]
pub struct FigureRow {
    pub path: String,
    pub geography: Geography,
    pub geography_name: String,
    pub period: Option<String>,
    pub measure: ValueKind,
    pub published: String,
    pub as_at: Option<PublishedDate>,
    pub area: AreaName,
    pub indicator: IndicatorName,
    pub citations: Vec<Citation>,
}

/// An indicator by its name.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Indicator")]
pub struct IndicatorName {
    pub path: String,
    pub name: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OfIndicator")]
struct IndicatorQuery {
    #[arguments(path: $path)]
    indicator: Option<Indicator>,
}

operation!(indicator: IndicatorQuery(OfIndicator));

/// One indicator with all of its figures: there are as many requests as they have pages.
pub async fn indicator(path: String) -> ApiResult<Indicator> {
    let page = |after| {
        let path = path.clone();
        async move {
            ask::<IndicatorQuery>(OfIndicator { path, after })
                .await?
                .found("indicator", |data| data.indicator)
        }
    };
    let mut answer = page(None).await?;
    loop {
        let info = &answer.data.values.page_info;
        let Some(after) = info.end_cursor.clone().filter(|_| info.has_next_page) else {
            return Ok(answer);
        };
        let more = page(Some(after)).await?;
        let values = more.data.values;
        answer.data.values.nodes.extend(values.nodes);
        answer.data.values.page_info = values.page_info;
        answer.partial = answer.partial.or(more.partial);
    }
}

list! {
    FIGURES: FigureRow,
    indicator_values: "IndicatorValueConnection" filtered by "IndicatorValueFilter" ordered by "IndicatorValueOrder",
    indicator_value_facets: "IndicatorValueFacets" {
        area: "area",
        indicator: "indicator",
        geography: "geography",
        measure: "measure",
        document: "document",
    },
    operations indicators, indicator_choices,
}
