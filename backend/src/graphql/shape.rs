//! What is refused by the shape of a query, before anybody asks what it means: the library's own checks
//! visit every fragment as often as it is spread, and count nothing of what asks for the schema.

use std::{collections::HashMap, sync::LazyLock};

use async_graphql::{
    Name, Positioned, ServerError, Value, Variables,
    parser::types::{Directive, ExecutableDocument, FragmentDefinition, Selection, SelectionSet},
};
use async_graphql_value::{Number, Value as Written};
use regex::Regex;

use super::{Limits, limit::over};

/// What a query consists of: comments (which do not count), texts, words and numbers, signs.
static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r##"(?s)(#[^\n\r]*)|"""(?:\\"""|.)*?"""|"(?:\\.|[^"\\])*"|\w+|\.\.\.|[^\s,\w]"##)
        .ok()
});

/// The fields of the schema's description that lead in circles, from types to types.
const CIRCLES: [&str; 4] = ["fields", "inputFields", "interfaces", "possibleTypes"];
/// How often one may stand in another. The questions of tools that read the schema need one.
const ROUNDS: usize = 2;
/// How deep lists and objects may nest in what a field is asked with: each level of a filter is one or two.
const NESTING: usize = 12;
/// How many values, lists and objects a query may be asked with in all.
const VALUES: usize = 2_000;
/// How many brackets may stand in one another.
pub const BRACKETS: usize = 150;
/// How many fields may ask for the schema. The questions of tools have not half as many.
const TOLD: usize = 500;
/// What is said where the schema is not to be read.
pub const CLOSED: &str = "This server does not tell its schema.";

impl Limits {
    /// Refuses a query with too many words and signs, or with too many brackets in one another, before it
    /// is read: a parser goes down with every bracket.
    pub fn allow(&self, query: &str) -> Result<(), ServerError> {
        let tokens = TOKEN.iter().flat_map(|token| token.captures_iter(query));
        let tokens = tokens.filter(|found| found.get(1).is_none());
        let (mut count, mut open, mut deepest) = (0_usize, 0_usize, 0_usize);
        for token in tokens {
            count += 1;
            match token.get(0).map(|token| token.as_str()) {
                Some("{" | "[" | "(") => open += 1,
                Some("}" | "]" | ")") => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
        within("number of tokens", "tokens", self.tokens, count)?;
        within("depth of brackets", "brackets", BRACKETS, deepest)
    }

    /// Refuses a query that would cost much only to be understood.
    pub fn allow_document(
        &self,
        document: &ExecutableDocument,
        variables: &Variables,
    ) -> Result<(), ServerError> {
        let mut given = Given::new();
        let definitions = document.operations.iter();
        let definitions = definitions.flat_map(|(_, one)| &one.node.variable_definitions);
        let defaults = definitions.filter_map(|one| {
            let default = one.node.default_value.as_ref()?;
            Some((&one.node.name.node, &default.node))
        });
        for (name, value) in variables.iter().chain(defaults) {
            let (known, own) = (given.entry(name).or_default(), Shape::of_value(value));
            known.nesting = own.nesting.max(known.nesting);
            known.values = own.values.max(known.values);
            known.wide = own.wide.max(known.wide);
        }
        let mut shapes = Shapes {
            fragments: &document.fragments,
            given: &given,
            known: HashMap::new(),
        };
        // Every fragment is read, also one that no operation uses; its fields count where it is spread.
        let fragments = document.fragments.iter().map(|(name, fragment)| {
            let own = Shape::of_directives(&fragment.node.directives, &given);
            own.beside(Shape {
                fields: 0,
                told: 0,
                ..shapes.of_fragment(name.as_str())
            })
        });
        let whole = fragments.fold(Shape::default(), Shape::beside);
        let operations = document.operations.iter().map(|(_, operation)| {
            let own = Shape::of_directives(&operation.node.directives, &given);
            let defaults = operation.node.variable_definitions.iter();
            let defaults = defaults.map(|definition| {
                let default = definition.node.default_value.as_ref();
                let default = default.map_or(Value::Null, |default| default.node.clone());
                Shape::of_directives(&definition.node.directives, &given)
                    .beside(Shape::of_value(&default))
            });
            let defaults = defaults.fold(own, Shape::beside);
            defaults.beside(shapes.of(&operation.node.selection_set.node))
        });
        let whole = operations.fold(whole, Shape::beside);
        if self.no_introspection && whole.told > 0 {
            let mut error = ServerError::new(CLOSED, None);
            let extensions = error.extensions.get_or_insert_with(Default::default);
            extensions.set("code", "FORBIDDEN");
            return Err(error);
        }
        if whole.wide > 0 {
            let words =
                "A whole number lies between -2,147,483,648 and 2,147,483,647, as GraphQL has it.";
            return Err(ServerError::new(words, None));
        }
        within("number of aliases", "aliases", self.aliases, whole.aliases)?;
        let what = "number of directives at one place";
        within(what, "directives", self.directives, whole.directives)?;
        let what = "number of fields and fragments, all written out,";
        within(what, "fields", self.fields, whole.fields)?;
        let what = "number of fields that ask for the schema";
        within(what, "introspection", TOLD, whole.told)?;
        within("depth of a value", "input", NESTING, whole.nesting)?;
        let what = "number of values in all arguments and variables";
        within(what, "values", VALUES, whole.values)?;
        let what = "number of circles through the schema";
        within(what, "introspection", ROUNDS, whole.rounds)
    }
}

fn within(what: &str, limit: &str, most: usize, found: usize) -> Result<(), ServerError> {
    match found > most {
        true => Err(over(what, limit, most, found, "Ask in several queries")),
        false => Ok(()),
    }
}

/// What is counted of a part of a query.
#[derive(Clone, Copy, Default)]
struct Shape {
    /// Its fields and the fragments in it, with all that these hold. One that there is not counts too: it is
    /// walked through before anybody looks for it.
    fields: usize,
    /// Its aliases, without those of its fragments.
    aliases: usize,
    /// The most directives at one place.
    directives: usize,
    /// How many of its fields ask the schema to describe itself.
    told: usize,
    /// How many values, lists and objects it is asked with, without those of its fragments.
    values: usize,
    /// How deep a value nests in it.
    nesting: usize,
    /// How many of its whole numbers are none of GraphQL's, which have 32 bits: the library sees it only where the
    /// field is answered.
    wide: usize,
    /// How often it goes in circles through the schema.
    rounds: usize,
}

impl Shape {
    fn of_directives(directives: &[Positioned<Directive>], given: &Given) -> Self {
        let values = directives.iter().flat_map(|one| &one.node.arguments);
        Self {
            directives: directives.len(),
            ..Self::of_arguments(values, given)
        }
    }

    fn of_arguments<'a>(
        arguments: impl IntoIterator<Item = &'a (Positioned<Name>, Positioned<Written>)>,
        given: &Given,
    ) -> Self {
        let values = arguments
            .into_iter()
            .map(|(_, value)| Self::of_written(&value.node, given));
        values.fold(Self::default(), Self::beside)
    }

    /// A value as it is written: a variable in it counts as what it holds, as often as it is used.
    fn of_written(value: &Written, given: &Given) -> Self {
        let inner = match value {
            Written::List(items) => items
                .iter()
                .map(|item| Self::of_written(item, given))
                .fold(Self::default(), Self::beside),
            Written::Object(fields) => {
                let fields = fields.values().map(|field| Self::of_written(field, given));
                fields.fold(Self::default(), Self::beside)
            }
            Written::Variable(name) => return given.get(name).copied().unwrap_or(Self::single()),
            Written::Number(number) => return Self::of_number(number),
            _ => return Self::single(),
        };
        inner.around()
    }

    fn of_value(value: &Value) -> Self {
        let inner = match value {
            Value::List(items) => items
                .iter()
                .map(Self::of_value)
                .fold(Self::default(), Self::beside),
            Value::Object(fields) => {
                let fields = fields.values().map(Self::of_value);
                fields.fold(Self::default(), Self::beside)
            }
            Value::Number(number) => return Self::of_number(number),
            _ => return Self::single(),
        };
        inner.around()
    }

    fn of_number(number: &Number) -> Self {
        let is_whole = number.is_i64() || number.is_u64();
        let is_known = number
            .as_i64()
            .is_some_and(|whole| i32::try_from(whole).is_ok());
        Self {
            wide: usize::from(is_whole && !is_known),
            ..Self::single()
        }
    }

    /// A value that holds no other.
    fn single() -> Self {
        Self {
            values: 1,
            ..Self::default()
        }
    }

    /// A value that holds these.
    fn around(self) -> Self {
        Self {
            nesting: self.nesting + 1,
            values: self.values + 1,
            wide: self.wide,
            ..Self::default()
        }
    }

    /// Both, one beside the other.
    fn beside(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases + other.aliases,
            directives: self.directives.max(other.directives),
            told: self.told.saturating_add(other.told),
            values: self.values.saturating_add(other.values),
            nesting: self.nesting.max(other.nesting),
            wide: self.wide.saturating_add(other.wide),
            rounds: self.rounds.max(other.rounds),
        }
    }
}

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;
/// What each variable holds.
type Given<'a> = HashMap<&'a Name, Shape>;

struct Shapes<'a> {
    fragments: &'a Fragments,
    given: &'a Given<'a>,
    /// Each fragment is counted once, however often it is spread. One that is being counted spreads itself:
    /// nothing is added, and the library says that it is a circle.
    known: HashMap<&'a str, Shape>,
}

impl<'a> Shapes<'a> {
    fn of(&mut self, set: &'a SelectionSet) -> Shape {
        let each = set.items.iter().map(|item| match &item.node {
            Selection::Field(field) => {
                let field = &field.node;
                let inner = self.of(&field.selection_set.node);
                let name = field.name.node.as_str();
                let circle = CIRCLES.contains(&name);
                Shape {
                    told: match ["__schema", "__type"].contains(&name) {
                        true => inner.fields.saturating_add(1),
                        false => inner.told,
                    },
                    fields: inner.fields.saturating_add(1),
                    aliases: inner.aliases + usize::from(field.alias.is_some()),
                    rounds: inner.rounds + usize::from(circle),
                    ..inner
                }
                .beside(Shape::of_directives(&field.directives, self.given))
                .beside(Shape::of_arguments(&field.arguments, self.given))
            }
            Selection::InlineFragment(fragment) => {
                let inner = self.of(&fragment.node.selection_set.node);
                let own = Shape::of_directives(&fragment.node.directives, self.given);
                own.beside(Shape {
                    fields: inner.fields.saturating_add(1),
                    ..inner
                })
            }
            Selection::FragmentSpread(spread) => {
                let own = Shape::of_directives(&spread.node.directives, self.given);
                let inner = self.of_fragment(spread.node.fragment_name.node.as_str());
                // What is counted as it is written stands once, in the fragment.
                own.beside(Shape {
                    fields: inner.fields.saturating_add(1),
                    aliases: 0,
                    values: 0,
                    ..inner
                })
            }
        });
        each.fold(Shape::default(), Shape::beside)
    }

    fn of_fragment(&mut self, name: &str) -> Shape {
        let Some((name, fragment)) = self.fragments.get_key_value(name) else {
            return Shape::default();
        };
        if let Some(known) = self.known.get(name.as_str()) {
            return *known;
        }
        self.known.insert(name.as_str(), Shape::default());
        let found = self.of(&fragment.node.selection_set.node);
        self.known.insert(name.as_str(), found);
        found
    }
}
