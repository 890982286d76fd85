//! Published dates. Whatever a cell says is kept; what can be read from it stands beside it with
//! its precision, and where nothing can be read the reason does.

use std::sync::LazyLock;

use chrono::{Days, Months, NaiveDate};
use regex::Regex;

use crate::entity::{
    action::{DateProblem, DueKind},
    value::{Milestone, Precision},
};

/// What was read from a published date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub precision: Option<Precision>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub problem: Option<DateProblem>,
    pub reason: Option<String>,
}

/// What was read from the cell that says when an action is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub kind: DueKind,
    pub reading: Reading,
    pub milestones: Vec<Milestone>,
}

/// One date found in a text.
struct Found {
    text: String,
    at: usize,
    date: Result<(Precision, NaiveDate, NaiveDate), DateProblem>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The patterns, the most exact first; what one has taken the next does not look at again.
static PATTERNS: LazyLock<Vec<(Shape, Regex)>> = LazyLock::new(|| {
    let name = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    let month = format!("(?P<month>{name})");
    let day = r"\d{1,2}\s*(?:st|nd|rd|th)?";
    [
        (
            Shape::Day,
            r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})".to_owned(),
        ),
        (
            Shape::Mistyped,
            r"\d{1,2}/+\d{1,2}//+\d{2,4}|\d{1,2}//+\d{1,2}/+\d{2,4}".to_owned(),
        ),
        (
            Shape::Day,
            r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<year>\d{4}|\d{2})\b".to_owned(),
        ),
        (
            Shape::Days,
            format!(r"(?P<days>{day}(?:\s*(?:,|and|&)\s*{day})+)\s*{month}\s+(?P<year>\d{{4}})"),
        ),
        (
            Shape::Day,
            format!(r"\b(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?\s+{month},?\s+(?P<year>\d{{4}})"),
        ),
        (
            Shape::Day,
            format!(r"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"),
        ),
        (
            Shape::Months,
            format!(r"\b(?P<first>{name})\s*(?:,|and|&|to|-|–)\s*{month}\s+(?P<year>\d{{4}})"),
        ),
        (Shape::Month, format!(r"\b{month}\s+(?P<year>\d{{4}})")),
        (
            Shape::Season,
            r"\b(?P<season>spring|summer|autumn|winter)\s+(?P<year>\d{4})".to_owned(),
        ),
        (
            Shape::Years,
            r"\b(?:19|20)\d{2}\s*[-–/]\s*(?:(?:19|20)\d{2}|\d{2})\b".to_owned(),
        ),
        (Shape::Year, r"\b(?P<year>(?:19|20)\d{2})\b".to_owned()),
    ]
    .into_iter()
    .filter_map(|(shape, pattern)| Some((shape, Regex::new(&format!("(?i){pattern}")).ok()?)))
    .collect()
});

#[derive(Clone, Copy)]
enum Shape {
    Day,
    Days,
    Mistyped,
    Months,
    Month,
    Season,
    /// Two years together may be of schools, of money or of the calendar: no days can be read from them.
    Years,
    Year,
}

/// Reads a date that says when something was or will be.
pub fn read(text: &str) -> Reading {
    let found = find(text);
    if let Some(bad) = found.iter().find(|one| one.date.is_err()) {
        return reading(bad);
    }
    match found.as_slice() {
        [] => Reading::default(),
        [one] => reading(one),
        [first, .., last] => match (&first.date, &last.date) {
            (Ok((_, from, _)), Ok((_, _, to))) if from <= to => Reading {
                precision: Some(if found.iter().all(is_day) && !spans(text) {
                    Precision::Days
                } else {
                    Precision::Range
                }),
                from: Some(*from),
                to: Some(*to),
                ..Reading::default()
            },
            _ => reading(first),
        },
    }
}

fn is_day(found: &Found) -> bool {
    matches!(found.date, Ok((Precision::Day | Precision::Days, ..)))
}

/// Whether the words mean everything between two days, and not the days alone.
fn spans(text: &str) -> bool {
    let text = text.to_lowercase();
    ["between", "from", " to ", "until"]
        .iter()
        .any(|word| text.contains(word))
}

/// Reads the cell that says when an action is due; `None` is a cell that is not there.
pub fn read_due(text: Option<&str>) -> Due {
    let Some(text) = text else {
        return Due {
            kind: DueKind::NotStated,
            reading: Reading::default(),
            milestones: Vec::new(),
        };
    };
    let found = find(text);
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let kind = if found.len() > 1 {
        DueKind::Milestones
    } else if says(&["to be agreed", "tba"]) {
        if found.is_empty() {
            DueKind::Dependent
        } else {
            DueKind::Decision
        }
    } else if says(&["in line with", "workstream", "dependent", "following"]) {
        DueKind::Dependent
    } else if says(&["go live", "go-live"]) {
        DueKind::GoLive
    } else if says(&["in place"]) {
        DueKind::InPlace
    } else if found.is_empty() {
        DueKind::Unknown
    } else {
        DueKind::Completion
    };
    let mut reading = read(text);
    if found.is_empty() {
        reading.problem = Some(DateProblem::NoDate);
    }
    reading.reason = reading
        .reason
        .or_else(|| reason(kind, reading.problem, reading.precision));
    let milestones = if kind == DueKind::Milestones {
        found
            .iter()
            .filter_map(|one| {
                let (precision, from, to) = one.date.as_ref().ok()?;
                Some(Milestone {
                    published: one.text.clone(),
                    precision: *precision,
                    from: *from,
                    to: *to,
                })
            })
            .collect()
    } else {
        Vec::new()
    };
    Due {
        kind,
        reading,
        milestones,
    }
}

fn reason(
    kind: DueKind,
    problem: Option<DateProblem>,
    precision: Option<Precision>,
) -> Option<String> {
    let words = match (kind, problem, precision) {
        (DueKind::Dependent, Some(DateProblem::NoDate), _) => {
            "The date depends on another plan or piece of work; the words hold no date."
        }
        (_, Some(DateProblem::NoDate), _) => "The words hold no date.",
        (DueKind::Decision, ..) => {
            "A date by which something is to be agreed; it is not a completion date."
        }
        (DueKind::GoLive, ..) => {
            "The date on which it starts to be used; the action may go on after it."
        }
        (DueKind::Milestones, ..) => "Several dates for several parts of the action.",
        (DueKind::InPlace, ..) => "It was in place already when the plan was written.",
        (_, _, Some(Precision::Month | Precision::Season | Precision::Year | Precision::Range)) => {
            "The words give a stretch of time, not a day."
        }
        _ => return None,
    };
    Some(words.to_owned())
}

fn reading(found: &Found) -> Reading {
    match &found.date {
        Ok((precision, from, to)) => Reading {
            precision: Some(*precision),
            from: Some(*from),
            to: Some(*to),
            ..Reading::default()
        },
        Err(problem) => Reading {
            problem: Some(*problem),
            reason: Some(match problem {
                DateProblem::Impossible => {
                    format!("There is no such day as ‘{}’.", found.text)
                }
                DateProblem::Mistyped => {
                    format!(
                        "‘{}’ is mistyped; we do not guess what was meant.",
                        found.text
                    )
                }
                DateProblem::NoDate => "The words hold no date.".to_owned(),
            }),
            ..Reading::default()
        },
    }
}

/// All dates of a text, in their order.
fn find(text: &str) -> Vec<Found> {
    let mut rest = text.to_owned();
    let mut found = Vec::new();
    for (shape, pattern) in PATTERNS.iter() {
        let mut taken = Vec::new();
        for captures in pattern.captures_iter(&rest) {
            let Some(whole) = captures.get(0) else {
                continue;
            };
            if matches!(shape, Shape::Years) {
                taken.push(whole.range());
                continue;
            }
            let part = |name: &str| captures.name(name).map_or("", |part| part.as_str());
            let year = year(part("year"));
            let month = match part("month") {
                "" => part("number").parse().ok(),
                word => month(word),
            };
            let date = match shape {
                Shape::Years => None,
                Shape::Mistyped => Some(Err(DateProblem::Mistyped)),
                Shape::Day => day(year, month, part("day")),
                Shape::Days => days(year, month, part("days")),
                Shape::Months => months(year, part("first"), month),
                Shape::Month => whole_months(year, month, 1, Precision::Month),
                Shape::Season => season(year, part("season")),
                Shape::Year => whole_months(year, Some(1), 12, Precision::Year),
            };
            if let Some(date) = date {
                found.push(Found {
                    text: whole.as_str().to_owned(),
                    at: whole.start(),
                    date,
                });
                taken.push(whole.range());
            }
        }
        for range in taken {
            let blank = " ".repeat(range.len());
            rest.replace_range(range, &blank);
        }
    }
    found.sort_by_key(|one| one.at);
    found
}

type Read = Option<Result<(Precision, NaiveDate, NaiveDate), DateProblem>>;

fn year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    Some(if year < 100 { 2000 + year } else { year })
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let place = MONTHS
        .iter()
        .position(|name| name.starts_with(word.get(..3).unwrap_or(&word)))?;
    u32::try_from(place + 1).ok()
}

fn day(year: Option<i32>, month: Option<u32>, day: &str) -> Read {
    let date = NaiveDate::from_ymd_opt(year?, month?, day.parse().ok()?);
    Some(
        date.map(|date| (Precision::Day, date, date))
            .ok_or(DateProblem::Impossible),
    )
}

fn days(year: Option<i32>, month: Option<u32>, days: &str) -> Read {
    let numbers = days
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|number| number.parse().ok());
    let dates: Option<Vec<NaiveDate>> = numbers
        .map(|number| NaiveDate::from_ymd_opt(year?, month?, number))
        .collect();
    let Some(dates) = dates else {
        return Some(Err(DateProblem::Impossible));
    };
    let (from, to) = (*dates.iter().min()?, *dates.iter().max()?);
    Some(Ok((Precision::Days, from, to)))
}

fn whole_months(year: Option<i32>, month: Option<u32>, length: u32, precision: Precision) -> Read {
    let from = NaiveDate::from_ymd_opt(year?, month?, 1)?;
    let to = from
        .checked_add_months(Months::new(length))?
        .checked_sub_days(Days::new(1))?;
    Some(Ok((precision, from, to)))
}

/// From the start of one month to the end of another of the same year.
fn months(year: Option<i32>, first: &str, last: Option<u32>) -> Read {
    let Some(Ok((_, from, _))) = whole_months(year, month(first), 1, Precision::Month) else {
        return None;
    };
    let Some(Ok((_, _, to))) = whole_months(year, last, 1, Precision::Month) else {
        return None;
    };
    (from <= to).then_some(Ok((Precision::Range, from, to)))
}

/// Seasons as the Met Office counts them; winter begins in the December before its year's spring
/// only where the words say so, so `Winter 2020` is December 2020 to February 2021.
fn season(year: Option<i32>, word: &str) -> Read {
    let first = match word.to_lowercase().as_str() {
        "spring" => 3,
        "summer" => 6,
        "autumn" => 9,
        _ => 12,
    };
    whole_months(year, Some(first), 3, Precision::Season)
}

#[cfg(test)]
mod tests;
