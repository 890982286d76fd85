#![allow(clippy::unwrap_used)]

use super::*;

fn date(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

#[test]
fn dates_are_read_with_their_precision() {
    use Precision::{Day, Days, Month, Range, Season, Year};
    for (text, precision, from, to) in [
        ("31/10/2020", Day, "2020-10-31", "2020-10-31"),
        ("05/10/20", Day, "2020-10-05", "2020-10-05"),
        ("15th May 2020", Day, "2020-05-15", "2020-05-15"),
        ("6 DECEMBER 2023", Day, "2023-12-06", "2023-12-06"),
        ("September 1st 2020", Day, "2020-09-01", "2020-09-01"),
        (
            "16 th , 18 th , 24 th June 2020",
            Days,
            "2020-06-16",
            "2020-06-24",
        ),
        ("Jan 2020", Month, "2020-01-01", "2020-01-31"),
        ("February 2020", Month, "2020-02-01", "2020-02-29"),
        ("In place Autumn 2019", Season, "2019-09-01", "2019-11-30"),
        ("2018", Year, "2018-01-01", "2018-12-31"),
        ("August, September 2020", Range, "2020-08-01", "2020-09-30"),
    ] {
        let reading = read(text);
        assert_eq!(
            (reading.precision, reading.from, reading.to),
            (Some(precision), date(from), date(to)),
            "{text}"
        );
    }
    for text in ["", "TBC by Leads", "soon", "from mid-July to mid-September"] {
        assert_eq!(read(text), Reading::default(), "{text}");
    }
}

#[test]
fn no_kind_of_completion_date_is_dropped_guessed_or_shown_as_a_day() {
    let due = |text| read_due(Some(text));
    assert_eq!(
        due("31/09/2020").reading.problem,
        Some(DateProblem::Impossible)
    );
    assert_eq!(due("31/09/2020").reading.from, None);
    let mistyped = due("To be agreed by partners by end of 31/10//2020");
    assert_eq!(mistyped.reading.problem, Some(DateProblem::Mistyped));
    assert_eq!(
        (mistyped.kind, mistyped.reading.from),
        (DueKind::Decision, None)
    );
    let decision = due("To be agreed by CCG by 31/10/2020");
    assert_eq!(
        (decision.kind, decision.reading.from),
        (DueKind::Decision, date("2020-10-31"))
    );
    let milestones = due(
        "D1 weekly meetings in place from July 2020, D2 to be fully in place from September 2020",
    );
    assert_eq!(
        (milestones.kind, milestones.milestones.len()),
        (DueKind::Milestones, 2)
    );
    assert_eq!(milestones.reading.to, date("2020-09-30"));
    assert_eq!(due("Go live 30/04/2021").kind, DueKind::GoLive);
    assert_eq!(due("TBC by Leads").kind, DueKind::Unknown);
    for text in [
        "In line with HNB workstream plan",
        "To be agreed following revised JSNA issue",
        "HNB workstream end date (TBC)",
    ] {
        assert_eq!(
            (due(text).kind, due(text).reading.problem),
            (DueKind::Dependent, Some(DateProblem::NoDate)),
            "{text}"
        );
    }
    assert_eq!(read_due(None).kind, DueKind::NotStated);
    assert_eq!(due("31/10/2020").kind, DueKind::Completion);
}

#[test]
fn two_years_together_name_no_day() {
    for text in ["2022-2023", "2019/20", "over 2020–21"] {
        let reading = read(text);
        assert_eq!(
            (reading.precision, reading.from, reading.to),
            (None, None, None),
            "{text}"
        );
    }
}
