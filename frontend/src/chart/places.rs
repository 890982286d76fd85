//! Figures of several places beside each other: the local area, its region, England.
//!
//! Every bar begins at nought and has its number as printed. A bar whose date is not that of the local
//! area's figure is hatched, and words say so: the two must not be read as of one day.

use leptos::prelude::*;

use super::draw;

/// A figure of one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which place, such as `Region: Regional`.
    pub label: String,
    /// The figure as printed.
    pub text: String,
    /// The number in it.
    pub value: f64,
    /// The date of the figure, as printed. None when it states none of its own.
    pub date: Option<String>,
    /// Whether that is another date than the one of the local area's figure.
    pub other_date: bool,
}

/// How much room a number takes after its bar.
const NUMBER: f64 = 80.0;

/// How high a bar is.
const HIGH: f64 = 18.0;

/// How far apart the lines of a hatched bar are.
const GAP: f64 = 9.0;

/// Bars of some places on one scale. `id` is the start of the names by which the chart is described, and
/// no other chart on the page has the same. The table of the same figures is the page's own.
#[must_use]
pub fn places(id: &str, caption: &str, rows: &[Place]) -> AnyView {
    let (shapes, height) = shapes(rows);
    let (title, words) = (format!("{id}-title"), format!("{id}-desc"));
    let svg = format!(
        r#"<title id="{}">{}</title><desc id="{}">{}</desc>{shapes}"#,
        draw::escape(&title),
        draw::escape(caption),
        draw::escape(&words),
        draw::escape(&described(rows)),
    );
    let view_box = format!("0 0 {} {height}", draw::WIDTH);
    let note = note(rows).map(|note| view! { <p class="gt-figure__note">{note}</p> });
    view! {
        <figure class="gt-figure">
            <figcaption class="gt-figure__caption">
                {caption.to_owned()}
                <small>"Every bar begins at 0. Numbers as printed."</small>
            </figcaption>
            <svg class="gt-chart" role="img" viewBox=view_box
                aria-labelledby=format!("{title} {words}") inner_html=svg></svg>
            {note}
        </figure>
    }
    .into_any()
}

/// A place with its date.
fn dated(row: &Place) -> String {
    match &row.date {
        Some(date) => format!("{}, as at {date}", row.label),
        None => format!("{}, no date of its own", row.label),
    }
}

/// What the figure shows, for those who do not see it.
fn described(rows: &[Place]) -> String {
    let words: Vec<String> = rows
        .iter()
        .map(|row| {
            let hatched = if row.other_date { " (hatched)" } else { "" };
            format!("{}: {}{hatched}", dated(row), row.text)
        })
        .collect();
    words.join("; ")
}

/// Which bars are hatched, and why. None when none is.
fn note(rows: &[Place]) -> Option<String> {
    let others: Vec<String> = rows
        .iter()
        .filter(|row| row.other_date)
        .map(dated)
        .collect();
    let words = "Hatched: the date is not that of the first figure of the local area, so the two are \
                 not of one day.";
    (!others.is_empty()).then(|| format!("{words} {}.", others.join("; ")))
}

/// The shapes, and how high they stand together.
fn shapes(rows: &[Place]) -> (String, f64) {
    let values = || rows.iter().map(|row| row.value);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let span = if high > low { high - low } else { 1.0 };
    let x = |value: f64| (value - low) / span * (draw::WIDTH - NUMBER);
    let nought = x(0.0);
    let mut svg = String::new();
    let mut y = 16.0;
    for row in rows {
        for words in draw::wrap(&dated(row)) {
            svg.push_str(&draw::text("", 0.0, y, "start", &words));
            y += 18.0;
        }
        y -= 10.0;
        let (left, right) = (nought.min(x(row.value)), nought.max(x(row.value)));
        if row.other_date {
            svg.push_str(&draw::rect("gt-chart__rest", left, y, right - left, HIGH));
            hatch(&mut svg, (left, y), right - left);
        } else {
            svg.push_str(&draw::rect("gt-chart__now", left, y, right - left, HIGH));
        }
        let (above, below) = ((nought, y - 3.0), (nought, y + HIGH + 3.0));
        svg.push_str(&draw::line("gt-chart__link", above, below));
        svg.push_str(&draw::text("", right + 6.0, y + 14.0, "start", &row.text));
        y += HIGH + 26.0;
    }
    (svg, (y - 16.0).max(0.0))
}

/// Slanting lines over a bar, cut where it ends.
fn hatch(svg: &mut String, (left, top): (f64, f64), wide: f64) {
    let mut at = GAP - HIGH;
    while at < wide {
        // A line climbs as far as it goes to the right: from the foot of the bar at `at` to its top.
        let (from, to) = (at.max(0.0), (at + HIGH).min(wide));
        let y = |x: f64| top + HIGH - (x - at);
        if from < to {
            let ends = ((left + from, y(from)), (left + to, y(to)));
            svg.push_str(&draw::line("gt-chart__link", ends.0, ends.1));
        }
        at += GAP;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(label: &str, value: f64, date: Option<&str>, other_date: bool) -> Place {
        Place {
            label: label.to_owned(),
            text: format!("{value}%"),
            value,
            date: date.map(str::to_owned),
            other_date,
        }
    }

    #[test]
    fn bars_begin_at_nought_and_have_their_numbers() {
        let rows = [
            place("Local area: A", 80.0, Some("January 2020"), false),
            place("England: National", 40.0, Some("January 2020"), false),
        ];
        let (svg, _) = shapes(&rows);
        assert!(svg.contains(r#"x="0.0" y="24.0" width="320.0""#), "{svg}");
        assert!(svg.contains(r#"width="160.0""#), "{svg}");
        assert!(svg.contains(">80%<") && svg.contains(">40%<"), "{svg}");
        assert_eq!(note(&rows), None);
    }

    #[test]
    fn another_date_is_hatched_and_said() {
        let rows = [
            place("Local area: A", 92.0, Some("August 2020"), false),
            place("Region: R", 67.8, Some("Jan 2020"), true),
            place("England: E", 58.7, None, true),
        ];
        let (svg, _) = shapes(&rows);
        assert_eq!(svg.matches("gt-chart__now").count(), 1, "{svg}");
        assert_eq!(svg.matches("gt-chart__rest").count(), 2, "{svg}");
        let said = note(&rows).unwrap_or_default();
        assert!(said.ends_with("Region: R, as at Jan 2020; England: E, no date of its own."));
        assert!(described(&rows).contains("Region: R, as at Jan 2020: 67.8% (hatched)"));
    }

    #[test]
    fn what_fell_goes_to_the_left_of_nought() {
        let (svg, _) = shapes(&[
            place("Local area: A", -5.0, None, false),
            place("Region: R", 15.0, None, false),
        ]);
        assert!(svg.contains(r#"x="0.0" y="24.0" width="80.0""#), "{svg}");
        assert!(
            svg.contains(r#"x="80.0""#) && svg.contains(r#"width="240.0""#),
            "{svg}"
        );
    }

    #[test]
    fn nothing_but_noughts_draws_no_length() {
        let (svg, _) = shapes(&[place("Local area: A", 0.0, None, false)]);
        assert!(svg.contains(r#"width="0.0""#), "{svg}");
    }
}
