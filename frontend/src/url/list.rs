//! A list as an address: its filter, order, page and columns. Every list of records is described by a
//! [`List`]; reading, writing and asking are the same for all.

use serde_json::{Map, Value, json};

use super::Reader;

/// A list of records.
pub struct List {
    /// The path of its page.
    pub path: &'static str,
    /// The type of its records in the API, and the field that lists them.
    pub name: &'static str,
    pub root: &'static str,
    /// What people call one of them, and several.
    pub nouns: (&'static str, &'static str),
    pub params: &'static [Param],
    /// What it can be ordered by besides its natural order.
    pub sorts: &'static [Sort],
    /// Its columns after the first, which is always there.
    pub columns: &'static [Column],
}

/// A part of a filter.
pub struct Param {
    /// Its name in the address and in the form.
    pub key: &'static str,
    /// Its name in the filter of the API, and that of its choices. A date within a stretch names both:
    /// `due.from`.
    pub field: &'static str,
    /// What it is called on the page.
    pub label: &'static str,
    /// A few words more; may be empty.
    pub hint: &'static str,
    pub kind: Kind,
}

impl Param {
    pub const fn new(
        key: &'static str,
        field: &'static str,
        label: &'static str,
        kind: Kind,
    ) -> Self {
        Self {
            key,
            field,
            label,
            hint: "",
            kind,
        }
    }

    pub const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
}

/// What the values of a part are.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Records, by their paths.
    Records,
    /// Records that a link names, and that the form does not offer.
    Linked,
    /// Cells as published.
    Cells,
    /// Words: each as in an address, and as on the page.
    Words(&'static [(&'static str, &'static str)]),
    /// A day.
    Day,
    /// Yes, or nothing.
    Yes,
    /// Words to look for.
    Text,
}

/// Something that a list can be ordered by.
pub struct Sort {
    /// In the address; with `-` before it, the other way round.
    pub key: &'static str,
    /// In the API.
    pub field: &'static str,
    pub label: &'static str,
}

impl Sort {
    pub const fn new(key: &'static str, field: &'static str, label: &'static str) -> Self {
        Self { key, field, label }
    }
}

/// A column of a table.
pub struct Column {
    pub key: &'static str,
    pub label: &'static str,
}

impl Column {
    pub const fn new(key: &'static str, label: &'static str) -> Self {
        Self { key, label }
    }
}

/// The order of a list: which of its sorts, and whether the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub sort: &'static str,
    pub descending: bool,
}

/// How many rows a page has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    #[default]
    Fifty,
    Hundred,
    All,
}

impl Size {
    pub const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Fifty, "50", "50"),
        (Self::Hundred, "100", "100"),
        (Self::All, "all", "All"),
    ];

    /// How it is written in an address.
    pub fn slug(self) -> &'static str {
        let known = Self::ALL.iter().find(|(size, ..)| *size == self);
        known.map_or("50", |(_, slug, _)| slug)
    }

    fn from_slug(slug: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(_, known, _)| *known == slug);
        known.map(|(size, ..)| *size)
    }
}

/// What an address asks of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The filters in force, in the order of the list's parts; the values of a set are alternatives.
    pub pairs: Vec<(&'static str, String)>,
    pub order: Option<Order>,
    pub size: Size,
    /// Columns that are not shown.
    pub hidden: Vec<&'static str>,
    /// The cursor of the page: what comes after it is shown. Any other change drops it.
    pub after: Option<String>,
}

impl List {
    /// Reads a query string; gives also what of it means nothing here.
    pub fn parse(&self, search: &str) -> (State, Vec<String>) {
        let mut reader = Reader::new(search);
        let mut state = State::default();
        for param in self.params {
            let values = match param.kind {
                Kind::Records | Kind::Linked => reader.set(param.key, super::path),
                Kind::Cells => reader.set(param.key, super::words),
                Kind::Words(words) => reader.set(param.key, |value| {
                    words
                        .iter()
                        .any(|(slug, _)| *slug == value)
                        .then(|| value.to_owned())
                }),
                Kind::Day => reader.one(param.key, super::day).into_iter().collect(),
                Kind::Yes => reader
                    .one(param.key, |value| {
                        (value == "yes").then(|| value.to_owned())
                    })
                    .into_iter()
                    .collect(),
                Kind::Text => reader.one(param.key, super::words).into_iter().collect(),
            };
            state
                .pairs
                .extend(values.into_iter().map(|value| (param.key, value)));
        }
        self.drop_reversed_days(&mut state, &mut reader);
        state.order = reader.one("sort", |value| self.order(value));
        state.size = reader.one("size", Size::from_slug).unwrap_or_default();
        state.hidden = reader.set("hide", |value| {
            self.columns
                .iter()
                .map(|column| column.key)
                .find(|key| *key == value)
        });
        state.after = reader.one("after", |cursor| Some(cursor.to_owned()));
        (state, reader.finish())
    }

    /// Of the end of a stretch, its beginning.
    pub fn begin(&self, end: &Param) -> Option<&'static Param> {
        let stretch = end.field.strip_suffix(".to")?;
        let mut params = self.params.iter();
        params.find(|other| other.field.strip_suffix(".from") == Some(stretch))
    }

    /// A stretch that ends before it begins is none: its end is taken out.
    fn drop_reversed_days(&self, state: &mut State, reader: &mut Reader) {
        for param in self.params {
            let Some(from) = self.begin(param) else {
                continue;
            };
            let day = |key: &str| {
                state
                    .pairs
                    .iter()
                    .find(|(name, _)| *name == key)
                    .map(|(_, day)| day)
            };
            // Days written as 2020-10-31 are in the order of the calendar.
            let (first, last) = (day(from.key), day(param.key));
            if let (Some(first), Some(last)) = (first, last)
                && last < first
            {
                reader.removed.push(super::early(param.key, last, first));
                state.pairs.retain(|(name, _)| *name != param.key);
            }
        }
    }

    fn order(&self, value: &str) -> Option<Order> {
        let (key, descending) = match value.strip_prefix('-') {
            Some(key) => (key, true),
            None => (value, false),
        };
        let sort = self.sorts.iter().find(|sort| sort.key == key)?.key;
        Some(Order { sort, descending })
    }

    /// The part of a key.
    pub fn param(&self, key: &str) -> Option<&'static Param> {
        self.params.iter().find(|param| param.key == key)
    }

    /// The address of what a state shows; what is usual is left out.
    pub fn address(&self, state: &State) -> String {
        super::address(self.path, &self.query(state, false))
    }

    /// The same with everything spelt out, so that the address means the same when what is usual changes.
    pub fn full_address(&self, state: &State) -> String {
        super::address(self.path, &self.query(state, true))
    }

    fn query(&self, state: &State, full: bool) -> Vec<(&'static str, String)> {
        let mut pairs = state.pairs.clone();
        if let Some(order) = state.order {
            let sign = if order.descending { "-" } else { "" };
            pairs.push(("sort", format!("{sign}{}", order.sort)));
        }
        if full || state.size != Size::default() {
            pairs.push(("size", state.size.slug().to_owned()));
        }
        pairs.extend(state.hidden.iter().map(|key| ("hide", (*key).to_owned())));
        pairs.extend(state.after.iter().map(|after| ("after", after.clone())));
        pairs
    }

    /// The first page of a state without the records that a link names; nothing where it names none.
    pub fn unlinked(&self, state: &State) -> Option<State> {
        let is_linked = |key: &str| {
            self.param(key)
                .is_some_and(|param| matches!(param.kind, Kind::Linked))
        };
        let mut rest = state.from(None);
        rest.pairs.retain(|(key, _)| !is_linked(key));
        (rest.pairs.len() < state.pairs.len()).then_some(rest)
    }

    /// The controls of the form, in the order of the address.
    pub fn names(&self) -> Vec<&'static str> {
        let own = self.params.iter().map(|param| param.key);
        own.chain(["sort", "size", "hide"]).collect()
    }

    /// What the API is asked: the filter.
    pub fn filter(&self, state: &State) -> Value {
        let mut filter = Map::new();
        for param in self.params {
            let values: Vec<&str> = state.values(param.key).collect();
            let Some(&first) = values.first() else {
                continue;
            };
            let value = match param.kind {
                Kind::Records | Kind::Linked | Kind::Cells => json!(values),
                Kind::Words(_) => values.iter().map(|slug| wire(slug)).collect(),
                Kind::Yes => Value::Bool(true),
                Kind::Day | Kind::Text => json!(first),
            };
            match param.field.split_once('.') {
                None => drop(filter.insert(param.field.to_owned(), value)),
                Some((stretch, end)) => {
                    let stretch = filter.entry(stretch).or_insert_with(|| json!({}));
                    if let Value::Object(stretch) = stretch {
                        stretch.insert(end.to_owned(), value);
                    }
                }
            }
        }
        Value::Object(filter)
    }

    /// What the API is asked: the order. Null for the natural one.
    pub fn order_by(&self, state: &State) -> Value {
        let sort = state.order.and_then(|order| {
            let sort = self.sorts.iter().find(|sort| sort.key == order.sort)?;
            let direction = if order.descending { "DESC" } else { "ASC" };
            Some(json!([{ "field": sort.field, "direction": direction }]))
        });
        sort.unwrap_or(Value::Null)
    }
}

/// A word of an address as the API spells it: `not-started` is `NOT_STARTED`.
pub fn wire(slug: &str) -> String {
    slug.replace('-', "_").to_uppercase()
}

impl State {
    /// The values of one part of the filter.
    pub fn values<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        let own = self.pairs.iter().filter(move |(name, _)| *name == key);
        own.map(|(_, value)| value.as_str())
    }

    /// Takes out values that name nothing; gives them as `key=value`.
    pub fn keep(&mut self, known: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let all = std::mem::take(&mut self.pairs);
        let (kept, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(key, value)| known(key, value));
        self.pairs = kept;
        others
            .into_iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect()
    }

    /// What another state lacks of this one's filters and place, as `key=value`.
    pub fn beyond(&self, other: &Self) -> Vec<String> {
        let pairs = self.pairs.iter().filter(|pair| !other.pairs.contains(pair));
        let after = self.after.iter().filter(|_| other.after.is_none());
        pairs
            .map(|(key, value)| format!("{key}={value}"))
            .chain(after.map(|after| format!("after={after}")))
            .collect()
    }

    /// The first page of the same with this as the one value of a part of the filter.
    pub fn with(&self, key: &'static str, value: &str) -> Self {
        let mut state = self.without_part(key);
        state.pairs.push((key, value.to_owned()));
        state
    }

    /// The first page of the same without any value of a part of the filter.
    pub fn without_part(&self, key: &str) -> Self {
        let mut state = self.from(None);
        state.pairs.retain(|(own, _)| *own != key);
        state
    }

    /// The first page of the same without one of its filters.
    pub fn without(&self, at: usize) -> Self {
        let mut state = self.from(None);
        if at < state.pairs.len() {
            state.pairs.remove(at);
        }
        state
    }

    /// The same from a cursor on; from the beginning where there is none.
    pub fn from(&self, after: Option<&str>) -> Self {
        Self {
            after: after.map(str::to_owned),
            ..self.clone()
        }
    }

    /// The first page of the same in another order.
    pub fn ordered(&self, order: Option<Order>) -> Self {
        Self {
            order,
            after: None,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests;
