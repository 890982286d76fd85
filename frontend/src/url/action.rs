//! The filter of the actions as an address: `/actions?area=leicestershire&status=delayed&due=decision`.

use super::Reader;
use crate::query::word::{DueKind, SharedStatus};

/// The controls of the form, in the order of the address.
pub const NAMES: &[&str] = &["area", "plan", "theme", "status", "due", "lead", "text"];

/// Which actions are shown. The values of a set are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub area: Vec<String>,
    pub plan: Vec<String>,
    pub theme: Vec<String>,
    pub status: Vec<SharedStatus>,
    pub due: Vec<DueKind>,
    pub lead: Option<String>,
    pub text: Option<String>,
    /// The cursor of the page: what comes after it is shown. Any other change drops it.
    pub after: Option<String>,
}

impl Filter {
    /// Reads a query string; gives also what of it is no filter.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let filter = Self {
            area: reader.set("area", super::path),
            plan: reader.set("plan", super::path),
            theme: reader.set("theme", super::path),
            status: reader.set("status", SharedStatus::from_slug),
            due: reader.set("due", DueKind::from_slug),
            lead: reader.one("lead", super::words),
            text: reader.one("text", super::words),
            after: reader.one("after", |cursor| Some(cursor.to_owned())),
        };
        (filter, reader.finish())
    }

    /// The address of what the filter shows.
    pub fn address(&self) -> String {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        pairs.extend(self.area.iter().map(|value| ("area", value.as_str())));
        pairs.extend(self.plan.iter().map(|value| ("plan", value.as_str())));
        pairs.extend(self.theme.iter().map(|value| ("theme", value.as_str())));
        pairs.extend(self.status.iter().map(|value| ("status", value.slug())));
        pairs.extend(self.due.iter().map(|value| ("due", value.slug())));
        pairs.extend(self.lead.iter().map(|value| ("lead", value.as_str())));
        pairs.extend(self.text.iter().map(|value| ("text", value.as_str())));
        pairs.extend(self.after.iter().map(|value| ("after", value.as_str())));
        super::address("/actions", &pairs)
    }

    /// The same filter, from its first page or after a cursor.
    pub fn after(&self, cursor: Option<&str>) -> Self {
        Self {
            after: cursor.map(str::to_owned),
            ..self.clone()
        }
    }

    /// Takes out what names nothing that exists, and gives it.
    pub fn keep_known(&mut self, known: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let mut removed = Vec::new();
        for (key, values) in [
            ("area", &mut self.area),
            ("plan", &mut self.plan),
            ("theme", &mut self.theme),
        ] {
            values.retain(|value| {
                let keep = known(key, value);
                if !keep {
                    removed.push(format!("{key}={value}"));
                }
                keep
            });
        }
        removed
    }

    /// Each filter in force: its key, its value, and the address without it.
    pub fn parts(&self) -> Vec<(&'static str, String, String)> {
        fn without<T: Clone + PartialEq>(values: &[T], value: &T) -> Vec<T> {
            values
                .iter()
                .filter(|other| *other != value)
                .cloned()
                .collect()
        }
        let whole = self.after(None);
        let mut parts = Vec::new();
        for value in &self.area {
            let rest = Self {
                area: without(&self.area, value),
                ..whole.clone()
            };
            parts.push(("area", value.clone(), rest.address()));
        }
        for value in &self.plan {
            let rest = Self {
                plan: without(&self.plan, value),
                ..whole.clone()
            };
            parts.push(("plan", value.clone(), rest.address()));
        }
        for value in &self.theme {
            let rest = Self {
                theme: without(&self.theme, value),
                ..whole.clone()
            };
            parts.push(("theme", value.clone(), rest.address()));
        }
        for value in &self.status {
            let rest = Self {
                status: without(&self.status, value),
                ..whole.clone()
            };
            parts.push(("status", value.label().to_owned(), rest.address()));
        }
        for value in &self.due {
            let rest = Self {
                due: without(&self.due, value),
                ..whole.clone()
            };
            parts.push(("due", value.label().to_owned(), rest.address()));
        }
        if let Some(value) = &self.lead {
            parts.push((
                "lead",
                value.clone(),
                Self {
                    lead: None,
                    ..whole.clone()
                }
                .address(),
            ));
        }
        if let Some(value) = &self.text {
            parts.push((
                "text",
                value.clone(),
                Self {
                    text: None,
                    ..whole.clone()
                }
                .address(),
            ));
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Filter {
        Filter {
            area: vec!["leicestershire".into(), "worcestershire".into()],
            plan: vec!["leicestershire/wsoa-2020".into()],
            theme: vec!["ehcp-quality".into()],
            status: vec![SharedStatus::InProgress, SharedStatus::Delayed],
            due: vec![DueKind::Decision],
            lead: Some("SENA & CCG".into()),
            text: Some("50% of plans".into()),
            after: Some("a+b/c=".into()),
        }
    }

    #[test]
    fn a_filter_survives_its_address() {
        for filter in [Filter::default(), full()] {
            let address = filter.address();
            let search = address.split_once('?').map_or("", |(_, search)| search);
            assert_eq!(Filter::parse(search), (filter, vec![]));
        }
    }

    #[test]
    fn sets_are_repeated_keys_and_order_does_not_matter() {
        let (filter, removed) =
            Filter::parse("?status=delayed&status=in-progress&area=b&area=a&area=a");
        assert!(removed.is_empty());
        assert_eq!(
            filter.address(),
            "/actions?area=a&area=b&status=in-progress&status=delayed"
        );
    }

    #[test]
    fn what_is_no_filter_is_taken_out_and_named() {
        let (filter, removed) =
            Filter::parse("status=amber&rag=red&area=leicestershire&due=&text=%20");
        assert_eq!(
            filter,
            Filter {
                area: vec!["leicestershire".into()],
                ..Filter::default()
            }
        );
        assert_eq!(removed, ["status=amber", "rag=red"]);
    }

    #[test]
    fn what_does_not_exist_is_taken_out_and_named() {
        let mut filter = full();
        let removed = filter.keep_known(|key, value| key != "area" || value == "leicestershire");
        assert_eq!(removed, ["area=worcestershire"]);
        assert_eq!(filter.area, ["leicestershire"]);
    }

    #[test]
    fn a_part_taken_out_leaves_the_rest_and_goes_to_the_first_page() {
        let parts = full().parts();
        assert_eq!(parts.len(), 9);
        for (_, _, address) in parts {
            assert!(!address.contains("after="));
        }
        let one = Filter {
            area: vec!["leicestershire".into()],
            ..Filter::default()
        };
        assert_eq!(
            one.parts(),
            [("area", "leicestershire".to_owned(), "/actions".to_owned())]
        );
    }
}
