//! Lanes of time: a day is a dot, a stretch a hatched bar. The list of the same events stands in the page,
//! so the drawing is for the eye alone.

use leptos::prelude::*;

use super::draw::{self, WIDTH};
use crate::format;
use crate::query::common::{NaiveDate, PublishedDate};

/// A lane: what it is of, and its marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub label: String,
    pub marks: Vec<Mark>,
}

/// A stretch of time: its first and its last day, by the numbers of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub from: f64,
    pub to: f64,
}

impl Mark {
    /// What was read as a date; none where it was not read as days.
    pub fn of(date: &PublishedDate) -> Option<Self> {
        let day = |day: Option<&NaiveDate>| format::day_number(&day?.0).map(f64::from);
        Some(Self {
            from: day(date.from.as_ref())?,
            to: day(date.to.as_ref())?,
        })
    }

    /// The same counted from a day.
    pub fn since(&self, day: f64) -> Self {
        Self {
            from: self.from - day,
            to: self.to - day,
        }
    }
}

/// What the numbers of days are counted from, and what is written below them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Axis {
    /// From the beginning of 1970; years.
    Calendar,
    /// From a day that each lane has; months.
    Months,
}

/// Days of a month, on average.
const MONTH: f64 = 365.25 / 12.0;

impl Axis {
    /// The days that are marked, with their words.
    fn ticks(self) -> Vec<(f64, String)> {
        let years = 1990..2100_i32;
        let day = |year: i32| format::day_number(&format!("{year}-01-01"));
        match self {
            Self::Calendar => years
                .filter_map(|year| Some((f64::from(day(year)?), year.to_string())))
                .collect(),
            Self::Months => (-20..=20_i32)
                .map(|year| year * 12)
                .map(|months| {
                    (
                        f64::from(months) * MONTH,
                        months.to_string().replace('-', "−"),
                    )
                })
                .collect(),
        }
    }
}

const LANE: f64 = 46.0;
const BOTTOM: f64 = 24.0;

/// A figure of lanes under one axis.
#[must_use]
pub fn lanes(caption: &str, axis: Axis, lanes: &[Lane]) -> AnyView {
    let height = lanes.len() as f64 * LANE + BOTTOM;
    view! {
        <figure class="gt-figure">
            <figcaption class="gt-figure__caption">
                {caption.to_owned()} <small>"A dot is a day, a hatched bar a date that is not as exact. The list below says the same."</small>
            </figcaption>
            <svg class="gt-chart gt-chart--lanes" viewBox=format!("0 0 {WIDTH} {height}") aria-hidden="true"
                inner_html=shapes(axis, lanes)></svg>
        </figure>
    }
    .into_any()
}

/// The pattern of what is not exact, the lanes, and the axis below.
fn shapes(axis: Axis, lanes: &[Lane]) -> String {
    let marks = || lanes.iter().flat_map(|lane| &lane.marks);
    let first = marks().map(|mark| mark.from).fold(f64::INFINITY, f64::min);
    let last = marks()
        .map(|mark| mark.to)
        .fold(f64::NEG_INFINITY, f64::max);
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
    for (day, words) in axis.ticks() {
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
                &words,
            );
        }
    }
    for (number, lane) in lanes.iter().enumerate() {
        let top = number as f64 * LANE;
        drawn += &draw::text("", 0.0, top + 14.0, "start", &lane.label);
        for mark in &lane.marks {
            let (from, to) = (place(mark.from), place(mark.to));
            drawn += &match mark.to - mark.from < 1.0 {
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
        let day = |day| format::day_number(day).map_or(f64::NAN, f64::from);
        Mark {
            from: day(from),
            to: day(to),
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
        let drawn = shapes(Axis::Calendar, &[lane]);
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
            shapes(
                Axis::Calendar,
                &[Lane {
                    label: "x".into(),
                    marks: Vec::new()
                }]
            ),
            ""
        );
    }

    #[test]
    fn months_are_counted_both_ways_from_the_day_of_the_lane() {
        let begin = mark("2020-05-15", "2020-05-15").from;
        let lane = Lane {
            label: "x".into(),
            marks: ["2018-05-15", "2022-05-31"]
                .map(|day| mark(day, day).since(begin))
                .into(),
        };
        let drawn = shapes(Axis::Months, &[lane]);
        for words in [">−12</text>", ">0</text>", ">24</text>"] {
            assert!(drawn.contains(words), "{drawn}");
        }
    }
}
