//! What happened, and what was to happen, in the order of time. Dates are as exact as the source: a
//! season is a stretch, and what has no usable date comes last.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter,
    QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::Result;
use crate::entity::{
    action, document, inspection, meeting, record::Kind, review, value::Precision, weakness,
    workstream,
};

/// What sort of event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, async_graphql::Enum)]
#[graphql(name = "TimelineEventKind")]
pub enum EventKind {
    /// An inspection was held, or is expected.
    Inspection,
    /// The report of an inspection was published.
    InspectionReport,
    /// A document was published.
    Document,
    /// A review was held, or is expected.
    Review,
    /// A meeting.
    Meeting,
    /// An action is due.
    ActionDue,
    /// A weakness reached a stage of its life.
    WeaknessState,
    /// A workstream entered or left formal monitoring.
    WorkstreamState,
}

impl EventKind {
    pub const ALL: [Self; 8] = [
        Self::Inspection,
        Self::InspectionReport,
        Self::Document,
        Self::Review,
        Self::Meeting,
        Self::ActionDue,
        Self::WeaknessState,
        Self::WorkstreamState,
    ];
}

/// Something at a time.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: EventKind,
    /// The record that tells of it.
    pub record: (Kind, Uuid),
    pub area: Uuid,
    /// The plan that it is part of. None for what belongs to the area as a whole.
    pub plan: Option<Uuid>,
    pub path: String,
    pub title: String,
    pub published: Option<String>,
    pub precision: Option<Precision>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Its place in the list: by its first day, then by kind and record. Unique.
    pub key: String,
}

/// A row of any of the tables, as far as a timeline is concerned.
#[derive(FromQueryResult)]
struct Dated {
    record_id: Uuid,
    area_id: Uuid,
    plan_id: Option<Uuid>,
    path: String,
    sort_key: String,
    title: String,
    published: Option<String>,
    precision: Option<Precision>,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

/// The columns of a table that say what and when.
struct Columns<E: EntityTrait> {
    title: E::Column,
    published: E::Column,
    precision: E::Column,
    from: E::Column,
    to: E::Column,
    /// The plan that it is part of.
    plan: Option<E::Column>,
}

/// All events of some areas, or of all, in the order of time; those without a usable date come last. One
/// statement for each kind of event.
pub async fn events(db: &impl ConnectionTrait, areas: Option<&[Uuid]>) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for kind in EventKind::ALL {
        events.extend(of_kind(db, areas, kind).await?);
    }
    events.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(events)
}

macro_rules! columns {
    ($($entity:ident)::+, $title:ident, $published:ident, $precision:ident, $from:ident, $to:ident) => {{
        use crate::entity::$($entity)::+::Column as C;
        Columns::<crate::entity::$($entity)::+::Entity> {
            title: C::$title,
            published: C::$published,
            precision: C::$precision,
            from: C::$from,
            to: C::$to,
            plan: None,
        }
    }};
    ($($entity:ident)::+ of a plan, $($column:ident),+) => {
        Columns {
            plan: Some(crate::entity::$($entity)::+::Column::PlanId),
            ..columns!($($entity)::+, $($column),+)
        }
    };
}

async fn of_kind(
    db: &impl ConnectionTrait,
    areas: Option<&[Uuid]>,
    kind: EventKind,
) -> Result<Vec<Event>> {
    use EventKind::*;
    let (record, rows) = match kind {
        Inspection => {
            let columns = columns!(inspection, Title, Held, HeldPrecision, HeldFrom, HeldTo);
            (
                Kind::Inspection,
                own(db, areas, columns, inspection::Column::Held.is_not_null()).await?,
            )
        }
        InspectionReport => {
            let columns = columns!(
                inspection,
                Title,
                ReportPublished,
                ReportPrecision,
                ReportFrom,
                ReportTo
            );
            let has = inspection::Column::ReportPublished.is_not_null();
            (Kind::Inspection, own(db, areas, columns, has).await?)
        }
        Document => {
            let columns = columns!(
                document,
                Title,
                Published,
                PublishedPrecision,
                PublishedFrom,
                PublishedTo
            );
            (
                Kind::Document,
                own(db, areas, columns, document::Column::Id.is_not_null()).await?,
            )
        }
        Review => {
            let columns = columns!(review of a plan, Title, Held, HeldPrecision, HeldFrom, HeldTo);
            (
                Kind::Review,
                own(db, areas, columns, review::Column::Id.is_not_null()).await?,
            )
        }
        Meeting => {
            let columns =
                columns!(meeting of a plan, Purpose, Held, HeldPrecision, HeldFrom, HeldTo);
            (
                Kind::Meeting,
                own(db, areas, columns, meeting::Column::Id.is_not_null()).await?,
            )
        }
        ActionDue => {
            let columns =
                columns!(action of a plan, Text, DuePublished, DuePrecision, DueFrom, DueTo);
            (
                Kind::Action,
                own(
                    db,
                    areas,
                    columns,
                    action::Column::DuePublished.is_not_null(),
                )
                .await?,
            )
        }
        WeaknessState => (Kind::Weakness, weakness_states(db, areas).await?),
        WorkstreamState => (Kind::Workstream, workstream_states(db, areas).await?),
    };
    let rows = rows.into_iter();
    Ok(rows.map(|row| event(kind, record, row)).collect())
}

fn event(kind: EventKind, record: Kind, row: Dated) -> Event {
    // Later than any year that is written with four digits.
    let day = row.first.map_or("~".to_owned(), |day| day.to_string());
    Event {
        kind,
        record: (record, row.record_id),
        area: row.area_id,
        plan: row.plan_id,
        key: format!("{day} {:02} {} {}", kind as usize, row.sort_key, row.path),
        path: row.path,
        title: row.title,
        published: row.published,
        precision: row.precision,
        from: row.first,
        to: row.last,
    }
}

/// Rows that carry their date themselves.
async fn own<E: super::list::Listed>(
    db: &impl ConnectionTrait,
    areas: Option<&[Uuid]>,
    columns: Columns<E>,
    has: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<Dated>> {
    let within = E::AREA
        .zip(areas)
        .map(|(column, areas)| column.is_in(areas.iter().copied()));
    let mut rows = E::find()
        .select_only()
        .column_as(E::ID, "record_id")
        .column_as(E::PATH, "path")
        .column_as(E::SORT_KEY, "sort_key")
        .column_as(columns.title, "title")
        .column_as(columns.published, "published")
        .column_as(columns.precision, "precision")
        .column_as(columns.from, "first")
        .column_as(columns.to, "last")
        .filter(has)
        .filter(Condition::all().add_option(within));
    if let Some(area) = E::AREA {
        rows = rows.column_as(area, "area_id");
    }
    rows = match columns.plan {
        Some(plan) => rows.column_as(plan, "plan_id"),
        None => rows.column_as(Expr::val(None::<Uuid>).cast_as("uuid"), "plan_id"),
    };
    Ok(rows.into_model::<Dated>().all(db).await?)
}

/// The states of the records of a table, each dated by itself: `$title` is what the owner is called.
macro_rules! states {
    ($db:ident, $areas:ident, $entity:ident, $key:ident, $owner:ident of $plan:expr => $title:expr) => {{
        let within = $areas.map(|areas| $entity::Column::AreaId.is_in(areas.iter().copied()));
        let owners = $entity::Entity::find()
            .filter(Condition::all().add_option(within))
            .all($db)
            .await?;
        let states = $entity::state::Entity::find().all($db).await?;
        let owners: HashMap<Uuid, $entity::Model> =
            owners.into_iter().map(|row| (row.id, row)).collect();
        let dated = states.into_iter().filter_map(|state| {
            let $owner = owners.get(&state.$key)?;
            Some(Dated {
                record_id: $owner.id,
                area_id: $owner.area_id,
                plan_id: $plan,
                path: $owner.path.clone(),
                sort_key: format!("{}/{:06}", $owner.sort_key, state.position),
                title: format!("{}: {}", $title, state.statement),
                published: Some(state.as_of),
                precision: state.as_of_precision,
                first: state.as_of_from,
                last: state.as_of_to,
            })
        });
        Ok(dated.collect())
    }};
}

async fn weakness_states(db: &impl ConnectionTrait, areas: Option<&[Uuid]>) -> Result<Vec<Dated>> {
    states!(db, areas, weakness, weakness_id, row of None => row.title)
}

async fn workstream_states(
    db: &impl ConnectionTrait,
    areas: Option<&[Uuid]>,
) -> Result<Vec<Dated>> {
    states!(db, areas, workstream, workstream_id, row of Some(row.plan_id) => format!("{} {}", row.number, row.title))
}
