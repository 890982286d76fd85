//! One side of a theme: what one plan holds under it, in its own words.

use leptos::prelude::*;

use crate::component::{
    citation_list_of, cite, due_date, link, none, seq, status_tag, strong, visually_hidden,
};
use crate::format;
use crate::query::common::Citation;
use crate::query::compare::{ItemTheme, ThemeAction, ThemeItems};
use crate::query::word::AssignmentMethod;

/// Whose column it is, and the theme that the entries are shown under (`None`: under none).
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub name: &'a str,
    /// The title of the plan's document: a source in it is named by its place alone.
    pub document: &'a str,
    pub theme: Option<&'a str>,
}

/// An entry, whatever kind of record it is.
struct Entry<'a> {
    /// The kind and number, such as "Action 4.7".
    what: String,
    /// `__typename` and path, for the link.
    record: (&'static str, &'a str),
    text: &'a str,
    facts: Vec<Fact>,
    themes: &'a [ItemTheme],
    citations: &'a [Citation],
}

/// The column of one plan. `counted` says in words how much there is; a plan that has nothing here says so.
pub fn side(items: &ThemeItems, side: Side, counted: &str) -> AnyView {
    let weaknesses = items.weaknesses.iter().map(|weakness| Entry {
        what: format!("Weakness {}", weakness.number),
        record: ("Weakness", &weakness.path),
        text: &weakness.statement,
        facts: Vec::new(),
        themes: &weakness.themes,
        citations: &weakness.citations,
    });
    let workstreams = items.workstreams.iter().map(|workstream| Entry {
        what: format!("Workstream {}", workstream.number),
        record: ("Workstream", &workstream.path),
        text: &workstream.title,
        facts: vec![("Leads", words(workstream.leads_published.as_ref()))],
        themes: &workstream.themes,
        citations: &workstream.citations,
    });
    let actions = items.actions.iter().map(|action| Entry {
        what: format!("Action {}", action.reference),
        record: ("Action", &action.path),
        text: &action.text,
        facts: of_action(action),
        themes: &action.themes,
        citations: &action.citations,
    });
    let measures = items.measures.iter().map(|measure| Entry {
        what: format!("Measure {}", measure.number),
        record: ("Measure", &measure.path),
        text: &measure.text,
        facts: vec![
            ("Baseline", words(measure.baseline.as_ref())),
            ("Target", words(measure.target.as_ref())),
        ],
        themes: &measure.themes,
        citations: &measure.citations,
    });
    let entries: Vec<Entry> = weaknesses
        .chain(workstreams)
        .chain(actions)
        .chain(measures)
        .collect();
    let nowhere = nowhere(&entries);
    let lacking = nowhere.iter().map(|(kind, names)| {
        cite(&format!(
            "Not stated in the source for any {} here: {}",
            format::lower_first(kind),
            names.join(", ")
        ))
    });
    let lacking = seq(lacking.collect());
    let entries = entries
        .into_iter()
        .map(|entry| shown(entry, side, &nowhere));
    let entries: Vec<AnyView> = entries.collect();
    let body = match entries.is_empty() {
        true => cite(&format!("{} has nothing here.", side.name)),
        false => view! { <ul>{entries}</ul> }.into_any(),
    };
    let counted = match counted.is_empty() {
        true => none(),
        false => cite(counted),
    };
    // A theme has a heading of the third level above its columns; what has no theme has none.
    let name = side.name.to_owned();
    let name = match side.theme {
        Some(_) => view! { <h4 class="gt-side__name">{name}</h4> }.into_any(),
        None => view! { <h3 class="gt-side__name">{name}</h3> }.into_any(),
    };
    view! {
        <div class="gt-side">
            {name}
            {seq(vec![counted, lacking, body])}
        </div>
    }
    .into_any()
}

/// What a record states beside its words.
type Fact = (&'static str, Option<AnyView>);

/// By kinds of records, what none of several states.
type Nowhere = Vec<(&'static str, Vec<String>)>;

/// What is stated nowhere is said once for all of a kind, and not at each.
fn nowhere(entries: &[Entry]) -> Nowhere {
    let mut nowhere = Nowhere::new();
    for own in entries.chunk_by(|one, other| one.record.0 == other.record.0) {
        let [first, _, ..] = own else { continue };
        let is_missing = |name: &str| {
            let mut facts = own.iter().flat_map(|entry| &entry.facts);
            facts.all(|(own, value)| *own != name || value.is_none())
        };
        let names = first.facts.iter().filter(|(name, _)| is_missing(name));
        let names: Vec<String> = names.map(|(name, _)| format::lower_first(name)).collect();
        if !names.is_empty() {
            nowhere.push((first.record.0, names));
        }
    }
    nowhere
}

fn of_action(action: &ThemeAction) -> Vec<Fact> {
    let status = action.status.published.is_some();
    let due = action.due.published.is_some();
    vec![
        ("Status", status.then(|| status_tag(&action.status))),
        ("Lead", words(action.lead_published.as_ref())),
        ("Due", due.then(|| due_date(&action.due))),
    ]
}

fn words(value: Option<&String>) -> Option<AnyView> {
    value.map(|words| words.clone().into_any())
}

/// Facts one after the other; those that are not stated are named together, but for what is said already. A value
/// may hold a list, so it is no paragraph.
fn facts(facts: Vec<Fact>, said: &[String]) -> AnyView {
    let missing = facts.iter().filter(|(_, value)| value.is_none());
    let missing = missing.map(|(name, _)| format::lower_first(name));
    let missing: Vec<String> = missing.filter(|name| !said.contains(name)).collect();
    let stated = facts.into_iter().filter_map(|(name, value)| {
        let key = format!("{name}: ");
        let fact = view! { <div class="gt-side__fact"><span class="gt-side__key">{key}</span>{value?}</div> };
        Some(fact.into_any())
    });
    let missing = match missing.is_empty() {
        true => none(),
        false => cite(&format!("Not stated in the source: {}", missing.join(", "))),
    };
    view! { <div class="gt-side__facts">{seq(stated.collect())}</div> {missing} }.into_any()
}

fn shown(entry: Entry, side: Side, nowhere: &Nowhere) -> AnyView {
    let (kind, path) = entry.record;
    let said = nowhere.iter().find(|(own, _)| *own == kind);
    let said = said.map_or(&[][..], |(_, names)| names);
    let name = match format::record_href(kind, path) {
        Some(href) => link(&href, &entry.what),
        None => entry.what.clone().into_any(),
    };
    let words = seq(vec![
        visually_hidden(&format!("{}: ", side.name)),
        strong(name),
        format!(" {}", entry.text).into_any(),
    ]);
    let rest = vec![
        facts(entry.facts, said),
        method(entry.themes, side.theme, entry.text),
        citation_list_of(side.document, entry.citations),
    ];
    view! { <li class="gt-side__item"><p>{words}</p>{seq(rest)}</li> }.into_any()
}

/// How the entry came under the theme. Rules read the steps of an action too, which are not shown here.
fn method(themes: &[ItemTheme], theme: Option<&str>, text: &str) -> AnyView {
    let assigned = themes
        .iter()
        .find(|assigned| Some(assigned.theme.path.as_str()) == theme);
    match assigned {
        Some(assigned) => {
            let text = text.to_lowercase();
            let by_rule = assigned.method == AssignmentMethod::Rule;
            let elsewhere = by_rule && assigned.basis.split(", ").any(|word| !text.contains(word));
            cite(&format!(
                "Under this theme {}: {}{}",
                assigned.method.label(),
                assigned.basis,
                if elsewhere { " (text and steps)" } else { "" }
            ))
        }
        None => none(),
    }
}
