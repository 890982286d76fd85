//! Which surveys and questions a list holds.

use async_graphql::InputObject;
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{Survey, SurveyQuestion};
use crate::graphql::field::Tests;
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
    },
    entity::{
        indicator::Polarity,
        survey::{
            self,
            question::{self, Column},
        },
    },
};

/// Which surveys a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct SurveyFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Survey>,
    /// All of these hold as well.
    and: Option<Vec<SurveyFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<SurveyFilter>>,
    /// This does not hold.
    not: Option<Box<SurveyFilter>>,
}

#[async_trait]
impl Asked for SurveyFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<survey::Entity>(self.area)
            .await?
            .text::<survey::Entity>(self.text)
            .await?
            .fields::<survey::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// Which questions a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct SurveyQuestionFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of surveys.
    survey: Option<Vec<String>>,
    /// Headings that questions belong to, as published.
    group: Option<Vec<String>>,
    /// Which direction is better.
    polarity: Option<Vec<Polarity>>,
    /// Paths of themes.
    theme: Option<Vec<String>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Its survey is one of these.
    of_survey: Option<SurveyFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<SurveyQuestion>,
    /// All of these hold as well.
    and: Option<Vec<SurveyQuestionFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<SurveyQuestionFilter>>,
    /// This does not hold.
    not: Option<Box<SurveyQuestionFilter>>,
}

#[async_trait]
impl Asked for SurveyQuestionFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<question::Entity>(self.area)
            .await?
            .named::<survey::Entity>("survey", Column::SurveyId, self.survey)
            .await?
            .one_of("group", Column::Group, self.group)?
            .one_of("polarity", Column::Polarity, self.polarity)?
            .themes::<question::Entity>(self.theme)
            .await?
            .text::<question::Entity>(self.text)
            .await?
            .within::<survey::Entity>("ofSurvey", Column::SurveyId, self.of_survey)
            .await?
            .fields::<question::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}
