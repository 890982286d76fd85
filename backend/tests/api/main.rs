//! The API as its users meet it: over HTTP, on a real database. `GOLDENTHREAD_TEST_DATABASE` names
//! a PostgreSQL server; without it every test has a SQLite file of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod app;

mod account;
mod action;
mod area;
mod beside;
mod cache;
mod change;
mod compare;
mod database;
mod diff;
mod document;
mod download;
mod edit;
mod facet;
mod feed;
mod feedback;
mod filter;
mod glossary;
mod group;
mod history;
mod http;
mod import;
mod indicator;
mod inspection;
mod limit;
mod loader;
mod measure;
mod meeting;
mod member;
mod migration;
mod node;
mod order;
mod package;
mod page;
mod permalink;
mod plan;
mod priority;
mod quality;
mod rate;
mod review;
mod reviewed;
mod roundtrip;
mod schema;
mod search;
mod similar;
mod survey;
mod survey_edit;
mod thread;
mod timeline;
mod update;
mod weakness;
mod work;
mod workstream;
