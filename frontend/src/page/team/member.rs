//! A member of a team, and what the administrators of the team change of him or her.

use leptos::prelude::*;

use super::{choices, organisation, outside};
use crate::component::deed::{Deeds, Done, Sure, sure};
use crate::component::form::{Field, Kind, Sent, Values, form, settled};
use crate::component::saved::leaving;
use crate::component::signed::signed;
use crate::component::{
    crumbs, dynamic, heading_under, link, missing_page, none, para, row, section, seq, summary_list,
};
use crate::format;
use crate::query::common::AreaName;
use crate::query::team::{self, Member, TeamOfArea};
use crate::query::word::Role;

/// `/areas/{area}/team/{member}`
pub fn member(area: &str, member: &str) -> AnyView {
    let (area, member, deeds) = (area.to_owned(), member.to_owned(), Deeds::begin());
    let ask = move || team::team(area.clone());
    deeds.load_page("the team", ask, move |opened| view(opened, &member, deeds))
}

fn view(opened: &TeamOfArea, id: &str, deeds: Deeds) -> AnyView {
    let TeamOfArea {
        area,
        team,
        sends_mail,
    } = opened;
    let href = format::team_href(&area.path);
    let area_href = format::area_href(&area.path);
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &area_href),
        ("Team", &href),
    ]);
    let above = format!("Team of {}", area.name);
    let Some(team) = team else {
        let here = format::member_href(&area.path, id);
        return seq(vec![
            heading_under(&above, "A member"),
            outside(area, &here, "the team"),
        ]);
    };
    let Some(member) = team.members.iter().find(|member| member.id.inner() == id) else {
        return missing_page("Nobody who is in this team now has this address.");
    };
    let changes = match team.invitations.is_some() {
        true => seq(vec![
            section("role-of", "Role", role(member, deeds)),
            section("password", "Password", password(member, *sends_mail, deeds)),
            section("out", "Take out of the team", out(area, member)),
        ]),
        false => para("Only an administrator of the area changes what stands here."),
    };
    view! {
        {heading_under(&above, &member.name)}
        {deeds.show()}
        {summary_list(vec![
            row("E-mail address", member.email.clone()),
            row("Role", member.role.label()),
            row("Organisation", organisation(member.organisation.as_ref())),
            row("In the team since", member.created_at.day()),
        ])}
        {changes}
    }
    .into_any()
}

fn role(member: &Member, deeds: Deeds) -> AnyView {
    let (id, name, signed) = (member.id.clone(), member.name.clone(), signed());
    let (seen, own) = (member.role, member.role.slug().to_owned());
    let fields = vec![Field {
        name: "role",
        label: "What he or she may do",
        hint: "Each role also may what those before it may.",
        kind: Kind::Chosen(choices(), own),
    }];
    let send = move |values: Values| -> Sent {
        let (id, name) = (id.clone(), name.clone());
        Box::pin(async move {
            let Some(role) = Role::from_slug(&values.get("role")) else {
                return values.missing(&[("role", "Choose what he or she may do.")]);
            };
            let problems = settled(team::set_role(id, role, seen)).await;
            if problems.is_empty() {
                // It may have been his or her own.
                signed.renew().await;
                let role = format::lower_first(role.label());
                deeds.note(Done::said(format!("The role of {name} is now: {role}.")));
            }
            deeds.look_again(&problems);
            problems
        })
    };
    form(None, none(), fields, "Change the role", send)
}

fn password(member: &Member, sends_mail: bool, deeds: Deeds) -> AnyView {
    let (member, signed) = (member.clone(), signed());
    dynamic(move || {
        match signed.get() {
        Some(account) if account.email == member.email => view! {
            <p>"This is you: " {link("/account/password", "change your password")} " with the one that you have."</p>
        }
        .into_any(),
        _ => password_link(&member, sends_mail, deeds),
    }
    })
}

fn password_link(member: &Member, sends_mail: bool, deeds: Deeds) -> AnyView {
    let (id, name, email) = (member.id.clone(), member.name.clone(), member.email.clone());
    let sent = match sends_mail {
        true => format!(" It is sent to {email}."),
        false => String::new(),
    };
    let about = format!(
        "If {name} has forgotten the password, make a link that sets another.{sent} A link that was made before is good no more. Whoever uses it is signed out everywhere else, and loses all tokens."
    );
    let send = move |_| -> Sent {
        let (id, email) = (id.clone(), email.clone());
        let words = format!("There is a link for {name}.");
        Box::pin(async move {
            let good = "It is good once, for a day, and is not shown again.";
            deeds.mailed(team::reset_password(id).await, words, &email, good)
        })
    };
    form(None, para(&about), Vec::new(), "Make a password link", send)
}

fn out(area: &AreaName, member: &Member) -> AnyView {
    let (signed, leave) = (signed(), leaving());
    let (id, name, href) = (
        member.id.clone(),
        member.name.clone(),
        format::team_href(&area.path),
    );
    let asked = Sure {
        id: "take-out".to_owned(),
        button: "Take out of the team",
        of: String::new(),
        about: format!(
            "{name} will not see the team any more, and will lead none of its actions. The account stays, and so does what it has said."
        ),
        yes: "Take out now",
    };
    let act = move || -> Sent {
        let (id, name, href) = (id.clone(), name.clone(), href.clone());
        let leave = leave.clone();
        Box::pin(async move {
            let problems = settled(team::remove(id)).await;
            if problems.is_empty() {
                signed.renew().await;
                leave(&format!("{name} has left the team"), &href);
            }
            problems
        })
    };
    seq(vec![
        para("Whoever leaves the team can be invited again."),
        sure(asked, act),
    ])
}
