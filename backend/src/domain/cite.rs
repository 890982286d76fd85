//! How an answer is cited: in words, and in the forms that reference managers read.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

/// Who publishes the data set, and what it is called.
const DATA_SET: &str = "Golden Thread";

/// Whose the words are that the data set holds.
pub const RIGHTS: &str = "Published words are quoted from documents of public bodies, which hold the rights in them; every record cites its document and the place in it.";

/// Something to cite.
#[derive(Clone, Debug)]
pub struct Reference {
    /// What it is.
    pub title: String,
    /// Where it is found again.
    pub url: String,
    /// The version of the data.
    pub version: i64,
    /// The day on which it was read.
    pub read: NaiveDate,
}

impl Reference {
    /// In words.
    pub fn text(&self) -> String {
        format!(
            "{DATA_SET}: {}. Data version {}, read on {}. {}",
            self.title,
            self.version,
            self.read.format("%-d %B %Y"),
            self.url
        )
    }

    /// As BibTeX.
    pub fn bibtex(&self) -> String {
        let plain = |text: &str| -> String {
            let letters = text.chars().filter(|letter| !letter.is_control());
            letters
                .map(|letter| match letter {
                    '{' | '}' | '\\' | '%' | '#' | '$' | '&' | '_' | '^' | '~' => {
                        format!("{{\\char{}}}", u32::from(letter))
                    }
                    other => other.to_string(),
                })
                .collect()
        };
        format!(
            "@misc{{goldenthread-{}-{},\n  author = {{{{{DATA_SET}}}}},\n  title = {{{{{}}}}},\n  year = {{{}}},\n  version = {{{}}},\n  url = {{{}}},\n  urldate = {{{}}}\n}}\n",
            self.version,
            self.read,
            plain(&self.title),
            self.read.year(),
            self.version,
            // The sign that ends a field, and no other, would do harm in an address.
            self.url.replace(['{', '}', '\n'], ""),
            self.read
        )
    }

    /// As RIS.
    pub fn ris(&self) -> String {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines = [
            ("TY", "DATA".to_owned()),
            ("AU", DATA_SET.to_owned()),
            ("TI", line(&self.title)),
            ("PY", self.read.year().to_string()),
            ("ET", self.version.to_string()),
            ("UR", line(&self.url)),
            ("Y2", self.read.format("%Y/%m/%d").to_string()),
            ("ER", String::new()),
        ];
        lines
            .iter()
            .map(|(tag, value)| format!("{tag}  - {value}\r\n"))
            .collect()
    }

    /// As CSL-JSON: a list of one item, as reference managers read it.
    pub fn csl(&self) -> Value {
        let parts = json!([[self.read.year(), self.read.month(), self.read.day()]]);
        json!([{
            "id": format!("goldenthread-{}-{}", self.version, self.read),
            "type": "dataset",
            "author": [{ "literal": DATA_SET }],
            "title": self.title,
            "version": self.version.to_string(),
            "URL": self.url,
            "issued": { "date-parts": [[self.read.year()]] },
            "accessed": { "date-parts": parts },
        }])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(title: &str) -> Reference {
        Reference {
            title: title.to_owned(),
            url: "https://x.org/actions?a=b_c".to_owned(),
            version: 917,
            read: NaiveDate::from_ymd_opt(2026, 11, 7).unwrap_or_default(),
        }
    }

    #[test]
    fn a_reference_says_what_when_and_where_in_each_form() {
        let own = reference("33 actions");
        assert_eq!(
            own.text(),
            "Golden Thread: 33 actions. Data version 917, read on 7 November 2026. https://x.org/actions?a=b_c"
        );
        assert_eq!(
            own.ris(),
            "TY  - DATA\r\nAU  - Golden Thread\r\nTI  - 33 actions\r\nPY  - 2026\r\nET  - 917\r\nUR  - https://x.org/actions?a=b_c\r\nY2  - 2026/11/07\r\nER  - \r\n"
        );
        assert!(own.bibtex().contains("title = {{33 actions}}"));
        assert!(own.bibtex().contains("url = {https://x.org/actions?a=b_c}"));
        assert_eq!(own.csl()[0]["accessed"]["date-parts"][0][1], 11);
    }

    #[test]
    fn a_title_cannot_break_out_of_its_form() {
        let own = reference("a}, x = {\nER  - \r\nTY  - 50% & more");
        let bibtex = own.bibtex();
        assert_eq!(bibtex.matches("\n}").count(), 1, "{bibtex}");
        assert!(bibtex.contains("50{\\char37} {\\char38} more"), "{bibtex}");
        assert_eq!(own.ris().lines().count(), 8);
    }
}
