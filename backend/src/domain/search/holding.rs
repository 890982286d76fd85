//! Which entries hold what: what the indexes of both databases are asked.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, Query, SelectStatement, SimpleExpr, SubQueryStatement, UnionType},
};
use uuid::Uuid;

use super::word::{Term, terms};
use crate::{
    domain::filter::plain,
    entity::{record::Kind, search},
};

/// The most records that are named one by one.
const MOST: usize = 1_000;

/// The records of a kind that hold a text, found once for all that is asked about them.
#[derive(Clone)]
pub enum Holding {
    /// All of them.
    These(Vec<Uuid>),
    /// So many that whoever comes into question otherwise is better asked whether it holds the text.
    Many(Box<SelectStatement>),
}

impl Holding {
    /// Finds the records of a kind with this text in them, letter for letter but for case, or with all of its words
    /// in any of their forms. One statement.
    pub async fn find(db: &impl ConnectionTrait, kind: Kind, text: &str) -> Result<Self, DbErr> {
        Self::up_to(MOST, db, kind, text).await
    }

    /// The same, naming no more records than this one by one.
    pub async fn up_to(
        most: usize,
        db: &impl ConnectionTrait,
        kind: Kind,
        text: &str,
    ) -> Result<Self, DbErr> {
        let backend = db.get_database_backend();
        let of_kind = || search::Entity::find().filter(search::Column::Kind.eq(kind));
        let ids = |found: Select<search::Entity>| {
            found.select_only().column(search::Column::Id).into_query()
        };
        let words = plain_terms(text).map(|terms| matching(backend, &terms));
        let mut found = ids(of_kind().filter(near(backend, text)));
        if let Some(words) = &words {
            // Who holds both is named twice: the database need not sort them all to find that out.
            found.union(UnionType::All, ids(of_kind().filter(words.clone())));
        }
        let rows = db.query_all(found.limit(most as u64 + 1)).await?;
        if rows.len() <= most {
            let these = rows.iter().map(|row| row.try_get_by_index(0));
            let these = these.collect::<Result<HashSet<Uuid>, DbErr>>()?;
            return Ok(Self::These(these.into_iter().collect()));
        }
        let holds = Condition::any().add(lettered(backend, text));
        let holds = words.into_iter().fold(holds, Condition::add);
        let mut whether = Query::select();
        whether.expr(Expr::from(holds)).from(search::Entity);
        Ok(Self::Many(Box::new(whether)))
    }

    /// That a column names one of them: one value, however many they are.
    pub fn named_by(&self, backend: DbBackend, column: impl ColumnTrait) -> SimpleExpr {
        let these = match self {
            Self::Many(whether) => {
                let entry = (search::Entity, search::Column::Id);
                let own = Expr::col(entry).equals(column.as_column_ref());
                let mut whether = SelectStatement::clone(whether);
                return SubQueryStatement::from(whether.and_where(own).take()).into();
            }
            Self::These(these) => these.iter(),
        };
        let column = Expr::col(column.as_column_ref());
        match backend {
            DbBackend::Postgres => {
                let these: Vec<String> = these.map(Uuid::to_string).collect();
                let list = format!("{{{}}}", these.join(","));
                // A list of its own, so that it is read once and not with every row.
                let named = "$1 IN (SELECT unnest($2::uuid[]))";
                Expr::cust_with_exprs(named, [column, Expr::val(list)])
            }
            _ => {
                let these: Vec<String> = these.map(|id| format!("\"{}\"", id.simple())).collect();
                let list = format!("[{}]", these.join(","));
                let named = "? IN (SELECT unhex(value) FROM json_each(?))";
                Expr::cust_with_exprs(named, [column, Expr::val(list)])
            }
        }
    }
}

/// What a search would look for. Whoever writes other signs than those of words means them: `10//2020`.
fn plain_terms(text: &str) -> Option<Vec<Term>> {
    let is_word = |letter: char| {
        letter.is_alphanumeric() || letter.is_whitespace() || "\"“”*-".contains(letter)
    };
    let terms = text.chars().all(is_word).then(|| terms(text))?;
    (!terms.is_empty()).then_some(terms)
}

/// That an entry holds this text, letter for letter but for case.
fn lettered(backend: DbBackend, text: &str) -> SimpleExpr {
    let text = text.trim().to_lowercase();
    let whole = "lower(\"search_entry\".\"title\" || {} || \"search_entry\".\"body\")";
    let pattern = format!("%{}%", plain(&text));
    if backend == DbBackend::Postgres {
        // The very words of the index, which finds the letters of a pattern by itself.
        let held = format!("{} LIKE $1", whole.replace("{}", "chr(10)"));
        return Expr::cust_with_values(held, [pattern]);
    }
    let held = format!("{} LIKE ? ESCAPE '\\'", whole.replace("{}", "char(10)"));
    Expr::cust_with_values(held, [pattern])
}

/// The same, where the index of SQLite says first which entries come into question: those with any three letters
/// that stand in a row in the text.
fn near(backend: DbBackend, text: &str) -> Condition {
    let held = Condition::all().add(lettered(backend, text));
    if backend == DbBackend::Postgres {
        return held;
    }
    let letters: Vec<char> = text.trim().to_lowercase().chars().collect();
    let threes = letters.windows(3);
    let threes: Vec<String> = threes
        .filter(|three| three.iter().all(|sign| sign.is_alphanumeric()))
        .map(|three| format!("\"{}\"", three.iter().collect::<String>()))
        .collect();
    if threes.is_empty() {
        return held;
    }
    let near = "\"search_entry\".\"number\" IN (SELECT rowid FROM search_letters WHERE search_letters MATCH ?)";
    held.add(Expr::cust_with_values(near, [threes.join(" AND ")]))
}

/// That an entry holds all terms, in the words of the database's own index.
pub(super) fn matching(backend: DbBackend, terms: &[Term]) -> Condition {
    if backend == DbBackend::Postgres {
        return terms.iter().fold(Condition::all(), |all, term| {
            let (column, query) = match term {
                Term::Word { stem, .. } => ("stems", format!("'{stem}'")),
                Term::Prefix(begin) => ("words", format!("'{begin}':*")),
                Term::Phrase(phrase) => {
                    let quoted: Vec<String> =
                        phrase.iter().map(|word| format!("'{word}'")).collect();
                    ("words", quoted.join(" <-> "))
                }
            };
            all.add(Expr::cust_with_values(
                format!("\"search_entry\".\"{column}\" @@ $1::tsquery"),
                [query],
            ))
        });
    }
    let queries = terms.iter().map(|term| match term {
        Term::Word { stem, .. } => format!("stems : \"{stem}\""),
        Term::Prefix(begin) => format!("words : \"{begin}\" *"),
        Term::Phrase(phrase) => format!("words : \"{}\"", phrase.join(" ")),
    });
    let query = queries.collect::<Vec<_>>().join(" AND ");
    let found = "\"search_entry\".\"number\" IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)";
    Condition::all().add(Expr::cust_with_values(found, [query]))
}
