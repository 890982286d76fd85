//! The rows of "You said, we did" that the address of a survey asks for, and the list of figures:
//! `/surveys/results?comparability=comparable&sort=-value`.

use super::list::{Column, Kind, List, Param, Sort};
use super::{Reader, address, words};
use crate::query::word::{Comparability, ResultKind};

/// The list of figures of all surveys.
pub const RESULTS: List = List {
    path: "/surveys/results",
    name: "SurveyResult",
    root: "surveyResults",
    nouns: ("survey result", "survey results"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("survey", "survey", "Survey", Kind::Records),
        Param::new("wave", "wave", "Year of the survey", Kind::Records),
        Param::new("question", "question", "Question", Kind::Linked),
        Param::new(
            "comparability",
            "comparability",
            "Can it be compared with the year before?",
            Kind::Words(Comparability::WORDS),
        ),
        Param::new(
            "kind",
            "kind",
            "Where in the report it stands",
            Kind::Words(ResultKind::WORDS),
        ),
        Param::new("service", "service", "Service, as published", Kind::Cells),
        Param::new("group", "group", "Heading of the question", Kind::Cells),
        Param::new("theme", "theme", "Theme", Kind::Records),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the service, the figure, its sentence or the reason given"),
    ],
    sorts: &[
        Sort::new("value", "VALUE", "Result"),
        Sort::new("previous", "PREVIOUS", "Year before"),
        Sort::new("service", "SERVICE", "Service"),
    ],
    columns: &[
        Column::new("service", "Service"),
        Column::new("value", "Result, as published"),
        Column::new("previous", "Year before, as published"),
        Column::new("comparability", "Can they be compared?"),
        Column::new("base", "Counted from"),
        Column::new("source", "Source"),
    ],
};

/// The keys that the form sends, in the order of the address.
pub const NAMES: &[&str] = &["heading", "service", "new", "text"];

/// Stands in the address for rows whose service the source does not state.
pub const NO_SERVICE: &str = "not-stated";

/// Which rows are shown. An empty set does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedbackFilter {
    /// Headings of tables, as published.
    pub heading: Vec<String>,
    /// Service areas, as published, or [`NO_SERVICE`].
    pub service: Vec<String>,
    /// Only what the source marks as new.
    pub new: bool,
    pub text: Option<String>,
}

impl FeedbackFilter {
    /// Reads a query string; also gives what was left out.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let filter = Self {
            heading: reader.set("heading", words),
            service: reader.set("service", words),
            new: reader
                .one("new", |value| (value == "yes").then_some(()))
                .is_some(),
            text: reader.one("text", words),
        };
        (filter, reader.finish())
    }

    /// Takes out headings and services that no row has, and gives them.
    pub fn keep_known(&mut self, known: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let mut removed = Vec::new();
        for (key, values) in [
            ("heading", &mut self.heading),
            ("service", &mut self.service),
        ] {
            removed.extend(super::keep(key, values, |value| known(key, value)));
        }
        removed
    }

    /// The filters in force as pairs of the address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |key, value: &str| pairs.push((key, value.to_owned()));
        self.heading.iter().for_each(|value| add("heading", value));
        self.service.iter().for_each(|value| add("service", value));
        if self.new {
            add("new", "yes");
        }
        self.text.iter().for_each(|value| add("text", value));
        pairs
    }

    /// The address of a survey's page with these rows.
    pub fn address(&self, page: &str) -> String {
        address(page, &self.pairs())
    }

    /// Whether a row is among them. Upper and lower case are alike in the words.
    pub fn holds(
        &self,
        heading: &str,
        service: Option<&str>,
        is_new: bool,
        texts: &[&str],
    ) -> bool {
        let chosen =
            |set: &[String], value: &str| set.is_empty() || set.iter().any(|one| one == value);
        let said = |words: &String| {
            let words = words.to_lowercase();
            texts
                .iter()
                .any(|text| text.to_lowercase().contains(&words))
        };
        chosen(&self.heading, heading)
            && chosen(&self.service, service.unwrap_or(NO_SERVICE))
            && (is_new || !self.new)
            && self.text.as_ref().is_none_or(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        let search = "heading=Timescales/waiting+times&service=Education&service=not-stated&new=yes&text=autism";
        let (filter, removed) = FeedbackFilter::parse(search);
        assert!(removed.is_empty(), "{removed:?}");
        assert_eq!(filter.address("/s"), format!("/s?{search}"));
    }

    #[test]
    fn what_no_row_has_is_taken_out() {
        let (mut filter, _) =
            FeedbackFilter::parse("heading=Funding&heading=Football&service=Health");
        let removed = filter.keep_known(|key, value| (key, value) == ("heading", "Funding"));
        assert_eq!(removed, ["heading=Football", "service=Health"]);
        assert_eq!(filter.address("/s"), "/s?heading=Funding");
    }

    #[test]
    fn new_is_yes_or_nothing() {
        let (filter, removed) = FeedbackFilter::parse("new=no");
        assert_eq!((filter.new, removed), (false, vec!["new=no".to_owned()]));
    }

    #[test]
    fn rows_are_chosen_by_all_that_is_given() {
        let (filter, _) = FeedbackFilter::parse("heading=Funding&service=not-stated&text=SCHOOL");
        assert!(filter.holds("Funding", None, false, &["The school"]));
        assert!(!filter.holds("Funding", Some("Health"), false, &["The school"]));
        assert!(!filter.holds("Provision", None, false, &["The school"]));
        assert!(!filter.holds("Funding", None, false, &["The college"]));
        assert!(FeedbackFilter::default().holds("Any", None, false, &[]));
    }
}
