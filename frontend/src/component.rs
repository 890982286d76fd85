//! What pages are made of: plain functions that give a view. They are functions and not
//! `#[component]`s, and all give `AnyView`, because every other type would be compiled into the
//! bundle once for each page that uses it.

pub mod back;
pub mod citation;
pub mod comments;
pub mod deed;
pub mod difference;
pub mod dom;
pub mod edit;
pub mod filter;
pub mod form;
pub mod grid;
pub mod kept;
pub mod lazy;
pub mod list;
pub mod live;
pub mod load;
pub mod page;
pub mod past;
pub mod said;
pub mod saved;
pub mod signed;
mod superseded;
pub mod table;
pub mod take;
pub mod text;
pub mod value;
pub mod view;

pub use citation::{citation_list, citation_list_of, history_among, history_of, notes};
pub use filter::{
    Chip, Choice, checkboxes, chips, counted_checkboxes, day_field, filter_form, select, text_field,
};
pub use grid::{GridRow, grid};
pub use lazy::{lazy, lazy_part};
pub use list::{Row, bullets, detail, detail_later, row, summary_list};
pub use load::{load_page, load_part};
pub use page::{
    Crumb, contents, crumbs, heading, heading_under, missing_page, section, subsection, warning,
};
pub use superseded::superseded;
pub use table::{Cell, Pager, Table, pager, results_heading, table};
pub use text::{
    anchored, anew, cite, copied, copied_later, dynamic, link, none, para, quote, reason,
    reason_of, remark, remark_of, seq, strong, visually_hidden, watch,
};
pub use value::{
    Colour, by_team, due_date, not_stated, or_not_stated, published_date, share, status_tag, tag,
    themes,
};
