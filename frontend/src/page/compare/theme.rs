//! Parts 3 and 4 of a comparison: where each theme occurs, and what each plan holds under it.

use std::sync::Arc;

use leptos::prelude::*;

use super::item::{self, Side};
use super::{Names, Selected};
use crate::component::{
    GridRow, dynamic, grid, link, none, para, remark, section, seq, subsection, warning,
};
use crate::format;
use crate::query::compare::{ComparedTheme, Comparison, ThemeItems};
use crate::query::word::{AssignmentMethod, Presence};
use crate::url::compare::Compared;

/// The themes as a matrix, then one by one, then what has none.
pub fn themes(comparison: &Comparison, names: &Names, selected: Selected) -> AnyView {
    let themes = Arc::new(comparison.themes.clone());
    let compared = Memo::new(move |_| selected.get().0);
    let by = assigned(comparison, selected);
    let reviewed = selected.with_untracked(|(compared, _)| compared.reviewed);
    let matrix = {
        let (themes, names) = (Arc::clone(&themes), names.clone());
        let held = [comparison.a.action_count > 0, comparison.b.action_count > 0];
        dynamic(move || compared.with(|compared| matrix(&themes, &names, held, compared)))
    };
    let detail = {
        let names = names.clone();
        dynamic(move || compared.with(|compared| detail(&themes, &names, compared)))
    };
    let without = sides(
        &comparison.without_theme_a,
        &comparison.without_theme_b,
        names,
        None,
    );
    let intro = para(match reviewed {
        true => "What nobody has assigned a theme to. It is part of the plans all the same.",
        false => "What no theme fits. It is part of the plans all the same.",
    });
    let title = "Themes in the two plans";
    let without = section("without", "Without a theme", seq(vec![intro, without]));
    // That nobody has reviewed anything says nothing of what the plans are about.
    if is_unreviewed(comparison, selected) {
        let nothing = para("Nobody has assigned or reviewed a theme of either plan yet.");
        return seq(vec![
            section("themes", title, seq(vec![by, nothing])),
            without,
        ]);
    }
    let matrix = seq(vec![by, unheld(comparison, names, reviewed), matrix]);
    seq(vec![
        section("themes", title, matrix),
        section("detail", "Theme by theme", detail),
        without,
    ])
}

/// Whether only reviewed themes are asked for, and nobody has assigned or reviewed any.
pub fn is_unreviewed(comparison: &Comparison, selected: Selected) -> bool {
    let themes = &comparison.themes;
    selected.with_untracked(|(compared, _)| compared.reviewed)
        && themes
            .iter()
            .all(|theme| theme.presence == Presence::Neither)
}

/// Of which plan nothing can be said: a theme may be missing there because our documents hold no actions of it, or
/// because nobody has reviewed its themes.
fn unheld(comparison: &Comparison, names: &Names, reviewed: bool) -> AnyView {
    type Own = fn(&ComparedTheme) -> &ThemeItems;
    let sides: [(&String, i32, Own); 2] = [
        (&names.a, comparison.a.action_count, |theme| &theme.a),
        (&names.b, comparison.b.action_count, |theme| &theme.b),
    ];
    let notes = sides.into_iter().filter_map(|(name, actions, own)| {
        let mut themes = comparison.themes.iter();
        let why = match actions {
            0 => format!("Our documents hold no actions of {name}."),
            _ if reviewed && themes.all(|theme| words(own(theme)).is_empty()) => {
                format!("Nobody has assigned or reviewed a theme of {name} yet.")
            }
            _ => return None,
        };
        let what = "That a theme has none there does not say that the plan leaves it out.";
        Some(warning(&format!("{why} {what}")))
    });
    seq(notes.collect())
}

/// How records came under their themes, and the way to those that somebody assigned, or back.
fn assigned(comparison: &Comparison, selected: Selected) -> AnyView {
    let reviewed = selected.with_untracked(|(compared, _)| compared.reviewed);
    let all: i32 = comparison.assignments.iter().map(|own| own.count).sum();
    let rule = comparison
        .assignments
        .iter()
        .filter(|own| own.method == AssignmentMethod::Rule);
    let rule: i32 = rule.map(|own| own.count).sum();
    let words = match (all, rule, reviewed) {
        (0, _, false) => return none(),
        (_, 0, false) => {
            return para("Every assignment of a theme was made or reviewed by a person.");
        }
        (_, _, true) => format!(
            "Only themes that the document's own heading or a reviewer assigned: {} of {all}.",
            all - rule
        ),
        (_, _, false) => format!(
            "{rule} of {all} assignments of themes were made by rule and not reviewed by a person."
        ),
    };
    let other = match reviewed {
        true => "Show all themes assigned",
        false => "Show only those reviewed",
    };
    // The themes in detail may change without this.
    let switch = dynamic(move || {
        let mut compared = selected.get().0;
        compared.reviewed = !reviewed;
        link(&compared.address(), other)
    });
    view! {
        <div class="govuk-inset-text">
            {words}
            <ul class="govuk-list gt-no-print">
                <li>{switch}</li>
                <li>{link("/themes", "The themes and their rules")}</li>
            </ul>
        </div>
    }
    .into_any()
}

/// Part 3: a row for every theme, also for those that neither plan has.
/// `held` says of which plan our documents hold actions: of the other nothing can be said.
fn matrix(
    themes: &[ComparedTheme],
    names: &Names,
    held: [bool; 2],
    compared: &Compared,
) -> AnyView {
    let rows = themes.iter().map(|theme| row(theme, names, held, compared));
    let heads = ["Theme", &names.a, &names.b, "Where"];
    seq(vec![
        para(
            "The themes are ours: a fixed list, so that unlike plans can be laid side by side. Each \
             entry below says how it came under its theme.",
        ),
        grid(
            "Themes in the two plans",
            "gt-matrix",
            &heads,
            rows.collect(),
        ),
    ])
}

fn row(theme: &ComparedTheme, names: &Names, held: [bool; 2], compared: &Compared) -> GridRow {
    let name = &theme.theme.name;
    let head = match theme.presence {
        Presence::Neither => name.clone().into_any(),
        _ if compared.theme.is_empty() => link(&format!("#{}", id(theme)), name),
        // Only some themes are shown below: this one may not be among them.
        _ => {
            let alone = compared.with_themes(vec![theme.theme.path.clone()]);
            link(&format!("{}#{}", alone.address(), id(theme)), name)
        }
    };
    let place = match theme.presence {
        Presence::Both => "Both".to_owned(),
        Presence::OnlyA if !held[1] => format!("In {}; of the other not known", names.a),
        Presence::OnlyB if !held[0] => format!("In {}; of the other not known", names.b),
        Presence::Neither if held != [true; 2] => "Not known".to_owned(),
        Presence::OnlyA => format!("Only {}", names.a),
        Presence::OnlyB => format!("Only {}", names.b),
        Presence::Neither => "Neither".to_owned(),
    };
    let cells = vec![
        counts(&theme.a, held[0]),
        counts(&theme.b, held[1]),
        place.into_any(),
    ];
    GridRow {
        id: String::new(),
        head,
        cells,
    }
}

fn id(theme: &ComparedTheme) -> String {
    format!("theme-{}", format::anchor(&theme.theme.path))
}

/// "1 weakness, 14 actions".
fn counts(items: &ThemeItems, held: bool) -> AnyView {
    match words(items).as_str() {
        "" if !held => remark("Not known"),
        "" => remark("None"),
        words => words.to_owned().into_any(),
    }
}

fn words(items: &ThemeItems) -> String {
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let kinds = [
        (items.weaknesses.len(), "weakness", "weaknesses"),
        (items.workstreams.len(), "workstream", "workstreams"),
        (items.actions.len(), "action", "actions"),
        (items.measures.len(), "measure", "measures"),
    ];
    let words = kinds.iter().filter(|(number, ..)| *number > 0);
    let words = words.map(|(number, one, many)| format::count(count(*number), one, many));
    words.collect::<Vec<_>>().join(", ")
}

/// Part 4: every theme that occurs, or those that the address names.
fn detail(themes: &[ComparedTheme], names: &Names, compared: &Compared) -> AnyView {
    let chosen = |theme: &&ComparedTheme| {
        compared.theme.is_empty() || compared.theme.contains(&theme.theme.path)
    };
    let shown: Vec<&ComparedTheme> = themes
        .iter()
        .filter(chosen)
        .filter(|theme| theme.presence != Presence::Neither)
        .collect();
    let nowhere: Vec<&str> = themes
        .iter()
        .filter(|theme| theme.presence == Presence::Neither)
        .map(|theme| theme.theme.name.as_str())
        .collect();
    let all = match compared.theme.is_empty() {
        true => none(),
        false => link(
            &format!("{}#detail", compared.with_themes(Vec::new()).address()),
            "Show all themes",
        ),
    };
    let nowhere = match nowhere.is_empty() || !compared.theme.is_empty() {
        true => none(),
        false => para(&format!("In neither plan: {}.", nowhere.join("; "))),
    };
    let mut parts = vec![all];
    parts.extend(shown.into_iter().map(|theme| one(theme, names, compared)));
    parts.push(nowhere);
    seq(parts)
}

fn one(theme: &ComparedTheme, names: &Names, compared: &Compared) -> AnyView {
    let alone = compared.with_themes(vec![theme.theme.path.clone()]);
    let alone = match compared.theme == alone.theme {
        true => none(),
        false => {
            let href = format!("{}#{}", alone.address(), id(theme));
            let link = link(&href, &format!("Show only {}", theme.theme.name));
            view! { <p class="gt-no-print">{link}</p> }.into_any()
        }
    };
    let sides = sides(&theme.a, &theme.b, names, Some(&theme.theme.path));
    let body = vec![para(&theme.theme.definition), alone, sides, super::back()];
    subsection(&id(theme), &theme.theme.name, seq(body))
}

/// What the two plans hold, side by side.
fn sides(a: &ThemeItems, b: &ThemeItems, names: &Names, theme: Option<&str>) -> AnyView {
    let [document_a, document_b] = &names.documents;
    let sides = [(&names.a, document_a, a), (&names.b, document_b, b)];
    let sides = sides.map(|(name, document, items)| {
        let side = Side {
            name,
            document,
            theme,
        };
        item::side(items, side, &words(items))
    });
    view! { <div class="gt-sides">{seq(sides.into())}</div> }.into_any()
}
