//! Two plans side by side: who and what they are; what can be compared at all; the themes; and each
//! theme in both. Nothing that stands in one plan only is left out, and nothing is scored.

mod completeness;
mod counterpart;
mod indicator;
mod item;
mod lane;
mod matrix;
mod measure;
mod side;
pub(crate) mod similar;
mod status;
mod survey;
mod theme;
pub(crate) mod version;

use leptos::prelude::*;
use serde_json::json;

use crate::component::filter::{from_address, notice, query_form};
use crate::component::{
    Choice, contents, copied_later, dom, dynamic, heading, link, load_part, none, para, past,
    results_heading, section, select, seq, take,
};
use crate::format;
use crate::query::compare::{self as query, ComparisonSide, PlanChoice};
use crate::url::VERSION;
use crate::url::compare::{Compared, NAMES, PAGE, slug};

const TITLE: &str = "Compare two plans";

/// The id of the list of the parts.
const PARTS: &str = "parts";

/// The address of the comparison and what is in it.
type Selected = Memo<(Compared, Vec<String>)>;

/// The themes that a version of the data has, once a comparison is here.
type Themes = RwSignal<Option<(Option<i32>, Vec<String>)>>;

/// The comparison that the address asks for, or the choice of two plans.
pub fn compare() -> AnyView {
    let address = from_address(Compared::parse);
    let themes: Themes = RwSignal::new(None);
    let selected: Selected = Memo::new(move |_| {
        let (mut compared, mut removed) = address.get();
        // Another version may have others.
        let known = themes.get();
        if let Some((_, themes)) = known.filter(|(version, _)| *version == compared.version) {
            let unknown = compared.theme.extract_if(.., |path| !themes.contains(path));
            removed.extend(unknown.map(|path| format!("theme={path}")));
        }
        (compared, removed)
    });
    let version = Memo::new(move |_| selected.with(|(compared, _)| compared.version));
    let is_first = StoredValue::new(true);
    let plans = dynamic(move || {
        let version = version.get();
        dom::entitle(TITLE);
        past::at(version, move || {
            let ask = move || query::plans(version);
            let chooser = load_part("the plans", ask, move |plans| {
                chooser(plans.clone(), selected)
            });
            seq(vec![
                chooser,
                comparison(version, selected, themes, is_first),
            ])
        })
    });
    let page = vec![
        heading(TITLE),
        para(
            "No two plans have the same form. This page first shows what two plans state, then what \
             of it can be compared, and only then what each holds, theme by theme. It gives no score and no ranking.",
        ),
        notice(selected, Compared::address),
        plans,
    ];
    // Two columns of words need a wide sheet.
    view! { <div class="gt-wide-sheet">{page}</div> }.into_any()
}

/// The comparison of the two plans that are chosen, at a version of the data.
fn comparison(
    version: Option<i32>,
    selected: Selected,
    themes: Themes,
    is_first: StoredValue<bool>,
) -> AnyView {
    let asked = Memo::new(move |_| {
        selected
            .with(|(compared, _)| Some((compared.both()?, compared.reviewed, compared.all_pairs)))
    });
    dynamic(move || {
        take::begun();
        dom::entitle(TITLE);
        let Some(((a, b), reviewed, all_pairs)) = asked.get() else {
            return none();
        };
        let ask = move || query::comparison(version, a.clone(), b.clone(), reviewed, all_pairs);
        load_part("the comparison", ask, move |found| {
            let known = found.comparison.themes.iter();
            let known = known.map(|own| own.theme.path.clone()).collect();
            themes.set(Some((version, known)));
            if is_first.get_value() {
                is_first.set_value(false);
                dom::reach_named_later();
            }
            shown(found, selected)
        })
    })
}

/// The form that chooses two plans.
fn chooser(plans: Vec<PlanChoice>, selected: Selected) -> AnyView {
    let fields = dynamic(move || selected.with(|(compared, _)| fields(&plans, compared)));
    query_form("Choose two plans", "gt-choose", PAGE, NAMES, fields)
}

fn fields(plans: &[PlanChoice], compared: &Compared) -> AnyView {
    let error = match (&compared.a, &compared.b) {
        (Some(_), Some(_)) if compared.is_twice() => view! {
            <p class="govuk-error-message" role="alert">
                <span class="govuk-visually-hidden">"Error: "</span>
                "Choose two different plans: a plan cannot be compared with itself."
            </p>
        }
        .into_any(),
        // A link may have chosen the one: nobody has made a mistake.
        (Some(_), None) => para("Choose the second plan too: two are compared."),
        (None, Some(_)) => para("Choose the first plan too: two are compared."),
        (None, None) => para("Choose two plans, of two areas or of one."),
        _ => none(),
    };
    let known = |path: &str| plans.iter().any(|plan| plan.path == path);
    let swap = match compared.both() {
        Some((a, b)) if known(&a) && known(&b) => {
            link(&compared.swapped().address(), "Swap the sides")
        }
        _ => none(),
    };
    // Whoever looks at an earlier version goes on looking at it.
    let version = compared.version.map(|version| {
        view! { <input type="hidden" name=VERSION value=version.to_string() /> }.into_any()
    });
    let buttons = view! {
        {version}
        <div class="govuk-button-group">
            <button type="submit" class="govuk-button">"Compare"</button>
            {swap}
        </div>
    };
    seq(vec![
        error,
        select("a", "First plan", choices(plans, compared.a.as_deref())),
        select("b", "Second plan", choices(plans, compared.b.as_deref())),
        buttons.into_any(),
    ])
}

fn choices(plans: &[PlanChoice], chosen: Option<&str>) -> Vec<Choice> {
    let none = Choice {
        value: String::new(),
        label: "Choose a plan".into(),
        chosen: chosen.is_none(),
    };
    let all = plans;
    let plans = plans.iter().map(|plan| Choice {
        value: slug(&plan.path),
        label: label(plan, all),
        chosen: chosen == Some(plan.path.as_str()),
    });
    std::iter::once(none).chain(plans).collect()
}

/// A plan in a line that a telephone can show: a title that begins with the area does not name it twice, and the
/// kind is named only where it tells two plans apart.
fn label(plan: &PlanChoice, all: &[PlanChoice]) -> String {
    let area = &plan.area.name;
    let rest = plan.title.strip_prefix(area.as_str());
    let rest = rest.and_then(|rest| rest.strip_prefix(' '));
    let label = format!("{area}: {}", rest.unwrap_or(&plan.title));
    let is_alike = |other: &&PlanChoice| other.title == plan.title && other.area.name == *area;
    match all.iter().filter(is_alike).count() {
        0 | 1 => label,
        _ => format!(
            "{label} ({}, {})",
            plan.kind.label(),
            format::leaf(&plan.path)
        ),
    }
}

/// What the two sides are called: by their areas, or, in one area, by their plans.
#[derive(Clone, Debug, PartialEq)]
pub struct Names {
    pub a: String,
    pub b: String,
    /// The titles of the documents that hold them.
    pub documents: [String; 2],
}

fn names(a: &ComparisonSide, b: &ComparisonSide) -> Names {
    let is_one_area = a.area.path == b.area.path;
    let titles = [a, b].map(|side| side.plan.title.as_str());
    let [a_name, b_name] = [a, b].map(|side| match is_one_area {
        true => format::plan_name(&side.plan.edition(), &titles),
        false => side.area.name.clone(),
    });
    Names {
        a: a_name,
        b: b_name,
        documents: [a, b].map(|side| side.plan.document.title.clone()),
    }
}

fn shown(found: &query::Compared, selected: Selected) -> AnyView {
    let comparison = &found.comparison;
    let names = names(&comparison.a, &comparison.b);
    let plans = [("a", &comparison.a), ("b", &comparison.b)];
    take::rows(
        "compare",
        &plans.map(|(side, own)| (side, json!(own.plan.path))),
        "the comparison, line by line, with all themes",
    );
    take::shown_at(found.data_version);
    let mut parts = vec![
        ("plans", "Who and what"),
        ("matrix", "What can be compared"),
        ("themes", "Themes in the two plans"),
        ("detail", "Theme by theme"),
        ("without", "Without a theme"),
        ("similar", "Similar actions"),
        ("status", "Status of the actions"),
        ("measures", "Measures"),
        ("surveys", "What families were asked"),
        ("indicators", "Indicators"),
        ("timeline", "What happened when"),
        ("completeness", "How complete the documents are"),
    ];
    if comparison.changes.is_some() {
        parts.insert(2, ("versions", "What the later version changed"));
    }
    if theme::is_unreviewed(comparison, selected) {
        parts.retain(|(id, _)| *id != "detail");
    }
    let holds_actions = comparison.a.action_count > 0 && comparison.b.action_count > 0;
    let title = format!("{} and {}", names.a, names.b);
    dom::entitle(&format!("{title} – {TITLE}"));
    let folded = view! { <p class="gt-print-only">"A part that is closed on the screen is printed as its title."</p> };
    let folded = folded.into_any();
    let changes = comparison.changes.as_deref();
    let mut all = vec![
        section("plans", "Who and what", side::sides(comparison, &names)),
        matrix::matrix(comparison, &names),
    ];
    all.extend(changes.map(|parts| version::version(parts, holds_actions)));
    all.extend([
        theme::themes(comparison, &names, selected),
        similar::similar(comparison, &names, selected),
        status::status(comparison, &names),
        measure::measures(comparison, &names),
        survey::survey(comparison, &names),
        indicator::indicators(comparison, &names),
        lane::timeline(comparison, &names, selected),
        completeness::completeness(comparison, &names),
    ]);
    seq(vec![
        results_heading(&title),
        version_shown(found.data_version, selected),
        view! { <div id=PARTS tabindex="-1">{contents(&parts)}</div> }.into_any(),
        folded,
        seq(all.into_iter().flat_map(|part| [part, back()]).collect()),
    ])
}

/// The way back to the list of the parts: the page is long, the more so on a telephone.
fn back() -> AnyView {
    let reach = |event: leptos::ev::MouseEvent| {
        // The same place twice would be no new address to the router, and the focus would stay.
        event.prevent_default();
        dom::reach(PARTS);
    };
    view! { <p class="gt-no-print"><a class="govuk-link" href=format!("#{PARTS}") on:click=reach>"Back to the list of parts"</a></p> }
        .into_any()
}

/// Which version of the data is the newest, and an address that names it. Nothing where the address does: what
/// is to be known of that version stands above.
fn version_shown(now: i32, selected: Selected) -> AnyView {
    if selected.with_untracked(|(compared, _)| compared.version.is_some()) {
        return none();
    }
    let address = move || {
        let compared = Compared {
            version: Some(now),
            ..selected.get_untracked().0
        };
        dom::absolute(&compared.address())
    };
    view! {
        <p class="gt-count">
            {format!("Version {now} of the data. ")}
            <span class="gt-no-print">{copied_later("Copy a link that names this version", address)}</span>
        </p>
    }
    .into_any()
}
