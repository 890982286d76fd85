//! The team of an area: members and invitations, as its members see them.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{
    account::{SignInPayload, browser, signed_in, welcome},
    area::LocalArea,
    asker::{asker, viewer},
    connection::{self, one},
    error::ApiResult,
    limit::Budget,
    mail, node,
    organisation::Organisation,
    problem::{Problem, row_id, settled},
    work::WorkItem,
};
use crate::{
    attempt::Attempts,
    domain::{
        self, list,
        member::{self, Invited, Offer},
        password::Passwords,
        permission::{Act, Viewer},
        problem::{Code, missing, problem},
        work,
    },
    entity::{
        area,
        record::Kind,
        secret::invitation,
        user::{self, Role, membership},
    },
    mail::Letter,
};

/// Somebody in the team of an area. Only the team sees it.
pub struct Member(membership::Model, user::Model);

impl Member {
    /// A place, and whoever has it.
    pub fn of((place, user): (membership::Model, user::Model)) -> Self {
        Self(place, user)
    }
}

/// Somebody in the team of an area. Only the team sees it.
#[Object]
impl Member {
    /// The id of the place in the team.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }
    /// The name.
    async fn name(&self) -> &str {
        &self.1.name
    }
    /// The address with which he or she signs in.
    async fn email(&self) -> &str {
        &self.1.email
    }
    /// What he or she may do.
    async fn role(&self) -> Role {
        self.0.role
    }
    /// The partner of the area that he or she works for. Null when not stated.
    async fn organisation(&self, ctx: &Context<'_>) -> ApiResult<Option<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }
    /// Since when, in Coordinated Universal Time.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
}

/// A place in a team that somebody has not accepted yet. Only the administrators of the team see it, and whoever has
/// its link.
pub struct Invitation(pub invitation::Model);

/// A place in a team that somebody has not accepted yet. Only the administrators of the team see it, and whoever has
/// its link.
#[Object]
impl Invitation {
    /// Its id, by which it is withdrawn. It is not the secret of its link.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }
    /// The area whose team it is.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        let area = member::areas(connection::live(ctx), [self.0.area_id]).await?;
        let area = area.into_iter().next();
        Ok(LocalArea(area.ok_or_else(|| missing("area"))?.into()))
    }
    /// The name of whoever is invited.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// His or her address.
    async fn email(&self) -> &str {
        &self.0.email
    }
    /// What he or she will be allowed to do.
    async fn role(&self) -> Role {
        self.0.role
    }
    /// The partner of the area that he or she works for. Null when not stated.
    async fn organisation(&self, ctx: &Context<'_>) -> ApiResult<Option<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }
    /// Until when it can be accepted, in Coordinated Universal Time.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at
    }
}

/// The team of an area. Only the team sees it.
pub struct Team(area::Model);

/// The team of an area. Only the team sees it.
#[Object]
impl Team {
    /// The area.
    async fn area(&self) -> LocalArea {
        LocalArea(self.0.clone().into())
    }
    /// Who is in it, in the order in which they joined.
    async fn members(&self, ctx: &Context<'_>) -> ApiResult<Vec<Member>> {
        let team = member::of(connection::live(ctx), self.0.id).await?;
        Ok(team.into_iter().map(Member::of).collect())
    }
    /// Who is invited and has not accepted yet, the oldest invitation first. Null for whoever does not keep the team.
    async fn invitations(&self, ctx: &Context<'_>) -> ApiResult<Option<Vec<Invitation>>> {
        if !viewer(ctx).may(Act::SeeInvitations, self.0.id) {
            return Ok(None);
        }
        let open = member::invited(connection::live(ctx), self.0.id).await?;
        Ok(Some(open.into_iter().map(Invitation).collect()))
    }
    /// How many actions a member leads, but for those of plans that a later one has taken the place of. Null where nobody
    /// of this id is in the team.
    async fn lead_count(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the member.")] member: ID,
    ) -> ApiResult<Option<u64>> {
        match row_id(&member) {
            Ok(id) => Ok(member::lead_count(connection::live(ctx), id, self.0.id).await?),
            Err(_) => Ok(None),
        }
    }
    /// The actions of its plans that are not completed, those that are due first before others, with what there is to
    /// see to; `assignees` of an action are who of the team leads it. None of a plan whose actions those of a later one
    /// have taken the place of, and none in an answer about an earlier day.
    #[graphql(complexity = "100 * child_complexity")]
    async fn work(&self, ctx: &Context<'_>) -> ApiResult<Vec<WorkItem>> {
        if connection::is_past(ctx) {
            return Ok(Vec::new());
        }
        let (db, today) = (connection::live(ctx), Utc::now().date_naive());
        let person = viewer(ctx).somebody()?;
        let items = work::of_areas(db, person, vec![self.0.id], today).await?;
        ctx.data_unchecked::<Budget>().spend(items.len())?;
        Ok(items.into_iter().map(WorkItem::from).collect())
    }
}

#[derive(Default)]
pub struct MemberQuery;

#[Object]
impl MemberQuery {
    /// The team of an area. Null for whoever is not in it. A path that is no area's is an error with the code
    /// NOT_FOUND.
    async fn team(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The path of the area, such as leicestershire.")] area: String,
    ) -> ApiResult<Option<Team>> {
        let area = list::at::<area::Entity>(connection::db(ctx), &area).await?;
        Ok(viewer(ctx).may(Act::SeeTeam, area.id).then_some(Team(area)))
    }
}

/// Whom to invite, and to what.
#[derive(InputObject)]
pub struct InviteMemberInput {
    /// The path of the area, such as leicestershire.
    area: String,
    /// The address.
    email: String,
    /// The name, as the team will see it: 1 to 100 characters.
    name: String,
    /// What he or she is to be allowed to do.
    role: Role,
    /// The global id of the partner of the area that he or she works for. Not stated when left out.
    organisation: Option<ID>,
}

/// What accepting needs.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// The invitation, or what stands behind # in its address.
    #[graphql(secret)]
    link: String,
    /// The password of the account with the address that was invited. Where there is none yet, the password that it
    /// is to have: 12 to 128 characters.
    #[graphql(secret)]
    password: String,
}

/// That somebody is invited.
#[derive(SimpleObject)]
pub struct InviteMemberPayload {
    /// The invitation. Null where there are problems.
    invitation: Option<Invitation>,
    /// Where to accept it within seven days: a path of the page, to be sent with the page's address before it. It
    /// is told this once. Null where there are problems.
    link: Option<String>,
    /// Whether the link was mailed to whoever is invited: false where the mail server refused it or did not answer
    /// within some seconds. Null where this server sends no mail, and where there are problems.
    mailed: Option<bool>,
    /// Whether an earlier invitation to the same address was still open, whose link is good no more. Null where there are
    /// problems.
    replaces_earlier: Option<bool>,
    /// Why nobody is. Empty where somebody is.
    problems: Vec<Problem>,
}

/// That an invitation cannot be accepted any more.
#[derive(SimpleObject)]
pub struct WithdrawInvitationPayload {
    /// Why it can. Empty where it was withdrawn.
    problems: Vec<Problem>,
}

/// That a member has another role.
#[derive(SimpleObject)]
pub struct SetMemberRolePayload {
    /// The role now. Null where there are problems.
    role: Option<Role>,
    /// How many actions he or she led and leads no more: readers, who cannot say how actions stand, lead none. 0 for any
    /// other role. Null where there are problems.
    ended_lead_count: Option<u64>,
    /// Why there is no other. Empty where there is.
    problems: Vec<Problem>,
}

/// That somebody is in the team no more.
#[derive(SimpleObject)]
pub struct RemoveMemberPayload {
    /// Why he or she still is. Empty where it was done.
    problems: Vec<Problem>,
}

/// That there is a link that sets the password of a member.
#[derive(SimpleObject)]
pub struct ResetMemberPasswordPayload {
    /// Where to set it within a day: a path of the page, to be sent with the page's address before it. It is told
    /// this once. Null where there are problems.
    link: Option<String>,
    /// Whether the link was mailed to the member: false where the mail server refused it or did not answer within some
    /// seconds. Null where this server sends no mail, and where there are problems.
    mailed: Option<bool>,
    /// Why there is none. Empty where there is.
    problems: Vec<Problem>,
}

#[derive(Default)]
pub struct MemberMutation;

#[Object]
impl MemberMutation {
    /// Invites somebody into the team of an area, by a link, which is mailed too where this server sends mail. Who is
    /// invited again has the newest invitation only.
    async fn invite_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and to what.")] input: InviteMemberInput,
    ) -> ApiResult<InviteMemberPayload> {
        let (made, problems) = settled(invite(ctx, input).await)?;
        let (made, letter) = made.unzip();
        Ok(InviteMemberPayload {
            replaces_earlier: made.as_ref().map(|made| made.is_instead),
            link: made.as_ref().map(|made| member::link(&made.secret)),
            invitation: made.map(|made| Invitation(made.row)),
            mailed: mail::sent(ctx, letter).await,
            problems,
        })
    }

    /// Accepts an invitation, and signs in. As many attempts are allowed as for `signIn`.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link and the password.")] input: AcceptInvitationInput,
    ) -> ApiResult<SignInPayload> {
        welcome(accept(ctx, input).await)
    }

    /// Withdraws an invitation.
    async fn withdraw_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the invitation.")] id: ID,
    ) -> ApiResult<WithdrawInvitationPayload> {
        let done = match row_id(&id) {
            Ok(id) => member::withdraw(connection::db(ctx), viewer(ctx), id).await,
            Err(error) => Err(error),
        };
        let (_, problems) = settled(done)?;
        Ok(WithdrawInvitationPayload { problems })
    }

    /// Gives a member of a team another role. Whoever becomes a reader leads no action any more. Somebody has to be left
    /// who keeps the team, unless an administrator of the site does it.
    async fn set_member_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the member.")] id: ID,
        #[graphql(desc = "The role.")] role: Role,
        #[graphql(
            desc = "The role when it was seen. Where it is another by now, nothing is written. Left out, it is written whatever it is."
        )]
        seen: Option<Role>,
    ) -> ApiResult<SetMemberRolePayload> {
        let done = match row_id(&id) {
            Ok(id) => member::set_role(connection::db(ctx), viewer(ctx), id, role, seen).await,
            Err(error) => Err(error),
        };
        let (done, problems) = settled(done)?;
        let (place, ended) = done.unzip();
        Ok(SetMemberRolePayload {
            role: place.map(|place| place.role),
            ended_lead_count: ended,
            problems,
        })
    }

    /// Takes a member out of a team; the account stays. Somebody has to be left who keeps the team,
    /// unless an administrator of the site does it.
    async fn remove_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the member.")] id: ID,
    ) -> ApiResult<RemoveMemberPayload> {
        let done = match row_id(&id) {
            Ok(id) => member::take_out(connection::db(ctx), viewer(ctx), id).await,
            Err(error) => Err(error),
        };
        let (_, problems) = settled(done)?;
        Ok(RemoveMemberPayload { problems })
    }

    /// Makes a link that sets the password of a member, which is mailed too where this server sends mail. For whoever belongs to other teams too, only somebody who
    /// keeps all of these may.
    async fn reset_member_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the member.")] id: ID,
    ) -> ApiResult<ResetMemberPasswordPayload> {
        let (made, problems) = settled(reset(ctx, &id).await)?;
        let (link, letter) = made.unzip();
        Ok(ResetMemberPasswordPayload {
            link,
            mailed: mail::sent(ctx, letter).await,
            problems,
        })
    }
}

/// An invitation, and the letter that brings its link.
async fn invite(ctx: &Context<'_>, input: InviteMemberInput) -> domain::Result<(Invited, Letter)> {
    let db = connection::db(ctx);
    let area = list::at::<area::Entity>(db, &input.area).await;
    let area = area.map_err(|error| error.at("area"))?;
    let inviter = viewer(ctx).allowed(Act::KeepTeam, area.id)?;
    let organisation = match &input.organisation {
        None => None,
        Some(id) => match node::read_id("organisation", id) {
            Ok((Kind::Organisation, id)) => Some(id),
            _ => {
                let words = "This is not the id of an organisation. Take it from its `id` field.";
                return Err(problem(Code::NotFound, "organisation", words));
            }
        },
    };
    let offer = Offer {
        area: area.id,
        email: &input.email,
        name: &input.name,
        role: input.role,
        organisation,
    };
    let made = member::invite(db, viewer(ctx), offer).await?;
    let link = member::link(&made.secret);
    let letter = Letter::invitation(&made.row, &area.name, &inviter.user, link);
    Ok((made, letter))
}

/// A link that sets the password of a member, and the letter that brings it.
async fn reset(ctx: &Context<'_>, id: &ID) -> domain::Result<(String, Letter)> {
    let (user, link) = member::reset(connection::db(ctx), viewer(ctx), row_id(id)?).await?;
    let maker = &viewer(ctx).somebody()?.user;
    Ok((link.path(), Letter::reset(&user, maker, &link)))
}

async fn accept(ctx: &Context<'_>, input: AcceptInvitationInput) -> domain::Result<Viewer> {
    let passwords = ctx.data_unchecked::<Passwords>();
    let attempts = ctx.data_unchecked::<Attempts>();
    let db = connection::db(ctx);
    browser(asker(ctx))?;
    let offered = member::by_link(db, &input.link).await?;
    attempts.count(&offered.email, asker(ctx).place)?;
    let user = member::accept(db, passwords, &input.link, input.password).await?;
    signed_in(ctx, &user).await
}
