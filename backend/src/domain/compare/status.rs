//! How the actions of two plans stand: each plan in its own words, and on one scale only where both
//! state it, so that no plan is read by the legend of the other.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Iterable, QueryFilter, QueryOrder};
use uuid::Uuid;

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

/// The scales of plans, with their values.
#[derive(Debug, Default)]
pub struct Scales {
    schemes: Vec<scheme::Model>,
    values: Vec<status_value::Model>,
}

impl Scales {
    /// The scales of some plans.
    pub(in crate::domain) async fn load(
        db: &impl ConnectionTrait,
        plans: impl IntoIterator<Item = Uuid>,
    ) -> Result<Self> {
        let schemes = scheme::Entity::find()
            .filter(scheme::Column::PlanId.is_in(plans))
            .order_by_asc(scheme::Column::SortKey)
            .all(db)
            .await?;
        let values = status_value::Entity::find()
            .filter(status_value::Column::SchemeId.is_in(schemes.iter().map(|row| row.id)))
            .order_by_asc(status_value::Column::Position)
            .all(db)
            .await?;
        Ok(Self { schemes, values })
    }

    /// How an action stands by its plan as published, and the value of its scale: plans are compared, and not what
    /// their teams have said since; an action of which all that was said is taken back stands so too.
    pub(in crate::domain) fn published(
        &self,
        action: &action::Model,
    ) -> (SharedStatus, Option<Uuid>) {
        let Some(code) = &action.status_published else {
            return (SharedStatus::NotStated, None);
        };
        match self.value(action, code) {
            Some(value) => (value.shared, Some(value.id)),
            None => (SharedStatus::Unknown, None),
        }
    }

    /// The same in the words of the plan, with what its scale says that they mean. Nothing where it states none.
    pub(super) fn words(&self, action: &action::Model) -> Option<String> {
        let code = action.status_published.as_ref()?;
        let label = self.value(action, code).map(|value| &value.label);
        Some(match label.filter(|label| *label != code) {
            Some(label) => format!("{code} ({label})"),
            None => code.clone(),
        })
    }

    /// The value of the scale of an action's plan that a word of it names.
    fn value(&self, action: &action::Model, code: &str) -> Option<&status_value::Model> {
        let is_own = |value: &&status_value::Model| {
            value.code == code
                && self
                    .schemes
                    .iter()
                    .any(|scheme| scheme.id == value.scheme_id && scheme.plan_id == action.plan_id)
        };
        self.values.iter().find(is_own)
    }
}

/// Counts by status, as the plans were published.
pub fn statuses(compared: &Comparison) -> Statuses {
    let (a, b) = (&compared.a, &compared.b);
    let scales = &compared.scales;
    let legend = |side: &Side| legend(side, scales);
    let states = |side: &Side| side.coverage.actions_with_status.any();
    let (shared, reason) = match (states(a), states(b)) {
        (true, true) => {
            let on =
                |side: &Side, status| count(side, |action| scales.published(action).0 == status);
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
    Statuses {
        a: legend(a),
        b: legend(b),
        shared,
        reason,
    }
}

fn legend(side: &Side, scales: &Scales) -> Legend {
    let mut schemes = scales.schemes.iter();
    let scheme = schemes.find(|row| row.plan_id == side.plan.id);
    let own = scales
        .values
        .iter()
        .filter(|value| scheme.is_some_and(|scheme| scheme.id == value.scheme_id));
    Legend {
        values: own
            .map(|value| {
                let has = |action: &action::Model| scales.published(action).1 == Some(value.id);
                (value.clone(), count(side, has))
            })
            .collect(),
        unplaced: count(side, |action| {
            action.status_published.is_some() && scales.published(action).1.is_none()
        }),
        not_stated: count(side, |action| action.status_published.is_none()),
        scheme: scheme.cloned(),
    }
}

fn count(side: &Side, is: impl Fn(&action::Model) -> bool) -> usize {
    side.items
        .actions
        .iter()
        .filter(|action| is(action))
        .count()
}
