//! The filter of the actions as an address: `/actions?area=leicestershire&status=delayed&without=evidence`.

use super::Reader;
use crate::query::word::{DueKind, Gap, SharedStatus};

/// The page of the list.
const PAGE: &str = "/actions";

/// The controls of the form, in the order of the address.
pub const NAMES: &[&str] = &[
    "area", "plan", "theme", "status", "due", "without", "from", "to", "overdue", "lead", "text",
];

/// Which actions are shown. The values of a set are alternatives, but for `without`: an action lacks all
/// of what is named there. Days are written as 2020-10-31.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub area: Vec<String>,
    pub plan: Vec<String>,
    pub theme: Vec<String>,
    pub status: Vec<SharedStatus>,
    pub due: Vec<DueKind>,
    pub without: Vec<Gap>,
    /// The first and the last day of the stretch in which actions are due.
    pub from: Option<String>,
    pub to: Option<String>,
    /// The day at which actions are overdue.
    pub overdue: Option<String>,
    pub lead: Option<String>,
    pub text: Option<String>,
    /// The cursor of the page: what comes after it is shown. Any other change drops it.
    pub after: Option<String>,
}

impl Filter {
    /// Reads a query string; gives also what of it is no filter.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let mut filter = Self {
            area: reader.set("area", super::path),
            plan: reader.set("plan", super::path),
            theme: reader.set("theme", super::path),
            status: reader.set("status", SharedStatus::from_slug),
            due: reader.set("due", DueKind::from_slug),
            without: reader.set("without", Gap::from_slug),
            from: reader.one("from", super::day),
            to: reader.one("to", super::day),
            overdue: reader.one("overdue", super::day),
            lead: reader.one("lead", super::words),
            text: reader.one("text", super::words),
            after: reader.one("after", |cursor| Some(cursor.to_owned())),
        };
        // Days written so are in the order of the calendar.
        if let Some(to) = filter.to.take_if(|to| filter.from.as_ref() > Some(to)) {
            reader.removed.push(format!("to={to}"));
        }
        (filter, reader.finish())
    }

    /// The filters in force as pairs of the address, without the place in the list.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |key, value: &str| pairs.push((key, value.to_owned()));
        self.area.iter().for_each(|value| add("area", value));
        self.plan.iter().for_each(|value| add("plan", value));
        self.theme.iter().for_each(|value| add("theme", value));
        self.status
            .iter()
            .for_each(|value| add("status", value.slug()));
        self.due.iter().for_each(|value| add("due", value.slug()));
        self.without
            .iter()
            .for_each(|value| add("without", value.slug()));
        for (key, value) in [
            ("from", &self.from),
            ("to", &self.to),
            ("overdue", &self.overdue),
            ("lead", &self.lead),
            ("text", &self.text),
        ] {
            value.iter().for_each(|value| add(key, value));
        }
        pairs
    }

    /// The address of what the filter shows.
    pub fn address(&self) -> String {
        let mut pairs = self.pairs();
        pairs.extend(self.after.iter().map(|cursor| ("after", cursor.clone())));
        super::address(PAGE, &pairs)
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
            removed.extend(super::keep(key, values, |value| known(key, value)));
        }
        removed
    }

    /// Each filter in force: its key, its value, and the address without it, from the first page.
    pub fn parts(&self) -> Vec<(&'static str, String, String)> {
        let pairs = self.pairs();
        let part = |(at, (key, value)): (usize, &(&'static str, String))| {
            (*key, value.clone(), super::without(PAGE, &pairs, at))
        };
        pairs.iter().enumerate().map(part).collect()
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
            without: vec![Gap::Evidence, Gap::Measure],
            from: Some("2020-01-31".into()),
            to: Some("2020-12-31".into()),
            overdue: Some("2021-02-28".into()),
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
    fn days_that_no_calendar_has_and_stretches_that_end_first_are_taken_out() {
        let (filter, removed) =
            Filter::parse("from=2021-02-29&overdue=soon&to=2020-12-31&without=money");
        assert_eq!(filter.address(), "/actions?to=2020-12-31");
        assert_eq!(
            removed,
            ["without=money", "from=2021-02-29", "overdue=soon"]
        );
        let (filter, removed) = Filter::parse("from=2021-01-02&to=2021-01-01");
        assert_eq!(filter.address(), "/actions?from=2021-01-02");
        assert_eq!(removed, ["to=2021-01-01"]);
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
        assert_eq!(parts.len(), 14);
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
