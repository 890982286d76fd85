//! Names that are removed everywhere at once: from records and their parts, the lines of documents, the log, comments,
//! drafts, and answers that are kept for good. What is in memory is made anew from these; what is written later in the
//! same area is cleared as it is written (`change::save`).

mod found;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use self::found::{Found, permalinks};
use super::{
    Result, change,
    edit::Reason,
    name::{Finder, MOST_WORDS, Near, folded, together},
    permission::{Act, Person, Viewer, forbidden},
    problem::{Code, Problems, problem},
    row::{Put, Row, remove},
    secret, text,
};
use crate::entity::{area, record::Kind, redaction};

/// In how many places a name stands at most unless whoever removes it says that this is meant.
pub const MOST: usize = 500;
/// How many other spellings are given at most.
const SPELLINGS: usize = 20;
/// How many words near a name are told at most.
const NEAR: usize = 20;
/// What stands in the place of a name where nothing else was said.
pub const REPLACEMENT: &str = "[name removed]";

/// A name that is to go, as it stands, and how else it is written.
#[derive(Clone, Debug)]
pub struct Name {
    /// Nothing for all areas.
    pub area: Option<Uuid>,
    pub text: String,
    pub spellings: Vec<String>,
}

/// A record in which a name stands.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: Uuid,
    pub kind: Kind,
    pub path: String,
    /// How often.
    pub count: usize,
}

/// Where a name stands.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// Records as they are now, in the order of their paths.
    pub records: Vec<Place>,
    /// How many entries of the log hold it that are not what a record is now.
    pub earlier: usize,
    pub comments: usize,
    /// Records of drafts.
    pub drafts: usize,
    pub permalinks: usize,
    /// Other words with the last name, which stay: as they are written and how often they stand in records, comments
    /// and drafts, the most frequent first.
    pub near: Vec<(String, usize)>,
}

impl Preview {
    /// How many places there are, but for those in what records once were.
    pub fn places(&self) -> usize {
        let records: usize = self.records.iter().map(|place| place.count).sum();
        records + self.comments + self.drafts + self.permalinks
    }
}

/// Whoever may remove names from an area, or from all of them.
fn allowed(viewer: &Viewer, area: Option<Uuid>) -> Result<&Person> {
    match area {
        Some(area) => viewer.allowed(Act::Redact, area),
        None => {
            let person = viewer.signed_in()?;
            let words =
                "Only an administrator of the site removes a name from all areas. Name your area.";
            match person.user.is_administrator {
                true => Ok(person),
                false => Err(forbidden(words)),
            }
        }
    }
}

/// Whether somebody may remove names from an area, or from all of them.
pub fn may(viewer: &Viewer, area: Option<Uuid>) -> bool {
    allowed(viewer, area).is_ok()
}

/// The spellings of a name as they are compared, if they can be meant.
fn checked(problems: &mut Problems, name: &Name) -> Vec<(usize, String)> {
    if name.spellings.len() > SPELLINGS {
        let words = format!("Give at most {SPELLINGS} other spellings.");
        problems.add(Code::TooMany, "spellings", words);
    }
    let others = name.spellings.iter().take(SPELLINGS).enumerate();
    let others = others.map(|(place, text)| (format!("spellings.{place}"), text));
    let all = std::iter::once(("text".to_owned(), &name.text)).chain(others);
    let mut found: Vec<(usize, String)> = Vec::new();
    for (path, text) in all {
        let text = text::line(problems, &path, text, 2..=100);
        let (words, plain) = folded(&text);
        let letters = plain.chars().filter(|letter| letter.is_alphabetic());
        if text.chars().count() < 2 {
            continue;
        }
        if letters.count() < 2 {
            problems.add(Code::Invalid, &path, "Write a name, in letters.");
        } else if words > MOST_WORDS {
            let words = format!("A name has at most {MOST_WORDS} words.");
            problems.add(Code::TooLong, &path, words);
        } else {
            let joined = together(&plain).map(|joined| (1, joined));
            for spelling in std::iter::once((words, plain)).chain(joined) {
                if !found.contains(&spelling) {
                    found.push(spelling);
                }
            }
        }
    }
    found
}

/// What stands in the place of a name, if it can.
fn replaced(problems: &mut Problems, names: &[(usize, String)], text: Option<&str>) -> String {
    let path = "replacement";
    let text = text::line(problems, path, text.unwrap_or(REPLACEMENT), 1..=100);
    // It stands within queries and answers too, which quote and escape.
    if text.contains(['"', '\\', '#']) {
        let words = "Leave out quotation marks, backslashes and number signs.";
        problems.add(Code::Invalid, path, words);
    }
    if Finder::of(names, "").clear_text(&mut text.clone()) > 0 {
        let words = "This holds the name that is to go. Write something else.";
        problems.add(Code::Invalid, path, words);
    }
    text
}

/// Where a name stands, for whoever may remove it.
pub async fn preview(db: &DatabaseConnection, viewer: &Viewer, name: &Name) -> Result<Preview> {
    allowed(viewer, name.area)?;
    let mut problems = Problems::default();
    let names = checked(&mut problems, name);
    problems.none()?;
    let finder = Finder::of(&names, REPLACEMENT);
    let near = Near::of(&name.text);
    let found = Found::read(db, name.area, &finder, near.as_ref()).await?;
    let permalinks = permalinks(db, &finder, None).await?;
    Ok(found.preview(permalinks))
}

/// What was removed.
#[derive(Clone, Copy, Debug)]
pub struct Removed {
    /// From how many records, as they are or once were.
    pub records: usize,
    /// In how many places it stood, but for those in what records once were.
    pub places: usize,
}

/// Removes a name. Nothing is answered where that was done under the same key before.
pub async fn redact(
    db: &DatabaseConnection,
    viewer: &Viewer,
    name: Name,
    replacement: Option<String>,
    is_confirmed: bool,
    reason: Reason,
) -> Result<Option<Removed>> {
    let person = allowed(viewer, name.area)?;
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(&name, &replacement, is_confirmed));
    let names = checked(&mut problems, &name);
    let replacement = replaced(&mut problems, &names, replacement.as_deref());
    problems.none()?;
    let finder = Finder::of(&names, &replacement);
    let tx = change::begin(db).await?;
    if reason.is_done(&tx, person).await? {
        return Ok(None);
    }
    let found = Found::read(&tx, name.area, &finder, None).await?;
    let kept = permalinks(&tx, &finder, None).await?;
    let preview = found.preview(kept);
    let places = preview.places();
    if places + preview.earlier == 0 {
        let words = "This name stands nowhere here. Write it as it stands in a record.";
        return Err(problem(Code::NotFound, "text", words));
    }
    if places > MOST && !is_confirmed {
        let words = format!(
            "This stands in {places} places: more than a name does. Look at them, and confirm if it is meant."
        );
        return Err(problem(Code::TooMany, "confirm", words));
    }
    let area = name.area.unwrap_or_default();
    let (mut author, _) = reason.said(&tx, person, area).await?;
    let records = found.records.len();
    author.reason = match records {
        1 => format!("A name was removed from 1 record. {}", author.reason),
        _ => format!(
            "A name was removed from {records} records. {}",
            author.reason
        ),
    };
    finder.clear_text(&mut author.reason);
    let noted = noted(&tx, &name, &found).await?;
    found.write(&tx).await?;
    permalinks(&tx, &finder, Some((&tx, author.at))).await?;
    remember(
        &tx,
        &name,
        &names,
        &replacement,
        (person.user.id, author.at),
    )
    .await?;
    for area in noted {
        change::note(&tx, &author, area).await?;
    }
    tx.commit().await?;
    Ok(Some(Removed { records, places }))
}

/// The areas in whose history it is noted: the one, or all that held the name, and any where none did.
async fn noted(tx: &DatabaseTransaction, name: &Name, found: &Found) -> Result<Vec<Uuid>> {
    let mut noted: Vec<Uuid> = match name.area {
        Some(area) => vec![area],
        None => found.areas.iter().copied().collect(),
    };
    if noted.is_empty() {
        let first = area::Entity::find().order_by_asc(area::Column::SortKey);
        noted.extend(first.one(tx).await?.map(|area| area.id));
    }
    Ok(noted)
}

/// Keeps what tells a name from others, so that it does not come back.
async fn remember(
    tx: &DatabaseTransaction,
    name: &Name,
    names: &[(usize, String)],
    replacement: &str,
    (by, at): (Uuid, DateTime<Utc>),
) -> Result<()> {
    let last: Option<Option<i64>> = redaction::Entity::find()
        .select_only()
        .column_as(redaction::Column::Number.max(), "number")
        .into_tuple()
        .one(tx)
        .await?;
    let last = last.flatten().unwrap_or_default();
    for ((words, plain), number) in names.iter().zip(last + 1..) {
        let row = redaction::Model {
            number,
            area_id: name.area,
            words: i32::try_from(*words).unwrap_or(i32::MAX),
            hash: secret::hash(plain),
            replacement: replacement.to_owned(),
            made_by: Some(by),
            made_at: at,
        };
        let same = Condition::all()
            .add(redaction::Column::Hash.eq(row.hash.as_str()))
            .add(match row.area_id {
                Some(area) => redaction::Column::AreaId.eq(area),
                None => redaction::Column::AreaId.is_null(),
            });
        remove::<redaction::Entity>(tx, same).await?;
        Row::<redaction::Entity>(row).put(tx).await?;
    }
    Ok(())
}
