//! The records that changed, plan by plan and kind by kind, each with what was and what is.

use leptos::prelude::*;

use super::summary::kinds;
use crate::component::difference::difference;
use crate::component::{Colour, cite, link, list, none, para, section, seq, subsection, tag};
use crate::format;
use crate::format::difference::{
    Difference, Field, Line, Said, created, difference as compared, is_person,
};
use crate::query::change::{Changed, Opening, Records};
use crate::query::word::{Deed, RecordKind};
use crate::url::compare::Compared;

/// How many letters of a record's words are its title on the screen.
const LETTERS: usize = 160;

/// Kinds that belong to the area as a whole, where they belong to no plan.
const OF_AREA: [RecordKind; 4] = [
    RecordKind::Area,
    RecordKind::Inspection,
    RecordKind::Weakness,
    RecordKind::Review,
];

/// Kinds that belong to a survey.
const OF_SURVEY: [RecordKind; 5] = [
    RecordKind::Survey,
    RecordKind::SurveyWave,
    RecordKind::SurveyQuestion,
    RecordKind::SurveyResult,
    RecordKind::FeedbackItem,
];

/// Records that stand together, under what they belong to: an id, a title, and the records kind by kind.
pub struct Group<'a> {
    id: String,
    pub title: String,
    pub kinds: Vec<(RecordKind, Vec<&'a Changed>)>,
}

/// The records that changed, each in a box of its own.
pub fn groups(opening: &Opening, records: &Records) -> AnyView {
    let groups = grouped(opening, &records.shown).into_iter().map(|group| {
        let kinds = group.kinds.iter().map(|(kind, rows)| {
            let cards = rows.iter().map(|row| card(opening, records, row));
            let id = format!("{}-{}", group.id, kind.slug());
            subsection(&id, &heading(*kind), seq(cards.collect()))
        });
        section(&group.id, &group.title, seq(kinds.collect()))
    });
    seq(groups.collect())
}

/// The records that an import added, by their names alone.
pub fn listed(opening: &Opening, records: &[Changed]) -> AnyView {
    let groups = grouped(opening, records).into_iter().map(|group| {
        let kinds = group.kinds.iter().map(|(kind, rows)| {
            let items = rows.iter().map(|row| name(row)).collect();
            let id = format!("added-{}-{}", group.id, kind.slug());
            subsection(
                &id,
                &format!("{}: {}", group.title, format::lower_first(&heading(*kind))),
                list::items(items),
            )
        });
        seq(kinds.collect())
    });
    seq(groups.collect())
}

/// "Actions".
fn heading(kind: RecordKind) -> String {
    format::upper_first(kind.nouns().1)
}

/// What belongs to the area, to each plan in the order of the plans, to its surveys, and the rest.
pub fn grouped<'a>(opening: &Opening, records: &'a [Changed]) -> Vec<Group<'a>> {
    let plans = opening.area.plans();
    let plan_of = |row: &Changed| {
        let is_within = |plan: &str| {
            let rest = row.path.strip_prefix(plan);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        plans.iter().position(|(path, _)| is_within(path))
    };
    let (survey, rest) = (plans.len() + 1, plans.len() + 2);
    let place = |row: &Changed| match plan_of(row) {
        Some(plan) => plan + 1,
        None if OF_AREA.contains(&row.kind) => 0,
        None if OF_SURVEY.contains(&row.kind) => survey,
        None => rest,
    };
    let named = |at: usize| match at {
        0 => ("area".to_owned(), opening.area.name.clone()),
        at if at == survey => ("surveys".to_owned(), "Surveys".to_owned()),
        at if at == rest => (
            "others".to_owned(),
            "Documents, figures and notes".to_owned(),
        ),
        at => match plans.get(at - 1) {
            Some((path, name)) => (format::anchor(path), name.clone()),
            None => ("plan".to_owned(), "Plan".to_owned()),
        },
    };
    let groups = (0..=rest).filter_map(|at| {
        let own: Vec<&Changed> = records.iter().filter(|row| place(row) == at).collect();
        let kinds = RecordKind::ALL.iter().filter_map(|kind| {
            // They come in the order of their paths, which is that of the plan.
            let rows = own.iter().copied().filter(|row| row.kind == *kind);
            let rows: Vec<&Changed> = rows.collect();
            (!rows.is_empty()).then_some((*kind, rows))
        });
        let kinds: Vec<_> = kinds.collect();
        let (id, title) = named(at);
        (!kinds.is_empty()).then_some(Group { id, title, kinds })
    });
    groups.collect()
}

/// Its number and words.
pub fn words(row: &Changed) -> String {
    match (&row.title.number, &row.title.words) {
        (Some(number), Some(words)) => format!("{number}: {words}"),
        (None, Some(words)) => words.clone(),
        (Some(number), None) => format!("{} {number}", row.kind.label()),
        (None, None) => format::record_name(&row.kind.typename(), &row.path),
    }
}

/// The same, with a link to its page where it has one still. On paper nothing is cut: it leads nowhere.
fn name(row: &Changed) -> AnyView {
    let typename = row.kind.typename();
    let whole = words(row);
    let short = format::shortened(&whole, LETTERS);
    let shown = match short == whole {
        true => whole.into_any(),
        false => view! {
            <span class="gt-no-print">{short}</span>
            <span class="gt-print-only">{whole}</span>
        }
        .into_any(),
    };
    match format::record_href(&typename, &row.path).filter(|_| row.deed != Deed::Deleted) {
        Some(href) => view! { <a href=href>{shown}</a> }.into_any(),
        None => shown,
    }
}

/// What is told of it.
pub fn told(opening: &Opening, records: &Records, row: &Changed) -> Difference {
    let mut found = compared(&row.fields, &opening.names);
    found.lines = match row.deed {
        Deed::Updated => return found,
        Deed::Created if is_person(&row.actor) && !row.is_among_many => {
            let mut lines = of_plan(opening, records, row);
            lines.extend(created(row.kind, &row.fields, &row.title, &opening.names));
            lines
        }
        // All fields of what an import added are new, and its page has them: told is what a team has made of it since.
        _ => {
            let own = row.fields.iter().filter(|field| field.is_of_team());
            let own: Vec<Field> = own.cloned().collect();
            compared(&own, &opening.names).lines
        }
    };
    found
}

/// Whose place a new plan takes, and what is new with it.
fn of_plan(opening: &Opening, records: &Records, row: &Changed) -> Vec<Line> {
    if row.kind != RecordKind::Plan {
        return Vec::new();
    }
    let earlier = opening.area.superseded_by(&row.path);
    let earlier = earlier.map(|(_, name)| Line::new("Takes the place of", name));
    let added = records.added_to(&row.path);
    let added = (!added.is_empty()).then(|| Line::new("Added with it", kinds(&added)));
    earlier.into_iter().chain(added).collect()
}

/// The ways from a new plan: to its page, and to what is other in it than in the plan whose place it takes.
fn ways(opening: &Opening, row: &Changed) -> AnyView {
    if row.kind != RecordKind::Plan || row.deed != Deed::Created {
        return none();
    }
    let plan = link(&format::plan_href(&row.path), "See the plan");
    let compared = opening.area.superseded_by(&row.path).map(|(earlier, _)| {
        let both = Compared {
            a: Some(earlier.to_owned()),
            b: Some(row.path.clone()),
            ..Compared::default()
        };
        let words = "compare it with the plan whose place it takes";
        seq(vec![" or ".into_any(), link(&both.address(), words)])
    });
    view! { <p class="gt-no-print">{plan} {compared} "."</p> }.into_any()
}

fn card(opening: &Opening, records: &Records, row: &Changed) -> AnyView {
    let colour = match row.deed {
        Deed::Created => Colour::Green,
        Deed::Updated => Colour::Blue,
        Deed::Deleted => Colour::Grey,
    };
    let title = seq(vec![
        name(row),
        " ".into_any(),
        tag(row.deed.label(), colour),
    ]);
    let found = told(opening, records, row);
    let is_told = |words: &str| {
        let is_said = |said: &Said| said.note == words || said.link.as_deref() == Some(words);
        let has_page = |line: &Line| line.addresses().contains(&words);
        found.said.iter().any(is_said) || found.lines.iter().any(has_page)
    };
    let why = match is_told(&row.reason) {
        true => none(),
        false => para(&format!("Why: {}", row.reason)),
    };
    let source = match is_told(&row.source) {
        true => String::new(),
        false => format!(" Source: {}.", row.source.trim_end_matches('.')),
    };
    let times = match row.times {
        1 => String::new(),
        times => format!(" Written {times} times in this period."),
    };
    let written = format!(
        "Last written by: {}, {}.{source}{times}",
        row.actor,
        row.at.words()
    );
    let history = format::history_href(row.kind, &row.path);
    let body = match row.deed {
        Deed::Deleted => para("It is no longer among the records."),
        Deed::Created if found.said.is_empty() && found.lines.is_empty() => {
            para("It is new among the records.")
        }
        _ => difference(&found),
    };
    let foot = view! {
        {cite(&written)}
        <p class="gt-cite gt-no-print">{link(&history, &format!("History of {}", short(row)))}</p>
    };
    let id = format!("change-{}-{}", row.kind.slug(), format::anchor(&row.path));
    let body = seq(vec![body, ways(opening, row), why]);
    list::card(&id, title, body, foot.into_any())
}

/// "action 1.10", "review Second review".
fn short(row: &Changed) -> String {
    let (one, _) = row.kind.nouns();
    match &row.title.number {
        Some(number) => format!("{one} {number}"),
        None => format!("{one} {}", format::shortened(&words(row), LETTERS)),
    }
}
