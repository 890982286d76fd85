//! The measures of the two plans, each beside the one of the other that is most like it.

use leptos::prelude::*;

use super::Names;
use crate::component::{GridRow, detail, grid, link, none, para, remark, section, seq, strong};
use crate::format;
use crate::query::compare::{ComparedMeasures, Comparison, MeasureText};
use crate::query::word::MeasureClass;

pub fn measures(comparison: &Comparison, names: &Names) -> AnyView {
    let (alone, paired): (Vec<&ComparedMeasures>, Vec<&ComparedMeasures>) = comparison
        .measures
        .iter()
        .partition(|pair| pair.class == MeasureClass::NoCounterpart);
    let body = match comparison.measures.is_empty() {
        true => para("Our documents hold no measures of these plans."),
        false => seq(vec![
            match paired.is_empty() {
                true => para("No measure of one plan is worded like one of the other."),
                false => pairs("Measures with a counterpart", &paired, names),
            },
            match alone.is_empty() {
                true => none(),
                false => detail(
                    &format!(
                        "{} without a counterpart",
                        format::count(alone.len() as i32, "measure", "measures")
                    ),
                    pairs("Measures without a counterpart", &alone, names),
                ),
            },
        ]),
    };
    let intro = para(
        "Only measures of the same definition can be put in one chart. The others stand beside each other to be \
         read, with the reason why they are not the same.",
    );
    section("measures", "Measures", seq(vec![intro, body]))
}

fn pairs(caption: &str, pairs: &[&ComparedMeasures], names: &Names) -> AnyView {
    let rows = pairs.iter().map(|pair| GridRow {
        id: String::new(),
        head: strong(pair.class.label()),
        cells: vec![
            measure(pair.a.as_ref()),
            measure(pair.b.as_ref()),
            pair.reason.clone().into_any(),
        ],
    });
    let heads = ["How far", &names.a, &names.b, "Why"];
    grid(caption, "gt-matrix", &heads, rows.collect())
}

fn measure(measure: Option<&MeasureText>) -> AnyView {
    let Some(measure) = measure else {
        return remark("None");
    };
    let name = match format::record_href("Measure", &measure.path) {
        Some(href) => link(&href, &measure.number),
        None => measure.number.clone().into_any(),
    };
    let stated = |name: &str, words: &Option<String>| match words {
        Some(words) => remark(&format!("{name}: {words}")),
        None => none(),
    };
    seq(vec![
        name,
        format!(" {}", measure.text).into_any(),
        stated("Baseline", &measure.baseline),
        stated("Target", &measure.target),
    ])
}
