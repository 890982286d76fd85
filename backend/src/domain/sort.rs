//! The orders of a list: by one column or several, the natural order last, so that no two records
//! share a place and a page can begin after any of them.

use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, ExprTrait, ModelTrait, QueryOrder, Select,
    Value,
    sea_query::{CaseStatement, Expr, Func, Order, SimpleExpr},
};

use super::list::Listed;

/// What records are ordered by.
#[derive(Clone, Copy, Debug)]
pub enum Key<E: EntityTrait> {
    /// A text, upper and lower case alike (A to Z).
    Text(E::Column),
    /// A day.
    Day(E::Column),
    /// A day, or another where there is none.
    Days(E::Column, E::Column),
    /// A number.
    Number(E::Column),
    /// A word, in the order of its list.
    Word(E::Column, &'static [&'static str]),
}

/// One step of an order.
#[derive(Clone, Copy, Debug)]
pub struct Sort<E: EntityTrait> {
    pub name: &'static str,
    pub key: Key<E>,
    pub descending: bool,
}

/// After every text and every day.
const LAST: &str = "\u{10FFFF}";
/// Further than any figure of a document.
const FURTHEST: f64 = 1e300;

impl<E: Listed> Sort<E> {
    /// What stands in cursors for this step.
    pub fn tag(&self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.name)
    }

    /// The step as something that databases compare in the same way: never null, text byte by byte.
    /// What is not stated comes last in both directions.
    fn value(&self, backend: DbBackend) -> SimpleExpr {
        let bytewise = |text: SimpleExpr| match backend {
            DbBackend::Postgres => Expr::cust_with_expr("$1 COLLATE \"C\"", text),
            _ => text,
        };
        let column = |column: E::Column| Expr::col(column.as_column_ref());
        let missing = if self.descending { "" } else { LAST };
        let or_missing =
            |text: SimpleExpr| bytewise(Func::coalesce([text, Expr::val(missing)]).into());
        match self.key {
            Key::Text(text) => or_missing(Func::lower(bytewise(column(text))).into()),
            Key::Day(day) => or_missing(column(day).cast_as("text")),
            Key::Days(day, other) => {
                let days = [column(day), column(other)];
                or_missing(SimpleExpr::from(Func::coalesce(days)).cast_as("text"))
            }
            Key::Number(number) => {
                let missing = if self.descending { -FURTHEST } else { FURTHEST };
                Func::coalesce([column(number), Expr::val(missing)]).into()
            }
            Key::Word(word, order) => {
                let places = order.iter().enumerate();
                let case = places.fold(CaseStatement::new(), |case, (place, &name)| {
                    case.case(column(word).cast_as("text").eq(name), place_of(place))
                });
                bytewise(case.finally(missing).into())
            }
        }
    }

    /// The same of a row that is at hand, as it is kept in a cursor.
    pub fn of(&self, row: &E::Model) -> String {
        let missing = if self.descending { "" } else { LAST };
        let text = |column: E::Column| match row.get(column) {
            Value::String(text) => text,
            Value::ChronoDate(day) => day.map(|day| day.to_string()),
            _ => None,
        };
        match self.key {
            Key::Text(column) => {
                text(column).map_or(missing.to_owned(), |text| text.to_ascii_lowercase())
            }
            Key::Day(column) => text(column).unwrap_or_else(|| missing.to_owned()),
            Key::Days(day, other) => text(day)
                .or_else(|| text(other))
                .unwrap_or_else(|| missing.to_owned()),
            Key::Number(column) => match row.get(column) {
                Value::Double(Some(number)) => number.to_string(),
                Value::Int(Some(number)) => number.to_string(),
                _ if self.descending => (-FURTHEST).to_string(),
                _ => FURTHEST.to_string(),
            },
            Key::Word(column, order) => {
                let word = text(column).unwrap_or_default();
                let place = order.iter().position(|name| *name == word);
                place.map_or(missing.to_owned(), place_of)
            }
        }
    }

    fn read(&self, kept: &str) -> SimpleExpr {
        match self.key {
            Key::Number(_) => Expr::val(kept.parse().unwrap_or(FURTHEST)),
            _ => Expr::val(kept),
        }
    }
}

/// A place as a text that sorts as the number does.
fn place_of(place: usize) -> String {
    format!("{place:02}")
}

/// What separates the values of a cursor: no text of a document holds it.
const SEPARATOR: char = '\u{1f}';

/// The place of a row in a list of this order, as a cursor keeps it.
pub fn place<E: Listed>(order: &[Sort<E>], row: &E::Model) -> String {
    let mut place: String = order
        .iter()
        .flat_map(|step| [step.of(row), SEPARATOR.to_string()])
        .collect();
    place.push_str(E::sort_key(row));
    place
}

/// The name of a list in this order: a cursor of another is refused.
pub fn name<E: Listed>(order: &[Sort<E>]) -> String {
    let steps: Vec<String> = order.iter().map(Sort::tag).collect();
    match steps.is_empty() {
        true => E::NAME.to_owned(),
        false => format!("{} by {}", E::NAME, steps.join(", ")),
    }
}

/// Puts rows in order, or in the reverse of it.
pub fn sorted<E: Listed>(
    mut rows: Select<E>,
    order: &[Sort<E>],
    reverse: bool,
    backend: DbBackend,
) -> Select<E> {
    let direction = |descending: bool| match descending != reverse {
        true => Order::Desc,
        false => Order::Asc,
    };
    for step in order {
        rows = rows.order_by(step.value(backend), direction(step.descending));
    }
    rows.order_by(E::SORT_KEY, direction(false))
}

/// That a row lies beyond a place: after it, or before it. Nothing when the place is none of this order.
pub fn beyond<E: Listed>(
    order: &[Sort<E>],
    place: &str,
    after: bool,
    backend: DbBackend,
) -> Option<Condition> {
    let mut kept = place.split(SEPARATOR);
    let mut same = Condition::all();
    let mut beyond = Condition::any();
    let further = |value: SimpleExpr, kept: SimpleExpr, ascending: bool| match ascending {
        true => value.gt(kept),
        false => value.lt(kept),
    };
    for step in order {
        let (value, kept) = (step.value(backend), step.read(kept.next()?));
        let ascending = step.descending != after;
        beyond = beyond.add(
            same.clone()
                .add(further(value.clone(), kept.clone(), ascending)),
        );
        same = same.add(value.eq(kept));
    }
    let key = Expr::col(E::SORT_KEY.as_column_ref());
    let own = further(key, Expr::val(kept.next()?), after);
    Some(beyond.add(same.add(own)))
}
