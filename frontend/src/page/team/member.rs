//! A member of a team, and what the administrators of the team change of him or her.

use leptos::prelude::*;

use super::{choices, organisation, outside};
use crate::component::deed::{Deeds, Done, Sure, sure};
use crate::component::form::{Field, Kind, Sent, Values, form, settled, unanswered};
use crate::component::saved::leaving;
use crate::component::signed::signed;
use crate::component::{
    crumbs, dynamic, heading_under, link, load_part, missing_page, none, para, row, section, seq,
    summary_list,
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
            section("role-of", "Role", role(area, member, deeds)),
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

/// The form of the role, which says what goes with it.
fn role(area: &AreaName, member: &Member, deeds: Deeds) -> AnyView {
    let (area, member) = (area.path.clone(), member.clone());
    let ask = {
        let id = member.id.clone();
        move || team::led(area.clone(), id.clone())
    };
    load_part("what he or she leads", ask, move |led: &i32| {
        role_form(&member, *led, deeds)
    })
}

/// What is said of a member who leads actions, before a role is saved with which nobody leads any.
fn leads(name: &str, led: i32) -> Option<String> {
    let actions = format::count(led, "action", "actions");
    (led > 0).then(|| {
        format!("{name} leads {actions}. As a reader he or she leads none any more, for readers cannot say how actions stand.")
    })
}

/// That a member has another role, and how many actions he or she led with the one before.
fn given(name: &str, role: Role, ended: i32) -> String {
    let role = format::lower_first(role.label());
    let words = format!("The role of {name} is now: {role}.");
    match ended {
        0 => words,
        _ => {
            let actions = format::count(ended, "action", "actions");
            format!("{words} He or she led {actions}, and leads none now.")
        }
    }
}

fn role_form(member: &Member, led: i32, deeds: Deeds) -> AnyView {
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
            let (ended, problems) = match team::set_role(id, role, seen).await {
                Ok(answer) => answer.data,
                Err(error) => return vec![unanswered(&error)],
            };
            if problems.is_empty() {
                // It may have been his or her own.
                signed.renew().await;
                deeds.note(Done::said(given(&name, role, ended)));
            }
            deeds.look_again(&problems);
            problems
        })
    };
    let about = leads(&member.name, led).map_or_else(none, |words| para(&words));
    form(None, about, fields, "Change the role", send)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_does_not_lead_any_more_is_said_before_and_after() {
        assert_eq!(leads("Eve", 0), None);
        assert!(leads("Eve", 1).is_some_and(|words| words.starts_with("Eve leads 1 action. As")));
        assert_eq!(
            given("Eve", Role::Editor, 0),
            "The role of Eve is now: editor."
        );
        assert_eq!(
            given("Eve", Role::Reader, 3),
            "The role of Eve is now: reader. He or she led 3 actions, and leads none now."
        );
    }
}
