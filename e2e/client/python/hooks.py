"""What Schemathesis must know of this API, and what an answer of it has to be."""

import graphql
import schemathesis
from hypothesis import strategies as st
from schemathesis.core.failures import Failure
from schemathesis.graphql import nodes
from schemathesis.graphql.checks import GraphQLClientError, GraphQLServerError

schemathesis.graphql.scalar("NaiveDate", st.dates().map(str).map(nodes.String))

# What says that the question was at fault. INTERNAL and TIMEOUT are not among them.
REFUSALS = {"BAD_INPUT", "BAD_QUERY", "NOT_FOUND", "OVER_LIMIT"}


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Schemathesis takes every error with a path for a fault of the server: not one that says otherwise. It takes
    every valid question for one that is answered: a limit may forbid it."""
    said = {GraphQLServerError: REFUSALS, GraphQLClientError: {"OVER_LIMIT"}}.get(type(failure))
    if said is None:
        return True
    codes = {(error.get("extensions") or {}).get("code") for error in failure.errors}
    return not codes <= said


@schemathesis.hook
def map_body(context, document):
    """Makes most valid queries ones that can be answered: `first` or `last`, not any text for a cursor, one field
    to group by, one of two moments, and few tests of fields, which rarely fit what the field holds."""
    schema = context.operation.schema.client_schema
    if graphql.validate(schema, document):
        return document  # Wrong on purpose: it has to stay so.
    return graphql.visit(document, Meant())


class Meant(graphql.Visitor):
    def enter_object_field(self, field, *_):
        # Schemathesis knows nothing of @oneOf.
        if field.name.value == "status" and isinstance(field.value, graphql.ObjectValueNode):
            return changed(field, value=graphql.parse_value("{shared: COMPLETED}"))
        if field.name.value == "record" and isinstance(field.value, graphql.ObjectValueNode):
            return changed(field, value=graphql.parse_value('{action: {text: "In other words."}}'))
        tests = getattr(field.value, "values", ())
        return graphql.REMOVE if field.name.value == "fields" and len(tests) != 2 else None

    def enter_argument(self, argument, *_):
        value = argument.value
        if argument.name.value == "by" and isinstance(value, graphql.ListValueNode):
            return changed(argument, value=changed(value, values=value.values[:1]))
        # The same; before the first write, which is no version within one.
        names = {field.name.value for field in getattr(value, "fields", ())}
        if names and names <= {"version", "at"}:
            return changed(argument, value=graphql.parse_value("{version: 0}"))
        return None

    def enter_field(self, field, *_):
        names = {argument.name.value for argument in field.arguments}
        # What is summed up must be a figure or a day.
        away = {argument.name.value for argument in field.arguments if argument.name.value == "of"
                and len(getattr(argument.value, "values", "x")) != 1}
        if {"first", "last"} <= names:
            away.add("last")
        for argument in field.arguments:
            # Texts of an odd length stay, so that cursors that are none are tried too.
            if argument.name.value in ("after", "before") and len(getattr(argument.value, "value", "")) % 2 == 0:
                away.add(argument.name.value)
        if not away & names:
            return None
        kept = [argument for argument in field.arguments if argument.name.value not in away]
        return changed(field, arguments=tuple(kept))


def changed(node, **parts):
    """A node with other parts: they are not to be written to."""
    return type(node)(**{key: getattr(node, key) for key in node.keys} | parts)


@schemathesis.check
def answer_is_as_asked(ctx, response, case):
    """The answer has the form that the specification gives it, and holds what was asked for and nothing else."""
    kind = response.headers["content-type"][0]
    if not kind.startswith(("application/json", "application/graphql-response+json")):
        raise Failure(operation=case.operation.label, title="Wrong content type", message=kind)
    answer = response.json()
    faults = list(envelope(answer))
    if not faults and answer.get("data") is not None:
        faults = list(shape(case.operation.schema.client_schema, case.body, answer["data"]))
    if faults:
        raise Failure(operation=case.operation.label, title="The answer is not as asked", message="\n".join(faults))


def envelope(answer):
    unknown = set(answer) - {"data", "errors"}
    if unknown:
        yield f"the answer holds {unknown}"
    if "data" not in answer and not answer.get("errors"):
        yield "neither data nor errors"
    if "errors" in answer and not answer["errors"]:
        yield "a list of no errors"
    for error in answer.get("errors", []):
        code = (error.get("extensions") or {}).get("code")
        if not error.get("message") or code not in REFUSALS | {"INTERNAL", "TIMEOUT"}:
            yield f"an error without words, or with a code that the README does not name: {error}"


def shape(schema, query, data):
    """What of the data is not as the query and the types of the schema have it."""
    document = graphql.parse(query)
    operation = next(node for node in document.definitions if isinstance(node, graphql.OperationDefinitionNode))
    root = schema.get_root_type(operation.operation)
    yield from of_object(schema, root, [operation.selection_set], data, "data")


def of_object(schema, parent, sets, value, place):
    fields = {}
    for selected in sets:
        collect(schema, parent, selected, fields)
    if set(fields) != set(value):
        yield f"{place} holds {sorted(value)}, where {sorted(fields)} was asked for"
        return
    for key, found in fields.items():
        name = found[0].name.value
        type_ = graphql.GraphQLNonNull(graphql.GraphQLString) if name == "__typename" else parent.fields[name].type
        below = [field.selection_set for field in found if field.selection_set]
        yield from of_type(schema, type_, below, value[key], f"{place}.{key}")


def collect(schema, parent, selected, fields):
    """The fields of a set that hold for a type, by the key that they have in the answer."""
    for node in selected.selections:
        if isinstance(node, graphql.FieldNode):
            fields.setdefault((node.alias or node.name).value, []).append(node)
        elif isinstance(node, graphql.InlineFragmentNode):
            on = schema.get_type(node.type_condition.name.value) if node.type_condition else parent
            if on is parent or (graphql.is_abstract_type(on) and schema.is_sub_type(on, parent)):
                collect(schema, parent, node.selection_set, fields)


def of_type(schema, type_, below, value, place):
    if graphql.is_non_null_type(type_):
        if value is None:
            yield f"{place} is null"
            return
        type_ = type_.of_type
    if value is None:
        return
    if graphql.is_list_type(type_):
        if not isinstance(value, list):
            yield f"{place} is no list: {value!r}"
            return
        for index, one in enumerate(value):
            yield from of_type(schema, type_.of_type, below, one, f"{place}[{index}]")
    elif graphql.is_leaf_type(type_):
        try:
            type_.parse_value(value)
        except graphql.GraphQLError as error:
            yield f"{place}: {error.message}"
    elif not isinstance(value, dict):
        yield f"{place} is no object: {value!r}"
    elif graphql.is_object_type(type_):
        yield from of_object(schema, type_, below, value, place)
    elif "__typename" in value:
        # Of an interface only what names its type can be looked into.
        yield from of_object(schema, schema.get_type(value["__typename"]), below, value, place)
