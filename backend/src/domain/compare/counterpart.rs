//! The measures of two plans, pair by pair: what is the same, what is alike, and what has nothing beside
//! it. Only what is the same may be drawn in one picture.

use std::collections::HashSet;

use async_graphql::Enum;

use super::{
    Side,
    similar::{self, Passage},
};
use crate::{
    domain::search::word::words,
    entity::measure::{self, MeasurePolarity, MeasureUnit},
};

/// The lowest score of measures that stand beside each other. Measures are short, so that a few words make much
/// of one: below it, those of the bundled plans share words and nothing else.
const ALIKE: f64 = 0.2;

/// How far two measures can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
#[graphql(name = "MeasureClass")]
pub enum Class {
    /// The same words, counted in the same unit, and better in the same direction.
    SameDefinition,
    /// The same thing in other words, counted in the same unit.
    SameIdea,
    /// Worded alike, but what is counted differs or is not known yet.
    NotComparable,
    /// The other plan has nothing that is worded like it.
    NoCounterpart,
}

/// A measure beside one of the other plan, or beside nothing.
#[derive(Clone, Debug)]
pub struct Pair {
    pub class: Class,
    pub a: Option<measure::Model>,
    pub b: Option<measure::Model>,
    /// Why they are of this class.
    pub reason: String,
}

/// Every measure of both plans, each once: what can be compared first, then the others in the order of their
/// plans. A measure stands beside the one that is worded most like it.
pub fn pairs(a: &Side, b: &Side) -> Vec<Pair> {
    fn passages(side: &Side) -> Vec<Passage<'_>> {
        let measures = side.items.measures.iter();
        measures
            .map(|row| Passage {
                text: &row.text,
                steps: &[],
            })
            .collect()
    }
    let (mut left_a, mut left_b) = (HashSet::new(), HashSet::new());
    let mut found: Vec<Pair> = Vec::new();
    let alike = similar::pairs(&passages(a), &passages(b)).into_iter();
    // The most alike come first, and each is taken once.
    for pair in alike.filter(|pair| pair.score >= ALIKE) {
        let measures = (a.items.measures.get(pair.a), b.items.measures.get(pair.b));
        let (Some(in_a), Some(in_b)) = measures else {
            continue;
        };
        if left_a.contains(&in_a.id) || left_b.contains(&in_b.id) {
            continue;
        }
        left_a.insert(in_a.id);
        left_b.insert(in_b.id);
        let (class, reason) = judge((a, in_a), (b, in_b));
        found.push(Pair {
            class,
            a: Some(in_a.clone()),
            b: Some(in_b.clone()),
            reason,
        });
    }
    found.sort_by_key(|pair| pair.class);
    let alone = |of: &Side| format!("No measure of {} is worded like it.", of.label);
    let of_a = a
        .items
        .measures
        .iter()
        .filter(|row| !left_a.contains(&row.id));
    found.extend(of_a.map(|row| Pair {
        class: Class::NoCounterpart,
        a: Some(row.clone()),
        b: None,
        reason: alone(b),
    }));
    let of_b = b
        .items
        .measures
        .iter()
        .filter(|row| !left_b.contains(&row.id));
    found.extend(of_b.map(|row| Pair {
        class: Class::NoCounterpart,
        a: None,
        b: Some(row.clone()),
        reason: alone(a),
    }));
    found
}

fn judge(a: (&Side, &measure::Model), b: (&Side, &measure::Model)) -> (Class, String) {
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
            "{} counts {}, {} {}.",
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
    let stems = |row: &measure::Model| -> Vec<String> {
        words(&row.text).into_iter().map(|word| word.stem).collect()
    };
    match stems(in_a) == stems(in_b) {
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

fn unit(unit: MeasureUnit) -> &'static str {
    match unit {
        MeasureUnit::Number => "a number",
        MeasureUnit::Percent => "a percentage",
        MeasureUnit::Survey => "answers to a survey",
        MeasureUnit::Text => "what is told in words",
    }
}
