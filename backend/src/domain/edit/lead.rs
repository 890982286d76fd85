//! Those who lead an action, as its team says: beside a plan, or in the draft of the next.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    domain::{
        Result,
        problem::{Code, Problems},
        text,
    },
    entity::organisation,
};

/// How many steps, leads or pages an action has at most.
pub const MOST: usize = 50;

/// Somebody who leads an action.
#[derive(Clone, Debug)]
pub struct Lead {
    pub name: String,
    pub role: Option<String>,
    pub organisation: Option<Uuid>,
}

/// Notes what of them cannot be meant, whatever the area is. `path` is where they stand.
pub fn check(problems: &mut Problems, path: &str, leads: &mut [Lead]) {
    if leads.len() > MOST {
        problems.add(Code::TooMany, path, format!("Give at most {MOST}."));
    }
    for (place, lead) in leads.iter_mut().enumerate() {
        let mut line = |field: &str, words: &str| {
            text::line(problems, &format!("{path}.{place}.{field}"), words, 1..=200)
        };
        lead.name = line("name", &lead.name);
        lead.role = lead.role.take().map(|role| line("role", &role));
    }
}

/// Notes organisations that are none of the area's partners, nor everybody's.
pub async fn known(
    tx: &DatabaseTransaction,
    problems: &mut Problems,
    path: &str,
    area: Uuid,
    leads: &[Lead],
) -> Result<()> {
    let asked: HashSet<Uuid> = leads.iter().filter_map(|lead| lead.organisation).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let known = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(asked))
        .all(tx)
        .await?;
    for (place, lead) in leads.iter().enumerate() {
        let is_known = |asked: Uuid| {
            known
                .iter()
                .any(|known| known.id == asked && known.area_id.is_none_or(|own| own == area))
        };
        if lead.organisation.is_some_and(|asked| !is_known(asked)) {
            problems.missing(&format!("{path}.{place}.organisation"));
        }
    }
    Ok(())
}
