//! What happened and what was to happen, in the order of time.

use super::common::{AreaCount, AreaName, NodeName, PageInfo, PublishedDate};
use super::list::{Asked, FacetChoice, Facets, Found, Source};
use super::schema;
use super::word::EventKind;
use crate::api::ask;
use crate::url::list::wire;

/// Something at a time.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "TimelineEvent")]
pub struct Event {
    pub kind: EventKind,
    pub title: String,
    pub date: Option<PublishedDate>,
    pub path: String,
    pub area: AreaName,
    pub record: Option<NodeName>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "EventKindCount")]
struct Count {
    kind: EventKind,
    count: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "TimelineEventConnection")]
struct Events {
    nodes: Vec<Event>,
    total_count: i32,
    page_info: PageInfo,
    undated: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "TimelineEventConnection")]
struct Counts {
    kinds: Vec<Count>,
    areas: Vec<AreaCount>,
}

/// The filter, as the address says it: `url::list` tests it against the contract.
#[derive(cynic::Scalar, Clone, Debug)]
#[cynic(graphql_type = "TimelineFilter")]
struct Condition(serde_json::Value);

#[derive(cynic::QueryVariables)]
struct TimelineInput {
    filter: Condition,
    first: i32,
    #[cynic(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "TimelineInput")]
struct Timeline {
    #[arguments(filter: $filter, first: $first, after: $after)]
    timeline: Events,
    data_version: i32,
}

#[derive(cynic::QueryVariables)]
struct Beside {
    filter: Condition,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "Beside")]
struct TimelineChoices {
    #[arguments(filter: $filter, first: 1)]
    timeline: Counts,
    #[arguments(first: 100)]
    local_areas: Areas,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "LocalAreaConnection")]
struct Areas {
    nodes: Vec<AreaName>,
}

operation!(timeline: Timeline(TimelineInput));
operation!(timeline_choices: TimelineChoices(Beside));

fn facets(kinds: &[Count], areas: Vec<AreaCount>) -> Facets {
    let kinds = kinds.iter().map(|count| FacetChoice {
        value: wire(count.kind.slug()),
        label: None,
        count: count.count,
    });
    let areas = areas
        .into_iter()
        .map(|AreaCount { area, count }| FacetChoice {
            value: area.path,
            label: Some(area.name),
            count,
        });
    vec![("kind", kinds.collect()), ("area", areas.collect())]
}

pub const TIMELINE: Source<Event> = Source {
    page: |asked: Asked| {
        Box::pin(async move {
            let input = TimelineInput {
                filter: Condition(asked.filter),
                first: asked.first,
                after: asked.after,
            };
            Ok(ask::<Timeline>(input).await?.map(|data| Found {
                rows: data.timeline.nodes,
                total: data.timeline.total_count,
                page_info: data.timeline.page_info,
                data_version: data.data_version,
                undated: Some(data.timeline.undated),
                instead: None,
            }))
        })
    },
    counts: |filter| {
        Box::pin(async move {
            let beside = Beside {
                filter: Condition(filter),
            };
            Ok(ask::<TimelineChoices>(beside).await?.map(|data| {
                let counts = data.timeline.areas;
                // One without events can be chosen too: that it has none is an answer.
                let areas = data.local_areas.nodes.into_iter().map(|area| {
                    let own = counts.iter().find(|one| one.area.path == area.path);
                    let count = own.map_or(0, |one| one.count);
                    AreaCount { area, count }
                });
                facets(&data.timeline.kinds, areas.collect())
            }))
        })
    },
    path: |event| &event.path,
};
