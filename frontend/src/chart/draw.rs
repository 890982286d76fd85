//! The pieces that charts are drawn from, as SVG text.
//!
//! Text and not `view!`: a chart is some dozens of shapes whose only inputs are numbers and labels,
//! so one string each is a fraction of the code, and native tests can read what was drawn.
//! Whatever comes from outside goes through [`escape`].

/// How wide every figure is drawn, in units of its view box. A unit is about a pixel on a phone,
/// so that the words of a chart stay readable at 375 pixels.
pub const WIDTH: f64 = 400.0;

/// About how many letters of a label fit on one line of the full width.
const LETTERS: usize = 46;

/// The pattern of what is not exact, which `gt-chart__range` fills with. Before all shapes of a drawing.
pub const HATCH: &str = r#"<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" class="gt-chart__link"/></pattern></defs>"#;

/// A text that may stand between tags and inside quotation marks.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

/// A rectangle with a class.
#[must_use]
pub fn rect(class: &str, x: f64, y: f64, width: f64, height: f64) -> String {
    format!(
        r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}"/>"#
    )
}

/// A line with a class.
#[must_use]
pub fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> String {
    let ((x1, y1), (x2, y2)) = (from, to);
    format!(r#"<line class="{class}" x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}"/>"#)
}

/// A dot with a class.
#[must_use]
pub fn dot(class: &str, x: f64, y: f64) -> String {
    format!(r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="6.5"/>"#)
}

/// Words; `anchor` is `start`, `middle` or `end`.
#[must_use]
pub fn text(class: &str, x: f64, y: f64, anchor: &str, words: &str) -> String {
    let words = escape(words);
    format!(r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{words}</text>"#)
}

/// A label in lines that fit the width, broken between words.
#[must_use]
pub fn wrap(label: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= LETTERS => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_cannot_open_a_tag() {
        let drawn = text("", 0.0, 0.0, "start", "<script>\"&");
        assert!(
            drawn.contains("&lt;script&gt;&quot;&amp;</text>"),
            "{drawn}"
        );
    }

    #[test]
    fn a_label_breaks_between_words_and_loses_none() {
        let label = "Parents who felt that their child received support some of the time";
        let lines = wrap(label);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.join(" "), label);
        assert!(lines.iter().all(|line| line.chars().count() <= LETTERS));
    }
}
