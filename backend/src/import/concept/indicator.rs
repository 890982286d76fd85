use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, figure},
    entity::{
        indicator::{self, Geography, IndicatorUnit, Polarity, ValueKind},
        record::Kind,
    },
    import::reader::{Cite, Reader, head, when},
};

/// What is counted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    path: String,
    name: String,
    definition: String,
    unit: IndicatorUnit,
    polarity: Polarity,
    source: String,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Indicator {
    const KIND: Kind = Kind::Indicator;
    const TABLE: &'static str = "indicator";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let row = indicator::Model {
            id,
            path,
            sort_key,
            name: self.name,
            definition: self.definition,
            unit: self.unit,
            polarity: self.polarity,
            source: self.source,
        };
        reader.whole::<indicator::Entity>(Self::KIND, &self.path, None, self.cite, row)
    }
}

/// One published figure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    path: String,
    indicator: String,
    geography: Geography,
    area: String,
    geography_name: String,
    period: Option<String>,
    period_from: Option<String>,
    period_to: Option<String>,
    published: String,
    measure: ValueKind,
    as_at: Option<String>,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Value {
    const KIND: Kind = Kind::IndicatorValue;
    const TABLE: &'static str = "value";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let as_at = when(self.as_at.as_deref());
        let folder = reader.folder().to_owned();
        let (period_from, period_to) =
            reader.period(self.period_from.as_deref(), self.period_to.as_deref());
        let row = indicator::value::Model {
            id,
            path,
            sort_key,
            area_id: reader.link(Kind::Area, &self.area),
            indicator_id: reader.link(Kind::Indicator, &self.indicator),
            document_id: reader.link(Kind::Document, &folder),
            period_from,
            period_to,
            value: figure::read(&self.published),
            as_at: self.as_at,
            as_at_precision: as_at.precision,
            as_at_from: as_at.from,
            as_at_to: as_at.to,
            geography: self.geography,
            geography_name: self.geography_name,
            period: self.period,
            published: self.published,
            measure: self.measure,
            note: self.note,
        };
        reader.whole::<indicator::value::Entity>(
            Self::KIND,
            &self.path,
            Some(&self.area),
            self.cite,
            row,
        )
    }
}
