//! Documents that what teams keep is written out as, line by line, so that their records cite the lines where they
//! stand, as those of published documents do.

use uuid::Uuid;

use super::id::{self, OF_TEAMS};
use crate::entity::{citation, document::line, record::Kind};

/// The path of the document of a record of a team. No import takes it, as none takes that of the record.
pub fn path(of: &str) -> String {
    let own = of
        .split('/')
        .map(|part| part.strip_prefix(OF_TEAMS).unwrap_or(part));
    format!("{OF_TEAMS}{}", own.collect::<Vec<_>>().join("-"))
}

/// The id of the document of a record of a team, by the path of the record.
pub fn id_of(of: &str) -> Uuid {
    id::of(Kind::Document, &path(of))
}

/// The line of a document at a place, counted from 1.
pub fn line(document: Uuid, position: usize, text: String) -> line::Model {
    line::Model {
        id: id::of_part(document, "line", position),
        document_id: document,
        position: number(position),
        text,
    }
}

/// How a record cites lines of a document, from one to another, counted from 1.
pub fn cite(
    record: Uuid,
    document: Uuid,
    place: impl Into<String>,
    (from, to): (usize, usize),
) -> citation::Model {
    citation::Model {
        id: id::of_part(record, "citation", 0),
        record_id: record,
        position: 0,
        document_id: document,
        place: place.into(),
        line_from: number(from),
        line_to: number(to.max(from)),
        field: None,
        quote: None,
    }
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_document_of_a_team_is_called_so_at_its_beginning() {
        let of = path("worcestershire/parent-carer-survey/team-2022");
        assert_eq!(of, "team-worcestershire-parent-carer-survey-2022");
    }
}
