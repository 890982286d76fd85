//! How the actions of two plans stand: each plan in its own words, and on one scale only where both
//! state it, so that no plan is read by the legend of the other.

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, Iterable, QueryFilter, QueryOrder};

use super::{Comparison, Side};
use crate::{
    domain::Result,
    entity::{
        action,
        plan::{SharedStatus, scheme, status_value},
    },
};

/// How the actions of one plan stand, in its own words.
#[derive(Clone, Debug, Default)]
pub struct Legend {
    /// The scale; none where the plan has none.
    pub scheme: Option<scheme::Model>,
    /// Every value of the scale in its order, also those that no action has, with how many actions have it.
    pub values: Vec<(status_value::Model, usize)>,
    /// How many actions state something that is no value of the scale.
    pub unplaced: usize,
    /// How many actions state no status.
    pub not_stated: usize,
}

/// How the actions of both plans stand.
#[derive(Clone, Debug)]
pub struct Statuses {
    pub a: Legend,
    pub b: Legend,
    /// Each place of the shared scale with how many actions of each plan are on it; empty where not both
    /// plans state a status.
    pub shared: Vec<(SharedStatus, usize, usize)>,
    /// Why there is one scale, or none.
    pub reason: String,
}

/// Counts by status. Two statements.
pub async fn statuses(db: &DatabaseConnection, compared: &Comparison) -> Result<Statuses> {
    let (a, b) = (&compared.a, &compared.b);
    let schemes = scheme::Entity::find()
        .filter(scheme::Column::PlanId.is_in([a.plan.id, b.plan.id]))
        .order_by_asc(scheme::Column::SortKey)
        .all(db)
        .await?;
    let values = status_value::Entity::find()
        .filter(status_value::Column::SchemeId.is_in(schemes.iter().map(|row| row.id)))
        .order_by_asc(status_value::Column::Position)
        .all(db)
        .await?;
    let legend = |side: &Side| {
        let scheme = schemes.iter().find(|row| row.plan_id == side.plan.id);
        legend(side, scheme.cloned(), &values)
    };
    let states = |side: &Side| side.coverage.actions_with_status.any();
    let (shared, reason) = match (states(a), states(b)) {
        (true, true) => {
            let on = |side: &Side, status| count(side, |action| action.status == status);
            let shared = SharedStatus::iter().map(|status| (status, on(a, status), on(b, status)));
            let words = "Both plans state a status. The shared scale is ours: the legends say where it has each word of the plans.";
            (shared.collect(), words.to_owned())
        }
        (false, false) => (
            Vec::new(),
            "Neither plan states a status of its actions.".to_owned(),
        ),
        (in_a, _) => {
            let (with, without) = if in_a { (a, b) } else { (b, a) };
            let words = format!(
                "Only {} states a status of its actions; {} states none, so there is nothing to set beside it.",
                with.label, without.label
            );
            (Vec::new(), words)
        }
    };
    Ok(Statuses {
        a: legend(a),
        b: legend(b),
        shared,
        reason,
    })
}

fn legend(side: &Side, scheme: Option<scheme::Model>, values: &[status_value::Model]) -> Legend {
    let own = values.iter().filter(|value| {
        scheme
            .as_ref()
            .is_some_and(|scheme| scheme.id == value.scheme_id)
    });
    Legend {
        values: own
            .map(|value| {
                let has = |action: &action::Model| action.status_value_id == Some(value.id);
                (value.clone(), count(side, has))
            })
            .collect(),
        unplaced: count(side, |action| {
            action.status_published.is_some() && action.status_value_id.is_none()
        }),
        not_stated: count(side, |action| action.status_published.is_none()),
        scheme,
    }
}

fn count(side: &Side, is: impl Fn(&action::Model) -> bool) -> usize {
    side.items
        .actions
        .iter()
        .filter(|action| is(action))
        .count()
}
