//! What pages are made of: plain functions that give a view. They are functions and not
//! `#[component]`s, and all give `AnyView`, because every other type would be compiled into the
//! bundle once for each page that uses it.

pub mod citation;
pub mod dom;
pub mod filter;
pub mod list;
pub mod load;
pub mod page;
pub mod table;
pub mod text;
pub mod value;

pub use citation::{citation_list, notes};
pub use filter::{checkboxes, chips, filter_form, select, text_field, Choice, Chip};
pub use list::{bullets, detail, row, summary_list, Row};
pub use load::{load_page, load_part};
pub use page::{contents, crumbs, heading, heading_under, missing_page, section, subsection, warning, Crumb};
pub use table::{pager, results_heading, table, Cell, Pager, Table};
pub use text::{link, none, para, quote, visually_hidden};
pub use value::{due_date, not_stated, or_not_stated, published_date, share, status_tag, tag, themes, Colour};
