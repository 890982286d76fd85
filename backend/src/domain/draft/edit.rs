//! Changes of a draft: its records reworded, added, taken out. Nobody overwrites anybody here either: each record has its
//! version.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use uuid::Uuid;

use super::{
    Draft, Open, open,
    rename::{Renamed, path},
    words::{self, Words},
};
use crate::{
    domain::{
        Result, change,
        edit::{Record, Seen},
        id,
        order::{is_path, sort_key},
        permission::{Act, Viewer},
        problem::{Code, Problems, missing, problem},
        receipt::Key,
    },
    entity::{
        action::{self, DueKind},
        draft::record,
        measure::{self, MeasurePolarity, MeasureUnit},
        plan::SharedStatus,
        record::Kind,
        value::{Milestones, Texts},
        workstream,
    },
};

/// How many records a draft has at most.
const MOST: usize = 2_000;

/// A change of a draft that somebody asks for.
#[derive(Debug)]
pub struct Asked<T> {
    pub draft: Uuid,
    pub what: T,
    /// What the client calls this change, so that it is made once.
    pub key: Option<String>,
}

/// What a change came to: the draft, and the id of the record, which is another one where it is called otherwise now.
pub type Changed = (Draft, Kind, Uuid);

/// Rewords a record of a draft.
pub async fn reword(
    db: &DatabaseConnection,
    viewer: &Viewer,
    mut asked: Asked<(Seen, Words)>,
) -> Result<Changed> {
    viewer.somebody()?;
    let mut problems = Problems::default();
    asked.what.1.check(&mut problems);
    problems.none()?;
    let (tx, mut open, is_done) = begin(db, viewer, &mut asked).await?;
    let (seen, words) = asked.what;
    if is_done {
        let kind = words.kind();
        let name = words.name().map(|name| path(open.path(), kind, name));
        let id = name.map_or(seen.id, |name| id::of(kind, &name));
        return Ok((open.done()?, kind, id));
    }
    let mut problems = Problems::default();
    let place = open.find(&mut problems, seen.id, seen.version);
    let row = place.and_then(|place| open.records.get(place)).cloned();
    let Some((place, row)) = place.zip(row).filter(|(_, row)| row.kind == words.kind()) else {
        problems.none()?;
        let words = "Give the words of a record of this kind, and no others.";
        return Err(problem(Code::Invalid, "record", words));
    };
    problems.none()?;
    let name = words.name().map(|name| path(open.path(), row.kind, name));
    let name = name.filter(|name| *name != row.path);
    if let Some(name) = &name {
        is_free(&open, &words, name, Some(seen.id))?;
    }
    let mut problems = Problems::default();
    let mut record = super::as_record(&row, &open.draft)?;
    words.known(&tx, open.draft.area_id, &mut problems).await?;
    words.write(&open, &mut problems, &mut record)?;
    problems.none()?;
    let fields = record.fields();
    if fields == row.fields {
        let words = "This is what the draft says already: nothing would be changed.";
        return Err(problem(Code::Invalid, "", words));
    }
    let (by, at) = (open.by, open.at);
    let mut id = seen.id;
    if let Some(row) = open.records.get_mut(place) {
        row.fields = fields;
        mark(row, by, at);
        if let Some(name) = &name {
            let mut renamed = Renamed::default();
            renamed.rename(row, name);
            id = row.record_id;
            for row in &mut open.records {
                if renamed.apply(&mut row.fields) > 0 && row.record_id != id {
                    mark(row, by, at);
                }
            }
        }
    }
    let draft = open.save(&tx).await?;
    tx.commit().await?;
    Ok((draft, words.kind(), id))
}

/// Adds a record to a draft: a workstream to the plan, an action or a measure to a workstream.
pub async fn add(
    db: &DatabaseConnection,
    viewer: &Viewer,
    mut asked: Asked<(Option<Uuid>, Words)>,
) -> Result<Changed> {
    viewer.somebody()?;
    let mut problems = Problems::default();
    asked.what.1.check(&mut problems);
    match &asked.what.1 {
        Words::Plan(_) => {
            let words = "A draft is one plan. Add workstreams, actions and measures.";
            problems.add(Code::Invalid, "record", words);
        }
        Words::Workstream(one) => {
            words::required(
                &mut problems,
                "record.workstream.number",
                one.number.as_ref(),
            );
            words::required(&mut problems, "record.workstream.title", one.title.as_ref());
        }
        Words::Action(one) => {
            words::required(
                &mut problems,
                "record.action.reference",
                one.reference.as_ref(),
            );
            words::required(&mut problems, "record.action.text", one.text.as_ref());
            words::required(&mut problems, "workstream", asked.what.0.as_ref());
        }
        Words::Measure(one) => {
            words::required(&mut problems, "record.measure.number", one.number.as_ref());
            words::required(&mut problems, "record.measure.text", one.text.as_ref());
            words::required(&mut problems, "workstream", asked.what.0.as_ref());
        }
    }
    problems.none()?;
    let (tx, mut open, is_done) = begin(db, viewer, &mut asked).await?;
    let (under, words) = asked.what;
    let path = path(open.path(), words.kind(), words.name().unwrap_or_default());
    let id = id::of(words.kind(), &path);
    if is_done {
        return Ok((open.done()?, words.kind(), id));
    }
    is_free(&open, &words, &path, None)?;
    if open.records.len() >= MOST {
        let words = format!("A draft has at most {MOST} records.");
        return Err(problem(Code::TooMany, "", words));
    }
    let under = under.filter(|_| words.kind() != Kind::Workstream);
    if under.is_some_and(|under| open.record(Kind::Workstream, under).is_none()) {
        return Err(missing("workstream"));
    }
    let mut record = blank(&open, words.kind(), id, &path, under.unwrap_or_default())?;
    let mut problems = Problems::default();
    words.known(&tx, open.draft.area_id, &mut problems).await?;
    words.write(&open, &mut problems, &mut record)?;
    problems.none()?;
    open.records.push(record::Model {
        draft_id: open.draft.id,
        record_id: id,
        origin_id: None,
        kind: words.kind(),
        path,
        fields: record.fields(),
        version: 1,
        changed_by: Some(open.by),
        changed_at: open.at,
    });
    let draft = open.save(&tx).await?;
    tx.commit().await?;
    Ok((draft, words.kind(), id))
}

/// Takes a record out of a draft, and what belongs to it: a workstream with its actions and measures, an action with its
/// measures.
pub async fn remove(
    db: &DatabaseConnection,
    viewer: &Viewer,
    mut asked: Asked<Seen>,
) -> Result<Draft> {
    viewer.somebody()?;
    let (tx, mut open, is_done) = begin(db, viewer, &mut asked).await?;
    let seen = asked.what;
    if is_done {
        return open.done();
    }
    let mut problems = Problems::default();
    let place = open.find(&mut problems, seen.id, seen.version);
    let kind = place
        .and_then(|place| open.records.get(place))
        .map(|row| row.kind);
    let may_go = [Kind::Workstream, Kind::Action, Kind::Measure];
    if kind.is_some_and(|kind| !may_go.contains(&kind)) {
        let words =
            "Only workstreams, actions and measures can be taken out. Discard the draft instead.";
        problems.add(Code::Invalid, "id", words);
    }
    problems.none()?;
    let mut gone = vec![seen.id];
    // An action may be measured in another workstream than its own.
    for field in ["workstream_id", "action_id"] {
        let belongs = |row: &&record::Model| {
            let of = row.fields.get(field).and_then(serde_json::Value::as_str);
            of.is_some_and(|of| gone.iter().any(|id| of == id.to_string()))
        };
        let more: Vec<Uuid> = open
            .records
            .iter()
            .filter(belongs)
            .map(|row| row.record_id)
            .collect();
        gone.extend(more);
    }
    open.records.retain(|row| !gone.contains(&row.record_id));
    let draft = open.save(&tx).await?;
    tx.commit().await?;
    Ok(draft)
}

/// Opens a draft to change it, and says whether this change was made already.
async fn begin<T: std::fmt::Debug>(
    db: &DatabaseConnection,
    viewer: &Viewer,
    asked: &mut Asked<T>,
) -> Result<(DatabaseTransaction, Open, bool)> {
    let mut problems = Problems::default();
    let key = asked.key.take();
    let key = Key::of(&mut problems, key.as_deref(), &asked);
    problems.none()?;
    let tx = change::begin(db).await?;
    let open = open(&tx, viewer, Act::EditDraft, asked.draft).await?;
    let is_done = match key {
        Some(key) => key.is_used(&tx, open.by).await?,
        None => false,
    };
    Ok((tx, open, is_done))
}

/// Refuses a name that another record of the draft than one has, or that leads nowhere. 1.3 and 1.03 are one number:
/// neither would come before the other.
fn is_free(open: &Open, words: &Words, path: &str, but: Option<Uuid>) -> Result<()> {
    let mut rows = open.records.iter();
    let key = sort_key(path);
    let is_it = |row: &record::Model| row.kind == words.kind() && sort_key(&row.path) == key;
    if rows.any(|row| Some(row.record_id) != but && is_it(row)) {
        let said = "The draft has one of this number already. Give it another.";
        return Err(problem(Code::Taken, words.name_field(), said));
    }
    match is_path(path) {
        true => Ok(()),
        false => {
            let said = "Give a number, such as 2.15: letters or digits.";
            Err(problem(Code::Invalid, words.name_field(), said))
        }
    }
}

/// That a record was changed.
fn mark(row: &mut record::Model, by: Uuid, at: DateTime<Utc>) {
    row.version += 1;
    row.changed_by = Some(by);
    row.changed_at = at;
}

/// A record that says nothing yet.
fn blank(open: &Open, kind: Kind, id: Uuid, path: &str, under: Uuid) -> Result<Record> {
    let (area_id, plan_id) = (open.draft.area_id, open.draft.plan_id);
    let (place, path, sort_key) = (path, path.to_owned(), sort_key(path));
    match kind {
        Kind::Workstream => Record::new(
            kind,
            id,
            place,
            area_id,
            &workstream::Model {
                id,
                path,
                sort_key,
                area_id,
                plan_id,
                weakness_id: None,
                number: String::new(),
                title: String::new(),
                leads_published: None,
                outcomes: Texts::default(),
            },
        ),
        Kind::Measure => Record::new(
            kind,
            id,
            place,
            area_id,
            &measure::Model {
                id,
                path,
                sort_key,
                area_id,
                plan_id,
                workstream_id: under,
                action_id: None,
                number: String::new(),
                text: String::new(),
                unit: MeasureUnit::Text,
                polarity: MeasurePolarity::NotStated,
                baseline: None,
                baseline_value: None,
                target: None,
                target_value: None,
                target_comparison: None,
                placeholder: false,
                note: None,
                team_baseline: None,
                team_baseline_value: None,
                team_target: None,
                team_target_value: None,
                team_target_comparison: None,
            },
        ),
        _ => Record::new(
            kind,
            id,
            place,
            area_id,
            &action::Model {
                id,
                path,
                sort_key,
                area_id,
                plan_id,
                workstream_id: under,
                reference: String::new(),
                reference_published: None,
                text: String::new(),
                steps: Texts::default(),
                status_published: None,
                status_value_id: None,
                status: SharedStatus::NotStated,
                lead_published: None,
                evidence: Texts::default(),
                evidence_published: None,
                impact_published: None,
                due_published: None,
                due_kind: DueKind::NotStated,
                due_precision: None,
                due_from: None,
                due_to: None,
                due_problem: None,
                due_reason: None,
                due_milestones: Milestones::default(),
                note: None,
                team_due_from: None,
                team_due_to: None,
                team_steps: None,
            },
        ),
    }
}
