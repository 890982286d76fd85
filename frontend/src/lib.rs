//! The Golden Thread page: Leptos in the browser, over the same GraphQL API as everyone else's.
//!
//! `app` is the frame and the table of addresses; `page` has a file for each page, `component` what
//! pages are made of, `chart` the drawings; `query` is what is asked, `api` how; `url` is filters as
//! addresses and `format` values as words, both pure.

pub mod api;
pub mod app;
pub mod chart;
pub mod component;
pub mod format;
pub mod page;
pub mod query;
pub mod url;
