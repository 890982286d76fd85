//! Single values, each with its "not stated".

use leptos::prelude::*;

use super::{link, list, none, seq, text};
use crate::format;
use crate::query::common::{ActionStatus, DueDate, PublishedDate, Share, ThemeAssignment};
use crate::query::word::{DateProblem, DueKind, SharedStatus};

/// The words of a source, or that it states nothing. Empty words are words: only `None` is not stated.
pub fn not_stated(value: Option<&str>) -> AnyView {
    match value {
        Some(value) => value.to_owned().into_any(),
        None => view! { <span class="gt-not-stated">"Not stated in the source"</span> }.into_any(),
    }
}

/// A view of a value, or that the source states none.
pub fn or_not_stated<T>(value: Option<T>, view: impl FnOnce(T) -> AnyView) -> AnyView {
    match value {
        Some(value) => view(value),
        None => not_stated(None),
    }
}

/// The colours of `govuk-tag`. Colour is never all there is: a tag has its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Blue,
    Green,
    Grey,
    Orange,
    Pink,
    Purple,
    Red,
    Yellow,
}

/// A word in a coloured box.
pub fn tag(words: &str, colour: Colour) -> AnyView {
    let class = match colour {
        Colour::Blue => "govuk-tag",
        Colour::Green => "govuk-tag govuk-tag--green",
        Colour::Grey => "govuk-tag govuk-tag--grey",
        Colour::Orange => "govuk-tag govuk-tag--orange",
        Colour::Pink => "govuk-tag govuk-tag--pink",
        Colour::Purple => "govuk-tag govuk-tag--purple",
        Colour::Red => "govuk-tag govuk-tag--red",
        Colour::Yellow => "govuk-tag govuk-tag--yellow",
    };
    view! { <strong class=class>{words.to_owned()}</strong> }.into_any()
}

/// The colour of a place on the shared scale.
pub fn status_colour(status: SharedStatus) -> Colour {
    match status {
        SharedStatus::NotStarted => Colour::Pink,
        SharedStatus::InProgress => Colour::Yellow,
        SharedStatus::OnTrack => Colour::Green,
        SharedStatus::Delayed => Colour::Red,
        SharedStatus::Completed => Colour::Blue,
        SharedStatus::Unknown | SharedStatus::NotStated => Colour::Grey,
    }
}

/// How an action stands now: the word for it, in the plan's own scale where it has been said so.
pub fn status_tag(status: &ActionStatus) -> AnyView {
    let (word, label) = match (&status.value, &status.published, status.shared) {
        (_, None, SharedStatus::NotStated) => return not_stated(None),
        (Some(value), ..) => (value.code.as_str(), value.label.as_str()),
        (None, Some(published), SharedStatus::Unknown | SharedStatus::NotStated) => {
            (published.as_str(), status.shared.label())
        }
        (None, ..) => (status.shared.label(), ""),
    };
    let published = status
        .published
        .as_deref()
        .filter(|published| *published != word);
    let published = published.map(|published| format!("Published as {published}"));
    seq(vec![
        tag(word, status_colour(status.shared)),
        format!(" {label}").into_any(),
        text::remark_of(published.as_deref()),
    ])
}

/// A date as published, with what was read from it where that says more.
pub fn published_date(date: Option<&PublishedDate>) -> AnyView {
    let Some(date) = date else {
        return not_stated(None);
    };
    let from = date.from.as_ref().map(|from| from.0.as_str());
    let to = date.to.as_ref().map(|to| to.0.as_str());
    stated_date(&date.published, format::span(from, to))
}

/// Published words, and after them the date they were read as, unless it is the same.
fn stated_date(published: &str, read: Option<String>) -> AnyView {
    date_in_words(published, read).into_any()
}

fn date_in_words(published: &str, read: Option<String>) -> String {
    match read {
        // A day as forms write it is said in words alone.
        Some(read) if format::date(published.trim()) == read => read,
        Some(read) if !format::same_date(published, &read) => {
            format!("{published} (read as {read})")
        }
        _ => published.to_owned(),
    }
}

/// When an action is due: the day that its team has set, if it has, and the published words always.
pub fn due_date(due: &DueDate) -> AnyView {
    let Some(words) = team_due(due) else {
        return published_due(due);
    };
    let is_plain = due.problem.is_none() && due.reason.is_none() && due.milestones.is_empty();
    let published = match due.published.is_none() || is_plain && due.kind == DueKind::Completion {
        true => none(),
        false => seq(vec![text::remark("As published:"), published_due(due)]),
    };
    seq(vec![words.into_any(), published])
}

/// "31 March 2021, set by the team (was: 31/12/2020, as published; 3 months later)". Nothing where the team has set no
/// day.
fn team_due(due: &DueDate) -> Option<String> {
    let team = due.team.as_ref()?;
    let day = format::span(Some(&team.from.0), Some(&team.to.0))?;
    let was = match &due.published {
        Some(published) => format!("was: {published}, as published"),
        None => "the plan states no day".to_owned(),
    };
    let by = due.to.as_ref();
    let by = by.and_then(|to| format::moved_by(&to.0, &team.to.0));
    // Not every published day can be counted from.
    let moved = match (due.slippage_days, by) {
        (None, _) => String::new(),
        (Some(_), Some(by)) => format!("; {by}"),
        (Some(_), None) => "; the same day".to_owned(),
    };
    Some(format!("{day}, set by the team ({was}{moved})"))
}

/// The published words; what they were read as, or why that cannot be done.
fn published_due(due: &DueDate) -> AnyView {
    let Some(published) = &due.published else {
        return not_stated(None);
    };
    if let Some(problem) = due.problem {
        let verdict = match problem {
            DateProblem::Impossible | DateProblem::Mistyped => "Needs checking: ",
            DateProblem::NoDate => "No usable date: ",
        };
        let reason = due
            .reason
            .clone()
            .unwrap_or_else(|| problem.label().to_owned());
        let verdict = format!("{verdict}{published}");
        let verdict = view! { <span class="gt-check">{verdict}</span> }.into_any();
        return seq(vec![verdict, text::remark(&reason)]);
    }
    let from = due.from.as_ref().map(|from| from.0.as_str());
    let to = due.to.as_ref().map(|to| to.0.as_str());
    let date = stated_date(published, format::span(from, to));
    let kind = match due.kind {
        DueKind::Completion | DueKind::NotStated => none(),
        kind => text::remark(kind.label()),
    };
    let reason = text::remark_of(due.reason.as_deref());
    let milestones = due.milestones.iter().map(|milestone| {
        let read = format::span(Some(&milestone.from.0), Some(&milestone.to.0));
        stated_date(&milestone.published, read)
    });
    let milestones = list::items(milestones.collect());
    seq(vec![date, kind, reason, milestones])
}

/// "25 of 33 (76%)".
pub fn share(share: Share) -> AnyView {
    format::share(share.stated, share.of).into_any()
}

/// The themes of a record, each with the way it came under it.
pub fn themes(themes: &[ThemeAssignment]) -> AnyView {
    if themes.is_empty() {
        return view! { <span class="gt-not-stated">"No theme assigned"</span> }.into_any();
    }
    let items = themes.iter().map(|assigned| {
        let href = format!("/actions?theme={}", assigned.theme.path);
        let method = format!("{}: {}", assigned.method.label(), assigned.basis);
        seq(vec![
            link(&href, &assigned.theme.name),
            text::remark(&method),
        ])
    });
    list::items(items.collect())
}

/// What a team has of something by now, and below it what is published.
pub fn by_team(team: Option<AnyView>, published: AnyView) -> AnyView {
    match team {
        Some(team) => seq(vec![
            team,
            text::remark("Set by the team. As published:"),
            published,
        ]),
        None => published,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::{NaiveDate, TeamDue};

    fn due(published: Option<(&str, &str)>, to: &str, slippage_days: Option<i32>) -> DueDate {
        DueDate {
            published: published.map(|(words, _)| words.to_owned()),
            kind: DueKind::Completion,
            precision: None,
            from: None,
            to: published.map(|(_, day)| NaiveDate(day.to_owned())),
            problem: None,
            reason: None,
            milestones: Vec::new(),
            team: Some(TeamDue {
                from: NaiveDate("2021-03-31".to_owned()),
                to: NaiveDate(to.to_owned()),
            }),
            slippage_days,
        }
    }

    #[test]
    fn a_day_as_forms_write_it_is_said_in_words_alone() {
        let words = |published: &str, read: &str| date_in_words(published, Some(read.to_owned()));
        assert_eq!(words("2026-11-20", "20 November 2026"), "20 November 2026");
        assert_eq!(words("20/11/2026", "20 November 2026"), "20/11/2026");
        assert_eq!(
            words("Autumn 2019", "September to November 2019"),
            "Autumn 2019 (read as September to November 2019)"
        );
        // Another day than was written is no other way to write it.
        assert_eq!(
            words("2026-11-20", "November 2026"),
            "2026-11-20 (read as November 2026)"
        );
        assert_eq!(date_in_words("2026-11-20", None), "2026-11-20");
    }

    #[test]
    fn a_day_of_the_team_stands_beside_the_published_one() {
        let words = |due: DueDate| team_due(&due).unwrap_or_default();
        assert_eq!(
            words(due(
                Some(("31/12/2020", "2020-12-31")),
                "2021-03-31",
                Some(90)
            )),
            "31 March 2021, set by the team (was: 31/12/2020, as published; 3 months later)"
        );
        assert_eq!(
            words(due(
                Some(("03/04/2021", "2021-04-03")),
                "2021-04-02",
                Some(-1)
            )),
            "31 March 2021 to 2 April 2021, set by the team (was: 03/04/2021, as published; 1 day earlier)"
        );
        assert_eq!(
            words(due(None, "2021-03-31", None)),
            "31 March 2021, set by the team (the plan states no day)"
        );
    }
}
