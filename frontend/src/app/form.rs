//! The table of the addresses of forms that change something.

use leptos::prelude::*;

use crate::component::lazy;
use crate::component::lazy::chunk;
use crate::page::{draft, edit, update};

/// The form at an address, where there is one.
pub(super) fn form_at(steps: &[&str]) -> Option<AnyView> {
    let form = match steps {
        ["areas", area, "plans", plan, "actions", reference, "update"] => {
            lazy("the form", chunk!(update::update(area, plan, reference)))
        }
        ["areas", area, "plans", plan, "actions", reference, "edit"] => {
            lazy("the form", chunk!(edit::action(area, plan, reference)))
        }
        ["areas", area, "plans", plan, "measures", measure, "edit"] => {
            lazy("the form", chunk!(edit::measure(area, plan, measure)))
        }
        [
            "areas",
            area,
            "plans",
            plan,
            "workstreams",
            workstream,
            "edit",
        ] => lazy("the form", chunk!(edit::workstream(area, plan, workstream))),
        ["areas", area, "surveys", survey, form @ .., "new" | "edit"] => {
            let form = form.join("/");
            lazy("the form", chunk!(edit::survey(area, survey, form)))
        }
        ["areas", area, "plans", plan, "reviews", "new"] => {
            lazy("the form", chunk!(edit::new_review(area, plan)))
        }
        ["areas", area, "plans", plan, "reviews", review, "edit"] => {
            lazy("the form", chunk!(edit::review(area, plan, review)))
        }
        ["quality", document, note, "edit"] => lazy("the form", chunk!(edit::note(document, note))),
        ["themes", "edit"] => lazy("the form", chunk!(edit::themes())),
        ["compare", "pair", "edit"] => lazy("the form", chunk!(edit::pair())),
        ["areas", area, "drafts", draft, "edit", name] => {
            lazy("the form", chunk!(draft::edit(area, draft, name)))
        }
        ["areas", area, "drafts", draft, "add", kind] => {
            lazy("the form", chunk!(draft::add_to_plan(area, draft, kind)))
        }
        ["areas", area, "drafts", draft, "add", kind, workstream] => lazy(
            "the form",
            chunk!(draft::add(area, draft, kind, workstream)),
        ),
        _ => return None,
    };
    Some(form)
}
