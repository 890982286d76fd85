//! Search: records by words, wherever they stand. The database finds, and what it finds is ranked here,
//! so that both databases give the same records in the same order.

mod holding;
pub mod index;
pub mod word;

use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

pub use self::holding::Holding;
use self::{
    holding::matching,
    word::{Term, Word, hits, terms, words},
};
use super::{Error, Result};
use crate::entity::{record::Kind, search};

/// The longest text that can be searched for.
pub const LONGEST: usize = 200;
/// The most records that are ranked; a search that finds more is told so.
pub const MOST_FOUND: u64 = 2_000;

/// A piece of a text, and whether it is what was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

/// A record that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub entry: search::Model,
    /// How well it fits: higher is better. It compares hits of one search only.
    pub score: f64,
}

/// What a search found, the best first.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub terms: Vec<Term>,
    /// Of the kinds that were asked for; at most [`MOST_FOUND`].
    pub hits: Vec<Hit>,
    /// How many there are of each kind, the most first, whatever kinds were asked for.
    pub kinds: Vec<(Kind, u64)>,
    /// How many there are of each area, in whatever areas, of the kinds that were asked for; nothing where
    /// that was not asked.
    pub areas: Vec<(Uuid, u64)>,
    /// How many there are of the kinds that were asked for.
    pub total: u64,
}

/// Finds the records that hold all of what was typed: of some kinds, or of all where none is named.
pub async fn find(
    db: &impl ConnectionTrait,
    typed: &str,
    areas: Option<Vec<Uuid>>,
    asked: Option<&[Kind]>,
    counts_areas: bool,
) -> Result<Found> {
    if typed.chars().count() > LONGEST {
        let words = format!("`text` may be at most {LONGEST} characters long.");
        return Err(Error::bad_input("text", words));
    }
    let terms = terms(typed);
    if terms.is_empty() {
        return Ok(Found::default());
    }
    let within = areas.map(|areas| search::Column::AreaId.is_in(areas));
    let anywhere = search::Entity::find().filter(matching(db.get_database_backend(), &terms));
    let of_kinds = asked.map(|asked| search::Column::Kind.is_in(asked.iter().copied()));
    let of_kinds = Condition::all().add_option(of_kinds);
    let areas = match counts_areas {
        true => by_area(db, anywhere.clone().filter(of_kinds.clone())).await?,
        false => Vec::new(),
    };
    let holding = anywhere.filter(Condition::all().add_option(within));
    let counted: Vec<(Kind, i64)> = holding
        .clone()
        .select_only()
        .column(search::Column::Kind)
        .column_as(search::Column::Id.count(), "number")
        .group_by(search::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let mut kinds: Vec<(Kind, u64)> = counted
        .into_iter()
        .map(|(kind, number)| (kind, number.unsigned_abs()))
        .collect();
    kinds.sort_by_key(|(kind, number)| (std::cmp::Reverse(*number), kind.to_value()));
    let is_asked = |kind: &Kind| asked.is_none_or(|asked| asked.contains(kind));
    let counts = kinds.iter().filter(|(kind, _)| is_asked(kind));
    let total = counts.map(|(_, number)| number).sum();
    let entries = holding
        .filter(of_kinds)
        .order_by_asc(search::Column::SortKey)
        .order_by_asc(search::Column::Kind)
        .limit(MOST_FOUND)
        .all(db)
        .await?;
    let mut hits: Vec<Hit> = entries
        .into_iter()
        .map(|entry| Hit {
            score: score(&terms, &entry),
            entry,
        })
        .collect();
    // Stable: what fits as well stays in its natural order.
    hits.sort_by(|one, other| other.score.total_cmp(&one.score));
    Ok(Found {
        terms,
        hits,
        kinds,
        areas,
        total,
    })
}

/// How many records hold each term of a search alone, of the areas and kinds that were asked for; those that
/// none holds are left out. One statement for each term.
pub async fn alone(
    db: &impl ConnectionTrait,
    typed: &str,
    areas: Option<Vec<Uuid>>,
    kinds: Option<&[Kind]>,
) -> Result<Vec<(String, u64)>> {
    let areas = areas.map(|areas| search::Column::AreaId.is_in(areas));
    let kinds = kinds.map(|kinds| search::Column::Kind.is_in(kinds.iter().copied()));
    let within = Condition::all().add_option(areas).add_option(kinds);
    let mut found = Vec::new();
    for term in terms(typed) {
        let holding = search::Entity::find()
            .filter(matching(
                db.get_database_backend(),
                std::slice::from_ref(&term),
            ))
            .filter(within.clone());
        let count = holding.count(db).await?;
        if count > 0 {
            found.push((term.typed(), count));
        }
    }
    Ok(found)
}

async fn by_area(
    db: &impl ConnectionTrait,
    found: sea_orm::Select<search::Entity>,
) -> Result<Vec<(Uuid, u64)>> {
    let areas: Vec<(Uuid, i64)> = found
        .select_only()
        .column(search::Column::AreaId)
        .column_as(search::Column::Id.count(), "number")
        .filter(search::Column::AreaId.is_not_null())
        .group_by(search::Column::AreaId)
        .into_tuple()
        .all(db)
        .await?;
    let areas = areas.into_iter();
    Ok(areas
        .map(|(area, number)| (area, number.unsigned_abs()))
        .collect())
}

/// How well an entry fits. A term counts more in the title than in the rest, more often is better but less
/// and less so, and a short text that holds it is more about it than a long one (the shape of BM25).
fn score(terms: &[Term], entry: &search::Model) -> f64 {
    const TITLE: f64 = 3.0;
    const SATURATION: f64 = 1.2;
    const USUAL_LENGTH: f64 = 60.0;
    let (title, body) = (words(&entry.title), words(&entry.body));
    let length = 0.25 + 0.75 * (title.len() + body.len()) as f64 / USUAL_LENGTH;
    let one = |term: &Term| {
        let often = TITLE * hits(term, &title).len() as f64 + hits(term, &body).len() as f64;
        often * (SATURATION + 1.0) / (often + SATURATION * length)
    };
    // A note on the data is about the record that it speaks of, which comes first.
    let weight = if entry.kind == Kind::DataQualityNote {
        0.5
    } else {
        1.0
    };
    weight * terms.iter().map(one).sum::<f64>()
}

/// A text with what was searched for marked in it; shortened to about `room` letters around the first of it.
pub fn marked(terms: &[Term], text: &str, room: usize) -> Vec<Piece> {
    let all = words(text);
    let mut at: Vec<usize> = terms.iter().flat_map(|term| hits(term, &all)).collect();
    at.sort_unstable();
    at.dedup();
    let first = at
        .first()
        .and_then(|&number| all.get(number))
        .map_or(0, |word| word.at.start);
    let (from, to) = window(text, &all, first, room);
    let mut pieces = Vec::new();
    let mut push = |text: &str, hit: bool| {
        if !text.is_empty() {
            pieces.push(Piece {
                text: text.replace('\n', " "),
                hit,
            });
        }
    };
    if from > 0 {
        push("… ", false);
    }
    let mut end = from;
    for word in at.iter().filter_map(|&number| all.get(number)) {
        if word.at.start < from || word.at.end > to {
            continue;
        }
        push(text.get(end..word.at.start).unwrap_or_default(), false);
        push(text.get(word.at.clone()).unwrap_or_default(), true);
        end = word.at.end;
    }
    push(text.get(end..to).unwrap_or_default(), false);
    if to < text.len() {
        push(" …", false);
    }
    pieces
}

/// The part of a text to show: whole words, the first hit about a third into it.
fn window(text: &str, all: &[Word], first: usize, room: usize) -> (usize, usize) {
    if text.len() <= room {
        return (0, text.len());
    }
    let wanted = first.saturating_sub(room / 3);
    let from = match wanted {
        0 => 0,
        _ => all
            .iter()
            .map(|word| word.at.start)
            .find(|start| *start >= wanted)
            .unwrap_or(first),
    };
    let ends = all.iter().map(|word| word.at.end);
    let to = ends
        .take_while(|end| *end <= from + room)
        .last()
        .unwrap_or(text.len())
        .max(from);
    (from, if to + 3 >= text.len() { text.len() } else { to })
}

/// What was typed, with each word that occurs nowhere replaced by the nearest that does. Nothing when
/// every word occurs, or none comes near.
pub async fn suggestion(db: &impl ConnectionTrait, typed: &str) -> Result<Option<String>> {
    let asked = words(typed);
    let known = index::known_stems(db, &asked).await?;
    let odd = asked.iter().filter(|word| !known.contains(&word.stem));
    let odd: Vec<&Word> = odd.collect();
    if odd.is_empty() {
        return Ok(None);
    }
    let known = index::vocabulary(db).await?;
    let mut better = typed.to_owned();
    for word in odd.iter().rev() {
        let Some(near) = nearest(&word.plain, &known) else {
            continue;
        };
        better.replace_range(word.at.clone(), near);
    }
    Ok((better != typed).then_some(better))
}

/// The known word that differs least; of several, the one that most records hold.
fn nearest<'a>(word: &str, known: &'a [(String, i64)]) -> Option<&'a str> {
    let long = word.chars().count();
    let most = match long {
        0..=3 => return None,
        4..=6 => 1,
        _ => 2,
    };
    let near = known
        .iter()
        .filter(|(other, _)| other.chars().count().abs_diff(long) <= most)
        .map(|(other, often)| (strsim::osa_distance(word, other), often, other))
        .filter(|(distance, ..)| *distance <= most);
    near.min_by(|one, other| (one.0, other.1, one.2).cmp(&(other.0, one.1, other.2)))
        .map(|(_, _, other)| other.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str, text: &str, room: usize) -> String {
        let pieces = marked(&terms(typed), text, room);
        let mark = |piece: Piece| {
            if piece.hit {
                format!("[{}]", piece.text)
            } else {
                piece.text
            }
        };
        pieces.into_iter().map(mark).collect()
    }

    #[test]
    fn what_was_searched_for_is_marked() {
        assert_eq!(
            shown("plans", "The plan: planning, no planet.", 99),
            "The [plan]: [planning], no planet."
        );
        assert_eq!(
            shown("\"no planet\"", "The plan, no planet.", 99),
            "The plan, [no] [planet]."
        );
        assert_eq!(shown("x", "Nothing of it", 99), "Nothing of it");
    }

    #[test]
    fn a_long_text_is_cut_at_words_around_the_first_hit() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        assert_eq!(shown("eight", text, 24), "… seven [eight] nine ten …");
        assert_eq!(shown("one", text, 12), "[one] two …");
        assert_eq!(shown("twelve", text, 12), "… [twelve]");
        assert_eq!(shown("é", "ä é ö ü é à é ö ü é à", 9), "ä [é] ö …");
    }

    #[test]
    fn a_title_counts_more_than_a_mention() {
        let entry = |title: &str, body: &str| search::Model {
            id: Uuid::nil(),
            area_id: None,
            kind: Kind::Action,
            path: String::new(),
            sort_key: String::new(),
            version: 1,
            title: title.into(),
            body: body.into(),
        };
        let terms = terms("annual review");
        let title = score(&terms, &entry("Annual review of plans", ""));
        let mention = score(&terms, &entry("Staff", "an annual event and a review"));
        let long = score(
            &terms,
            &entry(
                "Staff",
                &format!("an annual event and a review {}", "word ".repeat(300)),
            ),
        );
        assert!(
            title > mention && mention > long,
            "{title} {mention} {long}"
        );
    }
}
