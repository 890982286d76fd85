//! Those who lead an action, as the forms of an action and of a draft have them: a row for each.

use crate::component::form::{Field, Part, Piece, Rows, Values, rows_in_words};
use crate::format;
use crate::query::edit::lead::{Lead, LeadInput, Organisation};

/// The field, under its name, with its label and its hint.
pub fn field(
    name: &'static str,
    [label, hint]: [&'static str; 2],
    organisations: &[Organisation],
) -> Field {
    let none = (String::new(), "Not one of these".to_owned());
    let all = organisations
        .iter()
        .map(|one| (one.id.inner().to_owned(), format::shortened(&one.name, 80)));
    let part = |name, label, kind| Part { name, label, kind };
    Field {
        name,
        label,
        hint,
        kind: Rows {
            noun: "lead",
            parts: vec![
                part("name", "Name or post", Piece::Line),
                part("role", "Role (optional)", Piece::Line),
                part(
                    "organisation",
                    "Organisation",
                    Piece::Choice(std::iter::once(none).chain(all).collect()),
                ),
            ],
        }
        .kind(),
    }
}

/// Those who lead, as the field holds them.
pub fn value(leads: &[Lead]) -> String {
    let rows = leads.iter().map(|lead| {
        let organisation = lead.organisation.as_ref();
        let organisation = organisation.map(|of| of.id.inner().to_owned());
        Values::of([
            ("name", lead.name.clone()),
            ("role", lead.role.clone().unwrap_or_default()),
            ("organisation", organisation.unwrap_or_default()),
        ])
    });
    Values::of_rows(&rows.collect::<Vec<_>>())
}

/// The same for those who read.
pub fn in_words(value: &str, organisations: &[Organisation]) -> String {
    rows_in_words(value, |row| {
        let of = row.get("organisation");
        let known = organisations.iter().find(|one| one.id.inner() == of);
        let organisation = match known {
            Some(known) => known.name.clone(),
            None if of.is_empty() => String::new(),
            None => "another organisation".to_owned(),
        };
        let parts = [row.get("name"), row.get("role"), organisation];
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts.cloned().collect::<Vec<_>>().join(", ")
    })
}

/// What is sent of those whom the field holds.
pub fn read(value: &str) -> Vec<LeadInput> {
    const ROWS: &str = "leads";
    let lead = |row: Values| {
        let stated = |name: &str| Some(row.get(name)).filter(|words| !words.trim().is_empty());
        LeadInput {
            name: row.get("name"),
            role: stated("role"),
            organisation: stated("organisation").map(cynic::Id::new),
        }
    };
    let rows = Values::of([(ROWS, value.to_owned())]).rows(ROWS);
    rows.into_iter().map(lead).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_who_stays_keeps_name_role_and_organisation() {
        let board = Organisation {
            id: "o1".into(),
            name: "The board".to_owned(),
        };
        let lead = |name: &str, role: Option<&str>, organisation| Lead {
            name: name.to_owned(),
            role: role.map(str::to_owned),
            organisation,
        };
        let known = [
            lead(
                "Head of Service, SEND",
                Some("Sponsor"),
                Some(board.clone()),
            ),
            lead("The forum", None, None),
        ];
        let value = value(&known);
        let found = read(&value);
        let found: Vec<_> = found
            .iter()
            .map(|lead| {
                let organisation = lead.organisation.as_ref().map(cynic::Id::inner);
                (lead.name.as_str(), lead.role.as_deref(), organisation)
            })
            .collect();
        assert_eq!(
            found,
            [
                ("Head of Service, SEND", Some("Sponsor"), Some("o1")),
                ("The forum", None, None),
            ]
        );
        let words = |organisations: &[Organisation]| in_words(&value, organisations);
        assert_eq!(
            words(&[board]),
            "Head of Service, SEND, Sponsor, The board\nThe forum"
        );
        assert_eq!(
            words(&[]),
            "Head of Service, SEND, Sponsor, another organisation\nThe forum"
        );
        assert!(read("").is_empty());
    }
}
