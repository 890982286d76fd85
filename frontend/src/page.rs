//! The pages: one file each, named by concept. Each has plain functions that `app` calls with the
//! parts of the address.

pub mod about;
pub mod account;
pub mod action;
pub mod area;
pub mod change;
pub mod compare;
pub mod document;
pub mod draft;
pub mod edit;
pub mod enter;
pub mod explore;
pub mod feedback;
pub mod glossary;
pub mod history;
pub mod home;
pub mod indicator;
pub mod inspection;
pub mod judge;
pub mod measure;
pub mod meeting;
pub mod plan;
pub mod quality;
pub mod question;
pub mod removed;
pub mod review;
pub mod search;
pub mod survey;
pub mod team;
pub mod theme;
pub mod thread;
pub mod timeline;
pub mod update;
pub mod weakness;
pub mod work;
pub mod workstream;
