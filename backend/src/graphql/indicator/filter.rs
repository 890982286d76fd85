//! Which indicators and figures a list holds.

use async_graphql::InputObject;
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{Indicator, IndicatorValue};
use crate::graphql::field::Tests;
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts, touches},
    },
    entity::{
        document,
        indicator::{
            self, Geography, IndicatorUnit, Polarity, ValueKind,
            value::{self, Column},
        },
    },
    graphql::date::DateRange,
};

/// Which indicators a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct IndicatorFilter {
    /// Which direction is better.
    polarity: Option<Vec<Polarity>>,
    /// What they count in.
    unit: Option<Vec<IndicatorUnit>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Indicator>,
    /// All of these hold as well.
    and: Option<Vec<IndicatorFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<IndicatorFilter>>,
    /// This does not hold.
    not: Option<Box<IndicatorFilter>>,
}

#[async_trait]
impl Asked for IndicatorFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .one_of("polarity", indicator::Column::Polarity, self.polarity)?
            .one_of("unit", indicator::Column::Unit, self.unit)?
            .text::<indicator::Entity>(self.text)
            .await?
            .fields::<indicator::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// Which figures a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct IndicatorValueFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of indicators.
    indicator: Option<Vec<String>>,
    /// Area, region or nation.
    geography: Option<Vec<Geography>>,
    /// Values, values before, changes or shares.
    measure: Option<Vec<ValueKind>>,
    /// When the figure is of: its period touches this stretch.
    period: Option<DateRange>,
    /// Paths of documents.
    document: Option<Vec<String>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Its indicator is one of these.
    of_indicator: Option<IndicatorFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<IndicatorValue>,
    /// All of these hold as well.
    and: Option<Vec<IndicatorValueFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<IndicatorValueFilter>>,
    /// This does not hold.
    not: Option<Box<IndicatorValueFilter>>,
}

#[async_trait]
impl Asked for IndicatorValueFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let columns = (Column::PeriodFrom, Column::PeriodTo);
        let period = self
            .period
            .map(|period| touches("period", columns, period.from, period.to));
        Ok(Filter::new(db)
            .areas::<value::Entity>(self.area)
            .await?
            .named::<indicator::Entity>("indicator", Column::IndicatorId, self.indicator)
            .await?
            .one_of("geography", Column::Geography, self.geography)?
            .one_of("measure", Column::Measure, self.measure)?
            .and("period", period.transpose()?)
            .named::<document::Entity>("document", Column::DocumentId, self.document)
            .await?
            .text::<value::Entity>(self.text)
            .await?
            .within::<indicator::Entity>("ofIndicator", Column::IndicatorId, self.of_indicator)
            .await?
            .fields::<value::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}
