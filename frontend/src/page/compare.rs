//! Two plans side by side.
use leptos::prelude::*;
pub fn compare() -> AnyView { ().into_any() }
