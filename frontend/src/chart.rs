//! Charts of our own, in SVG. Each has a caption and words for those who do not see it; the same
//! figures always stand in a table; nothing is said by colour alone.

pub mod bars;
pub mod coverage;
pub mod draw;
pub mod lanes;
pub mod months;
pub mod pairs;
pub mod places;
pub mod status_bar;
