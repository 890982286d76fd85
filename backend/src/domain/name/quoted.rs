//! Names in answers and queries that are kept as they were sent: only their texts change, and all else stays byte for byte.

use super::{Finder, is_word};

impl Finder {
    /// Takes names out of the values of a text in JSON, which otherwise stays as it is, byte for byte.
    pub fn clear_json(&self, text: &mut String) -> usize {
        self.clear_quoted(text, |quoted, rest| {
            // What a colon follows is the name of a field.
            if rest.trim_start().starts_with(':') {
                return None;
            }
            let mut value: String = serde_json::from_str(quoted).ok()?;
            let is_text = !is_word(&value);
            let count = if is_text {
                self.clear_text(&mut value)
            } else {
                0
            };
            let written = serde_json::to_string(&value).ok()?;
            (count > 0).then_some((written, count))
        })
    }

    /// Takes names out of the texts and comments of a query, which otherwise stays as it is.
    pub fn clear_query(&self, text: &mut String) -> usize {
        self.clear_quoted(text, |quoted, _| {
            let mut value = quoted.to_owned();
            let count = self.clear_text(&mut value);
            (count > 0).then_some((value, count))
        })
    }

    /// Replaces what stands between quotation marks or, in a query, in a comment.
    fn clear_quoted(
        &self,
        text: &mut String,
        clear: impl Fn(&str, &str) -> Option<(String, usize)>,
    ) -> usize {
        let (mut done, mut rest, mut count) = (String::new(), text.as_str(), 0);
        while let Some(begin) = rest.find(['"', '#']) {
            let (before, from) = rest.split_at(begin);
            let (quoted, after) = from.split_at(end_of(from));
            done.push_str(before);
            match clear(quoted, after) {
                Some((cleared, times)) => {
                    count += times;
                    done.push_str(&cleared);
                }
                None => done.push_str(quoted),
            }
            rest = after;
        }
        done.push_str(rest);
        if count > 0 {
            *text = done;
        }
        count
    }
}

/// Where a text that begins with a quotation mark, or a comment, ends.
fn end_of(text: &str) -> usize {
    if text.starts_with('#') {
        return text.find('\n').unwrap_or(text.len());
    }
    let block = "\"\"\"";
    if let Some(inside) = text.strip_prefix(block) {
        return inside.find(block).map_or(text.len(), |end| end + 6);
    }
    let mut is_escaped = false;
    let mut letters = text.char_indices().skip(1);
    let end = letters.find(|(_, letter)| {
        let is_end = *letter == '"' && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}
