//! The two plans that an address asks to compare, and the themes that are shown in detail.
//!
//! A plan's path stands with `:` in place of `/`: `worcestershire:app-2022`.

use super::{Reader, address, path};

/// The page of the comparison.
pub const PAGE: &str = "/compare";

/// The keys that the form sends, in the order of the address.
pub const NAMES: &[&str] = &["a", "b"];

/// What is compared. A plan that is not chosen yet is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    pub a: Option<String>,
    pub b: Option<String>,
    /// Paths of the themes shown in detail; all of them when empty.
    pub theme: Vec<String>,
}

impl Compared {
    /// Reads a query string; also gives what was left out.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let compared = Self {
            a: reader.one("a", plan),
            b: reader.one("b", plan),
            theme: reader.set("theme", path),
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
        address(PAGE, &pairs)
    }

    /// The same with the sides changed.
    pub fn swapped(&self) -> Self {
        Self {
            a: self.b.clone(),
            b: self.a.clone(),
            theme: self.theme.clone(),
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
    fn an_address_is_read_and_written_again() {
        let (compared, removed) = Compared::parse(SEARCH);
        assert!(removed.is_empty());
        assert_eq!(compared.a.as_deref(), Some("worcestershire/app-2022"));
        assert_eq!(compared.address(), format!("/compare?{SEARCH}"));
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
