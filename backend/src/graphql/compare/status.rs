//! How the actions of two plans stand.

use async_graphql::{Object, SimpleObject};

use crate::{
    domain::compare::status::{Legend, Statuses},
    entity::plan::SharedStatus,
    graphql::plan::{StatusScheme, StatusValue},
};

/// How the actions of both plans stand, each plan in its own words.
pub struct ComparedStatus(pub Statuses);

/// How the actions of both plans stand, each plan in its own words.
#[Object]
impl ComparedStatus {
    /// The first plan.
    async fn a(&self) -> StatusLegend {
        self.0.a.clone().into()
    }
    /// The second plan.
    async fn b(&self) -> StatusLegend {
        self.0.b.clone().into()
    }
    /// On the scale shared by all plans, every place of it. Empty where not both plans state a status: then there is nothing to compare.
    async fn shared(&self) -> Vec<SharedStatusCount> {
        let shared = self.0.shared.iter();
        shared
            .map(|&(status, a, b)| SharedStatusCount { status, a, b })
            .collect()
    }
    /// Why there is a shared scale, or none.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
}

/// How the actions of one plan stand, in its own words.
#[derive(SimpleObject)]
pub struct StatusLegend {
    /// The scale of the plan. Null where it has none.
    scheme: Option<StatusScheme>,
    /// Every value of the scale in its order, with how many actions have it.
    values: Vec<StatusValueCount>,
    /// How many actions state something that is no value of the scale.
    unplaced: usize,
    /// How many actions state no status.
    not_stated: usize,
}

/// How many actions have a value of the scale of their plan.
#[derive(SimpleObject)]
pub struct StatusValueCount {
    /// The value, with its local word, its definition and its place on the shared scale.
    value: StatusValue,
    /// How many actions.
    count: usize,
}

/// How many actions of each plan are at a place of the shared scale.
#[derive(SimpleObject)]
pub struct SharedStatusCount {
    /// The place.
    status: SharedStatus,
    /// How many actions of the first plan.
    a: usize,
    /// How many actions of the second plan.
    b: usize,
}

impl From<Legend> for StatusLegend {
    fn from(legend: Legend) -> Self {
        let values = legend.values.into_iter();
        Self {
            scheme: legend.scheme.map(|row| StatusScheme(row.into())),
            values: values
                .map(|(value, count)| StatusValueCount {
                    value: StatusValue(value.into()),
                    count,
                })
                .collect(),
            unplaced: legend.unplaced,
            not_stated: legend.not_stated,
        }
    }
}
