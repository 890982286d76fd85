//! What is refused by the shape of a query, before anybody asks what it means: the library's own checks
//! visit every fragment as often as it is spread, and count nothing of what asks for the schema.

use std::{collections::HashMap, sync::LazyLock};

use async_graphql::{
    Name, Positioned, ServerError,
    parser::types::{Directive, ExecutableDocument, FragmentDefinition, Selection, SelectionSet},
};
use async_graphql_value::Value;
use regex::Regex;
use serde_json::{Map, Value as Json};

use super::{Limits, limit::over};

/// What a query consists of: comments (which do not count), texts, words and numbers, signs.
static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r##"(?s)(#[^\n\r]*)|""".*?"""|"(?:\\.|[^"\\])*"|\w+|\.\.\.|[^\s,\w]"##).ok()
});

/// The fields of the schema's description that lead in circles, from types to types.
const CIRCLES: [&str; 4] = ["fields", "inputFields", "interfaces", "possibleTypes"];
/// How often one may stand in another. The questions of tools that read the schema need one.
const ROUNDS: usize = 2;
/// How deep lists and objects may nest in what a field is asked with: each level of a filter is one or two.
const NESTING: usize = 12;
/// What is said where the schema is not to be read.
pub const CLOSED: &str = "This server does not tell its schema.";
const INPUT: &str = "depth of a value";

impl Limits {
    /// Refuses a query with too many words and signs, before it is read.
    pub fn allow(&self, query: &str) -> Result<(), ServerError> {
        // Each takes a letter at least.
        if query.len() <= self.tokens {
            return Ok(());
        }
        let tokens = TOKEN.iter().flat_map(|token| token.captures_iter(query));
        let tokens = tokens.filter(|found| found.get(1).is_none()).count();
        within("number of tokens", "tokens", self.tokens, tokens)
    }

    /// Refuses variables that nest too deep.
    pub fn allow_variables(&self, variables: &Map<String, Json>) -> Result<(), ServerError> {
        let deepest = variables.values().map(json_depth).max().unwrap_or_default();
        within(INPUT, "input", NESTING, deepest)
    }

    /// Refuses a query that would cost much only to be understood.
    pub fn allow_document(&self, document: &ExecutableDocument) -> Result<(), ServerError> {
        let mut shapes = Shapes {
            fragments: &document.fragments,
            known: HashMap::new(),
        };
        // Every fragment is read, also one that no operation uses; its fields count where it is spread.
        let fragments = document.fragments.iter().map(|(name, fragment)| {
            let own = Shape::of_directives(&fragment.node.directives);
            own.beside(Shape {
                fields: 0,
                ..shapes.of_fragment(name.as_str())
            })
        });
        let whole = fragments.fold(Shape::default(), Shape::beside);
        let operations = document.operations.iter().map(|(_, operation)| {
            let own = Shape::of_directives(&operation.node.directives);
            own.beside(shapes.of(&operation.node.selection_set.node))
        });
        let whole = operations.fold(whole, Shape::beside);
        if self.no_introspection && whole.tells_schema {
            let mut error = ServerError::new(CLOSED, None);
            let extensions = error.extensions.get_or_insert_with(Default::default);
            extensions.set("code", "FORBIDDEN");
            return Err(error);
        }
        within("number of aliases", "aliases", self.aliases, whole.aliases)?;
        let what = "number of directives at one place";
        within(what, "directives", self.directives, whole.directives)?;
        let what = "number of fields, its fragments written out,";
        within(what, "fields", self.fields, whole.fields)?;
        within(INPUT, "input", NESTING, whole.nesting)?;
        let what = "number of circles through the schema";
        within(what, "introspection", ROUNDS, whole.rounds)
    }
}

/// How deep the lists and objects of a value nest.
fn json_depth(value: &Json) -> usize {
    let inner = match value {
        Json::Array(items) => items.iter().map(json_depth).max(),
        Json::Object(fields) => fields.values().map(json_depth).max(),
        _ => return 0,
    };
    1 + inner.unwrap_or_default()
}

/// The same of a value in a query.
fn depth(value: &Value) -> usize {
    let inner = match value {
        Value::List(items) => items.iter().map(depth).max(),
        Value::Object(fields) => fields.values().map(depth).max(),
        _ => return 0,
    };
    1 + inner.unwrap_or_default()
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
    /// Its fields, with its fragments written out.
    fields: usize,
    /// Its aliases, without those of its fragments.
    aliases: usize,
    /// The most directives at one place.
    directives: usize,
    /// Whether it asks the schema to describe itself.
    tells_schema: bool,
    /// How deep a value nests in it.
    nesting: usize,
    /// How often it goes in circles through the schema.
    rounds: usize,
}

impl Shape {
    fn of_directives(directives: &[Positioned<Directive>]) -> Self {
        let values = directives.iter().flat_map(|one| &one.node.arguments);
        Self {
            directives: directives.len(),
            nesting: deepest(values),
            ..Self::default()
        }
    }

    /// Both, one beside the other.
    fn beside(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases + other.aliases,
            directives: self.directives.max(other.directives),
            tells_schema: self.tells_schema || other.tells_schema,
            nesting: self.nesting.max(other.nesting),
            rounds: self.rounds.max(other.rounds),
        }
    }
}

fn deepest<'a>(
    arguments: impl IntoIterator<Item = &'a (Positioned<Name>, Positioned<Value>)>,
) -> usize {
    let depths = arguments.into_iter().map(|(_, value)| depth(&value.node));
    depths.max().unwrap_or_default()
}

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

struct Shapes<'a> {
    fragments: &'a Fragments,
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
                let nesting = deepest(&field.arguments);
                Shape {
                    tells_schema: inner.tells_schema || ["__schema", "__type"].contains(&name),
                    nesting: inner.nesting.max(nesting),
                    fields: inner.fields.saturating_add(1),
                    aliases: inner.aliases + usize::from(field.alias.is_some()),
                    rounds: inner.rounds + usize::from(circle),
                    ..inner
                }
                .beside(Shape::of_directives(&field.directives))
            }
            Selection::InlineFragment(fragment) => {
                let inner = self.of(&fragment.node.selection_set.node);
                inner.beside(Shape::of_directives(&fragment.node.directives))
            }
            Selection::FragmentSpread(spread) => {
                let own = Shape::of_directives(&spread.node.directives);
                let inner = self.of_fragment(spread.node.fragment_name.node.as_str());
                own.beside(Shape {
                    aliases: 0,
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
