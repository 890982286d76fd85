//! The team of an area: what it has to see to, who is in it and who is invited. Its administrators invite, and withdraw
//! what they offered. See `team/` for how the plans stand, for one member, and for the removal of a name.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::component::deed::{Deeds, Sure, sure};
use crate::component::form::{Field, Kind, Sent, Values, form};
use crate::component::signed::{sign_in_href, signed};
use crate::component::{
    Cell, Table, contents, crumbs, detail, dynamic, heading_under, link, list, none, para, section,
    seq, strong, table, visually_hidden,
};
use crate::format;
use crate::query::common::{AreaName, OrganisationName};
use crate::query::team::{self, Invitation, InviteMemberInput, Invited, Member, TeamOfArea};
use crate::query::word::Role;

mod dashboard;
mod member;
mod redact;

pub use member::member;
pub use redact::redact;

/// `/areas/{area}/team`
pub fn team(area: &str) -> AnyView {
    let (area, deeds) = (area.to_owned(), Deeds::begin());
    let ask = move || team::team(area.clone());
    deeds.load_page("the team", ask, move |opened| view(opened, deeds))
}

fn view(opened: &TeamOfArea, deeds: Deeds) -> AnyView {
    let TeamOfArea {
        area,
        team,
        sends_mail,
    } = opened;
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &format::area_href(&area.path)),
    ]);
    let head = heading_under(&area.name, "Team");
    let Some(team) = team else {
        return seq(vec![
            head,
            outside(area, &format::team_href(&area.path), "the team"),
        ]);
    };
    let kept = team.invitations.as_ref().map(|invitations| {
        seq(vec![
            section("invitations", "Open invitations", open(invitations, deeds)),
            section(
                "invite",
                "Invite somebody",
                invite(area, *sends_mail, deeds),
            ),
            section("redact", "Remove a person's name", way_to_redact(area)),
        ])
    });
    let mut parts = vec![
        ("plans", "How the plans stand"),
        ("members", "Who is in the team"),
    ];
    if kept.is_some() {
        parts.extend([
            ("invitations", "Open invitations"),
            ("invite", "Invite somebody"),
            ("redact", "Remove a person's name"),
        ]);
    }
    let who = seq(vec![
        members(area, &team.members, kept.is_some()),
        detail("What each role may do", roles()),
    ]);
    view! {
        {head}
        {deeds.show()}
        {para("Only those who are in the team see this page. What they say of the plan's actions everybody sees, with their role and not their name.")}
        {contents(&parts)}
        {section("plans", "How the plans stand", dashboard::dashboard(area, &team.members))}
        {section("members", "Who is in the team", who)}
        {kept}
    }
    .into_any()
}

/// The way to the page that removes a name.
fn way_to_redact(area: &AreaName) -> AnyView {
    let way = link(&format::redact_href(&area.path), "Remove a name");
    view! { <p>{way} " everywhere at once, where somebody asks for it: first you see where it stands."</p> }.into_any()
}

/// What is said to whoever is not in the team, of what only the team sees: a way to sign in, which leads back to an
/// address.
pub(super) fn outside(area: &AreaName, here: &str, what: &str) -> AnyView {
    let signed = signed();
    // A session may have ended since: then it is nobody who is not in the team.
    if untrack(move || signed.is_somebody()) {
        spawn_local(signed.renew());
    }
    let (area, href, what) = (area.name.clone(), sign_in_href(here), what.to_owned());
    dynamic(move || {
        match signed.get() {
        Some(account) => view! {
            <p>{format!("You are signed in as {}, who is not in the team of {area}. Ask its administrator to invite you, or ", account.name)}
                {link(&href, "sign in as somebody else")} "."</p>
        }
        .into_any(),
        None if signed.is_asked() => none(),
        None => view! {
            <p>{link(&href, "Sign in")} {format!(" to see {what} of {area}: only those who are in its team do.")}</p>
        }
        .into_any(),
    }
    })
}

fn members(area: &AreaName, members: &[Member], is_kept: bool) -> AnyView {
    if members.is_empty() {
        return para("Nobody is in the team yet.");
    }
    let rows = members.iter().map(|member| {
        let mut row = vec![
            Cell::Head(seq(vec![member.name.clone().into_any(), you(member)])),
            Cell::Text(member.email.clone().into_any()),
            Cell::Text(member.role.label().into_any()),
            Cell::Text(organisation(member.organisation.as_ref())),
            Cell::Text(member.created_at.day().into_any()),
        ];
        if is_kept {
            let href = format::member_href(&area.path, member.id.inner());
            let of = format!(" {}", member.name);
            row.push(Cell::Text(
                view! { <a href=href>"Change" {visually_hidden(&of)}</a> }.into_any(),
            ));
        }
        row
    });
    let mut head = vec![
        "Name",
        "E-mail address",
        "Role",
        "Organisation",
        "In the team since",
    ];
    if is_kept {
        head.push("Change");
    }
    table(Table {
        caption: format!("Who is in the team of {}", area.name),
        head,
        rows: rows.collect(),
        cards: true,
    })
}

/// Whether a member is whoever uses the page, in words.
fn you(member: &Member) -> AnyView {
    let (signed, email) = (signed(), member.email.clone());
    dynamic(move || match signed.get() {
        Some(account) if account.email == email => " (you)".into_any(),
        _ => none(),
    })
}

fn organisation(organisation: Option<&OrganisationName>) -> AnyView {
    match organisation {
        Some(organisation) => organisation.name.clone().into_any(),
        None => view! { <span class="gt-not-stated">"Not stated"</span> }.into_any(),
    }
}

/// What a role allows, beside what those before it do.
fn allowed(role: Role) -> &'static str {
    match role {
        Role::Reader => {
            "Sees the team, its comments, its drafts and who of it leads which action, and comments."
        }
        Role::Contributor => "Also says how the actions stand that he or she leads.",
        Role::Editor => {
            "Also says how any action of the area stands and who of the team leads it, changes what the team keeps of its plan, writes drafts of the next version, and takes changes back."
        }
        Role::AreaAdministrator => {
            "Also publishes drafts, invites people, gives them roles, takes them out, makes links that set their passwords, and removes a person's name everywhere at once."
        }
    }
}

fn roles() -> AnyView {
    let roles = Role::ALL.iter().map(|role| {
        let words = format!(": {}", format::lower_first(allowed(*role)));
        seq(vec![strong(role.label()), words.into_any()])
    });
    list::items(roles.collect())
}

/// The roles, as the choices of a field.
fn choices() -> Vec<(String, String, String)> {
    let choice = |role: &Role| {
        (
            role.slug().to_owned(),
            role.label().to_owned(),
            allowed(*role).to_owned(),
        )
    };
    Role::ALL.iter().map(choice).collect()
}

fn open(invitations: &[Invitation], deeds: Deeds) -> AnyView {
    if invitations.is_empty() {
        return para("No invitation is open.");
    }
    let rows = invitations.iter().map(|invitation| {
        vec![
            Cell::Head(invitation.name.clone().into_any()),
            Cell::Text(invitation.email.clone().into_any()),
            Cell::Text(invitation.role.label().into_any()),
            Cell::Text(invitation.expires_at.words().into_any()),
            Cell::Text(withdraw(invitation, deeds)),
        ]
    });
    table(Table {
        caption: "Who is invited and has not accepted yet".to_owned(),
        head: vec!["Name", "E-mail address", "Role", "Good until", "Withdraw"],
        rows: rows.collect(),
        cards: true,
    })
}

fn withdraw(invitation: &Invitation, deeds: Deeds) -> AnyView {
    let Invitation {
        id, name, email, ..
    } = invitation.clone();
    let asked = Sure {
        id: format!("withdraw-{}", id.inner()),
        button: "Withdraw",
        of: format!("the invitation of {name}, {email}"),
        about: format!("The link that {name} was sent will lead nowhere."),
        yes: "Withdraw the invitation",
    };
    sure(asked, move || {
        let words = format!("The invitation of {name} is withdrawn.");
        deeds.send(team::withdraw(id.clone()), words)
    })
}

fn invite(area: &AreaName, sends_mail: bool, deeds: Deeds) -> AnyView {
    let hint = match sends_mail {
        true => "With which he or she will sign in. We send the link there.",
        false => "With which he or she will sign in. Nothing is sent there: you pass the link on.",
    };
    let fields = vec![
        Field {
            name: "name",
            label: "Name",
            hint: "As the team will see it.",
            kind: Kind::Line("text", "off"),
        },
        Field {
            name: "email",
            label: "E-mail address",
            hint,
            kind: Kind::Line("email", "off"),
        },
        Field {
            name: "role",
            label: "Role",
            hint: "",
            kind: Kind::Choices(choices()),
        },
    ];
    let draft = format!("invite {}", area.path);
    let area = area.path.clone();
    let send = move |values: Values| -> Sent {
        let (area, name) = (area.clone(), values.get("name"));
        let email = values.get("email");
        Box::pin(async move {
            let missing = values.missing(&[
                ("name", "Give the name."),
                ("email", "Give the e-mail address."),
                ("role", "Choose what he or she may do."),
            ]);
            let role = Role::from_slug(&values.get("role"));
            let (Some(role), true) = (role, missing.is_empty()) else {
                return missing;
            };
            let input = InviteMemberInput {
                area,
                email: email.clone(),
                name: name.clone(),
                role,
            };
            let good = "It is good once, for seven days, and is not shown again.";
            let answer = team::invite(input).await;
            let words = answer.as_ref().map_or_else(
                |_| String::new(),
                |answer| invited(name.trim(), &answer.data),
            );
            let answer = answer.map(|answer| answer.map(|made| made.linked));
            deeds.mailed(answer, words, email.trim(), good)
        })
    };
    form(Some(draft), none(), fields, "Invite", send)
}

/// That somebody is invited, and what became of a link that he or she was sent before.
fn invited(name: &str, made: &Invited) -> String {
    let earlier = match (made.replaces_earlier, made.linked.mailed) {
        (false, _) => "",
        (true, Some(true)) => {
            " The link of the earlier invitation no longer works: the new one was sent in its place."
        }
        (true, _) => {
            " The link of the earlier invitation no longer works: the new one has to be sent."
        }
    };
    format!("{name} is invited.{earlier}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::team::Linked;

    #[test]
    fn a_second_invitation_says_that_the_first_link_is_dead() {
        let words = |replaces_earlier, mailed| {
            let linked = Linked {
                link: Some("/accept-invitation#x".to_owned()),
                mailed,
                problems: Vec::new(),
            };
            invited(
                "Eve",
                &Invited {
                    linked,
                    replaces_earlier,
                },
            )
        };
        assert_eq!(words(false, Some(true)), "Eve is invited.");
        assert_eq!(
            words(true, None),
            "Eve is invited. The link of the earlier invitation no longer works: the new one has to be sent."
        );
        assert_eq!(words(true, Some(false)), words(true, None));
        assert!(words(true, Some(true)).ends_with("the new one was sent in its place."));
    }
}
