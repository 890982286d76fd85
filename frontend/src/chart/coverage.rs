//! What a document states, and what it leaves out.

use leptos::prelude::*;

use super::bars::{Bar, bars};

/// How many of a number of records state something: label, stated, out of how many.
pub type Stated = (String, i32, i32);

/// A table of shares with a bar each. It judges the document, never the area.
#[must_use]
pub fn coverage(caption: &str, rows: Vec<Stated>) -> AnyView {
    let rows = rows.into_iter().map(row).collect();
    bars(caption, ("What", "Stated for"), rows)
}

fn row((label, stated, of): Stated) -> Bar {
    let (text, share) = if of == 0 {
        ("None to count".to_owned(), None)
    } else {
        (
            format!("{stated} of {of}"),
            Some(f64::from(stated) / f64::from(of)),
        )
    };
    Bar {
        id: String::new(),
        label,
        text,
        share,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_count_is_not_a_share_of_nought() {
        assert_eq!(row(("Targets".into(), 0, 0)).share, None);
        assert_eq!(row(("Dates".into(), 0, 38)).share, Some(0.0));
        assert_eq!(row(("Dates".into(), 25, 33)).text, "25 of 33");
    }
}
