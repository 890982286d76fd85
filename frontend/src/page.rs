//! The pages: one file each, named by concept. Each has plain functions that `app` calls with the
//! parts of the address.

pub mod about;
pub mod action;
pub mod area;
pub mod compare;
pub mod document;
pub mod home;
pub mod plan;
pub mod quality;
pub mod survey;
pub mod theme;
