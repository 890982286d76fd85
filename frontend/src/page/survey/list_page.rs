//! The list of figures of all surveys.

use leptos::prelude::*;

use super::figures;
use crate::component::view::{Beside, View, view};
use crate::component::{citation_list, link, list, none, not_stated, remark, seq};
use crate::format;
use crate::query::list::Found;
use crate::query::survey::{RESULTS as SOURCE, ResultRow};
use crate::query::word::Comparability;
use crate::url;
use crate::url::list::State;
use crate::url::survey::RESULTS;

/// `/surveys/results`
pub fn results() -> AnyView {
    view(View {
        list: &RESULTS,
        source: SOURCE,
        title: "Survey results",
        lead: "Every figure of every survey, as published, with the figure of the year before where the \
               report prints it. The two may be read as a change only where they are marked comparable.",
        head: "What was asked",
        cells,
        above,
    })
}

fn cells(row: &ResultRow) -> Vec<AnyView> {
    let question = link(
        &format::question_href(&row.question.path),
        &row.question.text,
    );
    let place = format!(
        "{}: {}, {}, {}",
        row.area.name,
        row.survey.title,
        row.wave.year,
        format::lower_first(row.kind.label())
    );
    vec![
        seq(vec![
            question,
            row.answer.as_deref().map_or_else(none, remark),
            remark(&place),
            figures::by_team(row.author.as_deref(), row.link.as_deref()),
        ]),
        not_stated(row.service.as_deref()),
        row.published.clone().into_any(),
        figures::previous(row.previous_published.as_deref(), row.comparability),
        figures::comparability(row.comparability, row.reason.as_deref()),
        figures::base(row.count.as_deref(), row.base, row.base_note.as_deref()),
        citation_list(&row.citations),
    ]
}

/// How many of the rows can be compared, and the way to those alone.
fn above(found: &Found<ResultRow>, state: &State, _: Beside) -> AnyView {
    let shown = found.rows.len();
    if shown == 0 {
        return none();
    }
    let is = |row: &&ResultRow| row.comparability == Comparability::Comparable;
    let comparable = found.rows.iter().filter(is).count();
    let words = format!("Of the {shown} shown here: {comparable} comparable with the year before.");
    let way = match comparable == shown {
        true => none(),
        false => link(&comparable_only(state), "Show comparable figures only"),
    };
    view! { <p class="gt-count">{words} " " {way}</p> }.into_any()
}

/// The address of the first page of the same with comparable figures only.
fn comparable_only(state: &State) -> String {
    const KEY: &str = "comparability";
    let place = |key: &str| RESULTS.params.iter().position(|param| param.key == key);
    let mut state = state.from(None);
    state.pairs.retain(|(key, _)| *key != KEY);
    let at = state
        .pairs
        .partition_point(|(key, _)| place(key) < place(KEY));
    let pair = (KEY, Comparability::Comparable.slug().to_owned());
    state.pairs.insert(at, pair);
    RESULTS.address(&state)
}

/// The ways to the lists that hold what surveys say, narrowed to one survey where its path is given.
pub fn ways(survey: &str) -> AnyView {
    let own = |path: &str| match survey.is_empty() {
        true => path.to_owned(),
        false => url::address(path, &[("survey", survey)]),
    };
    // A row of "You said, we did" is not filtered by its survey, but by its area or year.
    let area = survey.split('/').next().unwrap_or_default();
    let feedback = match area.is_empty() {
        true => "/feedback".to_owned(),
        false => url::address("/feedback", &[("area", area)]),
    };
    list::items(vec![
        link(&own("/surveys/results"), "Results as a list"),
        link(&own("/surveys/questions"), "Questions as a list"),
        link(&feedback, "“You said, we did” as a list"),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparable_figures_are_a_link_away() {
        let (state, _) = RESULTS.parse("?area=a&comparability=unclear&text=b&size=100&after=c");
        assert_eq!(
            comparable_only(&state),
            "/surveys/results?area=a&comparability=comparable&text=b&size=100"
        );
        assert_eq!(
            comparable_only(&State::default()),
            "/surveys/results?comparability=comparable"
        );
    }
}
