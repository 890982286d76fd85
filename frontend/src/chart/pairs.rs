//! Two years of one figure, as two dots and a line between them.
//!
//! The line says "this changed", so a pair that the report does not let us compare is not drawn at
//! all: its figures stand in the table only, with the reason. A chart of `22% (60%)` cannot be made here.

use leptos::prelude::*;

use super::draw;

/// A figure of one year with that of the year before.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// What the figure is about.
    pub label: String,
    /// The figure, out of 100.
    pub now: f64,
    /// The figure of the year before, out of 100.
    pub before: f64,
    /// Whether question, population and options are the same. False is never drawn.
    pub comparable: bool,
}

/// The figure of all comparable pairs, on one scale from 0 to 100; nothing where there is none.
/// `years` are the year before and the year. The table of the same figures is the page's own.
#[must_use]
pub fn pairs(caption: &str, years: (i32, i32), rows: &[Pair]) -> AnyView {
    let drawn: Vec<&Pair> = rows.iter().filter(|row| row.comparable).collect();
    if drawn.is_empty() {
        return ().into_any();
    }
    let (svg, height) = shapes(years, &drawn);
    let view_box = format!("0 0 {} {height}", draw::WIDTH);
    let described = described(years, &drawn);
    view! {
        <figure class="gt-figure">
            <figcaption class="gt-figure__caption">
                {caption.to_owned()}
                <small>
                    {format!("Per cent. Ring: {}; full dot: {}. Comparable figures only.", years.0, years.1)}
                </small>
            </figcaption>
            <svg class="gt-chart" role="img" viewBox=view_box aria-label=described inner_html=svg></svg>
        </figure>
    }
    .into_any()
}

/// How much room a number takes beside its dot.
const NUMBER: f64 = 50.0;

/// What the figure shows, for those who do not see it.
fn described(years: (i32, i32), rows: &[&Pair]) -> String {
    let mut words = format!("From {} to {}: ", years.0, years.1);
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            words.push_str("; ");
        }
        words.push_str(&format!("{}: {}% to {}%", row.label, row.before, row.now));
    }
    words
}

/// The shapes, and how high they stand together.
fn shapes(years: (i32, i32), rows: &[&Pair]) -> (String, f64) {
    // Room at both ends for the numbers beside the outermost dots.
    let x = |value: f64| 34.0 + value.clamp(0.0, 100.0) / 100.0 * (draw::WIDTH - 68.0);
    let mut svg = String::new();
    let mut y = 16.0;
    for (index, row) in rows.iter().enumerate() {
        for words in draw::wrap(&row.label) {
            svg.push_str(&draw::text("", 0.0, y, "start", &words));
            y += 18.0;
        }
        y += 4.0;
        let (left, right) = (row.now.min(row.before), row.now.max(row.before));
        // The scale stops short of the numbers: no line may run through one.
        for (from, to) in [(x(0.0), x(left) - NUMBER), (x(right) + NUMBER, x(100.0))] {
            if from < to {
                svg.push_str(&draw::line("gt-chart__grid", (from, y), (to, y)));
            }
        }
        svg.push_str(&draw::line("gt-chart__link", (x(left), y), (x(right), y)));
        svg.push_str(&draw::dot("gt-chart__before", x(row.before), y));
        svg.push_str(&draw::dot("gt-chart__now", x(row.now), y));
        let number = |value: f64| format!("{value}%");
        svg.push_str(&draw::text(
            "",
            x(left) - 11.0,
            y + 5.0,
            "end",
            &number(left),
        ));
        svg.push_str(&draw::text(
            "",
            x(right) + 11.0,
            y + 5.0,
            "start",
            &number(right),
        ));
        y += 18.0;
        // The years stand beside the dots of the first row, so that nobody needs the legend.
        if index == 0 && right - left >= 14.0 {
            let before_first = row.before <= row.now;
            let (first, second) = if before_first {
                years
            } else {
                (years.1, years.0)
            };
            for (value, year) in [(left, first), (right, second)] {
                let year = year.to_string();
                svg.push_str(&draw::text(
                    "gt-chart__quiet",
                    x(value),
                    y + 6.0,
                    "middle",
                    &year,
                ));
            }
            y += 14.0;
        }
        y += 20.0;
    }
    (svg, y - 16.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(label: &str, now: f64, before: f64, comparable: bool) -> Pair {
        let label = label.to_owned();
        Pair {
            label,
            now,
            before,
            comparable,
        }
    }

    #[test]
    fn a_comparable_pair_has_two_dots_and_a_link() {
        let row = pair("Health", 55.0, 52.0, true);
        let (svg, _) = shapes((2020, 2021), &[&row]);
        assert_eq!(svg.matches("<circle").count(), 2);
        assert_eq!(svg.matches("gt-chart__link").count(), 1);
        assert!(svg.contains("55%") && svg.contains("52%"), "{svg}");
    }

    #[test]
    fn a_break_in_the_series_is_never_drawn() {
        let rows = [
            pair("Understanding", 22.0, 60.0, false),
            pair("Health", 55.0, 52.0, true),
        ];
        let drawn: Vec<&Pair> = rows.iter().filter(|row| row.comparable).collect();
        let (svg, _) = shapes((2020, 2021), &drawn);
        assert!(!svg.contains("60%") && !svg.contains("22%"), "{svg}");
        assert!(!described((2020, 2021), &drawn).contains("Understanding"));
    }

    #[test]
    fn a_fall_names_its_years_in_the_order_of_the_dots() {
        let row = pair("Progress", 12.0, 60.0, true);
        let (svg, _) = shapes((2020, 2021), &[&row]);
        let year_at = |year: &str| svg.find(&format!(">{year}<"));
        assert!(year_at("2021") < year_at("2020"), "{svg}");
    }
}
