//! What is done by a button alone: asked once more where it cannot be taken back, and said in a box afterwards.

use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::form::{Sent, form, settled, unanswered};
use super::{anew, copied, dom, dynamic, load_page, load_part, none, para, visually_hidden};
use crate::api::ApiResult;
use crate::query::account::Problem;
use crate::query::team::Linked;
use crate::query::word::ProblemCode;

/// Words that are told once, such as a link with a secret.
#[derive(Clone)]
pub struct Told {
    pub words: String,
    /// What they are good for, and how long.
    pub about: String,
    /// The words of the button that copies them.
    pub copy: &'static str,
}

/// What has just been done.
#[derive(Clone)]
pub struct Done {
    pub words: String,
    pub told: Option<Told>,
    /// Where what it was done of is seen: an address, and words.
    pub way: Option<(String, &'static str)>,
    /// Whether nothing was done, since somebody else was faster.
    pub is_late: bool,
}

impl Done {
    /// What has been done, without anything to tell.
    pub fn said(words: String) -> Self {
        Self {
            words,
            told: None,
            way: None,
            is_late: false,
        }
    }
}

/// What is done on a page: its records are asked for anew afterwards, and what was done stands above them.
#[derive(Clone, Copy)]
pub struct Deeds {
    last: RwSignal<Option<Done>>,
    again: RwSignal<()>,
}

impl Deeds {
    /// A page on which nothing has been done yet.
    pub fn begin() -> Self {
        Self {
            last: RwSignal::new(None),
            again: RwSignal::new(()),
        }
    }

    /// A page made of one answer, as [`load_page`] makes it, which is asked for anew after every deed. What was written
    /// into its forms goes with the view that it was written into.
    pub fn load_page<T, F>(
        self,
        what: &'static str,
        ask: impl Fn() -> F + 'static,
        view: impl Fn(&T) -> AnyView + 'static,
    ) -> AnyView
    where
        T: 'static,
        F: Future<Output = ApiResult<T>> + 'static,
    {
        load_page(what, self.anew(ask), move |answer| anew(view(answer)))
    }

    /// A part of a page made of one answer, as [`load_part`] makes it, which is asked for anew after every deed.
    pub fn load_part<T, F>(
        self,
        what: &'static str,
        ask: impl Fn() -> F + 'static,
        view: impl Fn(&T) -> AnyView + 'static,
    ) -> AnyView
    where
        T: 'static,
        F: Future<Output = ApiResult<T>> + 'static,
    {
        load_part(what, self.anew(ask), move |answer| anew(view(answer)))
    }

    /// Asks again after every deed.
    fn anew<F>(self, ask: impl Fn() -> F + 'static) -> impl Fn() -> F + 'static {
        move || {
            self.again.track();
            ask()
        }
    }

    /// Notes what was done.
    pub fn note(self, done: Done) {
        self.last.set(Some(done));
        self.again.set(());
    }

    /// Shows the records as somebody else has left them meanwhile, where that is why nothing was done.
    pub fn look_again(self, problems: &[Problem]) {
        let late = problems
            .iter()
            .find(|problem| problem.code == ProblemCode::Stale);
        if let Some(late) = late {
            self.note(Done {
                is_late: true,
                ..Done::said(late.message.clone())
            });
        }
    }

    /// Does something, and says these words where there are no problems.
    pub fn send(
        self,
        asked: impl Future<Output = ApiResult<Vec<Problem>>> + 'static,
        words: String,
    ) -> Sent {
        Box::pin(async move {
            let problems = settled(asked).await;
            match problems.is_empty() {
                true => self.note(Done::said(words)),
                false => self.look_again(&problems),
            }
            problems
        })
    }

    /// Notes a link that is told once, or gives the problems for which there is none.
    pub fn linked(self, answer: ApiResult<Linked>, words: String, about: &str) -> Vec<Problem> {
        let Linked { link, problems, .. } = match answer {
            Ok(answer) => answer.data,
            Err(error) => return vec![unanswered(&error)],
        };
        if let Some(link) = link {
            self.note(Done {
                words,
                told: Some(Told {
                    words: dom::absolute(&link),
                    about: about.to_owned(),
                    copy: "Copy the link",
                }),
                way: None,
                is_late: false,
            });
        }
        problems
    }

    /// Notes a link for whoever has an address, how long it is good, and whether it was mailed there.
    pub fn mailed(
        self,
        answer: ApiResult<Linked>,
        words: String,
        email: &str,
        good: &str,
    ) -> Vec<Problem> {
        let mailed = answer.as_ref().ok().and_then(|answer| answer.data.mailed);
        let way = match mailed {
            Some(true) => format!("We have sent the link to {email}. You can also copy it."),
            Some(false) => format!(
                "The link could not be sent to {email}: the mail server did not take it. Copy it, and pass it on yourself."
            ),
            None => "Pass this link on yourself, such as by e-mail.".to_owned(),
        };
        self.linked(answer, words, &format!("{way} {good}"))
    }

    /// What was done last, where the page is made again for other reasons too: it is said once.
    pub fn show_once(self) -> AnyView {
        let last = self.last.try_update_untracked(Option::take).flatten();
        last.as_ref().map_or_else(none, done)
    }

    /// What was done last. It belongs into the view of the records, which is made again after every deed.
    pub fn show(self) -> AnyView {
        let last = self.last.get_untracked();
        last.as_ref().map_or_else(none, done)
    }
}

/// Says what has just been done, in a box that takes the focus.
pub fn done(done: &Done) -> AnyView {
    set_timeout(|| dom::focus("done"), Duration::ZERO);
    let told = done.told.as_ref().map(|told| {
        view! {
            {para(&told.about)}
            <p class="gt-code">{told.words.clone()}</p>
            <p>{copied(told.copy, &told.words)}</p>
        }
    });
    let way = done.way.as_ref().map(|(href, words)| {
        view! { <p><a class="govuk-notification-banner__link" href=href.clone()>{*words}</a></p> }
    });
    let (class, title) = match done.is_late {
        true => ("govuk-notification-banner", "Not saved"),
        false => (
            "govuk-notification-banner govuk-notification-banner--success",
            "Done",
        ),
    };
    view! {
        <div class=class id="done" tabindex="-1" role="alert"
            aria-labelledby="done-title">
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id="done-title">{title}</h2>
            </div>
            <div class="govuk-notification-banner__content">
                <p class="govuk-notification-banner__heading">{done.words.clone()}</p>
                {told}
                {way}
            </div>
        </div>
    }
    .into_any()
}

fn hidden(words: &str) -> AnyView {
    match words.is_empty() {
        true => none(),
        false => visually_hidden(words),
    }
}

/// A button that asks once more.
pub struct Sure {
    /// Its own on the page.
    pub id: String,
    pub button: &'static str,
    /// Of what of several it is, for those who listen.
    pub of: String,
    /// What comes of it.
    pub about: String,
    /// The second button.
    pub yes: &'static str,
}

/// A button that says what comes of it, and does it by a second one.
pub fn sure(sure: Sure, act: impl Fn() -> Sent + 'static) -> AnyView {
    let Sure {
        id,
        button,
        of,
        about,
        yes,
    } = sure;
    let act: Rc<dyn Fn() -> Sent> = Rc::new(act);
    let act = StoredValue::new_local(act);
    let is_asked = RwSignal::new(false);
    let of = match of.is_empty() {
        true => of,
        false => format!(" {of}"),
    };
    let asked_id = format!("{id}-sure");
    // The button that had the focus goes, and what comes in its place takes it.
    let turn = move |ask: bool, place: String| {
        move |_| {
            let place = place.clone();
            is_asked.set(ask);
            set_timeout(move || dom::focus(&place), Duration::ZERO);
        }
    };
    dynamic(move || match is_asked.get() {
        false => view! {
            <button type="button" class="govuk-button govuk-button--secondary" id=id.clone()
                on:click=turn(true, asked_id.clone())>{button} {hidden(&of)}</button>
        }
        .into_any(),
        true => {
            let send = move |_| act.get_value()();
            view! {
                <div class="gt-sure" id=asked_id.clone() tabindex="-1" role="group" aria-label=format!("{button}{of}")>
                    {form(None, para(&about), Vec::new(), yes, send)}
                    <button type="button" class="govuk-button govuk-button--secondary"
                        on:click=turn(false, id.clone())>"Cancel"</button>
                </div>
            }
            .into_any()
        }
    })
}
