//! Published dates.

use std::{borrow::Cow, sync::Arc};

use async_graphql::{
    ContextDirective, CustomDirective, CustomDirectiveFactory, InputObject, ServerError,
    ServerResult, SimpleObject, Value,
    parser::types::Directive,
    registry::{MetaType, Registry},
};
use chrono::NaiveDate;

use crate::entity::value::Precision;

/// A date as published, and what was read from it. Neither is ever guessed: where the words hold
/// no usable date, the typed fields are null.
#[derive(SimpleObject)]
pub struct PublishedDate {
    /// The published words.
    published: String,
    /// How exactly they say when. Null when they hold no usable date.
    precision: Option<Precision>,
    /// The first day they can mean. Null when they hold no usable date.
    from: Option<NaiveDate>,
    /// The last day they can mean. Null when they hold no usable date.
    to: Option<NaiveDate>,
}

impl PublishedDate {
    /// Nothing was published, nothing is shown.
    pub fn new(
        published: Option<&str>,
        precision: Option<Precision>,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Option<Self> {
        published.map(|published| Self {
            published: published.to_owned(),
            precision,
            from,
            to,
        })
    }
}

/// A stretch of time. Both ends count; what is left out is open.
#[derive(Clone, Copy, InputObject)]
pub struct DateRange {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl DateRange {
    /// Whether a stretch of days touches this one; what has no days does not.
    pub fn touches(self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        first.is_some()
            && self
                .from
                .is_none_or(|from| last.is_some_and(|last| last >= from))
            && self
                .to
                .is_none_or(|to| first.is_some_and(|first| first <= to))
    }
}

/// Has a number or a list in the place of a day told of as one in the place of a text is: before anything is answered, and
/// with its place in the input. The library looks at days only where it needs them, and names no place. A text that is no
/// day stays an input that is wrong, and not a query: pages send what somebody typed.
/// It lets nobody but directives at the types; this one is none, and nobody can ask with it.
pub struct Readable;

fn look(registry: &mut Registry, name: &str) {
    if let Some(MetaType::Scalar { is_valid, .. }) = registry.types.get_mut(name) {
        *is_valid = Some(Arc::new(|value| matches!(value, Value::String(_))));
    }
}

impl CustomDirectiveFactory for Readable {
    fn name(&self) -> Cow<'static, str> {
        "readable".into()
    }

    fn register(&self, registry: &mut Registry) {
        look(registry, "NaiveDate");
        look(registry, "DateTime");
    }

    fn create(
        &self,
        _: &ContextDirective<'_>,
        directive: &Directive,
    ) -> ServerResult<Box<dyn CustomDirective>> {
        let words = format!("There is no directive `{}`.", directive.name.node);
        Err(ServerError::new(words, None))
    }
}
