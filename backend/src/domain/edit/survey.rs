//! What teams enter of their surveys: a survey, a year, what it asked that was not asked before, and its figures. What
//! documents state of other years, and of the same one, stays as it is.

mod judge;
mod new;
mod paper;
mod question;
mod result;
mod wave;

pub use judge::{asks_the_same, judged, judged_with, judged_without, same};
pub use new::{AddSurvey, add as add_survey, is_called};
pub use paper::write_out;
pub use question::{AddQuestion, add as add_question};
pub use result::{AddResults, EditResult, Figure, add as add_results};
pub use wave::{EditWave, add as add_wave};

/// What is said to whoever changes what a document states.
const STAYS: &str =
    "A document states this, and it stays as it was published. Enter another one beside it.";
