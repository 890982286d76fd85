//! The data as it was. A page that can show an earlier version reads the version from its address and makes
//! itself inside [`at`]; the version goes from there into its questions, and by way of [`take`] into what is
//! taken away.

use futures_util::future::join;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{dom, dynamic, load_part, none, para, seq, take};
use crate::api::{self, ApiResult};
use crate::query::common::data_version;
use crate::url;

/// What a page shows at a version of the data, below what is to be known of that version. `body` is made only
/// where the version exists, so that what is wrong with one is said once and not by each part of the page.
pub fn at(version: Option<i32>, body: impl Fn() -> AnyView + 'static) -> AnyView {
    // What was asked of one version is not behind what is shown of another.
    api::forget();
    take::begun_at(version);
    match version {
        None => body(),
        Some(version) => load_part(
            "the version",
            move || newest_beside(version),
            move |newest| seq(vec![standing(version, *newest), body()]),
        ),
    }
}

/// The newest version of the data, where there is this one too.
async fn newest_beside(version: i32) -> ApiResult<i32> {
    // They are about the page, and not behind what it shows.
    let asked = Box::pin(join(data_version(Some(version)), data_version(None)));
    let (this, newest) = api::quietly(asked).await;
    this?;
    newest
}

/// Which version is shown, and whether there is a newer one.
fn standing(version: i32, newest: i32) -> AnyView {
    let way = match version == newest {
        true => none(),
        false => view! { <p class="gt-no-print">{show_newest()}</p> }.into_any(),
    };
    let words = para(&words(version, newest));
    view! { <div class="govuk-inset-text">{words} {way}</div> }.into_any()
}

fn words(version: i32, newest: i32) -> String {
    let now = match version == newest {
        true => "It is the newest version.".to_owned(),
        false => format!("It has been superseded: the data is now at version {newest}."),
    };
    format!("You are looking at the data as it was at version {version}. {now}")
}

/// The way to the same page with the newest data.
pub(super) fn show_newest() -> AnyView {
    let here = use_location();
    // The rest of the address may change under the page.
    dynamic(move || {
        let path = here.pathname.get();
        let newest = here.search.with(|search| url::newest(&path, search));
        // The link goes with the version: the focus goes on to the heading of what comes instead, and until
        // then to that of the page.
        let leave = |_| {
            dom::search();
            dom::focus("page-title");
        };
        view! { <a href=newest on:click=leave>"Show the newest"</a> }.into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_said_to_be_the_newest_or_superseded() {
        assert_eq!(
            words(812, 812),
            "You are looking at the data as it was at version 812. It is the newest version."
        );
        assert_eq!(
            words(812, 900),
            "You are looking at the data as it was at version 812. It has been superseded: the data is now at \
             version 900."
        );
    }
}
