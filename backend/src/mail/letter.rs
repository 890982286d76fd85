//! What mails say.

use chrono::{DateTime, Utc};

use crate::{
    domain::account::Link,
    entity::{
        secret::invitation,
        user::{self, Role},
    },
};

/// A mail to be: to whom, and what it says before and after a link of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Whoever it is for.
    pub name: String,
    /// His or her address.
    pub email: String,
    pub subject: String,
    pub before: String,
    /// A path of the page.
    pub link: String,
    pub after: String,
}

impl Letter {
    /// Somebody invites somebody else into the team of an area.
    pub fn invitation(
        invitation: &invitation::Model,
        area: &str,
        inviter: &user::Model,
        link: String,
    ) -> Self {
        let invitation::Model {
            name,
            email,
            role,
            expires_at,
            ..
        } = invitation;
        let (role, until) = (of(*role), time(*expires_at));
        let (inviter, address) = (&inviter.name, &inviter.email);
        Self {
            name: name.clone(),
            email: email.clone(),
            subject: format!("{inviter} invites you into the team of {area} on Golden Thread"),
            before: format!(
                "Hello {name},\n\n{inviter} ({address}) invites you into the team of {area} on Golden Thread, as {role}. Golden Thread shows what local areas promised to do about their provision for children and young people with special educational needs and disabilities, and what became of it; the team of an area keeps its plan there.\n\nOpen this link to accept:"
            ),
            link,
            after: format!(
                "It works once, until {until}. If you have no account there yet, you choose a password; if you have one with this address, you give its password.\n\nIf you do not want to join, or this was not meant for you, do nothing: nobody joins without the link, and please send it to nobody. If you wonder why it came, ask {inviter}."
            ),
        }
    }

    /// An administrator has made a link that sets the password of somebody.
    pub fn reset(user: &user::Model, maker: &user::Model, link: &Link) -> Self {
        let (name, maker, until) = (&user.name, &maker.name, time(link.expires_at));
        Self {
            before: format!(
                "Hello {name},\n\n{maker}, who keeps accounts on Golden Thread, has made a link for you. It sets a new password for your account there:"
            ),
            after: format!(
                "It works once, until {until}. Wherever else you are signed in, you will be signed out, and your tokens will end.\n\nIf you know nothing of this, do nothing: your password stays as it is, and please send the link to nobody. If you wonder why it came, ask {maker}."
            ),
            ..Self::password(user, link)
        }
    }

    /// Somebody has asked for a link that sets the password of the account with this address.
    pub fn requested(user: &user::Model, link: &Link) -> Self {
        let (name, email, until) = (&user.name, &user.email, time(link.expires_at));
        Self {
            before: format!(
                "Hello {name},\n\nSomebody, you we hope, has said on Golden Thread that you have forgotten your password. This link sets a new one for your account {email}:"
            ),
            after: format!(
                "It works once, until {until}, and a link that you asked for before works no more. Wherever else you are signed in, you will be signed out, and your tokens will end.\n\nIf it was not you who asked, do nothing: your password stays as it is, and whoever asked was not told that you have an account."
            ),
            ..Self::password(user, link)
        }
    }

    fn password(user: &user::Model, link: &Link) -> Self {
        Self {
            name: user.name.clone(),
            email: user.email.clone(),
            subject: "A new password for Golden Thread".to_owned(),
            before: String::new(),
            link: link.path(),
            after: String::new(),
        }
    }
}

/// A role, as what somebody is.
fn of(role: Role) -> &'static str {
    match role {
        Role::Reader => "a reader",
        Role::Contributor => "a contributor",
        Role::Editor => "an editor",
        Role::AreaAdministrator => "an administrator of the team",
    }
}

fn time(time: DateTime<Utc>) -> String {
    time.format("%-d %B %Y at %H:%M UTC").to_string()
}
