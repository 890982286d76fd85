//! Grouped totals: how many records share what they hold in some fields, and the least, the most and the mean
//! of figures and days.

use std::collections::{HashMap, HashSet};

use async_graphql::Enum;
use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, JoinType, QueryResult, QuerySelect, QueryTrait,
    RelationDef,
    sea_query::{Expr, ExprTrait, Func, SimpleExpr},
};
use uuid::Uuid;

use super::{
    Error, Result, facet,
    field::{self, Field, Holds},
    filter::Parts,
    list::Listed,
};
use crate::entity::{search, theme::assignment};

/// The most fields that records are grouped by, or that are summed up.
const MOST_FIELDS: usize = 4;
/// The most groups that are made.
const MOST_GROUPS: u64 = 10_000;

/// How finely days are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum DayPart {
    /// By the day.
    #[default]
    Day,
    /// By the month: 2020-09.
    Month,
    /// By the year.
    Year,
}

impl DayPart {
    /// How many letters of 2020-09-30 it is.
    fn length(self) -> i32 {
        match self {
            Self::Day => 10,
            Self::Month => 7,
            Self::Year => 4,
        }
    }
}

/// How records are grouped, and what is summed up of each group.
#[derive(Debug)]
pub struct Grouping<E: EntityTrait> {
    pub by: Vec<Field<E>>,
    pub of: Vec<Field<E>>,
    pub days: DayPart,
}

/// What the records of a group share in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// None where it is not stated.
    pub value: Option<String>,
    /// What the record at the path is called. None for what is no record.
    pub label: Option<String>,
    /// Where it stands among the others.
    sort: String,
}

/// The figures of a group in one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// In how many records it is stated.
    pub stated: u64,
    pub numbers: Option<Numbers>,
    /// The earliest day and the latest.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// What numbers come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers {
    pub min: f64,
    pub max: f64,
    pub mean: f64,
}

/// Records that share what they hold.
#[derive(Clone, Debug)]
pub struct Group {
    pub keys: Vec<Key>,
    pub count: u64,
    /// One for each field that is summed up.
    pub figures: Vec<Figures>,
}

impl<E: Listed> Grouping<E> {
    /// The groups of the records that a filter leaves, the largest first. A record under several themes is in
    /// the group of each. Two statements.
    pub async fn groups(&self, db: &impl ConnectionTrait, parts: &Parts) -> Result<Vec<Group>> {
        self.allowed()?;
        let mut rows = facet::counted::<E>(parts.all());
        for (at, field) in self.by.iter().enumerate() {
            let value = match *field {
                Field::Column(column) if field.holds() == Some(Holds::Day) => {
                    let text = field::column(column).cast_as("text");
                    let part = Func::cust("substr").args([
                        text,
                        Expr::val(1),
                        Expr::val(self.days.length()),
                    ]);
                    SimpleExpr::from(part)
                }
                Field::Column(column) => field::column(column),
                Field::Themes => {
                    let of: RelationDef = E::belongs_to(assignment::Entity)
                        .from(E::ID)
                        .to(assignment::Column::RecordId)
                        .into();
                    rows = rows.join(JoinType::LeftJoin, of);
                    field::column(assignment::Column::ThemeId)
                }
            };
            // By its name: what is computed with a value would be another column to PostgreSQL.
            rows = rows
                .column_as(value, key_name(at))
                .group_by(Expr::col(key_name(at)));
        }
        for (at, field) in self.of.iter().enumerate() {
            let Field::Column(column) = *field else {
                continue;
            };
            let column = || field::column(column);
            let (least, most) = (Func::min(column()).into(), Func::max(column()).into());
            let as_told = |value: SimpleExpr| match field.holds() {
                Some(Holds::Day) => value.cast_as("text"),
                _ => value.cast_as("double precision"),
            };
            rows = rows
                .column_as(
                    SimpleExpr::from(Func::count(column())),
                    figure_name(at, "stated"),
                )
                .column_as(as_told(least), figure_name(at, "least"))
                .column_as(as_told(most), figure_name(at, "most"));
            if field.holds() != Some(Holds::Day) {
                let mean: SimpleExpr = Func::avg(column()).into();
                rows = rows.column_as(as_told(mean), figure_name(at, "mean"));
            }
        }
        let rows = rows.limit(MOST_GROUPS + 1).into_query();
        let rows = db.query_all(&rows).await?;
        if rows.len() as u64 > MOST_GROUPS {
            let words = format!(
                "There are more than {MOST_GROUPS} groups. Group by fewer fields, or narrow the filter."
            );
            return Err(Error::bad_input("by", words));
        }
        let rows: std::result::Result<Vec<Row>, DbErr> =
            rows.iter().map(|row| self.read(row)).collect();
        self.named(db, rows?).await
    }

    /// A group out of a row of the database.
    fn read(&self, row: &QueryResult) -> std::result::Result<Row, DbErr> {
        let keys = self.by.iter().enumerate().map(|(at, field)| {
            let name = key_name(at);
            Ok(match field.holds() {
                Some(Holds::Record(_)) => Found::Record(row.try_get("", &name)?),
                Some(Holds::Whole) => Found::text(row.try_get::<Option<i32>>("", &name)?),
                Some(Holds::Number) => Found::text(row.try_get::<Option<f64>>("", &name)?),
                Some(Holds::Flag) => Found::text(row.try_get::<Option<bool>>("", &name)?),
                _ => Found::Text(row.try_get("", &name)?),
            })
        });
        let figures = self.of.iter().enumerate().map(|(at, field)| {
            let stated: i64 = row.try_get("", &figure_name(at, "stated"))?;
            let mut figures = Figures {
                stated: stated.unsigned_abs(),
                ..Figures::default()
            };
            if field.holds() == Some(Holds::Day) {
                let day = |what| -> std::result::Result<Option<NaiveDate>, DbErr> {
                    let text: Option<String> = row.try_get("", &figure_name(at, what))?;
                    Ok(text.and_then(|text| text.parse().ok()))
                };
                figures.days = day("least")?.zip(day("most")?);
            } else {
                let number = |what| row.try_get::<Option<f64>>("", &figure_name(at, what));
                let all = (number("least")?, number("most")?, number("mean")?);
                if let (Some(min), Some(max), Some(mean)) = all {
                    figures.numbers = Some(Numbers { min, max, mean });
                }
            }
            Ok(figures)
        });
        let count: i64 = row.try_get("", facet::FOUND)?;
        Ok(Row {
            count: count.unsigned_abs(),
            keys: keys.collect::<std::result::Result<_, DbErr>>()?,
            figures: figures.collect::<std::result::Result<_, DbErr>>()?,
        })
    }

    fn allowed(&self) -> Result<()> {
        let names = |fields: &[Field<E>]| fields.iter().map(|field| field.name()).collect();
        for (argument, names) in [("by", names(&self.by)), ("of", names(&self.of))] {
            let names: Vec<String> = names;
            if names.len() > MOST_FIELDS {
                let words = format!(
                    "`{argument}` takes at most {MOST_FIELDS} fields; there were {}.",
                    names.len()
                );
                return Err(Error::bad_input(argument, words));
            }
            let twice = names
                .iter()
                .enumerate()
                .find(|(at, name)| names.iter().take(*at).any(|earlier| earlier == *name));
            if let Some((_, name)) = twice {
                let words = format!("`{argument}` names {name} twice.");
                return Err(Error::bad_input(argument, words));
            }
        }
        if self.by.is_empty() {
            return Err(Error::bad_input("by", "Name a field to group by."));
        }
        let is_sum = |field: &Field<E>| {
            matches!(
                field.holds(),
                Some(Holds::Whole | Holds::Number | Holds::Day)
            )
        };
        match self.of.iter().find(|field| !is_sum(field)) {
            Some(field) => {
                let summed: Vec<String> =
                    Field::<E>::all().filter(is_sum).map(Field::name).collect();
                let words = format!(
                    "{} holds {}: only figures and days are summed up, here {}.",
                    field.name(),
                    field.holds().map_or("nothing", Holds::words),
                    match summed.is_empty() {
                        true => "none".to_owned(),
                        false => summed.join(", "),
                    }
                );
                Err(Error::bad_input("of", words))
            }
            None => Ok(()),
        }
    }

    /// The groups with what the records are called that they are grouped by, in their order.
    async fn named(&self, db: &impl ConnectionTrait, rows: Vec<Row>) -> Result<Vec<Group>> {
        let keys = rows.iter().flat_map(|row| row.keys.iter());
        let ids: HashSet<Uuid> = keys
            .filter_map(|key| match key {
                Found::Record(id) => *id,
                Found::Text(_) => None,
            })
            .collect();
        let called = match ids.is_empty() {
            true => Vec::new(),
            false => field::entries(db, ids).await?,
        };
        let called: HashMap<Uuid, search::Model> =
            called.into_iter().map(|entry| (entry.id, entry)).collect();
        let key = |(found, field): (Found, &Field<E>)| match found {
            Found::Record(id) => match id.and_then(|id| called.get(&id)) {
                Some(entry) => Key {
                    value: Some(entry.path.clone()),
                    label: Some(entry.title.clone()),
                    sort: entry.sort_key.clone(),
                },
                None => Key::of(None),
            },
            Found::Text(word) if field.holds() == Some(Holds::Word) => {
                Key::of(word.as_deref().map(Holds::word))
            }
            Found::Text(text) => Key::of(text),
        };
        let mut groups: Vec<Group> = rows
            .into_iter()
            .map(|row| Group {
                keys: row.keys.into_iter().zip(&self.by).map(key).collect(),
                count: row.count,
                figures: row.figures,
            })
            .collect();
        groups.sort_by(|one, other| {
            let sort = |group: &Group| {
                let keys: Vec<String> = group.keys.iter().map(|key| key.sort.clone()).collect();
                keys
            };
            let rest = || sort(one).cmp(&sort(other));
            other.count.cmp(&one.count).then_with(rest)
        });
        Ok(groups)
    }
}

impl Key {
    fn of(value: Option<String>) -> Self {
        // What is not stated comes after all that is.
        let sort = value.clone().unwrap_or_else(|| "\u{10FFFF}".to_owned());
        Self {
            value,
            label: None,
            sort,
        }
    }
}

fn key_name(at: usize) -> String {
    format!("key_{at}")
}

fn figure_name(at: usize, what: &str) -> String {
    format!("{what}_{at}")
}

/// A group as the database has it.
struct Row {
    count: u64,
    keys: Vec<Found>,
    figures: Vec<Figures>,
}

/// What a group shares, as the database has it.
enum Found {
    Record(Option<Uuid>),
    Text(Option<String>),
}

impl Found {
    fn text(value: Option<impl ToString>) -> Self {
        Self::Text(value.map(|value| value.to_string()))
    }
}
