//! How the actions of one plan stand, in the plan's own scale: one bar in parts, and the table of
//! the same numbers, which is its legend too.

use leptos::prelude::*;

use super::draw;

/// A part of the bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The source's own word.
    pub label: String,
    /// How many.
    pub count: i32,
    /// Its fill: `blue`, `teal`, `pink`, `orange`, `purple`, `red` or `grey`.
    pub fill: &'static str,
}

/// A bar in parts with the table of its numbers. `counted` is what is counted, such as `Actions`.
/// Parts of nought stand in the table only.
#[must_use]
pub fn status_bar(caption: &str, counted: &str, parts: Vec<Part>) -> AnyView {
    let total: i32 = parts.iter().map(|part| part.count).sum();
    let view_box = format!("0 0 {} 36", draw::WIDTH);
    let svg = shapes(&parts, total);
    let described = described(&parts, total);
    let rows = parts
        .into_iter()
        .map(|part| {
            let key = format!("gt-parts__key gt-key--{}", part.fill);
            view! {
                <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header">
                        <span class=key aria-hidden="true"></span>
                        {part.label}
                    </th>
                    <td class="govuk-table__cell govuk-table__cell--numeric">{part.count}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <figure class="gt-figure gt-figure--status">
            <figcaption class="gt-figure__caption">{caption.to_owned()}</figcaption>
            <svg class="gt-chart" role="img" viewBox=view_box aria-label=described inner_html=svg></svg>
            <table class="govuk-table gt-table--dense">
                <caption class="govuk-visually-hidden">{caption.to_owned()}</caption>
                <thead class="govuk-table__head">
                    <tr class="govuk-table__row">
                        <th scope="col" class="govuk-table__header">"Status in the source"</th>
                        <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                            {counted.to_owned()}
                        </th>
                    </tr>
                </thead>
                <tbody class="govuk-table__body">{rows}</tbody>
            </table>
        </figure>
    }
    .into_any()
}

fn described(parts: &[Part], total: i32) -> String {
    let parts = parts.iter().filter(|part| part.count > 0);
    let words: Vec<String> = parts
        .map(|part| format!("{} {}", part.count, part.label))
        .collect();
    format!("{total} in all: {}", words.join(", "))
}

fn shapes(parts: &[Part], total: i32) -> String {
    let mut svg = String::new();
    let mut x = 0.0;
    for part in parts.iter().filter(|part| part.count > 0) {
        let width = draw::WIDTH * f64::from(part.count) / f64::from(total.max(1));
        let class = format!("gt-chart__part gt-fill--{}", part.fill);
        svg.push_str(&draw::rect(&class, x, 0.0, width, 36.0));
        // A number that does not fit stands in the table only.
        if width >= 24.0 {
            let number = part.count.to_string();
            svg.push_str(&draw::text(
                "gt-chart__inside",
                x + width / 2.0,
                24.0,
                "middle",
                &number,
            ));
        }
        x += width;
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(label: &str, count: i32) -> Part {
        let label = label.to_owned();
        Part {
            label,
            count,
            fill: "grey",
        }
    }

    #[test]
    fn parts_fill_the_bar_and_noughts_are_left_out() {
        let parts = [
            part("AMBER", 22),
            part("PINK", 8),
            part("GREEN", 2),
            part("BLUE", 1),
            part("RED", 0),
        ];
        let svg = shapes(&parts, 33);
        assert_eq!(svg.matches("<rect").count(), 4);
        assert!(svg.contains(r#"width="266.7""#), "{svg}");
        assert_eq!(
            described(&parts, 33),
            "33 in all: 22 AMBER, 8 PINK, 2 GREEN, 1 BLUE"
        );
    }

    #[test]
    fn no_actions_draw_nothing() {
        assert_eq!(shapes(&[], 0), "");
    }
}
