//! What others change while a page stands: it is told above what it is about, nothing moves by itself, and what has
//! changed is marked once it is shown. The code that listens is downloaded when a page first has something to hear of.

mod news;
mod scope;

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

pub use self::news::News;
pub use self::scope::Scope;
use super::value::{Colour, tag};
use super::{dom, dynamic, none, seq, take};
use crate::api::live::{News as Heard, follow};
use crate::format;
use crate::query::live::{Change, Changes, ChangesInput};

/// How long the connection may be gone before it is said.
const PATIENCE: Duration = Duration::from_secs(4);
const PAUSED: &str = "Updates paused: the connection is lost. What you see may be out of date.";

/// What a page hears of, and what it makes of it.
#[derive(Clone, Copy)]
pub struct Live {
    news: RwSignal<News>,
    /// The paths of the records that have changed since the page was opened, and are shown as they are now.
    updated: RwSignal<BTreeSet<String>>,
    paused: RwSignal<bool>,
    /// Whoever reads what is shown asks again.
    again: RwSignal<()>,
    /// Whether the next answer is the one that somebody has asked for with the button.
    wanted: StoredValue<bool>,
    link: StoredValue<Link>,
    following: StoredValue<Option<Following>>,
}

/// Whether there is a connection, and how often there was one that broke.
#[derive(Clone, Copy, Default, PartialEq)]
struct Link {
    is_up: bool,
    breaks: u32,
}

struct Following {
    scope: Scope,
    /// The number of the last change that is known.
    last: i32,
    end: AbortHandle,
}

/// Begins to be ready to hear, until the page is left. Nothing is asked for before [`Live::arrived`].
pub fn live() -> Live {
    let live = Live {
        news: RwSignal::default(),
        updated: RwSignal::default(),
        paused: RwSignal::new(false),
        again: RwSignal::new(()),
        wanted: StoredValue::new(false),
        link: StoredValue::default(),
        following: StoredValue::new(None),
    };
    provide_context(live);
    on_cleanup(move || live.end());
    live
}

impl Live {
    /// To be called by what asks for what the page shows: it is asked for again when somebody wants to see the changes.
    pub fn track(self) {
        self.again.track();
    }

    /// Says that the page shows what there was at a version of the data, and hears of what comes later; of nothing
    /// where the page shows the past. Answers whether something that was news is shown by that.
    pub fn arrived(self, version: i32, scope: Option<Scope>) -> bool {
        let shown = self.news.try_update(|news| news.arrive(version));
        let shown = shown.unwrap_or_default();
        let is_news = !shown.is_empty();
        self.mark(shown);
        let scope = scope.filter(|_| !take::is_past());
        let is_same =
            |now: &Option<Following>| now.as_ref().map(|now| &now.scope) == scope.as_ref();
        // Nothing is begun for a page that has been left meanwhile.
        if self.following.try_with_value(is_same) != Some(false) {
            return is_news;
        }
        self.end();
        // What is new to another scope is told to it again.
        self.news.try_update(News::forget);
        if let Some(scope) = scope {
            self.follow(version, scope);
        }
        is_news
    }

    fn follow(self, version: i32, scope: Scope) {
        let (end, registration) = AbortHandle::new_pair();
        self.following.set_value(Some(Following {
            scope: scope.clone(),
            last: version,
            end,
        }));
        spawn_local(async move {
            // Without the code that listens the page is what it would be without news.
            if let Ok(listen) = listener().await {
                let _ = Abortable::new(listen(self, scope), registration).await;
            }
        });
    }

    fn end(self) {
        let following = self.following.try_update_value(Option::take).flatten();
        if let Some(following) = following {
            following.end.abort();
        }
    }

    /// The number of the last change that is known.
    fn last(self) -> i32 {
        let last = |now: &Option<Following>| now.as_ref().map(|now| now.last);
        self.following
            .try_with_value(last)
            .flatten()
            .unwrap_or_default()
    }

    /// Between a change and its being heard of the page may have been left: nothing here insists on its being there.
    fn hear(self, scope: &Scope, heard: Heard<Changes>) {
        match heard {
            Heard::Connected => {
                self.link.try_update_value(|link| link.is_up = true);
                self.paused.try_set(false);
            }
            Heard::Lost => self.lost(),
            Heard::Told(Changes { changes: change }) => {
                self.following.try_update_value(|now| {
                    if let Some(now) = now {
                        now.last = now.last.max(change.seq);
                    }
                });
                if scope.holds(&change.path) {
                    self.told(change);
                }
            }
        }
    }

    fn told(self, change: Change) {
        let shown = self.news.try_update(|news| news.hear(change)).flatten();
        self.mark(shown.into_iter().collect());
    }

    /// What was never there cannot be lost: where no connection can be had at all, nothing was promised.
    fn lost(self) {
        let broken = self.link.try_update_value(|link| {
            let was_up = std::mem::replace(&mut link.is_up, false);
            link.breaks += u32::from(was_up);
            was_up.then_some(*link)
        });
        let Some(broken) = broken.flatten() else {
            return;
        };
        let say = move || {
            if self.link.try_get_value() == Some(broken) {
                self.paused.try_set(true);
            }
        };
        set_timeout(say, PATIENCE);
    }

    fn mark(self, paths: Vec<String>) {
        let is_new = |path: &String| {
            let is_marked = self
                .updated
                .try_with_untracked(|known| known.contains(path));
            is_marked == Some(false)
        };
        if paths.iter().any(is_new) {
            self.updated.try_update(|known| known.extend(paths));
        }
    }

    /// Says for those who listen how many of these records, out of so many, are marked; where somebody wanted to see the
    /// changes.
    pub fn announce<'a>(
        self,
        total: i32,
        (one, many): (&str, &str),
        paths: impl Iterator<Item = &'a str>,
    ) {
        let wanted = self
            .wanted
            .try_update_value(|wanted| std::mem::replace(wanted, false));
        if wanted != Some(true) {
            return;
        }
        let marked = self
            .updated
            .with_untracked(|known| paths.filter(|path| known.contains(*path)).count());
        let marked = format::count(marked as i32, "row is", "rows are");
        let total = format::count(total, one, many);
        dom::announce(&format!("{total}. {marked} marked as updated"));
    }

    /// What is told above a list: how many of its records have changed, and the button that shows them. The focus goes
    /// to the heading of the results.
    pub fn of_list(self, nouns: (&'static str, &'static str)) -> AnyView {
        let words = move |news: &News| format!("{}.", changed(news, nouns));
        self.notice(words, self.button("Show changes", dom::search))
    }

    /// The same on a page with several records, whose heading takes the focus.
    pub fn of_page(self, nouns: (&'static str, &'static str)) -> AnyView {
        let words = move |news: &News| format!("{}.", changed(news, nouns));
        self.notice(words, self.button("Show changes", dom::arrive))
    }

    /// The same on the page of one record.
    pub fn of_record(self, noun: &'static str) -> AnyView {
        let words = move |_: &News| format!("This {noun} was changed.");
        self.notice(words, self.button("Show it as it is now", dom::arrive))
    }

    /// What is told, where there is news that has words, and that nobody knows whether there is. Readers of the screen
    /// are told as well, when they are next silent.
    pub fn notice(
        self,
        words: impl Fn(&News) -> String + Send + Sync + 'static,
        way: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        let words = Memo::new(move |_| {
            self.news.with(|news| match news.is_empty() {
                true => String::new(),
                false => words(news),
            })
        });
        // The button stays where it is, with the focus on it, while the number grows.
        let is_told = Memo::new(move |_| words.with(|words| !words.is_empty()));
        let told = move || match is_told.get() {
            true => inset(seq(vec![dynamic(move || words.get().into_any()), way()])),
            false => none(),
        };
        let paused = move || match self.paused.get() {
            true => inset(PAUSED.into_any()),
            false => none(),
        };
        view! {
            <div role="status" class="gt-no-print">{dynamic(told)}</div>
            <div role="status" class="gt-no-print">{dynamic(paused)}</div>
        }
        .into_any()
    }

    fn button(self, words: &'static str, ready: fn()) -> impl Fn() -> AnyView + Send + 'static {
        move || {
            let show = move |_| {
                ready();
                self.wanted.set_value(true);
                self.again.set(());
            };
            view! { " " <button type="button" class="gt-link-button" on:click=show>{words}</button> }
                .into_any()
        }
    }
}

fn changed(news: &News, (one, many): (&str, &str)) -> String {
    format!("{} changed", format::count(news.count(), one, many))
}

/// Words that stand apart, which were not there when the page was opened.
pub fn inset(body: AnyView) -> AnyView {
    view! { <div class="govuk-inset-text gt-live">{body}</div> }.into_any()
}

/// The mark of a record that has changed since the page was opened, as soon as it is shown as it is now.
pub fn mark(path: &str) -> AnyView {
    let Some(Live { updated, .. }) = use_context() else {
        return none();
    };
    let path = path.to_owned();
    dynamic(move || match updated.with(|known| known.contains(&path)) {
        true => seq(vec![" ".into_any(), tag("Updated", Colour::Purple)]),
        false => none(),
    })
}

type Listening = Pin<Box<dyn Future<Output = ()>>>;
type Listen = Rc<dyn Fn(Live, Scope) -> Listening>;

/// What listens, in a file of its own: most of it is nothing that a page needs to be shown.
#[leptos::wasm_split::wasm_split(live, wasm_split_path = leptos::wasm_split, fallible)]
fn listener() -> Result<Listen, SplitLoaderError> {
    Ok(Rc::new(|to, scope| {
        Box::pin(async move {
            let input = || ChangesInput {
                filter: scope.filter.clone(),
                after: to.last(),
            };
            follow(input, |heard| to.hear(&scope, heard)).await;
        })
    }))
}
