//! The measures of the two plans, each beside the one of the other that is most like it.

use leptos::prelude::*;

use super::Names;
use super::counterpart::{Nouns, Row, rows};
use crate::component::{link, none, para, remark, section, seq};
use crate::format;
use crate::query::compare::{Comparison, MeasureText};

pub fn measures(comparison: &Comparison, names: &Names) -> AnyView {
    let pairs = comparison.measures.iter().map(|pair| Row {
        class: pair.class,
        a: measure(pair.a.as_ref()),
        b: measure(pair.b.as_ref()),
        reason: pair.reason.clone(),
    });
    let body = match comparison.measures.is_empty() {
        true => para("Our documents hold no measures of these plans."),
        false => rows(Nouns("measure", "measures"), pairs.collect(), names),
    };
    let intro = para(
        "Only measures of the same definition can be put in one chart. The others stand beside each other to be \
         read, with the reason why they are not the same.",
    );
    section("measures", "Measures", seq(vec![intro, body]))
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
