//! The forms of what editors judge: the themes of a record, and whether two actions are alike.

mod pair;
mod theme;

pub use pair::pair;
pub use theme::themes;
