//! Grouped totals of every kind of record, by the fields that its filter can test.

use async_graphql::{Context, Object, SimpleObject};
use chrono::NaiveDate;

use super::{
    action::{Action, ActionFilter},
    area::{LocalArea, LocalAreaFilter},
    connection,
    document::{Document, DocumentFilter},
    error::ApiResult,
    feedback::{FeedbackItem, FeedbackItemFilter},
    field::FieldOf,
    glossary::{GlossaryTerm, GlossaryTermFilter},
    indicator::{Indicator, IndicatorFilter, IndicatorValue, IndicatorValueFilter},
    inspection::{Inspection, InspectionFilter},
    limit::{Budget, ROOT, page_cost, rows},
    measure::{Measure, MeasureFilter},
    meeting::{Meeting, MeetingFilter},
    organisation::{Organisation, OrganisationFilter},
    plan::{Plan, PlanFilter},
    priority::{StrategyPriority, StrategyPriorityFilter},
    quality::{DataQualityNote, DataQualityNoteFilter},
    review::{Review, ReviewFilter},
    survey::{
        Survey, SurveyFilter, SurveyQuestion, SurveyQuestionFilter, SurveyResult,
        SurveyResultFilter,
    },
    theme::{Theme, ThemeFilter},
    weakness::{Weakness, WeaknessFilter},
    workstream::{Workstream, WorkstreamFilter},
};
use crate::domain::{
    filter::Asked,
    group::{self, DayPart, Grouping},
};

/// Records in groups, the largest first.
#[derive(SimpleObject)]
pub struct Groups {
    /// How many groups there are, given or not.
    total_count: usize,
    /// How many records the filter leaves.
    record_count: u64,
    /// The groups, the largest first; those of one size in the natural order of what they share.
    nodes: Vec<Group>,
}

/// The records that share what they hold in the fields that they are grouped by.
#[derive(SimpleObject)]
pub struct Group {
    /// What they share: one for each field of `by`, in that order.
    keys: Vec<GroupKey>,
    /// How many they are. A record under several themes is in the group of each.
    count: u64,
    /// What they come to: one for each field of `of`, in that order.
    figures: Vec<GroupFigures>,
}

/// What the records of a group share in one field.
#[derive(SimpleObject)]
pub struct GroupKey {
    /// The name of the field.
    field: String,
    /// What they hold there, as a filter takes it: a path for a record, a word as the schema writes it. Null for those of which it is not stated.
    value: Option<String>,
    /// What the record at the path is called. Null for what is no record.
    label: Option<String>,
}

/// What the records of a group come to in one field.
#[derive(SimpleObject)]
pub struct GroupFigures {
    /// The name of the field.
    field: String,
    /// In how many records it is stated; the others count for nothing here.
    stated: u64,
    /// The lowest figure, in the unit of the field. Null where none is stated, and for days.
    min: Option<f64>,
    /// The highest figure. Null where none is stated, and for days.
    max: Option<f64>,
    /// The mean of the figures, each counted once, whatever its base. Null where none is stated, and for days.
    mean: Option<f64>,
    /// The earliest day. Null where none is stated, and for figures.
    earliest: Option<NaiveDate>,
    /// The latest day. Null where none is stated, and for figures.
    latest: Option<NaiveDate>,
}

async fn groups<T: connection::Object>(
    ctx: &Context<'_>,
    by: Vec<FieldOf<T>>,
    of: Option<Vec<FieldOf<T>>>,
    days: Option<DayPart>,
    filter: Option<impl Asked + Default>,
    first: Option<i32>,
) -> ApiResult<Groups> {
    let size = rows(first)?;
    let db = connection::db(ctx);
    let parts = filter.unwrap_or_default().parts(db).await?;
    let fields = |asked: Vec<FieldOf<T>>| asked.into_iter().map(|field| field.0).collect();
    let grouping = Grouping {
        by: fields(by),
        of: fields(of.unwrap_or_default()),
        days: days.unwrap_or_default(),
    };
    let mut found = grouping.groups(db, &parts).await?;
    let total_count = found.len();
    let record_count = crate::domain::list::count::<T::Entity>(db, parts.all()).await?;
    found.truncate(size);
    ctx.data_unchecked::<Budget>().spend(found.len())?;
    let nodes = found.into_iter().map(|group| Group::of(group, &grouping));
    Ok(Groups {
        total_count,
        record_count,
        nodes: nodes.collect(),
    })
}

impl Group {
    fn of<E: crate::domain::list::Listed>(group: group::Group, grouping: &Grouping<E>) -> Self {
        let keys = grouping.by.iter().zip(group.keys);
        let keys = keys.map(|(field, key)| GroupKey {
            field: field.name(),
            value: key.value,
            label: key.label,
        });
        let figures = grouping.of.iter().zip(group.figures);
        let figures = figures.map(|(field, own)| GroupFigures {
            field: field.name(),
            stated: own.stated,
            min: own.numbers.map(|numbers| numbers.min),
            max: own.numbers.map(|numbers| numbers.max),
            mean: own.numbers.map(|numbers| numbers.mean),
            earliest: own.days.map(|(earliest, _)| earliest),
            latest: own.days.map(|(_, latest)| latest),
        });
        Self {
            keys: keys.collect(),
            count: group.count,
            figures: figures.collect(),
        }
    }
}

macro_rules! grouped {
    ($($name:ident: $object:ident by $filter:ident, $about:literal;)+) => {
        #[derive(Default)]
        pub struct GroupQuery;

        #[Object]
        impl GroupQuery {$(
            #[doc = $about]
            #[graphql(complexity = "ROOT + page_cost(first, 100, child_complexity)")]
            async fn $name(
                &self,
                ctx: &Context<'_>,
                #[graphql(desc = "What the records of a group share: 1 to 4 fields.")]
                by: Vec<FieldOf<$object>>,
                #[graphql(desc = "What is summed up of each group: at most 4 fields that hold figures or days.")]
                of: Option<Vec<FieldOf<$object>>>,
                #[graphql(desc = "How finely days of `by` are grouped; by the day when left out.")] days: Option<DayPart>,
                #[graphql(desc = "Which records.")] filter: Option<$filter>,
                #[graphql(desc = "How many groups, 1 to 1,000; 100 when left out.")] first: Option<i32>,
            ) -> ApiResult<Groups> {
                groups(ctx, by, of, days, filter, first).await
            }
        )+}
    };
}

grouped! {
    action_groups: Action by ActionFilter, "Actions in groups.";
    data_quality_note_groups: DataQualityNote by DataQualityNoteFilter, "Data-quality notes in groups.";
    document_groups: Document by DocumentFilter, "Documents in groups.";
    feedback_item_groups: FeedbackItem by FeedbackItemFilter, "Rows of You said, we did in groups.";
    glossary_term_groups: GlossaryTerm by GlossaryTermFilter, "Glossary terms in groups.";
    indicator_groups: Indicator by IndicatorFilter, "Indicators in groups.";
    indicator_value_groups: IndicatorValue by IndicatorValueFilter, "Indicator values in groups.";
    inspection_groups: Inspection by InspectionFilter, "Inspections in groups.";
    local_area_groups: LocalArea by LocalAreaFilter, "Local areas in groups.";
    measure_groups: Measure by MeasureFilter, "Measures in groups.";
    meeting_groups: Meeting by MeetingFilter, "Meetings in groups.";
    organisation_groups: Organisation by OrganisationFilter, "Organisations in groups.";
    plan_groups: Plan by PlanFilter, "Plans in groups.";
    review_groups: Review by ReviewFilter, "Reviews in groups.";
    strategy_priority_groups: StrategyPriority by StrategyPriorityFilter, "Strategy priorities in groups.";
    survey_groups: Survey by SurveyFilter, "Surveys in groups.";
    survey_question_groups: SurveyQuestion by SurveyQuestionFilter, "Survey questions in groups.";
    survey_result_groups: SurveyResult by SurveyResultFilter, "Survey results in groups.";
    theme_groups: Theme by ThemeFilter, "Themes in groups.";
    weakness_groups: Weakness by WeaknessFilter, "Weaknesses in groups.";
    workstream_groups: Workstream by WorkstreamFilter, "Workstreams in groups.";
}
