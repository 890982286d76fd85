//! A whole comparison as lines of one form, for a spreadsheet or a script: each says which part of the
//! comparison it is of, which plan, which record, and what the page says of it.

mod record;

use std::collections::{HashMap, HashSet};

use async_graphql::Enum;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, Iterable, QueryFilter, QueryOrder};
use uuid::Uuid;

use self::record::{answer, beside, item_lines, stated};
use super::{Comparison, Side, lane::Begin};
use crate::{
    domain::{Result, list::Listed, word},
    entity::{
        action, indicator, measure, plan,
        record::Kind,
        survey::{question, result, wave},
        theme::AssignmentMethod,
    },
};

/// A part of a comparison, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ComparisonPart")]
pub enum Part {
    /// What can be compared.
    Matrix,
    /// What the later of two versions changed.
    Changes,
    /// The themes.
    Themes,
    /// Actions whose wording is alike.
    SimilarActions,
    /// How actions stand: each place of a plan's scale, and what each action states of its status, lead and date.
    Status,
    /// Measures and what stands beside each.
    Measures,
    /// Questions of surveys and what stands beside each.
    SurveyQuestions,
    /// Figures of indicators.
    Indicators,
    /// What happened around each plan.
    Timeline,
    /// How complete the document of each plan is.
    Completeness,
}

/// One of the two plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ComparedPlan")]
pub enum Which {
    /// The first.
    A,
    /// The second.
    B,
}

/// One line of a comparison.
#[derive(Clone, Debug)]
pub struct Line {
    pub part: Part,
    pub which: Which,
    /// The path of a theme.
    pub theme: Option<String>,
    /// The record that the line is about, the plan where it is about that as a whole: its kind, id and path.
    pub record: Option<(Kind, Uuid, String)>,
    /// The path of the record of the other plan that stands beside it.
    pub beside: Option<String>,
    /// What is said of it.
    pub field: String,
    pub value: String,
    /// As the source prints it, where the value is a reading of it.
    pub published: Option<String>,
    /// What a reader must know before using the value.
    pub caveat: Option<String>,
}

impl Line {
    fn new(part: Part, which: Which, field: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            part,
            which,
            theme: None,
            record: None,
            beside: None,
            field: field.into(),
            value: value.into(),
            published: None,
            caveat: None,
        }
    }

    fn of<E: Listed>(mut self, row: &E::Model) -> Self {
        self.record = Some((E::KIND, E::id(row), E::path(row).to_owned()));
        self
    }
}

impl Comparison {
    /// All lines, in the order of the page.
    pub async fn lines(&self, db: &DatabaseConnection) -> Result<Vec<Line>> {
        let mut lines = self.matrix_lines();
        lines.extend(self.change_lines());
        lines.extend(self.theme_lines());
        lines.extend(self.similar_lines(db).await?);
        lines.extend(self.status_lines());
        lines.extend(self.measure_lines()?);
        lines.extend(self.question_lines(db).await?);
        lines.extend(self.indicator_lines(db).await?);
        lines.extend(self.timeline_lines(db).await?);
        lines.extend(self.completeness_lines());
        Ok(lines)
    }

    fn sides(&self) -> [(Which, &Side); 2] {
        [(Which::A, &self.a), (Which::B, &self.b)]
    }

    fn matrix_lines(&self) -> Vec<Line> {
        let rows = self.matrix().into_iter();
        rows.flat_map(|row| {
            let shares = self.sides().into_iter().zip([row.a, row.b]);
            let lines = shares.map(|((which, side), share)| {
                let value = format!("{} of {} {}", share.stated, share.of, row.counted.1);
                Line {
                    caveat: Some(format!("{}: {}", word(row.comparable), row.reason)),
                    ..Line::new(Part::Matrix, which, word(row.aspect), value)
                        .of::<plan::Entity>(&side.plan)
                }
            });
            lines.collect::<Vec<Line>>()
        })
        .collect()
    }

    fn change_lines(&self) -> Vec<Line> {
        let b_is_later = self.b.plan.supersedes_id == Some(self.a.plan.id);
        let (earlier, later) = match b_is_later {
            true => ((Which::A, &self.a), (Which::B, &self.b)),
            false => ((Which::B, &self.b), (Which::A, &self.a)),
        };
        let mut texts: HashMap<Uuid, Line> = HashMap::new();
        for (which, side) in [earlier, later] {
            let lines = item_lines(which, &side.items);
            texts.extend(lines.filter_map(|line| Some((line.record.as_ref()?.1, line))));
        }
        let parts = self.changes().unwrap_or_default().into_iter();
        let lines = parts.flat_map(|part| {
            let fates: Vec<String> = part.fates.iter().map(|fate| word(*fate)).collect();
            let due = part
                .due
                .map(|(before, now)| format!("Due on {before} before, on {now} now."));
            let stated = part.stated.iter().map(|one| {
                let said =
                    |words: &Option<String>| words.clone().unwrap_or("not stated".to_owned());
                let (before, now) = (said(&one.earlier), said(&one.later));
                format!("{}: {before} before, {now} now.", word(one.fate))
            });
            let caveat: Vec<String> = due.into_iter().chain(stated).collect();
            let caveat = (!caveat.is_empty()).then(|| caveat.join("\n"));
            let ids = [part.earlier, part.later].into_iter().flatten();
            let own: Vec<Line> = ids.filter_map(|id| texts.remove(&id)).collect();
            let paths: Vec<_> = own.iter().filter_map(|line| line.record.clone()).collect();
            // The words before, then the words now, each beside the other.
            let lines = own.into_iter().enumerate().map(|(at, line)| Line {
                part: Part::Changes,
                field: fates.join(", "),
                caveat: caveat.clone(),
                beside: (paths.len() > 1)
                    .then(|| paths.get(1 - at).map(|(_, _, path)| path.clone()))
                    .flatten(),
                ..line
            });
            lines.collect::<Vec<Line>>()
        });
        lines.collect()
    }

    fn theme_lines(&self) -> Vec<Line> {
        let methods: Vec<AssignmentMethod> = AssignmentMethod::iter().collect();
        let mut lines = Vec::new();
        for row in self.themes(&methods) {
            for (which, items) in [(Which::A, &row.a), (Which::B, &row.b)] {
                lines.extend(item_lines(which, items).map(|line| Line {
                    theme: Some(row.theme.path.clone()),
                    caveat: self.method(&line, row.theme.id),
                    ..line
                }));
            }
        }
        for (which, side) in self.sides() {
            let without = self.without_theme(side, &methods);
            lines.extend(item_lines(which, &without).map(|line| Line {
                caveat: Some("No theme is assigned.".to_owned()),
                ..line
            }));
        }
        lines
    }

    /// By which methods the record of a line came under a theme, and on what grounds.
    fn method(&self, line: &Line, theme: Uuid) -> Option<String> {
        let (_, record, _) = line.record.as_ref()?;
        let own = self.assigned.get(record)?.iter();
        let own = own.filter(|row| row.theme_id == theme);
        let own: Vec<String> = own
            .map(|row| format!("{} ({})", word(row.method), row.basis))
            .collect();
        Some(format!("Under the theme by: {}.", own.join(", ")))
    }

    /// The name of the area of one of the two plans.
    fn area_named(&self, id: Uuid) -> Option<&str> {
        let mut areas = [&self.a.area, &self.b.area].into_iter();
        areas
            .find(|area| area.id == id)
            .map(|area| area.name.as_str())
    }

    async fn similar_lines(&self, db: &DatabaseConnection) -> Result<Vec<Line>> {
        let pairs = self.similar(db, None).await?.pairs.into_iter();
        let lines = pairs.flat_map(|pair| {
            let shared: Vec<&str> = pair.shared.iter().map(|one| one.in_a.as_str()).collect();
            let band = pair.band.map_or("no band".to_owned(), word);
            let verdicts = pair.decisions.iter();
            let verdicts: String = verdicts
                .map(|one| {
                    let area = pair.area_of(one).and_then(|area| self.area_named(area));
                    let of = area.map(|area| format!(", {area}")).unwrap_or_default();
                    format!(" {} ({}{of}): {}", word(one.verdict), one.reviewer, one.reason)
                })
                .collect();
            let caveat = format!(
                "{band} ({:.3}) for its wording, which does not mean that the work is the same. Shared: {}.{verdicts}",
                pair.score,
                shared.join(", ")
            );
            let both = [(Which::A, &pair.a, &pair.b), (Which::B, &pair.b, &pair.a)];
            both.map(|(which, own, other)| Line {
                beside: Some(other.path.clone()),
                caveat: Some(caveat.clone()),
                ..Line::new(Part::SimilarActions, which, "similar action", &own.text)
                    .of::<action::Entity>(own)
            })
        });
        Ok(lines.collect())
    }

    fn status_lines(&self) -> Vec<Line> {
        let statuses = super::status::statuses(self);
        let mut lines = Vec::new();
        let legends = [&statuses.a, &statuses.b];
        for ((which, side), legend) in self.sides().into_iter().zip(legends) {
            let line = |value: &str, count: usize| {
                let noun = if count == 1 { "action" } else { "actions" };
                Line {
                    caveat: Some(statuses.reason.clone()),
                    ..Line::new(Part::Status, which, value, format!("{count} {noun}"))
                        .of::<plan::Entity>(&side.plan)
                }
            };
            lines.extend(legend.values.iter().map(|(value, count)| Line {
                published: Some(value.code.clone()),
                ..line(&word(value.shared), *count)
            }));
            lines.push(line("no value of the plan's own scale", legend.unplaced));
            lines.push(line("not stated", legend.not_stated));
        }
        for (which, side) in self.sides() {
            lines.extend(
                side.items
                    .actions
                    .iter()
                    .flat_map(|row| stated(which, row, self.scales.published(row).0)),
            );
        }
        lines
    }

    fn measure_lines(&self) -> Result<Vec<Line>> {
        let mut lines = Vec::new();
        for pair in self.measures()? {
            let rows = [(Which::A, pair.a.clone()), (Which::B, pair.b.clone())];
            let text = |row: &measure::Model| row.text.clone();
            lines.extend(beside::<measure::Entity>(
                Part::Measures,
                "measure",
                pair,
                text,
            ));
            for (which, row) in rows {
                let Some(row) = row else { continue };
                for (field, stated) in [("baseline", &row.baseline), ("target", &row.target)] {
                    let line = |words: &String| {
                        Line::new(Part::Measures, which, field, words).of::<measure::Entity>(&row)
                    };
                    lines.extend(stated.as_ref().map(line));
                }
            }
        }
        Ok(lines)
    }

    /// Each question with its figures: their year, and of how many answers they are.
    async fn question_lines(&self, db: &DatabaseConnection) -> Result<Vec<Line>> {
        let pairs = self.questions(db).await?;
        let asked = pairs.iter().flat_map(|pair| pair.a.iter().chain(&pair.b));
        let figures = result::Entity::find()
            .filter(result::Column::QuestionId.is_in(asked.map(|row| row.id)))
            .order_by_asc(result::Column::SortKey)
            .all(db)
            .await?;
        let waves: HashSet<Uuid> = figures.iter().map(|row| row.wave_id).collect();
        let waves = wave::Entity::find()
            .filter(wave::Column::Id.is_in(waves))
            .all(db)
            .await?;
        let years: HashMap<Uuid, i32> = waves.iter().map(|row| (row.id, row.year)).collect();
        let mut lines = Vec::new();
        for pair in pairs {
            let sides = [(Which::A, &pair.a), (Which::B, &pair.b)];
            let ids = sides.map(|(which, row)| (which, row.as_ref().map(|row| row.id)));
            let text = |row: &question::Model| row.text.clone();
            lines.extend(beside::<question::Entity>(
                Part::SurveyQuestions,
                "question",
                pair,
                text,
            ));
            for (which, id) in ids {
                let own = figures.iter().filter(|row| Some(row.question_id) == id);
                lines.extend(own.map(|row| answer(which, row, years.get(&row.wave_id).copied())));
            }
        }
        Ok(lines)
    }

    async fn indicator_lines(&self, db: &DatabaseConnection) -> Result<Vec<Line>> {
        let mut lines = Vec::new();
        for compared in self.indicators(db).await? {
            for (which, values) in [(Which::A, &compared.a), (Which::B, &compared.b)] {
                lines.extend(values.iter().map(|row| {
                    let value = row.value.map(|value| value.to_string());
                    let what = format!(
                        "{}, {}, {}, {}",
                        compared.indicator.name,
                        row.geography_name,
                        word(row.measure),
                        super::indicator::words(row)
                    );
                    Line {
                        published: Some(row.published.clone()),
                        caveat: Some(format!("{}: {}", word(compared.class), compared.reason)),
                        ..Line::new(Part::Indicators, which, what, value.unwrap_or_default())
                            .of::<indicator::value::Entity>(row)
                    }
                }));
            }
        }
        Ok(lines)
    }

    async fn timeline_lines(&self, db: &DatabaseConnection) -> Result<Vec<Line>> {
        let lanes = [Which::A, Which::B].into_iter().zip(self.lanes(db).await?);
        let lines = lanes.flat_map(|(which, lane)| {
            lane.events.into_iter().map(move |placed| {
                let (kind, id) = placed.event.record;
                let months = placed.months.zip(lane.counted_from);
                let months = months.map(|((first, last), (begin, day))| {
                    let begin = match begin {
                        Begin::Report => "the day of the report",
                        Begin::Inspection => "the last day",
                    };
                    let is_exact = placed.event.from == placed.event.to;
                    let number = match (is_exact, first == last) {
                        (true, _) => first.to_string(),
                        (false, true) => format!("{first}, its date is not exact"),
                        (false, false) => format!("{first} to {last}, its date is not exact"),
                    };
                    format!("Months since {day}, {begin} of the inspection: {number}.")
                });
                Line {
                    record: Some((kind, id, placed.event.path)),
                    published: placed.event.published,
                    caveat: months,
                    ..Line::new(
                        Part::Timeline,
                        which,
                        word(placed.event.kind),
                        placed.event.title,
                    )
                }
            })
        });
        Ok(lines.collect())
    }

    fn completeness_lines(&self) -> Vec<Line> {
        let sides = self.sides().into_iter();
        let lines = sides.flat_map(|(which, side)| {
            side.coverage.rows().map(|(what, share)| {
                let value = format!("{} of {}", share.stated, share.of);
                Line::new(Part::Completeness, which, what, value).of::<plan::Entity>(&side.plan)
            })
        });
        lines.collect()
    }
}
