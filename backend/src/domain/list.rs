//! Lists of records: every kind is listed, counted and found by path in the same way.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    Error, Result,
    order::is_path,
    page::{Page, Request},
};
use crate::entity::{
    action, area, document, feedback, glossary, indicator, inspection, measure, meeting,
    organisation, plan, priority, quality, record::Kind, review, survey, theme, weakness,
    workstream,
};

/// A kind of record that can be listed.
pub trait Listed: EntityTrait<Model: FromQueryResult + Clone + Send + Sync + 'static> {
    const KIND: Kind;
    /// How people call one of them.
    const NAME: &'static str;
    const ID: Self::Column;
    const PATH: Self::Column;
    const SORT_KEY: Self::Column;
    /// The area that a record belongs to; the area's own id for areas, nothing for what is shared.
    const AREA: Option<Self::Column>;
    /// The columns that a search for words looks through.
    const TEXT: &'static [Self::Column];

    fn id(row: &Self::Model) -> Uuid;
    fn path(row: &Self::Model) -> &str;
    fn sort_key(row: &Self::Model) -> &str;
}

macro_rules! listed {
    ($($($module:ident)::+, $kind:ident, $name:literal, area: $area:expr, text: [$($text:ident),+];)+) => {$(
        impl Listed for $($module)::+::Entity {
            const KIND: Kind = Kind::$kind;
            const NAME: &'static str = $name;
            const ID: Self::Column = $($module)::+::Column::Id;
            const PATH: Self::Column = $($module)::+::Column::Path;
            const SORT_KEY: Self::Column = $($module)::+::Column::SortKey;
            const AREA: Option<Self::Column> = {
                #[allow(unused_imports)]
                use $($module)::+::Column;
                $area
            };
            const TEXT: &'static [Self::Column] = {
                use $($module)::+::Column as C;
                &[$(C::$text),+]
            };

            fn id(row: &Self::Model) -> Uuid {
                row.id
            }
            fn path(row: &Self::Model) -> &str {
                &row.path
            }
            fn sort_key(row: &Self::Model) -> &str {
                &row.sort_key
            }
        }
    )+};
}

listed! {
    area, Area, "local area", area: Some(Column::Id), text: [Name, Council, Region, GssCode];
    organisation, Organisation, "organisation", area: Some(Column::AreaId), text: [Name, ShortName];
    document, Document, "document", area: Some(Column::AreaId), text: [Title, Note];
    theme, Theme, "theme", area: None, text: [Name, Definition];
    inspection, Inspection, "inspection", area: Some(Column::AreaId), text: [Title, Outcome, Note];
    plan, Plan, "plan", area: Some(Column::AreaId), text: [Title, Period, Sponsors, Note];
    plan::scheme, StatusScheme, "status scheme", area: Some(Column::AreaId), text: [Title];
    priority, StrategyPriority, "strategy priority", area: Some(Column::AreaId), text: [Title, Statement];
    weakness, Weakness, "weakness", area: Some(Column::AreaId), text: [Title, Statement];
    workstream, Workstream, "workstream", area: Some(Column::AreaId), text: [Title, LeadsPublished, Outcomes];
    action, Action, "action", area: Some(Column::AreaId), text: [Reference, Text, Steps, LeadPublished, EvidencePublished, ImpactPublished, DuePublished];
    measure, Measure, "measure", area: Some(Column::AreaId), text: [Number, Text, Baseline, Target];
    review, Review, "review", area: Some(Column::AreaId), text: [Title, Outcome];
    meeting, Meeting, "meeting", area: Some(Column::AreaId), text: [Purpose, Who];
    survey, Survey, "survey", area: Some(Column::AreaId), text: [Title, Population];
    survey::wave, SurveyWave, "survey wave", area: Some(Column::AreaId), text: [Fieldwork, Note];
    survey::question, SurveyQuestion, "survey question", area: Some(Column::AreaId), text: [Text, Group];
    survey::result, SurveyResult, "survey result", area: Some(Column::AreaId), text: [Service, Published, Sentence, Reason];
    feedback, FeedbackItem, "row of You said, we did", area: Some(Column::AreaId), text: [Comment, Promised, Done, Next, Service, ThemePublished];
    indicator, Indicator, "indicator", area: None, text: [Name, Definition];
    indicator::value, IndicatorValue, "indicator value", area: Some(Column::AreaId), text: [GeographyName, Period, Published, Note];
    glossary, GlossaryTerm, "glossary term", area: Some(Column::AreaId), text: [Term, Meaning, ExpandsTo];
    quality, DataQualityNote, "data-quality note", area: Some(Column::AreaId), text: [First, Second, Why, Shown];
}

/// A page of the records that meet a condition, in their natural order: two statements.
pub async fn list<E: Listed>(
    db: &impl ConnectionTrait,
    condition: Condition,
    request: &Request,
) -> Result<Page<E::Model>> {
    let (after, before) = request.within(E::NAME)?;
    let matching = E::find().filter(condition);
    let total = matching.clone().count(db).await?;
    let mut rows = matching;
    if let Some(after) = after {
        rows = rows.filter(E::SORT_KEY.gt(after));
    }
    if let Some(before) = before {
        rows = rows.filter(E::SORT_KEY.lt(before));
    }
    rows = if request.backwards {
        rows.order_by_desc(E::SORT_KEY)
    } else {
        rows.order_by_asc(E::SORT_KEY)
    };
    let mut rows = rows.limit(request.size + 1).all(db).await?;
    let size = usize::try_from(request.size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    if request.backwards {
        rows.reverse();
    }
    Ok(request.page(rows, total, more))
}

/// The record at a path. A path that names nothing is an error that says what comes near.
pub async fn at<E: Listed>(db: &impl ConnectionTrait, path: &str) -> Result<E::Model> {
    // What cannot be a path is not asked for: PostgreSQL would refuse some letters with an error.
    if is_path(path)
        && let Some(row) = E::find().filter(E::PATH.eq(path)).one(db).await?
    {
        return Ok(row);
    }
    let known: Vec<String> = E::find()
        .select_only()
        .column(E::PATH)
        .order_by_asc(E::SORT_KEY)
        .into_tuple()
        .all(db)
        .await?;
    Err(Error::NotFound {
        what: E::NAME,
        name: path.chars().take(80).collect(),
        hint: nearest(path, &known)
            .map(|near| format!(" Did you mean ‘{near}’?"))
            .unwrap_or_default(),
    })
}

/// The known path that differs least from what was asked for, if any comes near.
fn nearest<'a>(asked: &str, known: &'a [String]) -> Option<&'a String> {
    let asked: String = asked.to_lowercase().chars().take(200).collect();
    known
        .iter()
        .map(|path| (strsim::jaro_winkler(&asked, path), path))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, path)| path)
}
