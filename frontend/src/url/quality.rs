//! The data-quality notes that an address asks for.

use super::{Reader, address, path, words};
use crate::query::quality::DataQualityNoteFilter;
use crate::query::word::{NoteRule, NoteState, Severity};

/// The page of the notes.
pub const PAGE: &str = "/quality";

/// The keys that the form sends, in the order of the address.
pub const NAMES: &[&str] = &["area", "document", "rule", "severity", "state", "text"];

/// Which notes are shown. An empty set does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QualityFilter {
    /// The path of one note: then that note alone is shown, whatever else the address says.
    pub note: Option<String>,
    pub area: Vec<String>,
    pub document: Vec<String>,
    pub rule: Vec<NoteRule>,
    pub severity: Vec<Severity>,
    pub state: Vec<NoteState>,
    pub text: Option<String>,
    /// The cursor of a further page. Every change of the filter drops it.
    pub after: Option<String>,
}

impl QualityFilter {
    /// Reads a query string; also gives what was no filter and was left out.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let filter = Self {
            note: reader.one("note", path),
            area: reader.set("area", path),
            document: reader.set("document", path),
            rule: reader.set("rule", NoteRule::from_slug),
            severity: reader.set("severity", Severity::from_slug),
            state: reader.set("state", NoteState::from_slug),
            text: reader.one("text", words),
            after: reader.one("after", words),
        };
        (filter, reader.finish())
    }

    /// Takes out areas and documents that do not exist, and gives them.
    pub fn keep_known(&mut self, known: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let mut removed = Vec::new();
        for (key, values) in [("area", &mut self.area), ("document", &mut self.document)] {
            removed.extend(super::keep(key, values, |value| known(key, value)));
        }
        removed
    }

    /// The filters in force as pairs of the address, without the cursor.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |key, value: &str| pairs.push((key, value.to_owned()));
        self.area.iter().for_each(|value| add("area", value));
        self.document
            .iter()
            .for_each(|value| add("document", value));
        self.rule.iter().for_each(|value| add("rule", value.slug()));
        self.severity
            .iter()
            .for_each(|value| add("severity", value.slug()));
        self.state
            .iter()
            .for_each(|value| add("state", value.slug()));
        self.text.iter().for_each(|value| add("text", value));
        pairs
    }

    /// The address of the first page of these notes.
    pub fn address(&self) -> String {
        address(PAGE, &self.pairs())
    }

    /// The address of the page after a cursor.
    pub fn after(&self, cursor: &str) -> String {
        let mut pairs = self.pairs();
        pairs.push(("after", cursor.to_owned()));
        address(PAGE, &pairs)
    }

    /// The question to the server. A note asked for by its path is looked for in its document, whose
    /// path is the first step of its own.
    pub fn input(&self) -> DataQualityNoteFilter {
        if let Some(note) = &self.note {
            let document = note.split('/').next().unwrap_or(note).to_owned();
            return DataQualityNoteFilter {
                document: Some(vec![document]),
                ..Default::default()
            };
        }
        DataQualityNoteFilter {
            area: some(&self.area),
            document: some(&self.document),
            rule: some(&self.rule),
            severity: some(&self.severity),
            state: some(&self.state),
            text: self.text.clone(),
        }
    }
}

/// An empty set narrows nothing: it is left out.
fn some<T: Clone>(values: &[T]) -> Option<Vec<T>> {
    (!values.is_empty()).then(|| values.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        let search = "area=leicestershire&document=leicestershire-wsoa-2020&rule=no-date&rule=two-readings\
                      &severity=error&severity=warning&state=open&text=31/09";
        let (filter, removed) = QualityFilter::parse(search);
        assert!(removed.is_empty(), "{removed:?}");
        assert_eq!(filter.address(), format!("/quality?{search}"));
        assert_eq!(filter.input().rule.map(|rules| rules.len()), Some(2));
    }

    #[test]
    fn what_no_note_can_be_is_left_out() {
        let (filter, removed) = QualityFilter::parse("?rule=no-such&severity=error&page=2");
        assert_eq!(removed, ["rule=no-such", "page=2"]);
        assert_eq!(filter.address(), "/quality?severity=error");
    }

    #[test]
    fn areas_and_documents_that_do_not_exist_are_taken_out() {
        let (mut filter, _) =
            QualityFilter::parse("area=leicestershire&area=nowhere&document=none");
        let removed = filter.keep_known(|_, value| value == "leicestershire");
        assert_eq!(removed, ["area=nowhere", "document=none"]);
        assert_eq!(filter.address(), "/quality?area=leicestershire");
    }

    #[test]
    fn a_filter_has_no_cursor_and_a_further_page_has() {
        let (filter, _) = QualityFilter::parse("after=abc&state=open");
        assert_eq!(filter.address(), "/quality?state=open");
        assert_eq!(filter.after("x y"), "/quality?state=open&after=x+y");
    }

    #[test]
    fn one_note_is_looked_for_in_its_document() {
        let (filter, _) =
            QualityFilter::parse("note=leicestershire-wsoa-2020/note-2.11-date&rule=other");
        let document = vec!["leicestershire-wsoa-2020".to_owned()];
        assert_eq!(
            filter.input(),
            DataQualityNoteFilter {
                document: Some(document),
                ..Default::default()
            }
        );
    }
}
