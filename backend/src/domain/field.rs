//! The fields of a kind of record, so that one can be tested or grouped by whatever it holds: its columns, but
//! for ids and sort keys, and its themes.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ColumnType, Condition, ConnectionTrait, EntityTrait, IdenStatic, Iterable,
    QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use super::{
    Error, Result,
    filter::{Filter, Words, few},
    id,
    list::{self, Listed},
};
use crate::entity::{record::Kind, search, theme::assignment};

/// The most tests that one filter takes.
const MOST_TESTS: usize = 20;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Text,
    /// A word of a closed list.
    Word,
    Whole,
    Number,
    Day,
    Flag,
    /// A record of this kind, which stands there by its path.
    Record(Kind),
}

/// A field of the records of a kind.
#[derive(Clone, Copy, Debug)]
pub enum Field<E: EntityTrait> {
    Column(E::Column),
    /// The themes it falls under, by whatever method.
    Themes,
}

impl<E: Listed> Field<E> {
    /// Every field of the kind.
    pub fn all() -> impl Iterator<Item = Self> {
        let columns = E::Column::iter().map(Self::Column);
        let themes = E::HAS_THEMES.then_some(Self::Themes);
        columns
            .filter(|field| field.holds().is_some())
            .chain(themes)
    }

    /// Its name, as the schema writes words: `DUE_FROM`, `PLAN`.
    pub fn name(self) -> String {
        let name = match &self {
            Self::Column(column) => column.as_str(),
            Self::Themes => "theme",
        };
        name.strip_suffix("_id").unwrap_or(name).to_uppercase()
    }

    /// What it holds. None where nothing can be asked of it.
    pub fn holds(self) -> Option<Holds> {
        let column = match self {
            Self::Themes => return Some(Holds::Record(Kind::Theme)),
            Self::Column(column) => column,
        };
        let name = column.as_str();
        match column.def().get_column_type() {
            // The words of a list are columns of the type Text, all others of the type String: see `words!`.
            ColumnType::Text => Some(Holds::Word),
            ColumnType::String(_) if name != "sort_key" => Some(Holds::Text),
            ColumnType::Integer => Some(Holds::Whole),
            ColumnType::Double => Some(Holds::Number),
            ColumnType::Date => Some(Holds::Day),
            ColumnType::Boolean => Some(Holds::Flag),
            ColumnType::Uuid => points_at(E::KIND, name.strip_suffix("_id")?).map(Holds::Record),
            _ => None,
        }
    }
}

/// The kind of the records that a column points at, by its name.
fn points_at(own: Kind, name: &str) -> Option<Kind> {
    Some(match name {
        "area" => Kind::Area,
        "plan" => Kind::Plan,
        "workstream" => Kind::Workstream,
        "weakness" => Kind::Weakness,
        "action" => Kind::Action,
        "document" => Kind::Document,
        "inspection" => Kind::Inspection,
        "survey" => Kind::Survey,
        "wave" => Kind::SurveyWave,
        "question" => Kind::SurveyQuestion,
        "indicator" => Kind::Indicator,
        "publisher" => Kind::Organisation,
        // Records of one kind that follow each other.
        "successor" | "follows" | "supersedes" | "carries_on" => own,
        _ => return None,
    })
}

/// A test of one field: all that is asked holds.
#[derive(Clone, Debug)]
pub struct Test<E: EntityTrait> {
    pub field: Field<E>,
    pub is: Option<Vec<String>>,
    pub contains: Option<String>,
    pub starts_with: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub stated: Option<bool>,
}

impl<C: ConnectionTrait> Filter<'_, C> {
    /// Records whose fields pass tests, all of them.
    pub async fn fields<E: Listed>(
        mut self,
        tests: Option<Vec<impl Into<Test<E>>>>,
    ) -> Result<Self> {
        let tests = tests.unwrap_or_default();
        if tests.len() > MOST_TESTS {
            let words = format!(
                "`fields` takes at most {MOST_TESTS} tests; there were {}.",
                tests.len()
            );
            return Err(Error::bad_input("fields", words));
        }
        for test in tests {
            let condition = test.into().condition(self.db).await?;
            self = self.and("fields", Some(condition));
        }
        Ok(self)
    }
}

impl<E: Listed> Test<E> {
    async fn condition(self, db: &impl ConnectionTrait) -> Result<Condition> {
        let holds = self.field.holds().unwrap_or(Holds::Text);
        let refused = [
            ("contains", self.contains.is_some(), holds == Holds::Text),
            (
                "startsWith",
                self.starts_with.is_some(),
                holds == Holds::Text,
            ),
            ("from", self.from.is_some(), holds.is_ordered()),
            ("to", self.to.is_some(), holds.is_ordered()),
        ];
        let refused = refused
            .into_iter()
            .find(|(_, is_asked, fits)| *is_asked && !fits);
        if let Some((test, ..)) = refused {
            let words = format!(
                "`{test}` cannot be asked of {}, which holds {}.",
                self.field.name(),
                holds.words()
            );
            return Err(Error::bad_input("fields", words));
        }
        self.says_something(holds)?;
        let column = match self.field {
            Field::Column(column) => column,
            Field::Themes => return self.themes(db).await,
        };
        let mut all = Condition::all();
        if let Some(is) = &self.is {
            let values = self.values(holds, is, db).await?;
            all = all.add(column.is_in(values));
        }
        let like = |words: Option<Words>| words.map(|words| words.within(&[column]));
        all = all
            .add_option(like(Words::anywhere(self.contains.clone())?))
            .add_option(like(Words::at_the_start(self.starts_with.clone())?));
        for (end, is_from) in [(&self.from, true), (&self.to, false)] {
            let Some(end) = end else { continue };
            let value = self.value(holds, end)?;
            all = all.add(match is_from {
                true => column.gte(value),
                false => column.lte(value),
            });
        }
        Ok(all.add_option(self.stated.map(|stated| match stated {
            true => column.is_not_null(),
            false => column.is_null(),
        })))
    }

    /// Refuses a test that every record passes, or none can.
    fn says_something(&self, holds: Holds) -> Result<()> {
        let name = self.field.name();
        let words = [
            ("contains", &self.contains),
            ("startsWith", &self.starts_with),
        ];
        if let Some((test, _)) = words
            .into_iter()
            .find(|(_, words)| words.as_ref().is_some_and(|words| words.trim().is_empty()))
        {
            let words = format!("`{test}` of {name} is empty: give some words, or leave it out.");
            return Err(Error::bad_input("fields", words));
        }
        let ends = [&self.from, &self.to];
        let is_given = self.is.is_some() || self.stated.is_some();
        let says = |text: &&Option<String>| text.is_some();
        if !is_given && !words.iter().any(|(_, words)| words.is_some()) && !ends.iter().any(says) {
            let words = format!(
                "Say what {name} is to be: one of `is`, `contains`, `startsWith`, `from`, `to` and `stated`."
            );
            return Err(Error::bad_input("fields", words));
        }
        let is_turned = match (&self.from, &self.to) {
            (Some(from), Some(to)) => match holds {
                Holds::Day => from.parse::<NaiveDate>().ok() > to.parse().ok(),
                _ => from.parse::<f64>().ok() > to.parse().ok(),
            },
            _ => false,
        };
        if is_turned {
            let words =
                format!("Nothing lies between the two ends of {name}: `from` is beyond `to`.");
            return Err(Error::bad_input("fields", words));
        }
        Ok(())
    }

    /// The same of its themes, which are rows of another table.
    async fn themes(self, db: &impl ConnectionTrait) -> Result<Condition> {
        let assigned = assignment::Entity::find()
            .select_only()
            .column(assignment::Column::RecordId);
        let mut all = Condition::all();
        if let Some(is) = &self.is {
            let themes = self.values(Holds::Record(Kind::Theme), is, db).await?;
            let under = assigned
                .clone()
                .filter(assignment::Column::ThemeId.is_in(themes));
            all = all.add(E::ID.in_subquery(under.into_query()));
        }
        Ok(all.add_option(self.stated.map(|stated| match stated {
            true => E::ID.in_subquery(assigned.into_query()),
            false => E::ID.not_in_subquery(assigned.into_query()),
        })))
    }

    /// The values that are alternatives. A record that does not exist is an error, not an empty list.
    async fn values(
        &self,
        holds: Holds,
        texts: &[String],
        db: &impl ConnectionTrait,
    ) -> Result<Vec<sea_orm::Value>> {
        few(texts.len())?;
        let values: Result<Vec<_>> = texts.iter().map(|text| self.value(holds, text)).collect();
        if let Holds::Record(kind) = holds {
            for path in texts {
                known(db, kind, path).await?;
            }
        }
        values
    }

    /// A value as the column holds it.
    fn value(&self, holds: Holds, text: &str) -> Result<sea_orm::Value> {
        let unfit = || {
            let shown: String = text.chars().take(80).collect();
            let name = self.field.name();
            let words = format!("{name} holds {}; this was ‘{shown}’.", holds.words());
            Error::bad_input("fields", words)
        };
        if text.contains('\0') {
            return Err(unfit());
        }
        Ok(match holds {
            Holds::Text => text.into(),
            Holds::Word => {
                let stored = text.to_lowercase().replace('_', "-");
                if Holds::word(&stored) != text {
                    return Err(unfit());
                }
                stored.into()
            }
            Holds::Whole => text.parse::<i32>().map_err(|_| unfit())?.into(),
            Holds::Number => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => number.into(),
                _ => return Err(unfit()),
            },
            Holds::Day => text.parse::<NaiveDate>().map_err(|_| unfit())?.into(),
            Holds::Flag => text.parse::<bool>().map_err(|_| unfit())?.into(),
            Holds::Record(kind) => id::of(kind, text).into(),
        })
    }
}

/// Makes sure that there is a record of a kind at a path.
async fn known(db: &impl ConnectionTrait, kind: Kind, path: &str) -> Result<()> {
    let own = entries(db, [id::of(kind, path)]).await?;
    match own.is_empty() {
        false => Ok(()),
        true => {
            let of_kind = search::Entity::find().filter(search::Column::Kind.eq(kind));
            let known: Vec<String> = of_kind
                .select_only()
                .column(search::Column::Path)
                .into_tuple()
                .all(db)
                .await?;
            Err(list::unknown("record", path, &known))
        }
    }
}

/// What records are called, of whatever kinds, by their ids.
pub async fn entries(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<search::Model>> {
    let of = search::Column::Id.is_in(ids);
    Ok(search::Entity::find().filter(of).all(db).await?)
}

impl Holds {
    /// Whether its values lie between two others.
    fn is_ordered(self) -> bool {
        matches!(self, Self::Whole | Self::Number | Self::Day)
    }

    /// What a value looks like.
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Word => "a word of a list, such as NOT_STARTED",
            Self::Whole => "a whole number",
            Self::Number => "a number",
            Self::Day => "a day, such as 2020-09-30",
            Self::Flag => "`true` or `false`",
            Self::Record(_) => "a record, by its path",
        }
    }

    /// A word as the schema writes it.
    pub fn word(stored: &str) -> String {
        stored.to_uppercase().replace('-', "_")
    }
}

/// A column as an expression.
pub fn column<C: ColumnTrait>(column: C) -> SimpleExpr {
    Expr::col(column.as_column_ref())
}
