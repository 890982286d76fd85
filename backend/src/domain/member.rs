//! The team of an area: who is in it, in what role, and who is invited.

use chrono::{TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::{
    Error, Result,
    account::{self, Link},
    assignee,
    change::begin,
    password::{self, Passwords},
    permission::{Act, Viewer, forbidden},
    problem::{Code, Problems, missing, problem},
    row::{Put, Row, remove},
    secret,
};
use crate::entity::{
    area, organisation,
    secret::invitation,
    user::{self, Role, membership},
};

/// How long an invitation is good.
const INVITATION: TimeDelta = TimeDelta::days(7);
/// How many invitations of one area may be open at once.
const MOST: usize = 200;

/// The page that accepts an invitation. The secret stands behind #, which no server is sent.
pub fn link(secret: &str) -> String {
    format!("/accept-invitation#{secret}")
}

/// A place in the team that is offered to somebody.
pub struct Offer<'a> {
    pub area: Uuid,
    pub email: &'a str,
    pub name: &'a str,
    pub role: Role,
    /// The partner of the area that he or she works for.
    pub organisation: Option<Uuid>,
}

/// An invitation that was just made.
pub struct Invited {
    pub row: invitation::Model,
    /// The secret of the link that accepts it.
    pub secret: String,
    /// Whether an earlier invitation of the same address was open, and is good no more.
    pub is_instead: bool,
}

/// Invites somebody. Whether there is an account with the address is told to whoever opens the link, and not here.
pub async fn invite(db: &DatabaseConnection, viewer: &Viewer, offer: Offer<'_>) -> Result<Invited> {
    let inviter = viewer.allowed(Act::KeepTeam, offer.area)?.user.id;
    let mut problems = Problems::default();
    let new = account::New {
        email: offer.email,
        name: offer.name,
        is_administrator: false,
    };
    let new = new.checked(&mut problems);
    if let Some(organisation) = offer.organisation {
        let own = organisation::Entity::find_by_id(organisation)
            .filter(organisation::Column::AreaId.eq(offer.area))
            .one(db)
            .await?;
        if own.is_none() {
            let words = "This is no organisation of the area.";
            problems.add(Code::NotFound, "organisation", words);
        }
    }
    problems.none()?;
    let secret = secret::new()?;
    let row = invitation::Model {
        hash: secret::hash(&secret),
        id: Uuid::now_v7(),
        email: new.email,
        name: new.name,
        area_id: offer.area,
        role: offer.role,
        organisation_id: offer.organisation,
        user_id: inviter,
        expires_at: Utc::now() + INVITATION,
    };
    let tx = begin(db).await?;
    // Whoever is invited again has one invitation, the newest.
    let open = invited(&tx, offer.area).await?;
    let is_instead = open.iter().any(|open| open.email == row.email);
    let earlier = Condition::all()
        .add(invitation::Column::AreaId.eq(row.area_id))
        .add(
            Condition::any()
                .add(invitation::Column::Email.eq(row.email.as_str()))
                .add(invitation::Column::ExpiresAt.lte(Utc::now())),
        );
    remove::<invitation::Entity>(&tx, earlier).await?;
    if open.iter().filter(|open| open.email != row.email).count() >= MOST {
        let words = format!("{MOST} invitations are open already. Withdraw some first.");
        return Err(problem(Code::TooMany, "", words));
    }
    if is_member(&tx, offer.area, &row.email).await? {
        let words = "Somebody with this address is in the team already.";
        return Err(problem(Code::Taken, "email", words));
    }
    Row::<invitation::Entity>(row.clone()).put(&tx).await?;
    tx.commit().await?;
    Ok(Invited {
        row,
        secret,
        is_instead,
    })
}

async fn is_member(tx: &DatabaseTransaction, area: Uuid, email: &str) -> Result<bool> {
    let Some(user) = account::by_email(tx, email).await? else {
        return Ok(false);
    };
    let own = membership::Entity::find()
        .filter(membership::Column::AreaId.eq(area))
        .filter(membership::Column::UserId.eq(user.id));
    Ok(own.one(tx).await?.is_some())
}

/// The invitations of an area that can still be accepted, the oldest first.
pub async fn invited(db: &impl ConnectionTrait, area: Uuid) -> Result<Vec<invitation::Model>> {
    let open = invitation::Entity::find()
        .filter(invitation::Column::AreaId.eq(area))
        .filter(invitation::Column::ExpiresAt.gt(Utc::now()))
        .order_by_asc(invitation::Column::Id);
    Ok(open.all(db).await?)
}

/// What a link invites to; nothing where it is used, withdrawn or too old, or whoever made it may invite nobody any more.
pub async fn offered(db: &impl ConnectionTrait, link: &str) -> Result<Option<invitation::Model>> {
    match open(db, link).await? {
        Some(row) if is_in_force(db, &row).await? => Ok(Some(row)),
        _ => Ok(None),
    }
}

/// What a link invites to. A link that is used, withdrawn or too old is a problem.
pub async fn by_link(db: &impl ConnectionTrait, link: &str) -> Result<invitation::Model> {
    open(db, link).await?.ok_or_else(gone)
}

async fn open(db: &impl ConnectionTrait, link: &str) -> Result<Option<invitation::Model>> {
    let open = invitation::Entity::find_by_id(secret::hash(secret::of_link(link)))
        .filter(invitation::Column::ExpiresAt.gt(Utc::now()));
    Ok(open.one(db).await?)
}

/// Whether whoever invited may still invite.
async fn is_in_force(db: &impl ConnectionTrait, row: &invitation::Model) -> Result<bool> {
    let inviter = account::person(db, row.user_id).await?;
    let inviter = inviter.map(Viewer::from).unwrap_or_default();
    Ok(inviter.may(Act::KeepTeam, row.area_id))
}

fn gone() -> Error {
    let words = "This invitation has been used or withdrawn, or is too old. Ask for another, and give it as it was sent.";
    problem(Code::NotFound, "link", words)
}

/// Accepts an invitation, with the password of the account that is invited or, where there is none, with the one
/// that it is to have. Answers who that is.
pub async fn accept(
    db: &DatabaseConnection,
    passwords: &Passwords,
    link: &str,
    password: String,
) -> Result<user::Model> {
    let offered = by_link(db, link).await?;
    let known = account::by_email(db, &offered.email).await?;
    // It is nobody's to whom a password is given who merely has an invitation.
    let new = match &known {
        Some(user) => {
            let own = user.password.clone().filter(|_| user.ended_at.is_none());
            if !passwords.is(password, own).await? {
                let words = "There is an account with this address, and this is not its password. Whoever has forgotten it, or never set one, asks an administrator for a link that sets it.";
                return Err(problem(Code::Invalid, "password", words));
            }
            None
        }
        None => {
            let mut problems = Problems::default();
            password::check(&mut problems, "password", &password, &offered.email);
            problems.none()?;
            Some(passwords.hash(password).await?)
        }
    };
    let tx = begin(db).await?;
    // Somebody else may have used it meanwhile, or whoever invited may not invite any more.
    let offered = by_link(&tx, link).await?;
    let is_in_force = is_in_force(&tx, &offered).await?;
    let used = Condition::all().add(invitation::Column::Hash.eq(offered.hash));
    remove::<invitation::Entity>(&tx, used).await?;
    if !is_in_force {
        tx.commit().await?;
        return Err(gone());
    }
    if account::by_email(&tx, &offered.email).await? != known {
        let words = "The account was changed meanwhile. Try again.";
        return Err(problem(Code::Stale, "", words));
    }
    let user = match known {
        Some(user) => user,
        None => {
            let user = user::Model {
                id: Uuid::now_v7(),
                email: offered.email.clone(),
                name: offered.name.clone(),
                created_at: Utc::now(),
                password: new,
                is_administrator: false,
                ended_at: None,
            };
            Row::<user::Entity>(user.clone()).put(&tx).await?;
            user
        }
    };
    if !is_member(&tx, offered.area_id, &user.email).await? {
        let (area, role) = (offered.area_id, offered.role);
        account::join(&tx, user.id, area, role, offered.organisation_id).await?;
    }
    tx.commit().await?;
    Ok(user)
}

/// The team of an area, in the order in which they joined.
pub async fn of(
    db: &impl ConnectionTrait,
    area: Uuid,
) -> Result<Vec<(membership::Model, user::Model)>> {
    let places = membership::Entity::find()
        .filter(membership::Column::AreaId.eq(area))
        .order_by_asc(membership::Column::Id)
        .all(db)
        .await?;
    let ids = places.iter().map(|place| place.user_id);
    let users = user::Entity::find()
        .filter(user::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let named = |place: membership::Model| {
        let user = users.iter().find(|user| user.id == place.user_id)?;
        Some((place, user.clone()))
    };
    Ok(places.into_iter().filter_map(named).collect())
}

/// The areas of these teams, in the order in which people read them.
pub async fn areas(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<area::Model>> {
    let own = area::Entity::find().filter(area::Column::Id.is_in(ids));
    Ok(own.order_by_asc(area::Column::SortKey).all(db).await?)
}

/// How many actions a member of an area leads; nothing where nobody of this id is in its team.
pub async fn lead_count(db: &impl ConnectionTrait, id: Uuid, area: Uuid) -> Result<Option<u64>> {
    let place = membership::Entity::find_by_id(id)
        .filter(membership::Column::AreaId.eq(area))
        .one(db)
        .await?;
    match place {
        Some(place) => Ok(Some(assignee::count(db, place.user_id, area).await?)),
        None => Ok(None),
    }
}

/// Gives a member another role, and answers how many actions he or she leads no more: whoever becomes a reader could not
/// say how they stand.
pub async fn set_role(
    db: &DatabaseConnection,
    viewer: &Viewer,
    id: Uuid,
    role: Role,
    seen: Option<Role>,
) -> Result<(membership::Model, u64)> {
    viewer.somebody()?;
    let tx = begin(db).await?;
    let place = kept(&tx, viewer, id).await?;
    if seen.is_some_and(|seen| seen != place.role) {
        let words = "Somebody has given this member another role since you saw it. Look again, and send yours if it still holds.";
        return Err(problem(Code::Stale, "seen", words));
    }
    let place = membership::Model { role, ..place };
    Row::<membership::Entity>(place.clone()).put(&tx).await?;
    somebody_keeps(&tx, viewer, place.area_id).await?;
    let mut ended = 0;
    if role == Role::Reader {
        ended = assignee::count(&tx, place.user_id, place.area_id).await?;
        assignee::end(&tx, place.user_id, place.area_id).await?;
    }
    tx.commit().await?;
    Ok((place, ended))
}

/// Takes a member out of a team, and what he or she leads there from him or her. The account stays.
pub async fn take_out(db: &DatabaseConnection, viewer: &Viewer, id: Uuid) -> Result<()> {
    viewer.somebody()?;
    let tx = begin(db).await?;
    let place = kept(&tx, viewer, id).await?;
    let own = Condition::all().add(membership::Column::Id.eq(id));
    remove::<membership::Entity>(&tx, own).await?;
    assignee::end(&tx, place.user_id, place.area_id).await?;
    somebody_keeps(&tx, viewer, place.area_id).await?;
    Ok(tx.commit().await?)
}

/// Withdraws an invitation.
pub async fn withdraw(db: &DatabaseConnection, viewer: &Viewer, id: Uuid) -> Result<()> {
    viewer.somebody()?;
    let tx = begin(db).await?;
    let own = invitation::Entity::find().filter(invitation::Column::Id.eq(id));
    let open = own.one(&tx).await?;
    let open = open.ok_or_else(|| missing("id"))?;
    viewer.allowed_within(Act::KeepTeam, open.area_id)?;
    let own = Condition::all().add(invitation::Column::Id.eq(id));
    remove::<invitation::Entity>(&tx, own).await?;
    Ok(tx.commit().await?)
}

/// A link that sets the password of a member. Whoever is in other teams too belongs to no single one: only an
/// administrator of the site, or of all of these teams, gets such a link.
pub async fn reset(
    db: &DatabaseConnection,
    viewer: &Viewer,
    id: Uuid,
) -> Result<(user::Model, Link)> {
    viewer.somebody()?;
    let tx = begin(db).await?;
    let place = kept(&tx, viewer, id).await?;
    let person = account::person(&tx, place.user_id).await?;
    let person = person.ok_or_else(|| missing("id"))?;
    let own = viewer.signed_in()?;
    if own.user.id == person.user.id {
        let words = "Change your own password with the one that you have.";
        return Err(problem(Code::Invalid, "id", words));
    }
    if !own.keeps(&person) {
        return Err(forbidden(
            "This member is in other teams too, or keeps the whole site: somebody who keeps all of these makes the link.",
        ));
    }
    let link = account::new_link(&tx, person.user.id, Some(own.user.id)).await?;
    tx.commit().await?;
    Ok((person.user, link))
}

/// A place in a team that the viewer keeps.
async fn kept(tx: &DatabaseTransaction, viewer: &Viewer, id: Uuid) -> Result<membership::Model> {
    let place = membership::Entity::find_by_id(id).one(tx).await?;
    let place = place.ok_or_else(|| missing("id"))?;
    viewer.allowed_within(Act::KeepTeam, place.area_id)?;
    Ok(place)
}

/// Refuses to leave a team without anybody who keeps it, unless an administrator of the site does so.
async fn somebody_keeps(tx: &DatabaseTransaction, viewer: &Viewer, area: Uuid) -> Result<()> {
    let keepers = membership::Entity::find()
        .filter(membership::Column::AreaId.eq(area))
        .filter(membership::Column::Role.eq(Role::AreaAdministrator))
        .all(tx)
        .await?;
    let able = user::Entity::find()
        .filter(user::Column::Id.is_in(keepers.iter().map(|keeper| keeper.user_id)))
        .filter(user::Column::EndedAt.is_null())
        .one(tx)
        .await?;
    let is_site = viewer.signed_in()?.user.is_administrator;
    match able.is_some() || is_site {
        true => Ok(()),
        false => Err(problem(
            Code::Invalid,
            "id",
            "Nobody would be left to keep the team. Make somebody else its administrator first.",
        )),
    }
}
