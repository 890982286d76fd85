//! That other plans have taken the place of one, where something of it is shown or written.

use leptos::prelude::*;

use super::{link, seq};
use crate::format;
use crate::query::plan::PlanEditions;

/// Which plans have taken the place of the plan of this title. Nothing where it is the last.
pub fn superseded(title: &str, later: &PlanEditions) -> AnyView {
    let mut titles: Vec<&str> = later.nodes.iter().map(|plan| plan.title.as_str()).collect();
    titles.push(title);
    let told = later.nodes.iter().map(|plan| {
        view! {
            <p class="govuk-inset-text">"The plan has been superseded by "
                {link(&format::plan_href(&plan.path), &format::plan_name(plan, &titles))} "."</p>
        }
        .into_any()
    });
    seq(told.collect())
}
