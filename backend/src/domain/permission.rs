//! Who may do what: one table for everything that is done in the name of somebody. Whoever runs the server, on its
//! command line, may do all of it.

use std::{collections::HashMap, sync::Arc};

use uuid::Uuid;

use super::{
    Error, Result,
    problem::{Code, missing, problem},
};
use crate::entity::{
    secret::Scope,
    user::{self, Role},
};

/// Something that needs a place in the team of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See who is in the team.
    SeeTeam,
    /// Comment on records for the team.
    Comment,
    /// Say how an action stands that one leads.
    UpdateLedAction,
    /// Say how any action stands, and who of the team leads it.
    UpdateAction,
    /// Change what a team keeps of its plan: days, steps, leads, evidence, measures, states, reviews; take changes back.
    EditPlan,
    /// Judge what was read from documents: themes, likeness, notes about what does not hold together.
    Judge,
    /// See plans that are not published yet.
    SeeDrafts,
    /// Begin, change and throw away such plans.
    EditDraft,
    /// Publish such a plan.
    Publish,
    /// See who is invited.
    SeeInvitations,
    /// Invite people, give them other roles, take them out.
    KeepTeam,
    /// Remove a name everywhere at once.
    Redact,
}

impl Act {
    /// All of them, for whoever checks the table.
    pub const ALL: [Self; 12] = [
        Self::SeeTeam,
        Self::Comment,
        Self::UpdateLedAction,
        Self::UpdateAction,
        Self::EditPlan,
        Self::Judge,
        Self::SeeDrafts,
        Self::EditDraft,
        Self::Publish,
        Self::SeeInvitations,
        Self::KeepTeam,
        Self::Redact,
    ];

    /// The least role that may do it, and the scope that a token needs: nothing where no token will do. This is
    /// the table.
    pub const fn needs(self) -> (Role, Option<Scope>) {
        match self {
            Self::SeeTeam | Self::SeeDrafts => (Role::Reader, Some(Scope::Read)),
            Self::Comment => (Role::Reader, Some(Scope::Write)),
            Self::UpdateLedAction => (Role::Contributor, Some(Scope::Write)),
            Self::UpdateAction | Self::EditPlan | Self::Judge | Self::EditDraft => {
                (Role::Editor, Some(Scope::Write))
            }
            Self::Publish => (Role::AreaAdministrator, Some(Scope::Write)),
            Self::SeeInvitations => (Role::AreaAdministrator, Some(Scope::Read)),
            Self::KeepTeam | Self::Redact => (Role::AreaAdministrator, None),
        }
    }
}

/// Somebody who signed in, or whose token was shown.
#[derive(Debug)]
pub struct Person {
    pub user: user::Model,
    /// The teams that he or she belongs to, by area.
    pub teams: HashMap<Uuid, Role>,
    /// What the token is good for; nothing where it was no token.
    pub scope: Option<Scope>,
}

impl Person {
    fn has_role(&self, act: Act, area: Uuid) -> bool {
        let has_role = |role: &Role| *role >= act.needs().0;
        self.user.is_administrator || self.teams.get(&area).is_some_and(has_role)
    }

    fn is_in_scope(&self, act: Act) -> bool {
        match (self.scope, act.needs().1) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(needed)) => own >= needed,
        }
    }

    /// Whether this person may make a link that sets the password of another: whoever keeps every team that the other
    /// is in, and thus can do nothing with it that he could not do anyway. Whoever is in none is the site's.
    pub fn keeps(&self, other: &Self) -> bool {
        let keeps = |area: &Uuid| self.has_role(Act::KeepTeam, *area);
        let keeps_all = !other.teams.is_empty() && other.teams.keys().all(keeps);
        let is_below = !other.user.is_administrator && keeps_all;
        self.user.id != other.user.id && (self.user.is_administrator || is_below)
    }
}

/// What is told to whoever shows a token that is not good for this.
const TOKEN: &str = "This token may not do this: its scope does not allow it, or no token may. Sign in with a password instead.";

/// Who asks: somebody, or nobody in particular.
#[derive(Clone, Debug, Default)]
pub struct Viewer(Option<Arc<Person>>);

impl From<Person> for Viewer {
    fn from(person: Person) -> Self {
        Self(Some(Arc::new(person)))
    }
}

impl Viewer {
    /// Whoever signed in.
    pub fn person(&self) -> Option<&Person> {
        self.0.as_deref()
    }

    /// Whoever signed in; nobody is refused.
    pub fn somebody(&self) -> Result<&Person> {
        let nobody = || problem(Code::SignInFirst, "", "Sign in first.");
        self.person().ok_or_else(nobody)
    }

    /// Whoever signed in with a password: a token does not do.
    pub fn signed_in(&self) -> Result<&Person> {
        let person = self.somebody()?;
        match person.scope {
            None => Ok(person),
            Some(_) => Err(forbidden(TOKEN)),
        }
    }

    /// Whether this may be done in the team of an area.
    pub fn may(&self, act: Act, area: Uuid) -> bool {
        self.person()
            .is_some_and(|person| person.has_role(act, area) && person.is_in_scope(act))
    }

    /// Whoever may do this in the team of an area, of which everybody may know. Others are told that they may not.
    pub fn allowed(&self, act: Act, area: Uuid) -> Result<&Person> {
        let person = self.somebody()?;
        if !person.has_role(act, area) {
            return Err(forbidden(match person.teams.contains_key(&area) {
                true => {
                    "Your role in the team of this area does not allow this. Ask its administrator."
                }
                false => {
                    "You are not in the team of this area. Ask its administrator to invite you."
                }
            }));
        }
        match person.is_in_scope(act) {
            true => Ok(person),
            false => Err(forbidden(TOKEN)),
        }
    }

    /// Whoever may do this with something that only the team knows of. Others are told that there is no such thing.
    pub fn allowed_within(&self, act: Act, area: Uuid) -> Result<&Person> {
        self.somebody()?;
        match self.may(Act::SeeTeam, area) {
            true => self.allowed(act, area),
            false => Err(missing("id")),
        }
    }
}

/// That whoever asks may not do this.
pub fn forbidden(words: &str) -> Error {
    problem(Code::Forbidden, "", words)
}
