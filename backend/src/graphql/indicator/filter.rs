//! Which indicators and figures a list holds.

use async_graphql::InputObject;
use sea_orm::ConnectionTrait;

use crate::{
    domain::{
        self,
        filter::{Filter, Parts, touches},
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
}

impl IndicatorFilter {
    pub async fn parts(self, db: &impl ConnectionTrait) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .one_of("polarity", indicator::Column::Polarity, self.polarity)?
            .one_of("unit", indicator::Column::Unit, self.unit)?
            .text::<indicator::Entity>(self.text)?
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
}

impl IndicatorValueFilter {
    pub async fn parts(self, db: &impl ConnectionTrait) -> domain::Result<Parts> {
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
            .text::<value::Entity>(self.text)?
            .done())
    }
}
