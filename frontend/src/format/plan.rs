//! What plans are called where several of an area have one title.

use super::{lower_first, shortened};
use crate::query::plan::PlanEdition;

/// How many letters of what a plan says of its version or its period tell it from another.
const LETTERS: usize = 60;

/// The title of a plan; where another among these titles, its own included, is the same, with what tells it apart:
/// "Statement of Action (version 2, published 3 November 2026)".
pub fn plan_name(plan: &PlanEdition, titles: &[&str]) -> String {
    let same = titles.iter().filter(|title| **title == plan.title);
    if same.count() < 2 {
        return plan.title.clone();
    }
    let published = plan.document.published.as_ref();
    let said: Vec<String> = [
        plan.version.as_deref().map(version),
        published.map(|day| format!("published {}", super::date(&day.published))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mark = match (said.is_empty(), &plan.period) {
        (false, _) => said.join(", "),
        (true, Some(period)) => shortened(period, LETTERS),
        (true, None) => super::leaf(&plan.path).to_owned(),
    };
    format!("{} ({mark})", plan.title)
}

/// "version 2", of whatever a plan says of it: "2", "Version 2", "Final".
fn version(said: &str) -> String {
    let said = shortened(said.trim(), LETTERS);
    match said.to_ascii_lowercase().starts_with("version") {
        true => lower_first(&said),
        false => format!("version {said}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::PublishedDate;
    use crate::query::plan::PlanDocument;

    fn plan(version: Option<&str>, published: Option<&str>, period: Option<&str>) -> PlanEdition {
        PlanEdition {
            path: "a/team-wsoa-2026".to_owned(),
            title: "Statement".to_owned(),
            version: version.map(str::to_owned),
            period: period.map(str::to_owned),
            document: PlanDocument {
                published: published.map(|published| PublishedDate {
                    published: published.to_owned(),
                    precision: None,
                    from: None,
                    to: None,
                }),
            },
        }
    }

    #[test]
    fn plans_of_one_title_are_told_apart_and_others_are_left_alone() {
        let both = ["Statement", "Statement"];
        for (version, published, period, name) in [
            (
                Some("Version 2"),
                Some("3 November 2026"),
                None,
                "Statement (version 2, published 3 November 2026)",
            ),
            (Some("0.5"), None, Some("2020"), "Statement (version 0.5)"),
            (
                None,
                Some("2026-11-03"),
                None,
                "Statement (published 3 November 2026)",
            ),
            (None, None, Some("2020 to 2023"), "Statement (2020 to 2023)"),
            (None, None, None, "Statement (team-wsoa-2026)"),
        ] {
            let plan = plan(version, published, period);
            assert_eq!(plan_name(&plan, &both), name);
            assert_eq!(plan_name(&plan, &["Statement", "Another"]), "Statement");
        }
    }
}
