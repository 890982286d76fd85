//! Who may do what: one table for GraphQL, the command line and the page.

use std::{collections::HashMap, sync::Arc};

use uuid::Uuid;

use super::{
    Error, Result,
    problem::{Code, problem},
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
    /// Invite people, give them other roles, take them out.
    KeepTeam,
}

impl Act {
    /// All of them, for whoever checks the table.
    pub const ALL: [Self; 2] = [Self::SeeTeam, Self::KeepTeam];

    /// The least role that may do it, and the scope that a token needs: nothing where no token will do. This is
    /// the table.
    pub const fn needs(self) -> (Role, Option<Scope>) {
        match self {
            Self::SeeTeam => (Role::Reader, Some(Scope::Read)),
            Self::KeepTeam => (Role::AreaAdministrator, None),
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
            Some(_) => Err(forbidden(
                "A token may not do this: sign in with a browser.",
            )),
        }
    }

    /// Whether this may be done in the team of an area.
    pub fn may(&self, act: Act, area: Uuid) -> bool {
        let (least, scope) = act.needs();
        self.person().is_some_and(|person| {
            let has_role = person.user.is_administrator
                || person.teams.get(&area).is_some_and(|role| *role >= least);
            let is_in_scope = match (person.scope, scope) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(own), Some(needed)) => own >= needed,
            };
            has_role && is_in_scope
        })
    }

    /// Whoever may do this in the team of an area, of which everybody may know. Others are told that they may not.
    pub fn allowed(&self, act: Act, area: Uuid) -> Result<&Person> {
        let person = self.somebody()?;
        match self.may(act, area) {
            true => Ok(person),
            false => Err(forbidden(
                "Your role in the team of this area does not allow this. Ask its administrator.",
            )),
        }
    }

    /// Whoever may do this with something that only the team knows of. Others are told that there is no such thing.
    pub fn allowed_within(&self, act: Act, area: Uuid, missing: Error) -> Result<&Person> {
        self.somebody()?;
        match self.may(Act::SeeTeam, area) {
            true => self.allowed(act, area),
            false => Err(missing),
        }
    }

    /// Whoever keeps the accounts of the whole site.
    pub fn administrator(&self) -> Result<&Person> {
        let person = self.signed_in()?;
        match person.user.is_administrator {
            true => Ok(person),
            false => Err(forbidden("Only an administrator of this site may do this.")),
        }
    }
}

fn forbidden(words: &str) -> Error {
    problem(Code::Forbidden, "", words)
}
