//! The timeline of an area, and across areas.

use std::collections::HashMap;

use async_graphql::{
    Context, InputObject, Object, SimpleObject,
    connection::{Connection as Relay, Edge, EmptyFields},
};
use uuid::Uuid;

use super::{
    area::{AreaCount, LocalArea},
    connection::{self, the},
    date::{DateRange, PublishedDate},
    error::ApiResult,
    limit::{Budget, ROOT, page_cost},
    node::{self, Node},
};
use crate::{
    domain::{
        filter,
        page::{self, Request},
        timeline::{self, Event, EventKind},
    },
    entity::{area, record::Kind},
};

/// Something at a time: held, published, due, or reached.
pub struct TimelineEvent(pub Event);

/// Something at a time: held, published, due, or reached.
#[Object]
impl TimelineEvent {
    /// What sort of event it is.
    async fn kind(&self) -> EventKind {
        self.0.kind
    }
    /// What happened, or was to happen, in the words of the record.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// When. Null when the source states no date.
    async fn date(&self) -> Option<PublishedDate> {
        let event = &self.0;
        PublishedDate::new(
            event.published.as_deref(),
            event.precision,
            event.from,
            event.to,
        )
    }
    /// The kind of the record that tells of it.
    async fn record_kind(&self) -> Kind {
        self.0.record.0
    }
    /// The path of the record that tells of it.
    async fn path(&self) -> &str {
        &self.0.path
    }
    /// The local area.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area).await
    }
    /// The record that tells of it.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        node::by_id(ctx, self.0.record.1).await
    }
}

/// How many events are of a kind.
#[derive(SimpleObject)]
pub struct EventKindCount {
    /// The kind.
    kind: EventKind,
    /// How many, whatever kinds the list was narrowed to.
    count: u64,
}

/// What the timeline adds to Relay's connection.
#[derive(SimpleObject)]
pub struct TimelineTotal {
    /// How many events the whole list holds, on all pages.
    total_count: u64,
    /// How many of them have no usable date. They come last.
    undated: u64,
    /// How many there are of each kind, in the other respects of the filter.
    kinds: Vec<EventKindCount>,
    /// How many there are of each area, in the order of the areas and in the other respects of the filter.
    areas: Vec<AreaCount>,
}

pub type Events = Relay<String, TimelineEvent, TimelineTotal, EmptyFields>;

/// Which events the timeline holds. What is left out does not narrow it.
#[derive(InputObject, Default)]
pub struct TimelineFilter {
    /// Paths of local areas.
    area: Option<Vec<String>>,
    /// Kinds of events.
    kind: Option<Vec<EventKind>>,
    /// Events whose date, as exactly as it is stated, touches this stretch; undated ones are left out then.
    within: Option<DateRange>,
}

#[derive(Default)]
pub struct TimelineQuery;

#[Object]
impl TimelineQuery {
    /// What happened and what was to happen, in the order of time: inspections, documents, reviews, meetings, due dates, and the stages of weaknesses. What has no usable date comes last.
    #[graphql(complexity = "ROOT * 2 + page_cost(first, 50, child_complexity)")]
    async fn timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which events.")] filter: Option<TimelineFilter>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Events> {
        let request = Request::new(first, after, None, None)?;
        let db = connection::db(ctx);
        let filter = filter.unwrap_or_default();
        let areas = filter::existing::<area::Entity>(db, filter.area).await?;
        // Who asks how many there are of each area needs those of the others too.
        let counts_areas = ctx.look_ahead().field("areas").exists();
        let needed = areas.as_deref().filter(|_| !counts_areas);
        let mut events = timeline::events(db, needed).await?;
        if let Some(within) = filter.within {
            filter::forwards("within", within.from, within.to)?;
            events.retain(|event| within.touches(event.from, event.to));
        }
        let in_areas = |event: &Event| {
            areas
                .as_ref()
                .is_none_or(|areas| areas.contains(&event.area))
        };
        let is_wanted = |event: &Event| {
            filter
                .kind
                .as_ref()
                .is_none_or(|kinds| kinds.contains(&event.kind))
        };
        let kinds = EventKind::ALL.map(|kind| {
            let of_kind = |event: &&Event| event.kind == kind && in_areas(event);
            let count = events.iter().filter(of_kind).count() as u64;
            EventKindCount { kind, count }
        });
        let mut by_area: HashMap<Uuid, u64> = HashMap::new();
        let wanted = events.iter().filter(|event| is_wanted(event));
        for event in wanted.filter(|_| counts_areas) {
            *by_area.entry(event.area).or_default() += 1;
        }
        let counted = AreaCount::of(db, by_area).await?;
        events.retain(|event| in_areas(event) && is_wanted(event));
        let undated = events.iter().filter(|event| event.from.is_none()).count() as u64;
        let page = request.cut(LIST, events, |event| &event.key)?;
        ctx.data_unchecked::<Budget>().spend(page.rows.len())?;
        let kinds = kinds.into_iter().filter(|one| one.count > 0).collect();
        let total = TimelineTotal {
            total_count: page.total,
            undated,
            kinds,
            areas: counted,
        };
        let mut list = Relay::with_additional_fields(page.has_previous, page.has_next, total);
        list.edges.extend(
            page.rows
                .into_iter()
                .map(|event| Edge::new(page::cursor(LIST, &event.key), TimelineEvent(event))),
        );
        Ok(list)
    }
}

/// What the timeline is called in its cursors.
const LIST: &str = "timeline";
