//! Ids that every database computes alike: the same record has the same id everywhere, so a link,
//! a citation of a query and a test never depend on the order in which records were written.

use sea_orm::ActiveEnum;
use uuid::Uuid;

use crate::entity::record::Kind;

/// The root of all our ids; any fixed value would do.
const NAMESPACE: Uuid = Uuid::from_u128(0x5c0f_5f0e_9a51_4a8e_8f44_6f1d_7c6a_21b3);

/// How a part of the path of what a team enters begins: no import takes such a path, so that neither can be in the
/// other's place.
pub const OF_TEAMS: &str = "team-";

/// The id of the record of this kind at this path.
pub fn of(kind: Kind, path: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{}:{path}", kind.to_value()).as_bytes())
}

/// The id of the `position`th row of a kind that belongs to a record.
pub fn of_part(owner: Uuid, part: &str, position: usize) -> Uuid {
    Uuid::new_v5(&owner, format!("{part}:{position}").as_bytes())
}
