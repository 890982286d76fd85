//! What whoever is signed in has to see to: actions, comments that mention him or her, and a calendar of the days. See
//! `work/` for the actions and the calendar.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::component::comments::{author, place};
use crate::component::deed::Deeds;
use crate::component::filter::from_address;
use crate::component::signed::{sign_in_href, signed};
use crate::component::{
    cite, contents, dom, dynamic, heading, link, list, none, para, section, seq,
};
use crate::format;
use crate::query::account::Membership;
use crate::query::comment::Mention;
use crate::query::common::NodeName;
use crate::query::work::{self, Work};
use crate::url;

mod actions;
mod calendar;

/// The address of the page.
const PAGE: &str = "/work";

/// How many comments that mention somebody the API tells of at most.
const MENTIONS: usize = 50;

/// The path of the area that is chosen among those of several teams.
type Chosen = Memo<(Option<String>, Vec<String>)>;

/// `/work?area=leicestershire`
pub fn work() -> AnyView {
    let deeds = Deeds::begin();
    let area = from_address(|search| {
        let mut reader = url::Reader::new(search);
        (reader.one("area", url::path), reader.finish())
    });
    let view = move |found: &Option<Work>| view(found.as_ref(), area, deeds);
    deeds.load_page("your work", work::work, view)
}

fn view(found: Option<&Work>, area: Chosen, deeds: Deeds) -> AnyView {
    let head = heading("Your work");
    let Some(work) = found else {
        // A session may have ended since.
        let signed = signed();
        if untrack(move || signed.is_somebody()) {
            spawn_local(signed.renew());
        }
        let words = view! { <p>{link(&sign_in_href(PAGE), "Sign in")} " to see your work."</p> };
        return seq(vec![head, words.into_any()]);
    };
    if work.memberships.is_empty() {
        return seq(vec![head, deeds.show(), in_no_team(work, deeds)]);
    }
    let mentioned = mentioned(work.mentions.len());
    let mentions = mentions(&work.mentions, &work.memberships);
    let calendar = calendar::calendar(work.has_calendar, deeds);
    view! {
        {head}
        {deeds.show()}
        {mentioned}
        {teams(&work.memberships, area)}
        {to_see_to(work, area)}
        {section("mentions", "Mentions", mentions)}
        <div class="gt-no-print">{section("calendar", "Calendar", calendar)}</div>
    }
    .into_any()
}

/// What is said to whoever is in no team. A link to a calendar may be left from one.
fn in_no_team(work: &Work, deeds: Deeds) -> AnyView {
    let words = match work.is_administrator {
        true => {
            "You keep the whole site and are in the team of no area. This page has the actions of the teams that somebody is in."
        }
        false => {
            "You are in no team. This page has the actions of the teams that somebody is in: ask the administrator of a team to invite you."
        }
    };
    let calendar = match work.has_calendar {
        true => section("calendar", "Calendar", calendar::calendar(true, deeds)),
        false => none(),
    };
    seq(vec![para(words), calendar])
}

/// The teams to choose from, where there are several.
fn teams(teams: &[Membership], area: Chosen) -> AnyView {
    if teams.len() < 2 {
        return none();
    }
    let all = (PAGE.to_owned(), "All your teams".to_owned(), None);
    let each = teams.iter().map(|team| {
        let path = team.area.path.clone();
        let href = url::address(PAGE, &[("area", &path)]);
        (href, team.area.name.clone(), Some(path))
    });
    let known: Vec<String> = teams.iter().map(|team| team.area.path.clone()).collect();
    let items = std::iter::once(all).chain(each).map(|(href, words, path)| {
        let known = known.clone();
        let is_chosen = move || chosen(&known, area) == path;
        // The router reads `replace`: to look at another team is no step that Back should have to undo.
        view! {
            <li><a href=href prop:replace=true aria-current=move || is_chosen().then_some("true")>{words}</a></li>
        }
        .into_any()
    });
    view! {
        <nav class="gt-contents" aria-label="Teams">
            <ul class="govuk-list">{items.collect::<Vec<_>>()}</ul>
        </nav>
    }
    .into_any()
}

/// The area that is chosen, where it is one of a team's.
fn chosen(known: &[String], area: Chosen) -> Option<String> {
    area.get().0.filter(|path| known.contains(path))
}

/// The actions, of all teams or of the one that is chosen.
fn to_see_to(work: &Work, area: Chosen) -> AnyView {
    let known: Vec<String> = work
        .memberships
        .iter()
        .map(|team| team.area.path.clone())
        .collect();
    let work = Arc::new(work.clone());
    let first = StoredValue::new(true);
    dynamic(move || {
        let area = chosen(&known, area);
        let found = actions::Found::of(&work, area.as_deref());
        let summary = found.summary();
        // With another team only the words below change.
        if !first
            .try_update_value(|first| std::mem::replace(first, false))
            .unwrap_or(true)
        {
            dom::announce(&summary);
        }
        seq(vec![
            para(&summary),
            found.others(),
            found.at_once(),
            parts_of_page(),
            found.sections(),
        ])
    })
}

fn parts_of_page() -> AnyView {
    let parts = actions::PARTS.iter().map(|part| (part.id, part.title));
    let others = [("mentions", "Mentions"), ("calendar", "Calendar")];
    contents(&parts.chain(others).collect::<Vec<_>>())
}

/// How many comments mention whoever is signed in, and the way to them: they stand below all actions.
fn mentioned(count: usize) -> AnyView {
    let words = match count {
        0 => return none(),
        1 => "1 comment mentions you".to_owned(),
        MENTIONS.. => format!("{MENTIONS} or more comments mention you"),
        _ => format!("{count} comments mention you"),
    };
    view! { <p>{link("#mentions", &words)} "."</p> }.into_any()
}

/// The newest comments that mention whoever is signed in.
fn mentions(found: &[Mention], teams: &[Membership]) -> AnyView {
    if found.is_empty() {
        return para("No comment mentions you.");
    }
    let items = found.iter().map(|mention| {
        let who = author(mention.author.as_deref());
        let record = match &mention.record {
            Some(record) => record_link(record, teams),
            None => "A record that was deleted".into_any(),
        };
        view! {
            <p>{record}</p>
            <p class="gt-said">{mention.text.clone()}</p>
            {cite(&format!("{who}, {}", mention.at.words()))}
        }
        .into_any()
    });
    list::items(items.collect())
}

/// A record by its name and its area, and the way to its comments where its page shows them.
fn record_link(record: &NodeName, teams: &[Membership]) -> AnyView {
    let NodeName { kind, path } = record;
    let first = path.split('/').next();
    let area = teams
        .iter()
        .find(|team| Some(team.area.path.as_str()) == first);
    let name = format::record_name(kind, path);
    let name = match area {
        Some(team) => format!("{name}, {}", team.area.name),
        None => name,
    };
    match format::record_href(kind, path) {
        Some(href) if ["Action", "Weakness"].contains(&kind.as_str()) => link(&place(&href), &name),
        Some(href) => link(&href, &name),
        None => name.into_any(),
    }
}
