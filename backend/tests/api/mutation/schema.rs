//! What mutations take, as the server itself tells of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::TestApp;

const QUERY: &str = "{ __schema {
  mutationType { fields { name args { name defaultValue type { ...T } } type { ...T } } }
  types { kind name fields { name } inputFields { name defaultValue type { ...T } } enumValues { name } }
} }
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// A type, as it is written in the schema.
#[derive(Clone, Debug)]
pub enum Type {
    Named(String),
    List(Box<Type>),
    Required(Box<Type>),
}

impl Type {
    fn read(value: &Value) -> Self {
        let inner = || Box::new(Self::read(&value["ofType"]));
        match value["kind"].as_str().unwrap() {
            "NON_NULL" => Self::Required(inner()),
            "LIST" => Self::List(inner()),
            _ => Self::Named(value["name"].as_str().unwrap().to_owned()),
        }
    }

    /// What it is of, whether it is a list, has to be given, or neither.
    pub fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::List(inner) | Self::Required(inner) => inner.name(),
        }
    }

    pub fn written(&self) -> String {
        match self {
            Self::Named(name) => name.clone(),
            Self::List(inner) => format!("[{}]", inner.written()),
            Self::Required(inner) => format!("{}!", inner.written()),
        }
    }

    fn without_required(&self) -> &Self {
        match self {
            Self::Required(inner) => inner,
            other => other,
        }
    }

    /// What a list is of.
    pub fn item(&self) -> Option<&Self> {
        match self.without_required() {
            Self::List(item) => Some(item),
            _ => None,
        }
    }

    pub fn is_required(&self) -> bool {
        matches!(self, Self::Required(_))
    }
}

/// An argument, or a field of an input.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub ty: Type,
    pub has_default: bool,
}

#[derive(Debug)]
pub struct Mutation {
    pub arguments: Vec<Field>,
    pub payload: String,
}

#[derive(Debug)]
pub struct Schema {
    pub mutations: BTreeMap<String, Mutation>,
    pub inputs: BTreeMap<String, Vec<Field>>,
    pub enums: BTreeMap<String, Vec<String>>,
    objects: BTreeMap<String, Vec<String>>,
}

fn fields(value: &Value) -> Vec<Field> {
    let all = value.as_array().unwrap().iter();
    let field = |field: &Value| Field {
        name: field["name"].as_str().unwrap().to_owned(),
        ty: Type::read(&field["type"]),
        has_default: !field["defaultValue"].is_null(),
    };
    all.map(field).collect()
}

fn names(value: &Value) -> Vec<String> {
    let all = value.as_array().into_iter().flatten();
    all.map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

/// A value in an input: where it stands, and what the schema says of that place.
#[derive(Clone, Debug)]
pub struct Place {
    /// The mutation or the input that has the field.
    pub owner: String,
    pub field: String,
    /// Names of arguments and fields, and numbers in lists.
    pub way: Vec<String>,
    pub ty: Type,
    /// Whether it may be left out although null means nothing.
    pub has_default: bool,
}

impl Place {
    /// As the problem of a mutation names it: within the input.
    pub fn path(&self) -> Vec<String> {
        let way = match self.way.first().map(String::as_str) {
            Some("input") => &self.way[1..],
            _ => &self.way[..],
        };
        way.to_vec()
    }

    pub fn pointer(&self) -> String {
        self.way.iter().map(|step| format!("/{step}")).collect()
    }

    /// Whether it is an item of a list, and not the list.
    pub fn is_item(&self) -> bool {
        self.way
            .last()
            .is_some_and(|step| step.parse::<usize>().is_ok())
    }
}

impl Schema {
    pub async fn read(app: &TestApp) -> Self {
        let told = app.query(QUERY).await["__schema"].take();
        let of_mutation = |field: &Value| {
            let mutation = Mutation {
                arguments: fields(&field["args"]),
                payload: Type::read(&field["type"]).name().to_owned(),
            };
            (field["name"].as_str().unwrap().to_owned(), mutation)
        };
        let mutations = told["mutationType"]["fields"].as_array().unwrap().iter();
        let types = told["types"].as_array().unwrap();
        let of_kind = |kind: &'static str| {
            let own = types.iter().filter(move |one| one["kind"] == kind);
            own.map(|one| (one["name"].as_str().unwrap().to_owned(), one))
        };
        Self {
            mutations: mutations.map(of_mutation).collect(),
            inputs: of_kind("INPUT_OBJECT")
                .map(|(name, one)| (name, fields(&one["inputFields"])))
                .collect(),
            enums: of_kind("ENUM")
                .map(|(name, one)| (name, names(&one["enumValues"])))
                .collect(),
            objects: of_kind("OBJECT")
                .map(|(name, one)| (name, names(&one["fields"])))
                .collect(),
        }
    }

    pub fn has_field(&self, object: &str, field: &str) -> bool {
        self.objects[object].iter().any(|own| own == field)
    }

    /// A mutation as it is sent, with all its arguments as variables.
    pub fn query(&self, name: &str) -> String {
        let arguments = &self.mutations[name].arguments;
        let defined = arguments
            .iter()
            .map(|one| format!("${}: {}", one.name, one.ty.written()));
        let defined = defined.collect::<Vec<_>>().join(", ");
        let given = arguments
            .iter()
            .map(|one| format!("{0}: ${0}", one.name))
            .collect::<Vec<_>>()
            .join(", ");
        let (defined, given) = match arguments.is_empty() {
            true => (String::new(), String::new()),
            false => (format!("({defined})"), format!("({given})")),
        };
        format!(
            "mutation M{defined} {{ {name}{given} {{ __typename problems {{ code path message }} }} }}"
        )
    }

    /// Every value in what a mutation is sent with, lists and objects among them.
    pub fn places(&self, mutation: &str, variables: &Value) -> Vec<Place> {
        let mut found = Vec::new();
        let arguments = &self.mutations[mutation].arguments;
        self.walk(&mut found, mutation, arguments, &[], variables);
        found
    }

    fn walk(
        &self,
        found: &mut Vec<Place>,
        owner: &str,
        fields: &[Field],
        way: &[String],
        value: &Value,
    ) {
        for name in value.as_object().into_iter().flat_map(|all| all.keys()) {
            let known = fields.iter().any(|field| field.name == *name);
            assert!(known, "{owner} has no {name}");
        }
        for field in fields {
            let Some(value) = value.get(&field.name) else {
                continue;
            };
            let place = Place {
                owner: owner.to_owned(),
                field: field.name.clone(),
                way: [way, std::slice::from_ref(&field.name)].concat(),
                ty: field.ty.clone(),
                has_default: field.has_default,
            };
            self.within(found, place, value);
        }
    }

    fn within(&self, found: &mut Vec<Place>, place: Place, value: &Value) {
        found.push(place.clone());
        match (value, place.ty.item()) {
            (Value::Array(items), Some(ty)) => {
                for (number, item) in items.iter().enumerate() {
                    let item_place = Place {
                        way: [&place.way[..], &[number.to_string()]].concat(),
                        ty: ty.clone(),
                        has_default: false,
                        ..place.clone()
                    };
                    self.within(found, item_place, item);
                }
            }
            (Value::Object(_), _) => {
                let name = place.ty.name();
                self.walk(found, name, &self.inputs[name], &place.way, value);
            }
            _ => {}
        }
    }
}

/// What is sent with another value at a place; nothing leaves the place out.
pub fn changed(variables: &Value, place: &Place, value: Option<Value>) -> Value {
    let mut variables = variables.clone();
    let (last, before) = place.way.split_last().unwrap();
    let pointer: String = before.iter().map(|step| format!("/{step}")).collect();
    let owner = variables.pointer_mut(&pointer).unwrap();
    match (owner, value) {
        (Value::Object(fields), Some(value)) => drop(fields.insert(last.clone(), value)),
        (Value::Object(fields), None) => drop(fields.remove(last)),
        (Value::Array(items), value) => {
            items[last.parse::<usize>().unwrap()] = value.unwrap_or(json!(null));
        }
        (other, _) => panic!("{pointer} of {other}"),
    }
    variables
}
