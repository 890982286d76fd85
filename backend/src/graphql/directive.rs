//! Directives that stand at an operation, and say which data all of it is about: an answer that mixes two would be true
//! of none.

use std::borrow::Cow;

use async_graphql::{
    Context, ContextDirective, CustomDirective, CustomDirectiveFactory, ServerError, ServerResult,
    Value, Variables,
    parser::types::{Directive, OperationDefinition},
    registry::{__DirectiveLocation, MetaDirective, MetaInputValue, Registry},
};

/// A directive of an operation, as the schema has it.
pub trait OfOperation: Send + Sync + 'static {
    const NAME: &'static str;
    const ABOUT: &'static str;
    /// Its arguments, each with its type and what it is.
    fn arguments(registry: &mut Registry) -> Vec<(&'static str, String, &'static str)>;
}

/// Has the schema say that there is a directive.
pub struct Declared<D>(pub D);

impl<D: OfOperation> CustomDirectiveFactory for Declared<D> {
    fn name(&self) -> Cow<'static, str> {
        D::NAME.into()
    }

    fn register(&self, registry: &mut Registry) {
        let argument = |(name, ty, about): (&str, String, &str)| {
            let value = MetaInputValue {
                name: name.to_owned(),
                description: Some(about.to_owned()),
                ty,
                deprecation: Default::default(),
                default_value: None,
                visible: None,
                inaccessible: false,
                tags: Vec::new(),
                is_secret: false,
                directive_invocations: Vec::new(),
            };
            (name.to_owned(), value)
        };
        let arguments = D::arguments(registry);
        registry.add_directive(MetaDirective {
            name: D::NAME.to_owned(),
            description: Some(D::ABOUT.to_owned()),
            locations: vec![__DirectiveLocation::QUERY],
            args: arguments.into_iter().map(argument).collect(),
            is_repeatable: false,
            visible: None,
            composable: None,
        });
    }

    /// Only fields get here, and it may not stand at one.
    fn create(
        &self,
        _: &ContextDirective<'_>,
        _: &Directive,
    ) -> ServerResult<Box<dyn CustomDirective>> {
        Ok(Box::new(Nothing))
    }
}

struct Nothing;

#[async_trait::async_trait]
impl CustomDirective for Nothing {
    async fn resolve_field(
        &self,
        _: &Context<'_>,
        resolve: async_graphql::ResolveFut<'_>,
    ) -> ServerResult<Option<Value>> {
        resolve.await
    }
}

/// A directive that stands at an operation, with its variables.
pub struct Asked<'a> {
    name: &'static str,
    directive: &'a async_graphql::Positioned<Directive>,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
}

/// The directive of this name, where one of the operations has it.
pub fn asked<'a, D: OfOperation>(
    mut operations: impl Iterator<Item = &'a OperationDefinition>,
    variables: &'a Variables,
) -> Option<Asked<'a>> {
    operations.find_map(|operation| {
        let mut directives = operation.directives.iter();
        let directive = directives.find(|directive| directive.node.name.node == D::NAME)?;
        Some(Asked {
            name: D::NAME,
            directive,
            operation,
            variables,
        })
    })
}

impl Asked<'_> {
    /// Whether it has arguments, whatever they come to.
    pub fn has_arguments(&self) -> bool {
        !self.directive.node.arguments.is_empty()
    }

    /// The value of an argument; nothing where it is null or left out.
    pub fn value(&self, name: &str) -> Option<Value> {
        let given = self.directive.node.get_argument(name)?;
        let definitions = &self.operation.variable_definitions;
        let value = given.node.clone().into_const_with(|variable| {
            let definition = definitions
                .iter()
                .find(|definition| definition.node.name.node == variable);
            let default = definition.and_then(|definition| definition.node.default_value.as_ref());
            let default = default.map(|value| value.node.clone());
            let given = self.variables.get(&variable).cloned();
            Ok::<_, ()>(given.or(default).unwrap_or_default())
        });
        value.ok().filter(|value| *value != Value::Null)
    }

    /// That it cannot be meant.
    pub fn refused(&self, words: &str) -> ServerError {
        let mut error = ServerError::new(words, Some(self.directive.pos));
        let extensions = error.extensions.get_or_insert_with(Default::default);
        extensions.set("code", "BAD_INPUT");
        extensions.set("argument", self.name);
        error
    }
}
