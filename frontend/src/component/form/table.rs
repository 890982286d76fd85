//! Tables of a form while they are kept: a figure is kept under the words of its row, which may stand at another place
//! by the time it is put back, since others enter figures and questions meanwhile.

use super::{Field, Kind, Values};

/// The tables of a form: the name of each, and the words of its rows.
#[derive(Clone)]
pub struct Tables(Vec<(&'static str, Vec<String>)>);

impl Tables {
    /// Those among some fields.
    pub fn of(fields: &[Field]) -> Self {
        let tables = fields.iter().filter_map(|field| match &field.kind {
            Kind::Table(lines) => {
                let rows = lines.iter().map(|line| line.label.clone());
                Some((field.name, rows.collect()))
            }
            _ => None,
        });
        Self(tables.collect())
    }

    /// What was written, as it is kept.
    pub fn kept(&self, mut written: Values) -> Values {
        for (name, rows) in &self.0 {
            let figures = written.all(name);
            written.0.retain(|(own, _)| own != name);
            let rows = rows.iter().map(|row| under(name, row));
            written.0.extend(rows.zip(figures));
        }
        written
    }

    /// What was kept, as it is put back.
    pub fn put_back(&self, mut kept: Values) -> Values {
        for (name, rows) in &self.0 {
            for row in rows {
                let figure = kept.get(&under(name, row));
                kept.0.push(((*name).to_owned(), figure));
            }
        }
        kept
    }
}

/// The name under which a figure is kept.
fn under(table: &str, row: &str) -> String {
    format!("{table}: {row}")
}

#[cfg(test)]
mod tests {
    use super::super::Line;
    use super::*;

    fn tables(rows: &[&str]) -> Tables {
        let lines = rows.iter().map(|row| Line {
            label: (*row).to_owned(),
            before: String::new(),
        });
        Tables::of(&[Field {
            name: "results",
            label: "",
            hint: "",
            kind: Kind::Table(lines.collect()),
        }])
    }

    #[test]
    fn a_figure_is_put_back_into_its_row_wherever_that_stands() {
        let figures = ["21%", "", "64%"].map(|figure| ("results", figure.to_owned()));
        let mut written = Values::of(figures);
        written.set("base", "310".to_owned());
        let kept = tables(&["Heard", "Safe", "On time"]).kept(written);
        let read = Values::read(&kept.write()).unwrap_or_default();
        let back = tables(&["New", "On time", "Heard"]).put_back(read);
        assert_eq!(back.all("results"), ["", "64%", "21%"]);
        assert_eq!(back.get("base"), "310");
    }
}
