//! Who of the team leads an action, and so may say how it stands: seen by the team, set by its editors.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::component::deed::Deeds;
use crate::component::form::{Button, Field, Kind, Sent, Values, prefilled};
use crate::component::signed::signed;
use crate::component::{list, none, para, seq};
use crate::query::assigned::{self as query, Assigned, TeamMember};
use crate::query::word::Role;

/// The field of those who lead it.
const MEMBERS: &str = "members";

/// Who of the team of an area leads an action, by its path.
pub fn assigned(area: &str, path: &str) -> AnyView {
    let (area, path, deeds) = (area.to_owned(), path.to_owned(), Deeds::begin());
    let ask = {
        let area = area.clone();
        move || query::assigned(path.clone(), area.clone())
    };
    let view = move |found: &Option<Assigned>| view(found.as_ref(), &area, deeds);
    seq(vec![
        para(
            "Only those who are in the team see this section. Whoever leads an action may say how it stands, and finds it on the page of their work.",
        ),
        deeds.load_part("who leads it", ask, view),
    ])
}

fn view(found: Option<&Assigned>, area: &str, deeds: Deeds) -> AnyView {
    let Some(found) = found else {
        // A session may have ended since, or a place in the team: then the section goes.
        spawn_local(signed().renew());
        return para("You are signed out, or not in the team any more.");
    };
    let leads = found
        .members
        .iter()
        .filter(|member| found.leads.contains(&member.id));
    let leads: Vec<AnyView> = leads.map(|lead| lead.name.clone().into_any()).collect();
    let may_edit = untrack(|| signed().may_edit(area));
    seq(vec![
        deeds.show(),
        match leads.is_empty() {
            true => para("Nobody of the team leads this action."),
            false => list::items(leads),
        },
        match may_edit {
            true => form(found, deeds),
            false => none(),
        },
    ])
}

fn form(found: &Assigned, deeds: Deeds) -> AnyView {
    let members = found.members.iter();
    let (readers, able): (Vec<_>, Vec<_>) = members.partition(|member| member.role == Role::Reader);
    let about = left_out(&readers);
    if able.is_empty() {
        return about;
    }
    let fields = vec![Field {
        name: MEMBERS,
        label: "Who of the team is to lead it",
        hint: "The leads that the plan publishes are another matter, and stay.",
        kind: Kind::Several(able.iter().map(|member| choice(member)).collect()),
    }];
    let leads = found.leads.iter();
    // Who has become a reader since is not to choose any more.
    let leads = leads.filter(|lead| able.iter().any(|member| member.id == **lead));
    let first = Values::of(leads.map(|lead| (MEMBERS, lead.inner().to_owned())));
    let (id, seen) = (found.action.clone(), found.leads.clone());
    let send = move |values: Values| -> Sent {
        let members = values.all(MEMBERS).into_iter().map(cynic::Id::new);
        let asked = query::assign(id.clone(), members.collect(), seen.clone());
        deeds.send(asked, "It is saved who leads this action.".to_owned())
    };
    let button = Button::Plain("Save who leads it");
    prefilled(None, first, about, fields, button, send)
}

/// Why some of the team are not to choose.
fn left_out(readers: &[&TeamMember]) -> AnyView {
    if readers.is_empty() {
        return none();
    }
    let names: Vec<&str> = readers.iter().map(|member| member.name.as_str()).collect();
    para(&format!(
        "Readers of the team lead no action, for they cannot say how it stands: {}. An administrator of the team gives them another role.",
        names.join(", ")
    ))
}

/// A member to choose. Two may have one name: the address tells them apart.
fn choice(member: &TeamMember) -> (String, String, String) {
    let TeamMember {
        id, name, email, ..
    } = member;
    (id.inner().to_owned(), name.clone(), email.clone())
}
