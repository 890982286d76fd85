//! The fields of records as words of the schema, and tests of what they hold.

use std::borrow::Cow;

use async_graphql::{
    InputObject, InputType, InputValueError, InputValueResult, Name, Value,
    registry::{MetaEnumValue, MetaType, MetaTypeId, Registry},
};

use super::{
    action::Action, area::LocalArea, connection::Object, document::Document,
    feedback::FeedbackItem, glossary::GlossaryTerm, indicator::Indicator,
    indicator::IndicatorValue, inspection::Inspection, measure::Measure, meeting::Meeting,
    organisation::Organisation, plan::Plan, priority::StrategyPriority, quality::DataQualityNote,
    review::Review, survey::Survey, survey::SurveyQuestion, survey::SurveyResult, theme::Theme,
    weakness::Weakness, workstream::Workstream,
};
use crate::domain::field::{Field, Holds, Test};

/// A field of a type of the schema, as a word of an enumeration that is read from its table: `ActionField`.
pub struct FieldOf<T: Object>(pub Field<T::Entity>);

impl<T: Object> Clone for FieldOf<T> {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

impl<T: Object> InputType for FieldOf<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        format!("{}Field", T::type_name()).into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let value = |field: Field<T::Entity>| {
            let name = field.name();
            let holds = field.holds().map_or("", Holds::words);
            let value = MetaEnumValue {
                name: name.clone(),
                description: Some(format!("Holds {holds}. Null where it is not stated.")),
                deprecation: Default::default(),
                visible: None,
                inaccessible: false,
                tags: Vec::new(),
                directive_invocations: Vec::new(),
            };
            (name, value)
        };
        registry.create_input_type::<Self, _>(MetaTypeId::Enum, |_| MetaType::Enum {
            name: Self::type_name().into_owned(),
            description: Some(format!(
                "The fields of `{}` that can be tested, grouped by and summed up, each by its own name: `DUE_FROM` is what `due {{ from }}` gives.",
                T::type_name()
            )),
            enum_values: Field::all().map(value).collect(),
            visible: None,
            inaccessible: false,
            tags: Vec::new(),
            rust_typename: None,
            directive_invocations: Vec::new(),
            requires_scopes: Vec::new(),
        })
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let name = match value.unwrap_or_default() {
            Value::Enum(name) => name.to_string(),
            Value::String(name) => name,
            other => return Err(InputValueError::expected_type(other)),
        };
        let field = Field::all().find(|field| field.name() == name);
        field
            .map(Self)
            .ok_or_else(|| InputValueError::custom(format!("There is no field {name}.")))
    }

    fn to_value(&self) -> Value {
        Value::Enum(Name::new(self.0.name()))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

// The derive below takes names only.
type ActionField = FieldOf<Action>;
type DataQualityNoteField = FieldOf<DataQualityNote>;
type DocumentField = FieldOf<Document>;
type FeedbackItemField = FieldOf<FeedbackItem>;
type GlossaryTermField = FieldOf<GlossaryTerm>;
type IndicatorField = FieldOf<Indicator>;
type IndicatorValueField = FieldOf<IndicatorValue>;
type InspectionField = FieldOf<Inspection>;
type LocalAreaField = FieldOf<LocalArea>;
type MeasureField = FieldOf<Measure>;
type MeetingField = FieldOf<Meeting>;
type OrganisationField = FieldOf<Organisation>;
type PlanField = FieldOf<Plan>;
type ReviewField = FieldOf<Review>;
type StrategyPriorityField = FieldOf<StrategyPriority>;
type SurveyField = FieldOf<Survey>;
type SurveyQuestionField = FieldOf<SurveyQuestion>;
type SurveyResultField = FieldOf<SurveyResult>;
type ThemeField = FieldOf<Theme>;
type WeaknessField = FieldOf<Weakness>;
type WorkstreamField = FieldOf<Workstream>;

/// A test of what one field holds. All that is given must hold; what is not stated passes no test but `stated: false`.
#[derive(Clone, InputObject)]
#[graphql(concrete(name = "ActionTest", params(ActionField)))]
#[graphql(concrete(name = "DataQualityNoteTest", params(DataQualityNoteField)))]
#[graphql(concrete(name = "DocumentTest", params(DocumentField)))]
#[graphql(concrete(name = "FeedbackItemTest", params(FeedbackItemField)))]
#[graphql(concrete(name = "GlossaryTermTest", params(GlossaryTermField)))]
#[graphql(concrete(name = "IndicatorTest", params(IndicatorField)))]
#[graphql(concrete(name = "IndicatorValueTest", params(IndicatorValueField)))]
#[graphql(concrete(name = "InspectionTest", params(InspectionField)))]
#[graphql(concrete(name = "LocalAreaTest", params(LocalAreaField)))]
#[graphql(concrete(name = "MeasureTest", params(MeasureField)))]
#[graphql(concrete(name = "MeetingTest", params(MeetingField)))]
#[graphql(concrete(name = "OrganisationTest", params(OrganisationField)))]
#[graphql(concrete(name = "PlanTest", params(PlanField)))]
#[graphql(concrete(name = "ReviewTest", params(ReviewField)))]
#[graphql(concrete(name = "StrategyPriorityTest", params(StrategyPriorityField)))]
#[graphql(concrete(name = "SurveyTest", params(SurveyField)))]
#[graphql(concrete(name = "SurveyQuestionTest", params(SurveyQuestionField)))]
#[graphql(concrete(name = "SurveyResultTest", params(SurveyResultField)))]
#[graphql(concrete(name = "ThemeTest", params(ThemeField)))]
#[graphql(concrete(name = "WeaknessTest", params(WeaknessField)))]
#[graphql(concrete(name = "WorkstreamTest", params(WorkstreamField)))]
pub struct FieldTest<F: InputType> {
    /// Which field.
    field: F,
    /// It is one of these: texts letter for letter, words of lists as the schema writes them, days as 2020-09-30, records by their paths. A record that does not exist is an error.
    is: Option<Vec<String>>,
    /// A text that holds these words, upper and lower case alike. At most 200 characters.
    contains: Option<String>,
    /// A text that begins with these words, upper and lower case alike. At most 200 characters.
    starts_with: Option<String>,
    /// A figure or a day that is this or a later one.
    from: Option<String>,
    /// A figure or a day that is this or an earlier one.
    to: Option<String>,
    /// Whether anything is stated at all.
    stated: Option<bool>,
}

/// Tests of the fields of a type of the schema.
pub type Tests<T> = Option<Vec<FieldTest<FieldOf<T>>>>;

impl<T: Object> From<FieldTest<FieldOf<T>>> for Test<T::Entity> {
    fn from(asked: FieldTest<FieldOf<T>>) -> Self {
        Self {
            field: asked.field.0,
            is: asked.is,
            contains: asked.contains,
            starts_with: asked.starts_with,
            from: asked.from,
            to: asked.to,
            stated: asked.stated,
        }
    }
}
