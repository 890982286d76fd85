//! Those who lead an action, as the form of a draft has them. It knows no organisations: a draft is not told of them.

use crate::component::form::{Field, Part, Piece, Rows, Values, rows_in_words};
use crate::query::draft::Lead;
use crate::query::draft::change::DraftLeadInput;

/// The field of those who lead.
pub const LEADS: &str = "record.action.leads";

/// The field, with a row for each.
pub fn field() -> Field {
    let part = |name, label| Part {
        name,
        label,
        kind: Piece::Line,
    };
    Field {
        name: LEADS,
        label: "Leads (optional)",
        hint: "All who are to lead it, by name or by post. Once it is published, everybody sees them.",
        kind: Rows {
            noun: "lead",
            parts: vec![
                part("name", "Name or post"),
                part("role", "Role (optional)"),
            ],
        }
        .kind(),
    }
}

/// Those who lead an action, as the field holds them.
pub fn value(leads: &[Lead]) -> String {
    let rows = leads.iter().map(|lead| {
        Values::of([
            ("name", lead.name.clone()),
            ("role", lead.role.clone().unwrap_or_default()),
        ])
    });
    Values::of_rows(&rows.collect::<Vec<_>>())
}

/// What stands in a field, as the page says it; nothing where it is another field.
pub fn in_words(name: &str, value: &str) -> Option<String> {
    let said = |row: &Values| {
        let parts = ["name", "role"].map(|name| row.get(name));
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts.cloned().collect::<Vec<_>>().join(", ")
    };
    (name == LEADS).then(|| rows_in_words(value, said))
}

/// What is sent of those whom the field holds.
pub fn read(value: &str) -> Vec<DraftLeadInput> {
    let lead = |row: Values| DraftLeadInput {
        name: row.get("name"),
        role: Some(row.get("role")).filter(|role| !role.trim().is_empty()),
    };
    let rows = Values::of([(LEADS, value.to_owned())]).rows(LEADS);
    rows.into_iter().map(lead).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_who_stays_keeps_name_and_role() {
        let lead = |name: &str, role: Option<&str>| Lead {
            name: name.to_owned(),
            role: role.map(str::to_owned),
        };
        let known = [
            lead("Head of Service, SEND", Some("Sponsor")),
            lead("The forum", None),
        ];
        let value = value(&known);
        let found = read(&value);
        let found: Vec<_> = found
            .iter()
            .map(|lead| (lead.name.as_str(), lead.role.as_deref()))
            .collect();
        assert_eq!(
            found,
            [
                ("Head of Service, SEND", Some("Sponsor")),
                ("The forum", None),
            ]
        );
        let words = in_words(LEADS, &value).unwrap_or_default();
        assert_eq!(words, "Head of Service, SEND, Sponsor\nThe forum");
        assert_eq!(in_words("record.action.steps", "Count."), None);
        assert!(read("").is_empty());
    }
}
