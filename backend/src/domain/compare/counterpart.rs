//! The measures of two plans, and the questions of the surveys of two areas, pair by pair: what is the same,
//! what is alike, and what has nothing beside it. Only what is the same may be drawn in one picture.

use std::{collections::HashSet, sync::Arc};

use async_graphql::Enum;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Comparison, Side, few,
    similar::{Passage, Weighed},
};
use crate::{
    domain::{Result, search::word::words},
    entity::{
        measure::{self, MeasurePolarity, MeasureUnit},
        survey::question,
    },
};

/// The lowest score of measures that stand beside each other. Measures are short, so that a few words make much
/// of one: below it, those of the bundled plans share words and nothing else.
const ALIKE: f64 = 0.2;

/// How far two measures, or two questions of surveys, can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
#[graphql(name = "CounterpartClass")]
pub enum Class {
    /// The same words, in the same unit or with the same answers to choose from, and better in the same direction.
    SameDefinition,
    /// The same thing in other words, in the same unit or with the same answers to choose from.
    SameIdea,
    /// Worded alike, but what is counted or asked differs or is not known yet.
    NotComparable,
    /// The other side has nothing that is worded like it.
    NoCounterpart,
}

/// Something of one side beside something of the other, or beside nothing.
#[derive(Clone, Debug)]
pub struct Pair<M> {
    pub class: Class,
    pub a: Option<Arc<M>>,
    pub b: Option<Arc<M>>,
    /// Why they are of this class.
    pub reason: String,
}

/// One thing of a side.
type Of<'r, M> = (&'r Side, &'r M);

/// What is set side by side: how it is worded, what one of it is called, and how far two of it can be compared.
struct Judge<M> {
    noun: &'static str,
    text: fn(&M) -> &str,
    class: fn(Of<M>, Of<M>) -> (Class, String),
}

impl Comparison {
    /// Every measure of both plans, each once: what can be compared first, then the others in the order of
    /// their plans. A measure stands beside the one that is worded most like it.
    pub fn measures(&self) -> Result<Vec<Pair<measure::Model>>> {
        let judge = Judge {
            noun: "measure",
            text: |row: &measure::Model| &row.text,
            class: measures,
        };
        let (a, b) = (&self.a.items.measures, &self.b.items.measures);
        few("a", &self.a, a.len(), "measures")?;
        few("b", &self.b, b.len(), "measures")?;
        Ok(pairs((&self.a, a), (&self.b, b), &judge))
    }

    /// Every question of the surveys of both areas, each once, in the same way. None where both plans are of one
    /// area: its surveys are not set beside themselves. One statement.
    pub async fn questions(&self, db: &DatabaseConnection) -> Result<Vec<Pair<question::Model>>> {
        let areas = [self.a.area.id, self.b.area.id];
        if areas[0] == areas[1] {
            return Ok(Vec::new());
        }
        let rows = question::Entity::find()
            .filter(question::Column::AreaId.is_in(areas))
            .order_by_asc(question::Column::SortKey)
            .all(db)
            .await?;
        let rows: Vec<_> = rows.into_iter().map(Arc::new).collect();
        let of = |side: &Side| -> Vec<Arc<question::Model>> {
            let own = rows.iter().filter(|row| row.area_id == side.area.id);
            own.cloned().collect()
        };
        let judge = Judge {
            noun: "question",
            text: |row: &question::Model| &row.text,
            class: questions,
        };
        let (a, b) = (of(&self.a), of(&self.b));
        few("a", &self.a, a.len(), "questions")?;
        few("b", &self.b, b.len(), "questions")?;
        Ok(pairs((&self.a, &a), (&self.b, &b), &judge))
    }
}

fn pairs<'m, M>(
    (a, of_a): (&Side, &'m [Arc<M>]),
    (b, of_b): (&Side, &'m [Arc<M>]),
    judge: &Judge<M>,
) -> Vec<Pair<M>> {
    let passages = |rows: &'m [Arc<M>]| -> Vec<Passage<'m>> {
        let rows = rows.iter();
        rows.map(|row| Passage {
            text: (judge.text)(row),
            steps: &[],
        })
        .collect()
    };
    let alike = Weighed::new(&passages(of_a), &passages(of_b)).pairs(&HashSet::new());
    let (mut paired_a, mut paired_b) = (HashSet::new(), HashSet::new());
    let mut found: Vec<Pair<M>> = Vec::new();
    // The most alike come first, and each is taken once.
    for pair in alike.into_iter().filter(|pair| pair.score >= ALIKE) {
        let (Some(in_a), Some(in_b)) = (of_a.get(pair.a), of_b.get(pair.b)) else {
            continue;
        };
        if paired_a.contains(&pair.a) || paired_b.contains(&pair.b) {
            continue;
        }
        paired_a.insert(pair.a);
        paired_b.insert(pair.b);
        let (class, reason) = (judge.class)((a, in_a), (b, in_b));
        found.push(Pair {
            class,
            a: Some(in_a.clone()),
            b: Some(in_b.clone()),
            reason,
        });
    }
    found.sort_by_key(|pair| pair.class);
    let alone = |rows: &[Arc<M>], paired: &HashSet<usize>, other: &Side, of_other: &[Arc<M>]| {
        let reason = match of_other.is_empty() {
            true => format!("Our documents hold no {} of {}.", judge.noun, other.label),
            false => format!(
                "No {} of {} that does not stand beside another is worded like it.",
                judge.noun, other.label
            ),
        };
        let left = rows
            .iter()
            .enumerate()
            .filter(|(at, _)| !paired.contains(at));
        let alone = left.map(|(_, row)| (row.clone(), reason.clone()));
        alone.collect::<Vec<(Arc<M>, String)>>()
    };
    let class = Class::NoCounterpart;
    let only_a = alone(of_a, &paired_a, b, of_b).into_iter();
    let only_b = alone(of_b, &paired_b, a, of_a).into_iter();
    found.extend(only_a.map(|(row, reason)| Pair {
        class,
        a: Some(row),
        b: None,
        reason,
    }));
    found.extend(only_b.map(|(row, reason)| Pair {
        class,
        a: None,
        b: Some(row),
        reason,
    }));
    found
}

/// Two measures.
fn measures(a: Of<measure::Model>, b: Of<measure::Model>) -> (Class, String) {
    let (in_a, in_b) = (a.1, b.1);
    let not = |reason: String| (Class::NotComparable, reason);
    if let Some((side, _)) = [a, b].into_iter().find(|(_, row)| row.placeholder) {
        return not(format!(
            "{} prints a placeholder in the place of the figure.",
            side.label
        ));
    }
    if in_a.unit != in_b.unit {
        return not(format!(
            "As we read them, that of {} is {}, that of {} {}.",
            a.0.label,
            unit(in_a.unit),
            b.0.label,
            unit(in_b.unit)
        ));
    }
    let known = |row: &measure::Model| row.polarity != MeasurePolarity::NotStated;
    if known(in_a) && known(in_b) && in_a.polarity != in_b.polarity {
        return not("What is better for the one is worse for the other.".to_owned());
    }
    match same_words(&in_a.text, &in_b.text) {
        true => (
            Class::SameDefinition,
            format!("The same words, and both count {}.", unit(in_a.unit)),
        ),
        false => (
            Class::SameIdea,
            format!(
                "Worded alike, and both count {}; the words differ, so what is counted may differ too.",
                unit(in_a.unit)
            ),
        ),
    }
}

/// Two questions of surveys.
fn questions(a: Of<question::Model>, b: Of<question::Model>) -> (Class, String) {
    let (in_a, in_b) = (a.1, b.1);
    let not = |reason: String| (Class::NotComparable, reason);
    if in_a.polarity != in_b.polarity {
        return not("What is better for the one is not what is better for the other.".to_owned());
    }
    match (&in_a.options, &in_b.options) {
        (Some(one), Some(other)) if !same_words(one, other) => {
            return not(format!(
                "The answers to choose from differ: {} has “{one}”, {} “{other}”.",
                a.0.label, b.0.label
            ));
        }
        (Some(_), Some(_)) => {}
        _ => {
            return not("Not both surveys say which answers people could choose from.".to_owned());
        }
    }
    match same_words(&in_a.text, &in_b.text) {
        true => (
            Class::SameDefinition,
            "The same words and the same answers to choose from. Who was asked, and how many answered, stands beside each figure.".to_owned(),
        ),
        false => (
            Class::SameIdea,
            "Worded alike, with the same answers to choose from; the words differ, so what was asked may differ too.".to_owned(),
        ),
    }
}

/// Whether two texts are the same words in the same order, in whatever form.
fn same_words(one: &str, other: &str) -> bool {
    let stems = |text| words(text).into_iter().map(|word| word.stem);
    stems(one).eq(stems(other))
}

fn unit(unit: MeasureUnit) -> &'static str {
    match unit {
        MeasureUnit::Number => "a number",
        MeasureUnit::Percent => "a percentage",
        MeasureUnit::Survey => "answers to a survey",
        MeasureUnit::Text => "what is told in words",
    }
}
