//! Days that a date can mean.

use serde_json::Value;

use super::text_of;
use crate::format::span;

/// A first and a last day, as 2026-11-29; a date that cannot be read stands as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    from: Option<String>,
    to: Option<String>,
}

impl Days {
    /// Nothing where there is neither.
    pub(super) fn of(from: &Value, to: &Value) -> Option<Self> {
        let [from, to] = [from, to].map(|day| text_of(Some(day)).map(str::to_owned));
        (from.is_some() || to.is_some()).then_some(Self { from, to })
    }

    /// "29 November 2026", "September to November 2020".
    pub fn words(&self) -> String {
        span(self.from.as_deref(), self.to.as_deref()).unwrap_or_default()
    }

    /// As a spreadsheet sorts them: 2026-11-29, and 2026-11-29/2026-12-01 where there are two.
    pub fn sorted(&self) -> String {
        let (from, to) = (self.from.as_deref(), self.to.as_deref());
        match (from.unwrap_or_default(), to.unwrap_or_default()) {
            (from, to) if from == to => from.to_owned(),
            (from, to) => format!("{from}/{to}"),
        }
    }
}
