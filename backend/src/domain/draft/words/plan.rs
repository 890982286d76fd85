use chrono::NaiveDate;

use super::{line, may};
use crate::{
    domain::{
        Result,
        edit::Record,
        problem::{Code, Problems},
        text,
    },
    entity::plan,
};

/// What is written of the plan itself.
#[derive(Debug, Default)]
pub struct PlanWords {
    pub title: Option<String>,
    pub version: Option<Option<String>>,
    pub period: Option<Option<String>>,
    pub period_from: Option<Option<NaiveDate>>,
    pub period_to: Option<Option<NaiveDate>>,
    pub sponsors: Option<Option<String>>,
    pub monitoring: Option<Option<String>>,
}

impl PlanWords {
    pub(super) fn check(&mut self, problems: &mut Problems) {
        line(problems, "record.plan.title", &mut self.title, 200);
        may(problems, "record.plan.version", &mut self.version, 200);
        may(problems, "record.plan.period", &mut self.period, 200);
        may(problems, "record.plan.sponsors", &mut self.sponsors, 2_000);
        may(
            problems,
            "record.plan.monitoring",
            &mut self.monitoring,
            2_000,
        );
        for (path, day) in [
            ("record.plan.periodFrom", self.period_from),
            ("record.plan.periodTo", self.period_to),
        ] {
            if let Some(Some(day)) = day {
                text::day(problems, path, day);
            }
        }
        if let (Some(from), Some(to)) = (self.period_from, self.period_to)
            && (from.is_some() != to.is_some() || from > to)
        {
            let words = "Give the first and the last day of the period in their order, or neither.";
            problems.add(Code::Invalid, "record.plan.periodTo", words);
        }
        if self.period_from.is_some() != self.period_to.is_some() {
            let words = "Give the first and the last day of the period together.";
            problems.add(Code::Required, "record.plan.periodTo", words);
        }
    }

    pub(super) fn write(&self, record: &mut Record) -> Result<()> {
        let row: plan::Model = record.row()?;
        let may = |words: &Option<Option<String>>, before| words.clone().unwrap_or(before);
        record.set_row(&plan::Model {
            title: self.title.clone().unwrap_or(row.title),
            version: may(&self.version, row.version),
            period: may(&self.period, row.period),
            period_from: self.period_from.unwrap_or(row.period_from),
            period_to: self.period_to.unwrap_or(row.period_to),
            sponsors: may(&self.sponsors, row.sponsors),
            monitoring: may(&self.monitoring, row.monitoring),
            ..row
        })
    }
}
