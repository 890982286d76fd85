//! Those who lead an action, as a form shows them, and the organisations that they can be of.

use crate::query::schema;

/// Somebody who leads an action, as a form shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    pub name: String,
    pub role: Option<String>,
    pub organisation: Option<Organisation>,
}

/// An organisation, to be chosen.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Organisation {
    pub id: cynic::Id,
    pub name: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "OrganisationConnection")]
struct Organisations {
    nodes: Vec<Organisation>,
}

/// An area with those who are partners in it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "LocalArea")]
pub struct EditedArea {
    pub path: String,
    pub name: String,
    #[arguments(first: 100)]
    organisations: Organisations,
}

impl EditedArea {
    /// The organisations that a lead can be of: the partners of the area, and those of who leads already.
    pub fn organisations(&self, leads: &[Lead]) -> Vec<Organisation> {
        let mut all = self.organisations.nodes.clone();
        for one in leads.iter().filter_map(|lead| lead.organisation.clone()) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }
}

/// A kind of lead that is shown as one.
macro_rules! lead {
    ($name:ident, $graphql:literal, $words:literal) => {
        #[doc = $words]
        #[derive(cynic::QueryFragment, Clone, Debug)]
        #[cynic(graphql_type = $graphql)]
        pub struct $name {
            name: String,
            role: Option<String>,
            organisation: Option<Organisation>,
        }

        impl From<$name> for Lead {
            fn from(row: $name) -> Self {
                let $name {
                    name,
                    role,
                    organisation,
                } = row;
                Self {
                    name,
                    role,
                    organisation,
                }
            }
        }
    };
}

lead!(
    PublishedLead,
    "ActionLead",
    "Somebody who leads an action, as its plan says."
);
lead!(
    TeamLead,
    "TeamLead",
    "Somebody who leads an action by now, as its team says."
);

/// Somebody who is to lead an action.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct LeadInput {
    pub name: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<cynic::Id>,
}
