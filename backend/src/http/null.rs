//! Null where a field failed. The specification wants null in its place, or in that of the nearest field
//! around it that may be null; async-graphql leaves out what failed, whatever its type.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use async_graphql::{
    Name, PathSegment, ServerError, Value,
    parser::{
        parse_query, parse_schema,
        types::{
            BaseType, ExecutableDocument, Field, OperationType, Selection, SelectionSet, Type,
            TypeKind, TypeSystemDefinition,
        },
    },
};

/// The type of every field, by the type that has it and its name.
static FIELDS: LazyLock<HashMap<(String, String), Type>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    for definition in parse_schema(crate::graphql::sdl())
        .into_iter()
        .flat_map(|sdl| sdl.definitions)
    {
        let TypeSystemDefinition::Type(definition) = definition else {
            continue;
        };
        let fields = match definition.node.kind {
            TypeKind::Object(object) => object.fields,
            TypeKind::Interface(interface) => interface.fields,
            _ => continue,
        };
        for field in fields {
            let key = (
                definition.node.name.to_string(),
                field.node.name.to_string(),
            );
            found.insert(key, field.node.ty.node);
        }
    }
    found
});

/// Puts null into an answer wherever its errors say that a field failed.
pub fn settle(data: &mut Value, errors: &[ServerError], query: &str, operation: Option<&str>) {
    if errors.is_empty() {
        return;
    }
    let Ok(document) = parse_query(query) else {
        return;
    };
    let mut nulled = HashSet::new();
    for error in errors.iter().filter(|error| !error.path.is_empty()) {
        let may_be_null = may_be_null(&document, operation, &error.path);
        match may_be_null.iter().rposition(|may| *may) {
            Some(last) => put(data, &error.path[..=last], &mut nulled),
            None => {
                *data = Value::Null;
                return;
            }
        }
    }
}

/// For every step of a path, whether what stands there may be null.
fn may_be_null(
    document: &ExecutableDocument,
    operation: Option<&str>,
    path: &[PathSegment],
) -> Vec<bool> {
    let chosen = document.operations.iter().find(|(name, _)| {
        operation.is_none_or(|wanted| name.is_some_and(|name| name.as_str() == wanted))
    });
    let Some((_, chosen)) = chosen else {
        return Vec::new();
    };
    let root = match chosen.node.ty {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    };
    let mut around = vec![(root.to_owned(), &chosen.node.selection_set.node)];
    let mut reached: Option<Type> = None;
    let mut steps = Vec::with_capacity(path.len());
    for step in path {
        reached = match step {
            PathSegment::Index(_) => match reached.map(|list| list.base) {
                Some(BaseType::List(item)) => Some(*item),
                _ => None,
            },
            PathSegment::Field(key) => {
                let mut found = None;
                let mut inside = Vec::new();
                for (parent, selected) in around {
                    each_field(document, &parent, selected, &mut |parent, field| {
                        if field.response_key().node != key.as_str() {
                            return;
                        }
                        let name = (parent.to_owned(), field.name.node.to_string());
                        if let Some(ty) = FIELDS.get(&name) {
                            inside.push((named(&ty.base).to_owned(), &field.selection_set.node));
                            found = Some(ty.clone());
                        }
                    });
                }
                around = inside;
                found
            }
        };
        steps.push(reached.as_ref().is_none_or(|ty| ty.nullable));
    }
    steps
}

/// Every field of a selection with the type that has it, those in fragments too.
fn each_field<'a>(
    document: &'a ExecutableDocument,
    parent: &str,
    selected: &'a SelectionSet,
    see: &mut impl FnMut(&str, &'a Field),
) {
    for selection in &selected.items {
        match &selection.node {
            Selection::Field(field) => see(parent, &field.node),
            Selection::InlineFragment(fragment) => {
                let condition = fragment.node.type_condition.as_ref();
                let parent = condition.map_or(parent, |on| on.node.on.node.as_str());
                each_field(document, parent, &fragment.node.selection_set.node, see);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    let parent = fragment.node.type_condition.node.on.node.as_str();
                    each_field(document, parent, &fragment.node.selection_set.node, see);
                }
            }
        }
    }
}

/// The name of a type, or of what a list is a list of.
fn named(base: &BaseType) -> &str {
    match base {
        BaseType::Named(name) => name,
        BaseType::List(item) => named(&item.base),
    }
}

/// Puts null at the end of a path, unless something around it became null before. An object of which
/// every field failed is missing too, and comes back.
fn put(data: &mut Value, path: &[PathSegment], nulled: &mut HashSet<Vec<String>>) {
    let mut at = data;
    let mut way = Vec::with_capacity(path.len());
    for step in path {
        let next = match step {
            PathSegment::Field(name) => {
                way.push(name.clone());
                if *at == Value::Null {
                    *at = Value::Object(Default::default());
                }
                match at {
                    Value::Object(fields) => fields.entry(Name::new(name)).or_insert(Value::Null),
                    _ => return,
                }
            }
            PathSegment::Index(index) => {
                way.push(index.to_string());
                match at {
                    Value::List(items) => match items.get_mut(*index) {
                        Some(item) => item,
                        None => return,
                    },
                    _ => return,
                }
            }
        };
        if nulled.contains(&way) {
            return;
        }
        at = next;
    }
    *at = Value::Null;
    nulled.insert(way);
}
