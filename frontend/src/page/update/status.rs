//! What is said of how an action stands, or of how several do: the fields, and what is read of them.

use crate::component::edit::{LINK, NOTE};
use crate::component::form::{Field, Kind, Values, problem};
use crate::query::account::Problem;
use crate::query::common::NaiveDate;
use crate::query::update::{ActionStatusInput, Scale};
use crate::query::word::SharedStatus;

/// The field of the status.
const STATUS: &str = "status";
/// The field of the day since when it is so.
const DAY: &str = "effectiveOn";

/// Whether a place on the shared scale says how an action stands.
pub fn is_sayable(status: SharedStatus) -> bool {
    !matches!(status, SharedStatus::Unknown | SharedStatus::NotStated)
}

/// The fields of a status, in the words of a plan or on the shared scale, with its day and its evidence.
pub fn fields(scale: Option<&Scale>) -> Vec<Field> {
    let mut fields = vec![
        Field {
            name: STATUS,
            label: "Status",
            hint: "In the words of the plan, or on the scale shared by all plans where it has none.",
            kind: Kind::Choices(choices(scale)),
        },
        Field {
            name: DAY,
            label: "Since when",
            hint: "The day since when it is so: today or before.",
            kind: Kind::Line("date", "off"),
        },
    ];
    fields.extend(evidence());
    fields
}

/// What can be said: values, labels and hints.
fn choices(scale: Option<&Scale>) -> Vec<(String, String, String)> {
    let own = scale.iter().flat_map(|scale| &scale.values);
    let own = own.filter(|value| is_sayable(value.shared));
    let own = own.map(|value| (value.code.clone(), value.code.clone(), value.label.clone()));
    let own: Vec<_> = own.collect();
    if !own.is_empty() {
        return own;
    }
    let all = SharedStatus::ALL.iter().copied();
    let all = all.filter(|status| is_sayable(*status));
    let all = all.map(|status| {
        let [slug, label] = [status.slug(), status.label()].map(str::to_owned);
        (slug, label, String::new())
    });
    all.collect()
}

/// The fields of what shows it.
pub fn evidence() -> [Field; 2] {
    [
        Field {
            name: NOTE,
            label: "Evidence",
            hint: "What shows it, in 10 to 1,000 characters: who checked, when, and what they found.",
            kind: Kind::Lines,
        },
        Field {
            name: LINK,
            label: "Link to the evidence (optional)",
            hint: "Such as minutes or a report: https://…",
            kind: Kind::Line("url", "off"),
        },
    ]
}

/// The status and the day that were written, or what is missing of them. `unsaid` is what is said where no status is.
pub fn read(
    scale: Option<&Scale>,
    values: &Values,
    unsaid: &str,
) -> Result<(ActionStatusInput, NaiveDate), Vec<Problem>> {
    let (chosen, day) = (values.get(STATUS), values.get(DAY));
    let mut own = scale.iter().flat_map(|scale| &scale.values);
    let is_own = own.any(|value| value.code == chosen);
    let status = match SharedStatus::from_slug(&chosen) {
        _ if is_own => Some(ActionStatusInput::Value(chosen)),
        Some(shared) => Some(ActionStatusInput::Shared(shared)),
        None => None,
    };
    let mut problems = Vec::new();
    if status.is_none() {
        problems.push(problem(STATUS, unsaid));
    }
    if day.is_empty() {
        problems.push(problem(DAY, "Give the day since when it is so."));
    }
    match status {
        Some(status) if problems.is_empty() => Ok((status, NaiveDate(day))),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::update::ScaleValue;

    fn scale() -> Scale {
        let values = [
            ("Amber", SharedStatus::InProgress),
            ("Red", SharedStatus::Unknown),
        ];
        let values = values.map(|(code, shared)| ScaleValue {
            code: code.to_owned(),
            label: code.to_owned(),
            shared,
        });
        Scale {
            values: values.into(),
        }
    }

    #[test]
    fn what_can_be_said_is_of_the_scale_of_the_plan_where_it_has_one() {
        let values = |scale: Option<&Scale>| {
            let choices = choices(scale).into_iter();
            choices.map(|(value, ..)| value).collect::<Vec<_>>()
        };
        assert_eq!(values(Some(&scale())), ["Amber"]);
        let shared = values(None);
        assert!(shared.contains(&"completed".to_owned()));
        assert!(!shared.contains(&"not-stated".to_owned()));
    }

    #[test]
    fn a_status_is_read_as_a_word_of_the_plan_or_of_the_shared_scale() {
        let read = |status: &str, day: &str| {
            let written = [(STATUS, status.to_owned()), (DAY, day.to_owned())];
            read(Some(&scale()), &Values::of(written), "Choose one.")
        };
        let day = "2020-11-05";
        assert!(matches!(
            read("Amber", day),
            Ok((ActionStatusInput::Value(word), _)) if word == "Amber"
        ));
        assert!(matches!(
            read("completed", day),
            Ok((ActionStatusInput::Shared(SharedStatus::Completed), _))
        ));
        let missing = read("", "").err().unwrap_or_default();
        let missing: Vec<&str> = missing.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            missing,
            ["Choose one.", "Give the day since when it is so."]
        );
    }
}
