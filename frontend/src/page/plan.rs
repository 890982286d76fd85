//! Plan.
use leptos::prelude::*;
pub fn plan(_area: &str, _plan: &str) -> AnyView { ().into_any() }
