//! `query @asOf(version: 812)`: the data as it was.

use async_graphql::{
    InputType, ServerError, Value, Variables, parser::types::OperationDefinition,
    registry::Registry,
};
use chrono::{DateTime, Utc};

use super::directive::{self, OfOperation};
use crate::history::Moment;

/// The directive.
pub struct AsOf;

impl OfOperation for AsOf {
    const NAME: &'static str = "asOf";
    const ABOUT: &'static str = "Answers the whole query from the data as it was: after the change of that number, or at that time. Give one of the two. What was true in the world then is another question: a document of 2020 may have been read in 2026.";

    fn arguments(registry: &mut Registry) -> Vec<(&'static str, String, &'static str)> {
        let version = Option::<i64>::create_type_info(registry);
        let at = Option::<DateTime<Utc>>::create_type_info(registry);
        vec![
            (
                "version",
                version,
                "A version of the data, as `dataVersion` gives it.",
            ),
            ("at", at, "A time: the version that the data had then."),
        ]
    }
}

/// The moment that operations ask for. Nothing where they ask for now, as with variables that are null.
pub fn moment<'a>(
    operations: impl Iterator<Item = &'a OperationDefinition>,
    variables: &'a Variables,
) -> Result<Option<Moment>, ServerError> {
    let Some(asked) = directive::asked::<AsOf>(operations, variables) else {
        return Ok(None);
    };
    let moment = match (asked.value("version"), asked.value("at")) {
        (Some(Value::Number(version)), None) => version.as_i64().map(Moment::Version),
        (None, None) if asked.has_arguments() => return Ok(None),
        (None, Some(Value::String(time))) => DateTime::parse_from_rfc3339(&time)
            .ok()
            .map(|time| Moment::Time(time.to_utc())),
        _ => None,
    };
    let words = "`@asOf` takes either `version`, a whole number, or `at`, a time such as \"2026-11-22T12:00:00Z\".";
    moment.map(Some).ok_or_else(|| asked.refused(words))
}
