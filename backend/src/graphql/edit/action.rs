//! What teams change of an action.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{EditInput, id_of_kind};
use crate::{
    domain::{
        self,
        edit::{
            action::{Due, EditAction, Link},
            lead::Lead,
        },
        update::{self, TakeBack},
    },
    entity::{action, record::Kind},
    graphql::asker::viewer,
};

/// What is changed of an action. What is left out stays as it is.
#[derive(InputObject)]
pub struct EditActionInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// When it is due by now. The published day, and each day that was set before, stay visible.
    due: Option<DueInput>,
    /// All its steps by now, at most 50 of at most 1,000 characters.
    steps: Option<Vec<String>>,
    /// All who lead it by now, at most 50.
    leads: Option<Vec<LeadInput>>,
    /// All pages with its evidence, at most 50.
    links: Option<Vec<EvidenceLinkInput>>,
}

/// Which update of an action is taken back, and why.
#[derive(InputObject)]
pub struct TakeBackActionUpdateInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// The id of the update, one of those that the action has by now.
    update: ID,
}

/// When an action is due: on a day, or between two.
#[derive(InputObject)]
pub struct DueInput {
    /// The day, or the first of those on which it can be.
    from: NaiveDate,
    /// The last day on which it can be; the same as the first when left out.
    to: Option<NaiveDate>,
}

/// Somebody who leads an action. Everybody sees the name, as in a published plan.
#[derive(InputObject)]
pub struct LeadInput {
    /// The name or the post: 1 to 200 characters.
    name: String,
    /// The role. Left out where none is to be stated.
    role: Option<String>,
    /// The global id of the organisation, a partner of the area. Left out where none is to be stated.
    organisation: Option<ID>,
}

/// A page with evidence.
#[derive(InputObject)]
pub struct EvidenceLinkInput {
    /// What is to be found there: 1 to 200 characters.
    title: String,
    /// Its address, with https:// or http:// before it.
    link: String,
}

impl EditActionInput {
    /// Makes the change, and answers the id of the action.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let leads = self.leads.map(|leads| {
            let leads = leads.into_iter().enumerate();
            leads
                .map(|(place, lead)| lead.read("leads", place))
                .collect()
        });
        let links = self.links.map(|links| {
            let link = |one: EvidenceLinkInput| Link {
                title: one.title,
                link: one.link,
            };
            links.into_iter().map(link).collect()
        });
        let change = EditAction {
            due: self.due.map(|due| Due {
                from: due.from,
                to: due.to.unwrap_or(due.from),
            }),
            steps: self.steps,
            leads: leads.transpose()?,
            links,
        };
        self.edit.make(ctx, change).await
    }
}

impl TakeBackActionUpdateInput {
    /// Takes the update back, and answers the id of the action.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let update = Uuid::parse_str(&self.update).map_err(|_| update::unknown())?;
        self.edit.make(ctx, TakeBack { update }).await
    }
}

impl LeadInput {
    /// One of those who stand at a path.
    pub(in crate::graphql) fn read(self, path: &str, place: usize) -> domain::Result<Lead> {
        let path = format!("{path}.{place}.organisation");
        let organisation = self
            .organisation
            .map(|id| id_of_kind(&path, Kind::Organisation, &id));
        Ok(Lead {
            name: self.name,
            role: self.role,
            organisation: organisation.transpose()?,
        })
    }
}

/// A page with evidence of an action, as its team says.
#[derive(SimpleObject)]
pub struct EvidenceLink {
    /// What is to be found there.
    title: String,
    /// Its address.
    link: String,
    /// The role of whoever gave it.
    author: String,
    /// When, in Coordinated Universal Time.
    at: DateTime<Utc>,
}

impl From<Arc<action::link::Model>> for EvidenceLink {
    fn from(row: Arc<action::link::Model>) -> Self {
        Self {
            title: row.title.clone(),
            link: row.link.clone(),
            author: row.author.clone(),
            at: row.at,
        }
    }
}
