//! Loading: the states between a question and its answer, the same on every page.
//!
//! leptos's `Transition` would do it, at the price of its code once for every type of answer. Here
//! only the last step knows the type. The rules are its: the first answer is waited for in silence
//! for 300 ms and then with a word; while another is on its way the old one stays, marked busy; only
//! the answer to the newest question is shown.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{dom, dynamic, none, page, seq, watch};
use crate::api::{ApiError, ApiResult};

/// What makes the view of an answer that has arrived.
pub(super) type Show = Rc<dyn Fn() -> AnyView>;
pub(super) type Asked = Pin<Box<dyn Future<Output = Outcome>>>;
type Ask = Box<dyn Fn() -> Asked>;

#[derive(Clone)]
enum State {
    Waiting,
    Shown(Show),
    Failed(ApiError),
}

/// What a question came to.
pub(super) enum Outcome {
    Shown(Show),
    Failed(ApiError),
}

/// A whole page made of one answer: a failure has a title of its own.
///
/// `what` completes "Loading …". `ask` starts the question: it asks again when a signal that it read
/// *before its first await* changes. `view` gives the page, its heading included.
pub fn load_page<T, F>(
    what: &'static str,
    ask: impl Fn() -> F + 'static,
    view: impl Fn(&T) -> AnyView + 'static,
) -> AnyView
where
    T: 'static,
    F: Future<Output = ApiResult<T>> + 'static,
{
    load(what, true, erase(ask, view))
}

/// A part of a page that has its title already.
pub fn load_part<T, F>(
    what: &'static str,
    ask: impl Fn() -> F + 'static,
    view: impl Fn(&T) -> AnyView + 'static,
) -> AnyView
where
    T: 'static,
    F: Future<Output = ApiResult<T>> + 'static,
{
    load(what, false, erase(ask, view))
}

fn erase<T, F>(ask: impl Fn() -> F + 'static, view: impl Fn(&T) -> AnyView + 'static) -> Ask
where
    T: 'static,
    F: Future<Output = ApiResult<T>> + 'static,
{
    let view = Rc::new(view);
    Box::new(move || {
        let (asked, view) = (ask(), Rc::clone(&view));
        Box::pin(async move {
            match asked.await {
                Ok(answer) => Outcome::Shown(Rc::new(move || match answer.warning() {
                    None => view(&answer.data),
                    Some(words) => seq(vec![page::warning(words), view(&answer.data)]),
                })),
                Err(error) => Outcome::Failed(error),
            }
        })
    })
}

/// The states of one place on the page. `whole` is whether a failure has a title of its own.
pub(super) fn load(what: &'static str, whole: bool, ask: Ask) -> AnyView {
    let state = RwSignal::new_local(State::Waiting);
    let (busy, slow) = (RwSignal::new(true), RwSignal::new(false));
    let newest = StoredValue::new(0_u32);
    let again = RwSignal::new(());

    watch(move || {
        again.track();
        let asked = ask();
        let Some(number) = newest.try_update_value(|newest| {
            *newest += 1;
            *newest
        }) else {
            return;
        };
        let is_newest = move || newest.try_get_value() == Some(number);
        busy.set(true);
        slow.set(false);
        let patience = move || {
            if is_newest() && busy.try_get_untracked() == Some(true) {
                slow.try_set(true);
            }
        };
        set_timeout(patience, Duration::from_millis(300));
        spawn_local(async move {
            let outcome = asked.await;
            // Whoever asked may have left, or asked for something else.
            if !is_newest() {
                return;
            }
            busy.try_set(false);
            slow.try_set(false);
            state.try_set(match outcome {
                Outcome::Shown(show) => State::Shown(show),
                Outcome::Failed(error) => State::Failed(error),
            });
        });
    });

    let body = move || match state.get() {
        State::Waiting => ().into_any(),
        State::Shown(show) => show(),
        State::Failed(error) => {
            let retry = move || {
                match whole {
                    true => dom::arrive(),
                    false => dom::search(),
                }
                state.set(State::Waiting);
                again.set(());
            };
            page::failure(&error, whole, retry)
        }
    };
    let waiting = move || {
        let words = match state.with(|state| matches!(state, State::Waiting)) {
            true => format!("Loading {what}…"),
            false => "Updating…".to_owned(),
        };
        match slow.get() {
            true => words.into_any(),
            false => none(),
        }
    };
    view! {
        <div class="gt-results" aria-busy=move || if busy.get() { "true" } else { "false" }>
            <p class="gt-loading" role="status">{dynamic(waiting)}</p>
            {dynamic(body)}
        </div>
    }
    .into_any()
}
