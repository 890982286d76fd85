//! How many rows each choice of a filter would leave. It is counted beside the rows, which do not wait for
//! it, and again whenever another filter is in force.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value, json};

use crate::component::watch;
use crate::query::list::{Asking, Facets};
use crate::url::list::{List, State};

/// What was counted last, and beside which filter.
#[derive(Clone, Copy)]
pub struct Counts {
    list: &'static List,
    counted: RwSignal<(Value, Facets)>,
}

impl Counts {
    /// Beside no filter every choice leaves what it has: nothing need be asked for.
    pub fn new(list: &'static List, options: Facets) -> Self {
        Self {
            list,
            counted: RwSignal::new((json!({}), options)),
        }
    }

    /// Counts beside each filter that comes into force. A count that fails leaves the last one: the rows say
    /// what is wrong.
    pub fn follow(self, count: fn(Value) -> Asking<Facets>, state: Memo<State>) {
        let filter = Memo::new(move |_| state.with(|state| self.list.filter(state)));
        watch(move || {
            let filter_now = filter.get();
            if self
                .counted
                .with_untracked(|(beside, _)| *beside == filter_now)
            {
                return;
            }
            let asked = count(filter_now.clone());
            spawn_local(async move {
                let answer = asked.await;
                // Another filter may be in force by now, or another page shown.
                if filter.try_get_untracked().as_ref() == Some(&filter_now)
                    && let Ok(answer) = answer
                {
                    self.counted.try_set((filter_now, answer.data));
                }
            });
        });
    }

    /// How many rows a choice would leave; nothing of what the filter does not count.
    pub fn of(self, field: &str, value: &str) -> Option<i32> {
        self.counted.with(|(_, facets)| {
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
        let arrived = self
            .counts
            .counted
            .with(|(beside, _)| *beside == self.filter);
        arrived.then(|| self.counts.of(field, value)).flatten()
    }
}
