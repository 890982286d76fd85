use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, figure, id},
    entity::{
        measure::{self, MeasurePolarity, MeasureUnit},
        record::Kind,
    },
    import::reader::{Cite, Reader, head, parts, when},
};

/// A measure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    path: String,
    workstream: String,
    action: Option<String>,
    number: String,
    text: String,
    unit: MeasureUnit,
    polarity: MeasurePolarity,
    baseline: Option<String>,
    target: Option<String>,
    #[serde(default)]
    observation: Vec<Observation>,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// A reading at a date.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    as_of: String,
    published: String,
    note: Option<String>,
}

impl Written for Measure {
    const KIND: Kind = Kind::Measure;
    const TABLE: &'static str = "measure";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let known = reader.recall(Kind::Workstream, &self.workstream);
        let target = self.target.as_deref().and_then(figure::read_target);
        let themes = reader.themes(id, [self.text.as_str()]);
        let row = measure::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &known.area),
            plan_id: id::of(Kind::Plan, &known.plan),
            workstream_id: reader.link(Kind::Workstream, &self.workstream),
            action_id: reader.link_to(Kind::Action, self.action.as_deref()),
            baseline_value: self.baseline.as_deref().and_then(figure::read),
            target_value: target.map(|(_, value)| value),
            target_comparison: target.map(|(comparison, _)| comparison),
            placeholder: figure::is_placeholder(&self.text),
            number: self.number,
            text: self.text,
            unit: self.unit,
            polarity: self.polarity,
            baseline: self.baseline,
            target: self.target,
            note: self.note,
            team_baseline: None,
            team_baseline_value: None,
            team_target: None,
            team_target_value: None,
            team_target_comparison: None,
        };
        let observations = parts::<measure::observation::Entity, _>(
            id,
            "observation",
            measure::observation::Column::MeasureId,
            measure::observation::Column::Id,
            self.observation,
            |row, position, observation| {
                let as_of = when(Some(&observation.as_of));
                measure::observation::Model {
                    id: row,
                    measure_id: id,
                    position,
                    as_of: observation.as_of,
                    as_of_precision: as_of.precision,
                    as_of_from: as_of.from,
                    as_of_to: as_of.to,
                    value: figure::read(&observation.published),
                    published: observation.published,
                    note: observation.note,
                    link: None,
                    author: None,
                    at: None,
                }
            },
        );
        reader
            .whole::<measure::Entity>(Self::KIND, &self.path, Some(&known.area), self.cite, row)
            .with("observations", observations)
            .with("themes", themes)
    }
}
