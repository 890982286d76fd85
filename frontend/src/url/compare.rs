//! The two plans that an address asks to compare, and how: which themes are shown in detail, by whom themes
//! were assigned, how many pairs of similar actions, what the timeline is aligned by, and which version of the
//! data is shown.
//!
//! A plan's path stands with `:` in place of `/`: `worcestershire:app-2022`.

use super::{Reader, VERSION, address, path};

/// The word for a choice that is made.
const ALIGNED: &str = "inspection";
const REVIEWED: &str = "reviewed";
const ALL: &str = "all";

/// The page of the comparison.
pub const PAGE: &str = "/compare";

/// The keys that the form sends, in the order of the address.
pub const NAMES: &[&str] = &["a", "b", VERSION];

/// What is compared. A plan that is not chosen yet is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    pub a: Option<String>,
    pub b: Option<String>,
    /// Paths of the themes shown in detail; all of them when empty.
    pub theme: Vec<String>,
    /// Only themes that somebody assigned: the document's own heading, or a reviewer.
    pub reviewed: bool,
    /// Whether all pairs of similar actions are shown, however many.
    pub all_pairs: bool,
    /// Whether the timeline counts months since each plan's inspection, instead of following the calendar.
    pub aligned: bool,
    /// The version of the data that is shown; the newest when left out.
    pub version: Option<i32>,
}

impl Compared {
    /// Reads a query string; also gives what was left out.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let compared = Self {
            a: reader.one("a", plan),
            b: reader.one("b", plan),
            theme: reader.set("theme", path),
            reviewed: reader
                .one("themes", |word| (word == REVIEWED).then_some(()))
                .is_some(),
            all_pairs: reader
                .one("pairs", |word| (word == ALL).then_some(()))
                .is_some(),
            aligned: reader
                .one("align", |word| (word == ALIGNED).then_some(()))
                .is_some(),
            version: reader.one(VERSION, |number| {
                number.parse().ok().filter(|number| *number > 0)
            }),
        };
        (compared, reader.finish())
    }

    /// The address of this comparison.
    pub fn address(&self) -> String {
        let plans = [("a", &self.a), ("b", &self.b)];
        let mut pairs: Vec<(&str, String)> = plans
            .into_iter()
            .filter_map(|(key, path)| path.as_deref().map(|path| (key, slug(path))))
            .collect();
        pairs.extend(self.theme.iter().map(|theme| ("theme", theme.clone())));
        pairs.extend(self.reviewed.then(|| ("themes", REVIEWED.to_owned())));
        pairs.extend(self.all_pairs.then(|| ("pairs", ALL.to_owned())));
        pairs.extend(self.aligned.then(|| ("align", ALIGNED.to_owned())));
        pairs.extend(self.version.map(|version| (VERSION, version.to_string())));
        address(PAGE, &pairs)
    }

    /// The same with the sides changed.
    pub fn swapped(&self) -> Self {
        Self {
            a: self.b.clone(),
            b: self.a.clone(),
            ..self.clone()
        }
    }

    /// The same with other themes in detail.
    pub fn with_themes(&self, theme: Vec<String>) -> Self {
        Self {
            theme,
            ..self.clone()
        }
    }

    /// Both plans, when two different ones are chosen.
    pub fn both(&self) -> Option<(String, String)> {
        match (&self.a, &self.b) {
            (Some(a), Some(b)) if a != b => Some((a.clone(), b.clone())),
            _ => None,
        }
    }

    /// Whether the same plan is chosen twice.
    pub fn is_twice(&self) -> bool {
        self.a.is_some() && self.a == self.b
    }
}

/// The form of whether two actions are alike.
const PAIR: &str = "/compare/pair/edit";

/// Two actions of two plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    pub a: Option<String>,
    pub b: Option<String>,
}

impl Pair {
    /// Reads a query string; also gives what was left out.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let pair = Self {
            a: reader.one("a", path),
            b: reader.one("b", path),
        };
        (pair, reader.finish())
    }

    /// The address of the form.
    pub fn address(&self) -> String {
        let pairs = [("a", &self.a), ("b", &self.b)];
        let pairs = pairs
            .into_iter()
            .filter_map(|(key, path)| Some((key, path.as_deref()?)));
        address(PAIR, &pairs.collect::<Vec<_>>())
    }

    /// Both actions, when two are named.
    pub fn both(&self) -> Option<(String, String)> {
        self.a.clone().zip(self.b.clone())
    }
}

/// A plan's path as it stands in the address.
pub fn slug(path: &str) -> String {
    path.replacen('/', ":", 1)
}

fn plan(value: &str) -> Option<String> {
    let (area, plan) = value.split_once(':')?;
    let whole = !area.is_empty() && !plan.is_empty();
    whole
        .then(|| format!("{area}/{plan}"))
        .and_then(|plan| path(&plan))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEARCH: &str =
        "a=worcestershire:app-2022&b=leicestershire:wsoa-2020&theme=annual-reviews";

    #[test]
    fn two_actions_are_in_the_address_of_their_form() {
        let search = "a=worcestershire/app-2022/4.7&b=leicestershire/wsoa-2020/2.4";
        let (pair, removed) = Pair::parse(search);
        assert!(removed.is_empty());
        assert!(pair.both().is_some());
        assert_eq!(pair.address(), format!("/compare/pair/edit?{search}"));
        let (one, removed) = Pair::parse("a=x/y/1&b=X&c=3");
        assert_eq!(one.both(), None);
        assert_eq!(removed, ["b=X", "c=3"]);
    }

    #[test]
    fn how_it_is_shown_is_in_the_address_too() {
        let search = format!("{SEARCH}&themes=reviewed&pairs=all&align=inspection&version=12");
        let (compared, removed) = Compared::parse(&search);
        assert!(removed.is_empty());
        assert!(compared.reviewed && compared.all_pairs && compared.aligned);
        assert_eq!(compared.version, Some(12));
        assert_eq!(compared.address(), format!("/compare?{search}"));
        let (plain, removed) = Compared::parse("themes=all&pairs=ten&align=left&version=0");
        assert_eq!(plain, Compared::default());
        assert_eq!(
            removed,
            ["themes=all", "pairs=ten", "align=left", "version=0"]
        );
    }

    #[test]
    fn an_address_is_read_and_written_again() {
        let (compared, removed) = Compared::parse(SEARCH);
        assert!(removed.is_empty());
        assert_eq!(compared.a.as_deref(), Some("worcestershire/app-2022"));
        assert_eq!(compared.address(), format!("/compare?{SEARCH}"));
    }

    #[test]
    fn the_version_stays_when_something_else_changes() {
        let (compared, _) = Compared::parse(&format!("{SEARCH}&version=12"));
        assert_eq!(compared.swapped().version, Some(12));
        assert_eq!(compared.with_themes(Vec::new()).version, Some(12));
    }

    #[test]
    fn sides_change_places() {
        let (compared, _) = Compared::parse(SEARCH);
        let swapped =
            "/compare?a=leicestershire:wsoa-2020&b=worcestershire:app-2022&theme=annual-reviews";
        assert_eq!(compared.swapped().address(), swapped);
    }

    #[test]
    fn what_is_no_plan_is_left_out() {
        let (compared, removed) = Compared::parse("a=worcestershire&b=:x&c=1");
        assert_eq!(compared, Compared::default());
        assert_eq!(removed, ["a=worcestershire", "b=:x", "c=1"]);
    }

    #[test]
    fn a_plan_is_not_compared_with_itself() {
        let (compared, _) = Compared::parse("a=x:y&b=x:y");
        assert!(compared.is_twice());
        assert_eq!(compared.both(), None);
        assert!(!Compared::default().is_twice());
    }
}
