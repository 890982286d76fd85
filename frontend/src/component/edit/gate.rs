//! Who may send a form of a change, and what is said to others.

use leptos::prelude::*;

use crate::component::signed::{Signed, sign_in_href, signed};
use crate::component::{dynamic, link, none, para, warning};

/// Who may send a form, and what is said to others.
pub struct Gate {
    pub may: fn(Signed, &str) -> bool,
    /// To whoever is signed in and may not.
    pub refused: &'static str,
    /// To whoever is not signed in, after the words "Sign in".
    pub unknown: &'static str,
    /// Whether those who may not see no form at all.
    pub is_closed: bool,
    /// Who will see what is sent, below the form.
    pub told: &'static str,
}

/// The gate of what editors change.
pub const EDITORS: Gate = Gate {
    may: Signed::may_edit,
    refused: "You are not among the editors of this area. Ask the administrator of its team.",
    unknown: " before you write: only the editors of the area change this.",
    is_closed: true,
    told: EVERYBODY,
};

/// Who sees what is said of what is published.
pub const EVERYBODY: &str =
    "Everybody will see this beside the published words, with your role and not your name.";

/// A form of something of an area, behind its gate. `here` is the address of the form.
pub fn gated(gate: Gate, area: &str, here: &str, form: AnyView) -> AnyView {
    let Gate {
        may,
        refused,
        unknown,
        is_closed,
        told,
    } = gate;
    let (area, here, signed) = (area.to_owned(), here.to_owned(), signed());
    let closed = {
        let area = area.clone();
        move || is_closed && signed.is_somebody() && !may(signed, &area)
    };
    let gate = move || match (signed.is_somebody(), may(signed, &area)) {
        (_, true) => none(),
        (false, false) if signed.is_asked() => none(),
        (true, false) => warning(refused),
        (false, false) => {
            view! { <p>{link(&sign_in_href(&here), "Sign in")} {unknown}</p> }.into_any()
        }
    };
    view! {
        {dynamic(gate)}
        // What was written stays where it is, whoever is signed in meanwhile.
        <div hidden=closed>
            {form}
            {para(told)}
        </div>
    }
    .into_any()
}
