//! Two plans theme by theme. What stands in one plan only stands there too.

use async_graphql::Enum;
use sea_orm::Iterable;
use uuid::Uuid;

use super::{Comparison, Items, Side};
use crate::entity::theme::{self, AssignmentMethod};

/// Where a theme occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Presence {
    /// In both plans.
    Both,
    /// In the first plan only.
    OnlyA,
    /// In the second plan only.
    OnlyB,
    /// In neither.
    Neither,
}

/// A theme in both plans.
#[derive(Debug)]
pub struct ThemeRow {
    pub theme: theme::Model,
    pub presence: Presence,
    pub a: Items,
    pub b: Items,
}

impl Comparison {
    /// Every theme with what both plans hold under it, by these methods of assignment.
    pub fn themes(&self, methods: &[AssignmentMethod]) -> Vec<ThemeRow> {
        let themes = self.themes.iter().map(|theme| {
            let under = |id: &Uuid| {
                let own = self.assigned(id, methods);
                own.into_iter().any(|assigned| assigned == theme.id)
            };
            let (a, b) = (self.a.items.only(under), self.b.items.only(under));
            let presence = match (a.is_empty(), b.is_empty()) {
                (false, false) => Presence::Both,
                (false, true) => Presence::OnlyA,
                (true, false) => Presence::OnlyB,
                (true, true) => Presence::Neither,
            };
            ThemeRow {
                theme: theme.clone(),
                presence,
                a,
                b,
            }
        });
        themes.collect()
    }

    /// What of a plan no theme was assigned to by these methods.
    pub fn without_theme(&self, side: &Side, methods: &[AssignmentMethod]) -> Items {
        side.items.only(|id| self.assigned(id, methods).is_empty())
    }

    /// The themes of a record, by these methods.
    fn assigned(&self, record: &Uuid, methods: &[AssignmentMethod]) -> Vec<Uuid> {
        let all = self.assigned.get(record).into_iter().flatten();
        let own = all.filter(|row| methods.contains(&row.method));
        own.map(|row| row.theme_id).collect()
    }

    /// How many assignments of records of both plans there are, by method.
    pub fn assignments(&self) -> Vec<(AssignmentMethod, usize)> {
        let methods = AssignmentMethod::iter().map(|method| {
            let all = self.assigned.values().flatten();
            (method, all.filter(|row| row.method == method).count())
        });
        methods.collect()
    }
}

impl Items {
    fn is_empty(&self) -> bool {
        self.weaknesses.is_empty()
            && self.workstreams.is_empty()
            && self.actions.is_empty()
            && self.measures.is_empty()
    }

    fn only(&self, keep: impl Fn(&Uuid) -> bool) -> Self {
        Self {
            weaknesses: self
                .weaknesses
                .iter()
                .filter(|row| keep(&row.id))
                .cloned()
                .collect(),
            workstreams: self
                .workstreams
                .iter()
                .filter(|row| keep(&row.id))
                .cloned()
                .collect(),
            actions: self
                .actions
                .iter()
                .filter(|row| keep(&row.id))
                .cloned()
                .collect(),
            measures: self
                .measures
                .iter()
                .filter(|row| keep(&row.id))
                .cloned()
                .collect(),
        }
    }
}
