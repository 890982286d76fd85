//! Published dates.

use std::{borrow::Cow, sync::Arc};

use async_graphql::{
    ContextDirective, CustomDirective, CustomDirectiveFactory, InputObject, ScalarType,
    ServerError, ServerResult, SimpleObject,
    parser::types::Directive,
    registry::{MetaType, Registry},
};
use chrono::{DateTime, NaiveDate, Utc};

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

/// Has days and times looked at before anything is answered: what cannot be read is then told of with its place in the
/// input, as a text in the place of a number is. The library looks at them only where it needs them, and names no place.
/// It lets nobody but directives at the types; this one is none, and nobody can ask with it.
pub struct Readable;

fn look<T: ScalarType>(registry: &mut Registry, name: &str) {
    if let Some(MetaType::Scalar { is_valid, .. }) = registry.types.get_mut(name) {
        *is_valid = Some(Arc::new(|value| T::parse(value.clone()).is_ok()));
    }
}

impl CustomDirectiveFactory for Readable {
    fn name(&self) -> Cow<'static, str> {
        "readable".into()
    }

    fn register(&self, registry: &mut Registry) {
        look::<NaiveDate>(registry, "NaiveDate");
        look::<DateTime<Utc>>(registry, "DateTime");
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
