use uuid::Uuid;

use super::{lines, may, name};
use crate::{
    domain::{Result, draft::Open, edit::Record, figure, problem::Problems},
    entity::{
        measure::{self, MeasurePolarity, MeasureUnit},
        record::Kind,
    },
};

/// What is written of a measure.
#[derive(Debug, Default)]
pub struct MeasureWords {
    pub number: Option<String>,
    pub text: Option<String>,
    pub action: Option<Option<Uuid>>,
    pub unit: Option<MeasureUnit>,
    pub polarity: Option<MeasurePolarity>,
    pub baseline: Option<Option<String>>,
    pub target: Option<Option<String>>,
}

impl MeasureWords {
    pub(super) fn check(&mut self, problems: &mut Problems) {
        name(problems, "record.measure.number", &mut self.number);
        lines(problems, "record.measure.text", &mut self.text, 2_000);
        may(problems, "record.measure.baseline", &mut self.baseline, 500);
        may(problems, "record.measure.target", &mut self.target, 500);
    }

    pub(in crate::domain::draft) fn write(
        &self,
        open: &Open,
        problems: &mut Problems,
        record: &mut Record,
    ) -> Result<()> {
        let mut row: measure::Model = record.row()?;
        if let Some(number) = &self.number {
            row.number.clone_from(number);
        }
        if let Some(text) = &self.text {
            row.placeholder = figure::is_placeholder(text);
            row.text.clone_from(text);
        }
        if let Some(asked) = self.action {
            if asked.is_some_and(|action| open.record(Kind::Action, action).is_none()) {
                problems.missing("record.measure.action");
            }
            row.action_id = asked;
        }
        row.unit = self.unit.unwrap_or(row.unit);
        row.polarity = self.polarity.unwrap_or(row.polarity);
        // What a new plan says takes the place of what its team said beside the old one.
        if let Some(baseline) = &self.baseline {
            row.baseline_value = baseline.as_deref().and_then(figure::read);
            row.baseline.clone_from(baseline);
            (row.team_baseline, row.team_baseline_value) = (None, None);
        }
        if let Some(target) = &self.target {
            let read = target.as_deref().and_then(figure::read_target);
            row.target_value = read.map(|(_, value)| value);
            row.target_comparison = read.map(|(comparison, _)| comparison);
            row.target.clone_from(target);
            (row.team_target, row.team_target_value) = (None, None);
            row.team_target_comparison = None;
        }
        record.set_row(&row)
    }
}
