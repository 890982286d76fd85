//! Lanes of time: a day is a dot, a stretch a hatched bar. The list of the same events stands in the page,
//! so the drawing is for the eye alone.

use leptos::prelude::*;

use super::draw::{self, WIDTH};
use crate::format;

/// A lane: what it is of, and its marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub label: String,
    pub marks: Vec<Mark>,
}

/// A stretch of time, both days written as 2020-10-31.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub from: String,
    pub to: String,
}

const LANE: f64 = 46.0;
const BOTTOM: f64 = 24.0;

/// A figure of lanes under one axis.
#[must_use]
pub fn lanes(caption: &str, lanes: &[Lane]) -> AnyView {
    let height = lanes.len() as f64 * LANE + BOTTOM;
    view! {
        <figure class="gt-figure">
            <figcaption class="gt-figure__caption">
                {caption.to_owned()} <small>"A dot is a day, a hatched bar a date that is not as exact. The list below says the same."</small>
            </figcaption>
            <svg class="gt-chart gt-chart--lanes" viewBox=format!("0 0 {WIDTH} {height}") aria-hidden="true"
                inner_html=shapes(lanes)></svg>
        </figure>
    }
    .into_any()
}

/// The pattern of what is not exact, the lanes, and the years below.
fn shapes(lanes: &[Lane]) -> String {
    let days = lanes
        .iter()
        .flat_map(|lane| &lane.marks)
        .flat_map(|mark| [&mark.from, &mark.to]);
    let days: Vec<f64> = days
        .filter_map(|day| format::day_number(day))
        .map(f64::from)
        .collect();
    let first = days.iter().copied().fold(f64::INFINITY, f64::min);
    let last = days.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !first.is_finite() {
        return String::new();
    }
    // A single day is in the middle of a year.
    let (first, last) = if last - first < 365.0 {
        (first - 180.0, last + 180.0)
    } else {
        (first, last)
    };
    let place = |day: f64| 10.0 + (day - first) / (last - first) * (WIDTH - 20.0);
    let mut drawn = draw::HATCH.to_owned();
    let bottom = lanes.len() as f64 * LANE;
    for year in 1990..2100_i32 {
        let Some(day) = format::day_number(&format!("{year}-01-01")).map(f64::from) else {
            continue;
        };
        if day >= first && day <= last {
            drawn += &draw::line(
                "gt-chart__grid",
                (place(day), 0.0),
                (place(day), bottom + 4.0),
            );
            drawn += &draw::text(
                "gt-chart__quiet",
                place(day),
                bottom + 20.0,
                "middle",
                &year.to_string(),
            );
        }
    }
    for (number, lane) in lanes.iter().enumerate() {
        let top = number as f64 * LANE;
        drawn += &draw::text("", 0.0, top + 14.0, "start", &lane.label);
        for mark in &lane.marks {
            let ends = (format::day_number(&mark.from), format::day_number(&mark.to));
            let (Some(from), Some(to)) = ends else {
                continue;
            };
            let (from, to) = (place(from.into()), place(to.into()));
            drawn += &match mark.from == mark.to {
                true => draw::dot("gt-chart__now", from, top + 30.0),
                false => draw::rect(
                    "gt-chart__range",
                    from,
                    top + 24.0,
                    (to - from).max(3.0),
                    12.0,
                ),
            };
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(from: &str, to: &str) -> Mark {
        Mark {
            from: from.into(),
            to: to.into(),
        }
    }

    #[test]
    fn days_are_dots_and_stretches_are_bars_in_their_place() {
        let lane = Lane {
            label: "A & B".into(),
            marks: vec![
                mark("2019-01-01", "2019-01-01"),
                mark("2020-01-01", "2021-01-01"),
            ],
        };
        let drawn = shapes(&[lane]);
        assert!(drawn.contains("A &amp; B"));
        assert!(drawn.contains(r#"cx="10.0""#), "{drawn}");
        assert!(
            drawn.contains(r#"class="gt-chart__range""#) && drawn.contains(r#"width="190."#),
            "{drawn}"
        );
        assert!(drawn.contains(">2020</text>"));
    }

    #[test]
    fn nothing_is_drawn_of_no_day() {
        assert_eq!(
            shapes(&[Lane {
                label: "x".into(),
                marks: vec![mark("31/09/2020", "x")]
            }]),
            ""
        );
    }
}
