//! How many rows each choice of a filter would leave. It is counted once the rows are here: both at once
//! would wait for each other at the database, and the rows are what is looked for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value, json};

use crate::query::list::{Asking, Facets};
use crate::url::list::{List, State};

/// What was counted last, and beside which filter. It is no count of any other filter: while that is on its
/// way, or where it failed, there is none.
#[derive(Clone, Copy)]
pub struct Counts {
    list: &'static List,
    /// The filter that is in force.
    filter: Memo<Value>,
    counted: RwSignal<(Value, Facets)>,
}

impl Counts {
    /// Beside no filter every choice leaves what it has: nothing need be asked for.
    pub fn new(list: &'static List, options: Facets, state: Memo<State>) -> Self {
        Self {
            list,
            filter: Memo::new(move |_| state.with(|state| list.filter(state))),
            counted: RwSignal::new((json!({}), options)),
        }
    }

    /// Counts beside the filter in force, unless that was counted last.
    pub fn ask(self, count: fn(Value) -> Asking<Facets>) {
        let filter = self.filter.get_untracked();
        if self.counted.with_untracked(|(beside, _)| *beside == filter) {
            return;
        }
        let asked = count(filter.clone());
        spawn_local(async move {
            let answer = asked.await;
            // Another filter may be in force by now, or another page shown.
            if self.filter.try_get_untracked().as_ref() == Some(&filter)
                && let Ok(answer) = answer
            {
                self.counted.try_set((filter, answer.data));
            }
        });
    }

    /// Drops what was counted: it is counted anew when it is asked for next.
    pub fn forget(self) {
        self.counted.set((Value::Null, Facets::new()));
    }

    /// How many rows a choice would leave beside the filter in force; nothing of what the filter does not count.
    pub fn of(self, field: &str, value: &str) -> Option<i32> {
        let filter = self.filter.get();
        self.counted.with(|(beside, facets)| {
            if *beside != filter {
                return None;
            }
            let (_, choices) = facets.iter().find(|(name, _)| *name == field)?;
            let choice = choices.iter().find(|choice| choice.value == value);
            Some(choice.map_or(0, |choice| choice.count))
        })
    }

    /// The counts beside one state's filter.
    pub fn beside(self, state: &State) -> Beside {
        Beside {
            counts: self,
            filter: self.list.filter(state),
        }
    }
}

/// What was counted beside one filter.
#[derive(Clone)]
pub struct Beside {
    counts: Counts,
    filter: Value,
}

impl Beside {
    /// How many rows a choice would leave; nothing while it is on its way.
    pub fn of(&self, field: &str, value: &str) -> Option<i32> {
        let in_force = self.counts.filter.with(|filter| *filter == self.filter);
        in_force.then(|| self.counts.of(field, value)).flatten()
    }
}
