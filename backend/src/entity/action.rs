//! Actions and their leads.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::{plan::SharedStatus, value::Milestones, value::Precision, value::Texts};

words! {
    /// What the published date means.
    pub enum DueKind {
        /// The date by which the action is to be complete.
        Completion,
        /// A date by which a date, or a matter, is to be agreed. It is not a completion date.
        Decision,
        /// The date on which something starts to be used.
        GoLive,
        /// Several dates for several parts of the action.
        Milestones,
        /// It depends on another action, plan or workstream.
        Dependent,
        /// It was in place already.
        InPlace,
        /// To be confirmed.
        Unknown,
        /// The source states no date.
        NotStated,
    }
}

words! {
    /// Why a published date needs checking.
    pub enum DateProblem {
        /// No such day exists.
        Impossible,
        /// The date is mistyped.
        Mistyped,
        /// The words hold no date.
        NoDate,
    }
}

/// An action.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "action")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub plan_id: Uuid,
    pub workstream_id: Uuid,
    pub reference: String,
    pub reference_published: Option<String>,
    pub text: String,
    pub steps: Texts,
    pub status_published: Option<String>,
    pub status_value_id: Option<Uuid>,
    pub status: SharedStatus,
    pub lead_published: Option<String>,
    pub evidence: Texts,
    pub evidence_published: Option<String>,
    pub impact_published: Option<String>,
    pub due_published: Option<String>,
    pub due_kind: DueKind,
    pub due_precision: Option<Precision>,
    pub due_from: Option<Date>,
    pub due_to: Option<Date>,
    pub due_problem: Option<DateProblem>,
    pub due_reason: Option<String>,
    pub due_milestones: Milestones,
    pub note: Option<String>,
    /// When it is due by now, as its team says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_due_from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_due_to: Option<Date>,
    /// The steps as its team has them by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_steps: Option<Texts>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Somebody who leads an action.
pub mod lead {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "action_lead")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub action_id: Uuid,
        pub position: i32,
        pub name: String,
        pub role: Option<String>,
        pub published: Option<String>,
        pub organisation_id: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How an action stood from a day on, as its team says.
pub mod update {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "action_update")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub action_id: Uuid,
        pub position: i32,
        pub effective_on: Date,
        pub status: SharedStatus,
        pub status_value_id: Option<Uuid>,
        pub note: String,
        pub link: Option<String>,
        /// The role of whoever said so; the log knows who.
        pub author: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// That a team has set another day, and why.
pub mod due {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "action_due")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub action_id: Uuid,
        pub position: i32,
        pub due_from: Date,
        pub due_to: Date,
        pub note: String,
        pub link: Option<String>,
        /// The role of whoever said so; the log knows who.
        pub author: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Somebody who leads an action by now, as its team says.
pub mod team_lead {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "action_team_lead")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub action_id: Uuid,
        pub position: i32,
        pub name: String,
        pub role: Option<String>,
        pub organisation_id: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A page with evidence that a team points to.
pub mod link {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "action_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub action_id: Uuid,
        pub position: i32,
        pub title: String,
        pub link: String,
        pub author: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// That somebody of the team leads an action.
pub mod assignee {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "action_assignee")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub action_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

words! {
    /// What a reviewer thinks of two actions of two plans, having read both.
    #[graphql(name = "SimilarityVerdict")]
    pub enum Verdict {
        /// Both promise substantially the same piece of work.
        Same,
        /// They are about the same subject and promise other work.
        Related,
        /// They have nothing to do with each other, though words may be shared.
        Different,
    }
}

/// What a reviewer decided about an action and one of another plan.
pub mod decision {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "action_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub action_id: Uuid,
        pub other_id: Uuid,
        pub verdict: Verdict,
        pub reason: String,
        pub reviewer: String,
        pub decided_on: Date,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
