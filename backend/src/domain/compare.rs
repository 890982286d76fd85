//! Two plans side by side: first what can be compared at all, then theme by theme. Nothing here
//! scores or ranks, and nothing that stands in one plan only is left out.

pub mod counterpart;
pub mod indicator;
pub mod lane;
pub mod line;
pub mod matrix;
pub mod pair;
mod rows;
pub mod similar;
pub mod status;
pub mod theme;
pub mod version;

use std::{collections::HashMap, sync::Arc};

use async_graphql::Enum;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use self::rows::Rows;
use super::{Error, Result, coverage::Coverage, list};
use crate::entity::{
    action, area, measure, plan,
    theme::{Model as Theme, assignment},
    weakness, workstream,
};

/// What one plan holds, or what of it falls under a theme.
#[derive(Clone, Debug, Default)]
pub struct Items {
    pub weaknesses: Vec<Arc<weakness::Model>>,
    pub workstreams: Vec<Arc<workstream::Model>>,
    pub actions: Vec<Arc<action::Model>>,
    pub measures: Vec<Arc<measure::Model>>,
}

/// One of the two plans, with everything in it.
#[derive(Debug)]
pub struct Side {
    pub plan: plan::Model,
    pub area: area::Model,
    /// What sentences call it: the area, or the plan where both are of one area.
    label: String,
    pub items: Items,
    pub coverage: Coverage,
}

/// How the two plans belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ComparisonRelation")]
pub enum Relation {
    /// They are of two areas.
    TwoAreas,
    /// They are two plans of one area.
    OneArea,
    /// They are of one area, and one says that it takes the place of the other.
    Versions,
}

/// Two plans with everything in them. Each part of the comparison is made when it is asked for.
#[derive(Debug)]
pub struct Comparison {
    pub a: Side,
    pub b: Side,
    themes: Vec<Theme>,
    scales: status::Scales,
    /// By record, how it came under its themes.
    assigned: HashMap<Uuid, Vec<assignment::Model>>,
}

/// Compares two plans, by their paths. The number of statements does not grow with the plans.
pub async fn compare(db: &DatabaseConnection, a: &str, b: &str) -> Result<Comparison> {
    if a == b {
        return Err(Error::bad_input(
            "b",
            format!("Both sides are the plan ‘{a}’. Choose another plan for one of them."),
        ));
    }
    let a = list::at::<plan::Entity>(db, a).await?;
    let b = list::at::<plan::Entity>(db, b).await?;
    let rows = Rows::load(db, [a.id, b.id]).await?;
    let mut a = rows.side(db, a).await?;
    let mut b = rows.side(db, b).await?;
    if a.area.id == b.area.id {
        a.label = format!("‘{}’", a.plan.title);
        b.label = format!("‘{}’", b.plan.title);
    }
    Ok(Comparison {
        a,
        b,
        themes: rows.themes,
        scales: rows.scales,
        assigned: rows.assigned,
    })
}

/// The most records of a side whose wording is compared with the other's: every pair is weighed.
const MOST_WORDINGS: usize = 2_000;

/// Refuses to compare the wording of more records than anybody would read.
fn few(part: &'static str, side: &Side, number: usize, nouns: &str) -> Result<()> {
    if number <= MOST_WORDINGS {
        return Ok(());
    }
    Err(Error::bad_input(
        part,
        format!(
            "The wording of at most {MOST_WORDINGS} {nouns} of a side is compared; that of ‘{}’ has {number}. Ask for the parts of the comparison that hold none.",
            side.plan.path
        ),
    ))
}

impl Comparison {
    /// How the two plans belong together.
    pub fn relation(&self) -> Relation {
        let (a, b) = (&self.a.plan, &self.b.plan);
        match a.area_id == b.area_id {
            false => Relation::TwoAreas,
            true if a.supersedes_id == Some(b.id) || b.supersedes_id == Some(a.id) => {
                Relation::Versions
            }
            true => Relation::OneArea,
        }
    }

    /// What the later of two versions changed; nothing where the plans are no versions of one.
    pub fn changes(&self) -> Option<Vec<version::Part>> {
        let is_versions = self.relation() == Relation::Versions;
        is_versions.then(|| match self.b.plan.supersedes_id == Some(self.a.plan.id) {
            true => version::changes(&self.scales, &self.a, &self.b),
            false => version::changes(&self.scales, &self.b, &self.a),
        })
    }
}
