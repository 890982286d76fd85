//! Which themes a record comes under by rule: those of which a word or phrase begins a word of its texts.

use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

use crate::{
    domain::row::Set,
    entity::theme::{AssignmentMethod, assignment},
};

/// The assignments of the themes, each given with the words of its rule, that fire on these texts. What
/// reviewers decided is not touched.
pub fn assigned<'t>(
    themes: &[(Uuid, Vec<String>)],
    record: Uuid,
    texts: impl IntoIterator<Item = &'t str>,
) -> Set<assignment::Entity> {
    let text = texts
        .into_iter()
        .collect::<Vec<_>>()
        .join(" \u{b6} ")
        .to_lowercase();
    let rows = themes.iter().filter_map(|(theme, words)| {
        let fired: Vec<&str> = words
            .iter()
            .filter(|word| starts_a_word(&text, word))
            .map(String::as_str)
            .collect();
        if fired.is_empty() {
            return None;
        }
        let id = Uuid::new_v5(&record, theme.as_bytes());
        let row = assignment::Model {
            id,
            record_id: record,
            theme_id: *theme,
            method: AssignmentMethod::Rule,
            basis: fired.join(", "),
        };
        Some((id, row))
    });
    Set {
        owner: (assignment::Column::RecordId, record),
        id: assignment::Column::Id,
        rows: rows.collect(),
        within: Some(Condition::all().add(assignment::Column::Method.eq(AssignmentMethod::Rule))),
    }
}

fn starts_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        text.get(..at)
            .and_then(|head| head.chars().next_back())
            .is_none_or(|before| !before.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::starts_a_word;

    #[test]
    fn a_rule_fires_at_the_start_of_a_word() {
        assert!(starts_a_word("quality of ehc plans", "ehc plan"));
        assert!(starts_a_word("(coproduction)", "coproduc"));
        assert!(!starts_a_word("in equality", "quality"));
    }
}
