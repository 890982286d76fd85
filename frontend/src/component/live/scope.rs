//! Which changes a page wants to hear of: those of what it shows.

use crate::query::live::ChangeFilter;
use crate::query::word::RecordKind;
use crate::url::list::{List, State};

/// Which changes a page wants to hear of.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// What the server is asked for.
    pub(super) filter: ChangeFilter,
    /// The paths of the plans whose records are meant; of all where there is none.
    plans: Vec<String>,
}

impl Scope {
    /// One record.
    pub fn record(path: &str) -> Self {
        Self {
            filter: ChangeFilter {
                path: Some(path.to_owned()),
                ..ChangeFilter::default()
            },
            plans: Vec::new(),
        }
    }

    /// The actions of a plan.
    pub fn actions_of(plan: &str) -> Self {
        Self::of(RecordKind::Action, Vec::new(), vec![plan.to_owned()])
    }

    /// The records of a list: all of the areas and plans that it is narrowed to, whatever else it is narrowed to, since
    /// a change may bring a record in. Nothing where the rows of the list are no records.
    pub fn of_list(list: &List, state: &State) -> Option<Self> {
        let mut kinds = RecordKind::ALL.iter();
        let kind = *kinds.find(|kind| kind.typename() == list.name)?;
        let values = |key| state.values(key).map(str::to_owned).collect();
        // Only these have paths below that of their plan.
        let plans = match kind {
            RecordKind::Action | RecordKind::Workstream => values("plan"),
            _ => Vec::new(),
        };
        Some(Self::of(kind, values("area"), plans))
    }

    fn of(kind: RecordKind, areas: Vec<String>, plans: Vec<String>) -> Self {
        let mut areas = areas;
        if areas.is_empty() {
            let of_plans = plans.iter().filter_map(|plan| plan.split('/').next());
            areas.extend(of_plans.map(str::to_owned));
            areas.dedup();
        }
        Self {
            filter: ChangeFilter {
                area: Some(areas).filter(|areas| !areas.is_empty()),
                kind: Some(vec![kind]),
                path: None,
            },
            plans,
        }
    }

    /// Whether a record of those that the server tells of is meant.
    pub(super) fn holds(&self, path: &str) -> bool {
        let is_below = |plan: &String| {
            path.strip_prefix(plan.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        };
        self.plans.is_empty() || self.plans.iter().any(is_below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url::LISTS;
    use crate::url::action::ACTIONS;
    use crate::url::timeline::TIMELINE;

    fn scope(search: &str) -> Option<Scope> {
        Scope::of_list(&ACTIONS, &ACTIONS.parse(search).0)
    }

    #[test]
    fn a_list_is_of_its_kind_and_areas() {
        let filter = |search| scope(search).map(|scope| scope.filter);
        let of = |area: Option<Vec<String>>| ChangeFilter {
            area,
            kind: Some(vec![RecordKind::Action]),
            path: None,
        };
        assert_eq!(filter("status=delayed"), Some(of(None)));
        let area = Some(vec!["leicestershire".to_owned()]);
        assert_eq!(filter("area=leicestershire"), Some(of(area.clone())));
        assert_eq!(filter("plan=leicestershire/wsoa-2020"), Some(of(area)));
    }

    #[test]
    fn a_plan_holds_its_own_records() {
        let scope = Scope::actions_of("leicestershire/wsoa-2020");
        assert!(scope.holds("leicestershire/wsoa-2020/1.1"));
        assert!(!scope.holds("leicestershire/wsoa-2020-2/1.1"));
        assert!(Scope::record("a/b/1").holds("a/b/1"));
    }

    #[test]
    fn every_list_of_records_is_followed() {
        for list in LISTS {
            let is_followed = Scope::of_list(list, &State::default()).is_some();
            assert_eq!(is_followed, list.name != TIMELINE.name, "{}", list.path);
        }
    }
}
