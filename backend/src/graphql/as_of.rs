//! `query @asOf(version: 812)`: the data as it was. It stands at the operation, because an answer that
//! mixes two times would be true at none.

use std::borrow::Cow;

use async_graphql::{
    Context, ContextDirective, CustomDirective, CustomDirectiveFactory, InputType, ServerError,
    ServerResult, Value, Variables,
    parser::types::{Directive, OperationDefinition},
    registry::{__DirectiveLocation, MetaDirective, MetaInputValue, Registry},
};
use chrono::{DateTime, Utc};

use crate::history::Moment;

const NAME: &str = "asOf";

/// The directive, as the schema has it.
pub struct AsOf;

impl CustomDirectiveFactory for AsOf {
    fn name(&self) -> Cow<'static, str> {
        NAME.into()
    }

    fn register(&self, registry: &mut Registry) {
        let version = Option::<i64>::create_type_info(registry);
        let at = Option::<DateTime<Utc>>::create_type_info(registry);
        let arguments = [
            (
                "version",
                version,
                "A version of the data, as `dataVersion` gives it.",
            ),
            ("at", at, "A time: the version that the data had then."),
        ];
        let argument = |(name, ty, description): (&str, String, &str)| {
            let value = MetaInputValue {
                name: name.to_owned(),
                description: Some(description.to_owned()),
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
        registry.add_directive(MetaDirective {
            name: NAME.to_owned(),
            description: Some("Answers the whole query from the data as it was: after the change of that number, or at that time. Give one of the two. What was true in the world then is another question: a document of 2020 may have been read in 2026.".to_owned()),
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

/// The moment that operations ask for. Nothing where they ask for now, as with variables that are null.
pub fn moment<'a>(
    mut operations: impl Iterator<Item = &'a OperationDefinition>,
    variables: &Variables,
) -> Result<Option<Moment>, ServerError> {
    let asked = operations.find_map(|operation| {
        let mut directives = operation.directives.iter();
        let directive = directives.find(|directive| directive.node.name.node == NAME)?;
        Some((directive, &operation.variable_definitions))
    });
    let Some((directive, definitions)) = asked else {
        return Ok(None);
    };
    let value = |name: &str| {
        let given = directive.node.get_argument(name)?;
        let value = given.node.clone().into_const_with(|variable| {
            let definition = definitions
                .iter()
                .find(|definition| definition.node.name.node == variable);
            let default = definition.and_then(|definition| definition.node.default_value.as_ref());
            let default = default.map(|value| value.node.clone());
            Ok::<_, ()>(
                variables
                    .get(&variable)
                    .cloned()
                    .or(default)
                    .unwrap_or_default(),
            )
        });
        value.ok().filter(|value| *value != Value::Null)
    };
    let asked = match (value("version"), value("at")) {
        (Some(Value::Number(version)), None) => version.as_i64().map(Moment::Version),
        (None, None) if !directive.node.arguments.is_empty() => return Ok(None),
        (None, Some(Value::String(time))) => DateTime::parse_from_rfc3339(&time)
            .ok()
            .map(|time| Moment::Time(time.to_utc())),
        _ => None,
    };
    asked.map(Some).ok_or_else(|| {
        let message = "`@asOf` takes either `version`, a whole number, or `at`, a time such as \"2026-11-22T12:00:00Z\".";
        let mut error = ServerError::new(message, Some(directive.pos));
        let extensions = error.extensions.get_or_insert_with(Default::default);
        extensions.set("code", "BAD_INPUT");
        extensions.set("argument", NAME);
        error
    })
}
