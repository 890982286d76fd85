//! How many fall into each month: a solid bar for exact days, a hatched one on top for dates that may mean
//! the month. The table of the same numbers is always in the page.

use leptos::prelude::*;

use super::draw::{self, WIDTH};
use crate::component::{Cell, Table, detail, none, seq, table};
use crate::format;

/// A month: its first day as 2020-10-01, and how many fall into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    pub month: String,
    pub exact: i32,
    pub about: i32,
}

const HEIGHT: f64 = 150.0;

/// A figure of months. Nothing when there are none.
#[must_use]
pub fn months(caption: &str, months: &[Month]) -> AnyView {
    if months.is_empty() {
        return none();
    }
    let highest = months
        .iter()
        .map(|month| month.exact + month.about)
        .max()
        .unwrap_or(1)
        .max(1);
    let most = months
        .iter()
        .max_by_key(|month| month.exact)
        .map_or_else(String::new, |month| {
            format!(
                "Most name a day in {}: {}.",
                format::month(&month.month),
                month.exact
            )
        });
    let about: i32 = months.iter().map(|month| i32::from(month.about > 0)).sum();
    let words = format!(
        "{} months. {most} In {about} of them there are dates that are not exact.",
        months.len()
    );
    let rows = months.iter().map(|month| {
        vec![
            Cell::Head(format::month(&month.month).into_any()),
            Cell::Figure(month.exact.into_any()),
            Cell::Figure(month.about.into_any()),
        ]
    });
    let rows = table(Table {
        caption: format!("{caption}, in numbers"),
        head: vec!["Month", "Name a day", "May mean it"],
        rows: rows.collect(),
        cards: false,
    });
    view! {
        <figure class="gt-figure">
            <figcaption class="gt-figure__caption">
                {caption.to_owned()} <small>"Solid: one day of the month is stated. Hatched: a month, season or stretch that touches it."</small>
            </figcaption>
            <svg class="gt-chart" viewBox=format!("0 0 {WIDTH} {}", HEIGHT + 60.0) role="img" aria-label=words
                inner_html=shapes(months, highest)></svg>
            {seq(vec![detail("The same as a table", rows)])}
        </figure>
    }
    .into_any()
}

fn shapes(months: &[Month], highest: i32) -> String {
    let mut drawn = draw::HATCH.to_owned();
    // Months without any stand between the others, so that the distance is that of the calendar.
    let number = |month: &str| format::day_number(month).map(f64::from);
    let first = months
        .first()
        .and_then(|month| number(&month.month))
        .unwrap_or_default();
    let last = months
        .last()
        .and_then(|month| number(&month.month))
        .unwrap_or_default();
    let span = ((last - first) / 30.44).round() + 1.0;
    let width = (WIDTH / span).min(40.0);
    let height = |count: i32| f64::from(count) / f64::from(highest) * HEIGHT;
    for month in months {
        let Some(day) = number(&month.month) else {
            continue;
        };
        let x = ((day - first) / 30.44).round() * width;
        let (exact, about) = (height(month.exact), height(month.about));
        drawn += &draw::rect("gt-chart__now", x, 20.0 + HEIGHT - exact, width, exact);
        drawn += &draw::rect(
            "gt-chart__range",
            x,
            20.0 + HEIGHT - exact - about,
            width,
            about,
        );
        let top = 20.0 + HEIGHT - exact - about - 4.0;
        drawn += &draw::text(
            "",
            x + width / 2.0,
            top,
            "middle",
            &(month.exact + month.about).to_string(),
        );
    }
    drawn += &draw::line(
        "gt-chart__grid",
        (0.0, 20.0 + HEIGHT),
        (WIDTH, 20.0 + HEIGHT),
    );
    let ends = [
        (0.0, "start", months.first()),
        ((span * width).min(WIDTH), "end", months.last()),
    ];
    for (x, anchor, month) in ends {
        let words = month
            .map(|month| format::month(&month.month))
            .unwrap_or_default();
        drawn += &draw::text("gt-chart__quiet", x, 40.0 + HEIGHT, anchor, &words);
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_high_as_its_share_of_the_highest() {
        let month = |month: &str, exact, about| Month {
            month: month.into(),
            exact,
            about,
        };
        let drawn = shapes(&[month("2020-08-01", 1, 1), month("2020-09-01", 4, 0)], 4);
        assert!(
            drawn
                .contains(r#"class="gt-chart__now" x="40.0" y="20.0" width="40.0" height="150.0""#),
            "{drawn}"
        );
        assert!(
            drawn
                .contains(r#"class="gt-chart__range" x="0.0" y="95.0" width="40.0" height="37.5""#),
            "{drawn}"
        );
    }
}
