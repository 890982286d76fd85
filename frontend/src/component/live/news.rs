//! What was heard and is not shown yet.

use std::collections::BTreeMap;

use crate::query::live::Change;

/// Which records have changed since the version of the data that is shown.
#[derive(Default)]
pub struct News {
    shown: i32,
    /// By the path of the record.
    heard: BTreeMap<String, Changed>,
}

/// The changes of one record: the number of the first, and the last.
struct Changed {
    first: i32,
    last: Change,
}

impl News {
    /// Takes up a change; gives the path of its record where it is shown already.
    pub fn hear(&mut self, change: Change) -> Option<String> {
        if change.seq <= self.shown {
            return Some(change.path);
        }
        let first = match self.heard.get(&change.path) {
            Some(known) => known.first,
            None => change.seq,
        };
        let path = change.path.clone();
        self.heard.insert(
            path,
            Changed {
                first,
                last: change,
            },
        );
        None
    }

    /// Notes that the data is shown at a version; gives the paths of the records whose changes are shown by that.
    pub fn arrive(&mut self, version: i32) -> Vec<String> {
        self.shown = version;
        let shown = self.heard.iter().filter(|(_, of)| of.first <= version);
        let shown = shown.map(|(path, _)| path.clone()).collect();
        self.heard.retain(|_, of| of.last.seq > version);
        shown
    }

    /// Drops all that is not shown.
    pub fn forget(&mut self) {
        self.heard.clear();
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.heard.is_empty()
    }

    /// How many records have changed.
    pub fn count(&self) -> i32 {
        i32::try_from(self.heard.len()).unwrap_or(i32::MAX)
    }

    /// The newest change.
    pub fn newest(&self) -> Option<&Change> {
        let changes = self.heard.values().map(|of| &of.last);
        changes.max_by_key(|change| change.seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::DateTime;

    fn change(seq: i32, path: &str) -> Change {
        Change {
            seq,
            at: DateTime("2026-11-29T10:42:00Z".to_owned()),
            path: path.to_owned(),
            actor: "Editor".to_owned(),
        }
    }

    #[test]
    fn records_are_counted_and_not_their_changes() {
        let mut news = News::default();
        assert!(news.arrive(10).is_empty());
        for (seq, path) in [(11, "a"), (12, "b"), (13, "a"), (14, "a")] {
            assert_eq!(news.hear(change(seq, path)), None);
        }
        assert_eq!(news.count(), 2);
        assert_eq!(news.newest().map(|change| change.seq), Some(14));
    }

    #[test]
    fn what_is_shown_is_news_no_more() {
        let mut news = News::default();
        news.arrive(10);
        for (seq, path) in [(11, "a"), (12, "b"), (15, "a"), (16, "c")] {
            news.hear(change(seq, path));
        }
        assert_eq!(news.arrive(12), ["a", "b"]);
        assert_eq!(news.count(), 2, "a has changed once more");
        assert_eq!(news.arrive(16), ["a", "c"]);
        assert!(news.is_empty());
    }

    #[test]
    fn what_is_heard_after_it_is_shown_is_no_news() {
        let mut news = News::default();
        news.arrive(12);
        assert_eq!(news.hear(change(12, "a")).as_deref(), Some("a"));
        assert!(news.is_empty());
    }
}
