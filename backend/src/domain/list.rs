//! Lists of records: every kind is listed, counted and found by path in the same way.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IdenStatic, ModelTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    Error, Result,
    order::is_path,
    page::{Page, Request},
    sort::{self, Sort},
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
    /// The columns that say what a record is called.
    const TITLE: &'static [Self::Column];
    /// The columns that a search for words looks through, those of the title among them.
    const TEXT: &'static [Self::Column];
    /// Whether its records may fall under themes.
    const HAS_THEMES: bool = matches!(
        Self::KIND,
        Kind::Weakness
            | Kind::Workstream
            | Kind::Action
            | Kind::Measure
            | Kind::SurveyQuestion
            | Kind::FeedbackItem
    );

    /// What a record is called.
    fn title(row: &Self::Model) -> String {
        let words = Self::TITLE
            .iter()
            .filter_map(|column| match row.get(*column) {
                sea_orm::Value::String(words) => words,
                sea_orm::Value::Int(number) => number.map(|number| number.to_string()),
                _ => None,
            });
        words.collect::<Vec<_>>().join(" ")
    }
    fn id(row: &Self::Model) -> Uuid;
    fn path(row: &Self::Model) -> &str;
    fn sort_key(row: &Self::Model) -> &str;
}

macro_rules! listed {
    ($($($module:ident)::+, $kind:ident, $name:literal, area: $area:expr, title: [$($title:ident),+], text: [$($text:ident),*];)+) => {$(
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
            const TITLE: &'static [Self::Column] = {
                use $($module)::+::Column as C;
                &[$(C::$title),+]
            };
            const TEXT: &'static [Self::Column] = {
                use $($module)::+::Column as C;
                &[$(C::$title,)+ $(C::$text),*]
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
    )+

        /// The names of the fields that make the title of a kind of record, and of all its texts.
        pub fn texts(kind: Kind) -> (Vec<&'static str>, Vec<&'static str>) {
            fn names<C: IdenStatic>(columns: &[C]) -> Vec<&'static str> {
                columns.iter().map(IdenStatic::as_str).collect()
            }
            match kind {
                $(Kind::$kind => (
                    names(<$($module)::+::Entity as Listed>::TITLE),
                    names(<$($module)::+::Entity as Listed>::TEXT),
                ),)+
            }
        }
    };
}

listed! {
    area, Area, "local area", area: Some(Column::Id), title: [Name], text: [Council, Region, GssCode];
    organisation, Organisation, "organisation", area: Some(Column::AreaId), title: [Name], text: [ShortName];
    document, Document, "document", area: Some(Column::AreaId), title: [Title], text: [Note];
    theme, Theme, "theme", area: None, title: [Name], text: [Definition];
    inspection, Inspection, "inspection", area: Some(Column::AreaId), title: [Title], text: [Outcome, Note];
    plan, Plan, "plan", area: Some(Column::AreaId), title: [Title], text: [Period, Sponsors, Note];
    plan::scheme, StatusScheme, "status scheme", area: Some(Column::AreaId), title: [Title], text: [];
    priority, StrategyPriority, "strategy priority", area: Some(Column::AreaId), title: [Title], text: [Statement];
    weakness, Weakness, "weakness", area: Some(Column::AreaId), title: [Title], text: [Statement];
    workstream, Workstream, "workstream", area: Some(Column::AreaId), title: [Title], text: [LeadsPublished, Outcomes];
    action, Action, "action", area: Some(Column::AreaId), title: [Reference, Text], text: [Steps, LeadPublished, EvidencePublished, ImpactPublished, DuePublished];
    measure, Measure, "measure", area: Some(Column::AreaId), title: [Number, Text], text: [Baseline, Target];
    review, Review, "review", area: Some(Column::AreaId), title: [Title], text: [Outcome];
    meeting, Meeting, "meeting", area: Some(Column::AreaId), title: [Purpose], text: [Who];
    survey, Survey, "survey", area: Some(Column::AreaId), title: [Title], text: [Population];
    survey::wave, SurveyWave, "survey wave", area: Some(Column::AreaId), title: [Year], text: [Fieldwork, Note, Label, Method];
    survey::question, SurveyQuestion, "survey question", area: Some(Column::AreaId), title: [Text], text: [Group];
    survey::result, SurveyResult, "survey result", area: Some(Column::AreaId), title: [Service, Published], text: [Sentence, Reason, Answer, Wording];
    feedback, FeedbackItem, "row of You said, we did", area: Some(Column::AreaId), title: [Comment], text: [Promised, Done, Next, Service, ThemePublished];
    indicator, Indicator, "indicator", area: None, title: [Name], text: [Definition];
    indicator::value, IndicatorValue, "indicator value", area: Some(Column::AreaId), title: [GeographyName], text: [Period, Published, Note];
    glossary, GlossaryTerm, "glossary term", area: Some(Column::AreaId), title: [Term], text: [Meaning, ExpandsTo];
    quality, DataQualityNote, "data-quality note", area: Some(Column::AreaId), title: [First], text: [Second, Why, Shown];
}

/// A page of the records that meet a condition, in the order asked for and then in their natural one:
/// two statements.
pub async fn list<E: Listed>(
    db: &impl ConnectionTrait,
    condition: Condition,
    order: &[Sort<E>],
    request: &Request,
) -> Result<Page<E::Model>> {
    let name = sort::name(order);
    let (after, before) = request.within(&name)?;
    let backend = db.get_database_backend();
    let matching = E::find().filter(condition);
    let total = matching.clone().count(db).await?;
    let mut rows = matching;
    for (place, is_after) in [(after, true), (before, false)] {
        let Some(place) = place else { continue };
        let beyond = sort::beyond(order, place, is_after, backend).ok_or_else(|| {
            let argument = if is_after { "after" } else { "before" };
            Error::bad_input(argument, format!("`{argument}` is no cursor of this list."))
        })?;
        rows = rows.filter(beyond);
    }
    let mut rows = sort::sorted(rows, order, request.backwards, backend)
        .limit(request.size + 1)
        .all(db)
        .await?;
    let size = usize::try_from(request.size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    if request.backwards {
        rows.reverse();
    }
    Ok(request.page(rows, total, more))
}

/// How many records meet a condition.
pub async fn count<E: Listed>(db: &impl ConnectionTrait, condition: Condition) -> Result<u64> {
    Ok(E::find().filter(condition).count(db).await?)
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
    Err(unknown(E::NAME, path, &known))
}

/// That there is nothing at a path, with the known path that comes nearest.
pub fn unknown(what: &'static str, path: &str, known: &[String]) -> Error {
    Error::NotFound {
        what,
        name: path.chars().take(80).collect(),
        hint: nearest(path, known)
            .map(|near| format!(" Did you mean ‘{near}’?"))
            .unwrap_or_default(),
    }
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
