//! The comments of a team on a record, one after the other, and the form of another.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::news::news;
use super::{author, comment_id};
use crate::component::deed::{Deeds, Sure, sure};
use crate::component::form::{Field, Kind, Sent, Values, form};
use crate::component::signed::signed;
use crate::component::{cite, dom, dynamic, list, none, para, seq, strong, subsection};
use crate::query::comment::{self, Comment, Discussion, MemberName};

/// What the team of an area says of a record.
pub fn discussion(area: &str, record: &str) -> AnyView {
    let deeds = Deeds::begin();
    let (area, record) = (area.to_owned(), record.to_owned());
    let ask = {
        let (area, record) = (area.clone(), record.clone());
        move || comment::comments(record.clone(), area.clone())
    };
    let view = move |found: &Option<Discussion>| view(found.as_ref(), &area, &record, deeds);
    seq(vec![
        para("Only those who are in the team see this section."),
        deeds.load_part("the comments", ask, view),
    ])
}

fn view(found: Option<&Discussion>, area: &str, record: &str, deeds: Deeds) -> AnyView {
    let Some(found) = found else {
        // A session may have ended since, or a place in the team: then the section goes.
        spawn_local(signed().renew());
        return para("You are signed out, or not in the team any more.");
    };
    let shown = RwSignal::new(found.comments.clone());
    seq(vec![
        deeds.show(),
        dynamic(move || shown.with(|comments| said(comments, deeds))),
        news(area, record, shown),
        subsection(
            "comment",
            "Write a comment",
            write(&found.members, record, deeds),
        ),
    ])
}

fn said(comments: &[Comment], deeds: Deeds) -> AnyView {
    if comments.is_empty() {
        return para("Nobody has written a comment yet.");
    }
    let items = comments.iter().map(|comment| {
        let who = author(comment.author.as_deref());
        let whom = match comment.mentions.is_empty() {
            true => comment.at.words(),
            false => format!(
                "{}, for {}",
                comment.at.words(),
                comment.mentions.join(", ")
            ),
        };
        view! {
            <p id=comment_id(comment)>{strong(who.to_owned())}</p>
            <p class="gt-said">{comment.text.clone()}</p>
            {cite(&whom)}
            {take_away(comment, deeds)}
        }
        .into_any()
    });
    list::items(items.collect())
}

fn take_away(comment: &Comment, deeds: Deeds) -> AnyView {
    if !comment.is_removable {
        return none();
    }
    let id = comment.id.clone();
    let asked = Sure {
        id: format!("take-away-{}", id.inner()),
        button: "Take away",
        of: format!(
            "the comment of {}, {}",
            author(comment.author.as_deref()),
            comment.at.words()
        ),
        about: "It will be gone for all of the team, and cannot be brought back.".to_owned(),
        yes: "Take the comment away",
    };
    sure(asked, move || {
        let words = "The comment is taken away.".to_owned();
        deeds.send(comment::remove(id.clone()), words)
    })
}

fn write(members: &[MemberName], record: &str, deeds: Deeds) -> AnyView {
    let mut fields = vec![Field {
        name: "text",
        label: "Comment",
        hint: "At most 2,000 characters.",
        kind: Kind::Lines,
    }];
    let own = untrack(|| signed().get()).map(|account| account.email);
    let others = choices(members, own.as_deref());
    if !others.is_empty() {
        fields.push(Field {
            name: "mentions",
            label: "For whom (optional)",
            hint: "They find it on the page of their work. The others of the team see it here too.",
            kind: Kind::Several(others),
        });
    }
    let (draft, record, key) = (format!("comment {record}"), record.to_owned(), dom::fresh());
    let send = move |values: Values| -> Sent {
        let missing = values.missing(&[("text", "Write the comment.")]);
        if !missing.is_empty() {
            return Box::pin(async { missing });
        }
        let (text, mentions) = (values.get("text"), values.all("mentions"));
        let asked = comment::add(record.clone(), text, mentions, key.clone());
        deeds.send(asked, "Your comment is there for the team.".to_owned())
    };
    form(Some(draft), none(), fields, "Add the comment", send)
}

/// Whom a comment can mention: everybody but whoever writes it. Who shares a name with another has the address beside.
fn choices(members: &[MemberName], own: Option<&str>) -> Vec<(String, String, String)> {
    let others = members
        .iter()
        .filter(|member| own != Some(member.email.as_str()));
    let choice = |member: &MemberName| {
        let shares = |other: &&MemberName| other.name == member.name;
        let hint = match members.iter().filter(shares).count() {
            0 | 1 => String::new(),
            _ => member.email.clone(),
        };
        (member.id.inner().to_owned(), member.name.clone(), hint)
    };
    others.map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_else_can_be_mentioned_and_nobody_is_taken_for_another() {
        let member = |id: &str, name: &str, email: &str| MemberName {
            id: cynic::Id::new(id),
            name: name.to_owned(),
            email: email.to_owned(),
        };
        let team = [
            member("1", "Ann", "ann@example.org"),
            member("2", "Bob", "bob@example.org"),
            member("3", "Ann", "ann@example.com"),
        ];
        let shown = choices(&team, Some("bob@example.org"));
        let shown: Vec<(&str, &str, &str)> = shown
            .iter()
            .map(|(id, name, hint)| (id.as_str(), name.as_str(), hint.as_str()))
            .collect();
        let expected = [
            ("1", "Ann", "ann@example.org"),
            ("3", "Ann", "ann@example.com"),
        ];
        assert_eq!(shown, expected);
        assert_eq!(choices(&team, None).len(), 3);
    }
}
