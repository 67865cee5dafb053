"""What holds for every schema, also for what is none: generated JSON, and generated schemas of all keywords."""

import json

import jsonschema_rs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.json_value import ExactNumber, write_json
from explorer.schema.build import build_form, open_level
from explorer.schema.check import Checker
from explorer.schema.default import start_value
from explorer.schema.field import Field, Form, GroupField, JsonField, ListField, VariantField
from explorer.schema.shape import shaped
from explorer.schema.variant import variant_of

NUMBERS = ["0.10", "1e400", "-0", "1e-7", "1e99999999999999999999", "1.0", "7" * 5_000]
TEXTS = ["", "a", "date", "email", "^a", "(a+)+$", "(", "#", "#/$defs/a", "#a", "http://x/y", "x.json", "\ud800"]
# fmt: off
KEYWORDS = [
    "type", "enum", "const", "oneOf", "anyOf", "allOf", "not", "if", "then", "else", "$ref", "$defs", "definitions",
    "$anchor", "$dynamicRef", "$id", "$schema", "$dynamicAnchor", "$recursiveRef", "properties", "required",
    "additionalProperties", "patternProperties", "propertyNames", "nullable", "dependentRequired",
    "dependentSchemas", "dependencies", "minProperties", "maxProperties", "items", "prefixItems", "contains",
    "uniqueItems", "unevaluatedProperties", "unevaluatedItems", "minimum", "maximum", "exclusiveMinimum",
    "multipleOf", "pattern", "minLength", "maxLength", "format", "contentEncoding", "default", "examples", "title",
    "description", "deprecated", "readOnly", "writeOnly", "additionalItems", "minContains", "example", "enumNames",
]
# fmt: on
TYPES = ["object", "array", "string", "number", "integer", "boolean", "null"]

numbers = st.integers() | st.integers(-2, 4) | st.sampled_from([ExactNumber(text) for text in NUMBERS])
texts = st.sampled_from(TEXTS) | st.text(max_size=4)
scalars = st.none() | st.booleans() | numbers | texts
names = st.sampled_from(["a", "b", "", "~/", "\ud800"])
anything = st.recursive(
    scalars,
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(KEYWORDS) | names, inside, max_size=4)
    ),
    max_leaves=20,
)


def grown(inside):
    """A schema with some of the keywords, whose parts are `inside`."""
    branches = st.lists(inside, min_size=1, max_size=3)
    parts = st.dictionaries(names, inside, max_size=3)
    sizes = st.integers(0, 3)
    types = st.sampled_from(TYPES)
    keywords = {
        "type": types | st.lists(types, min_size=1, max_size=3, unique=True),
        "enum": st.lists(scalars, min_size=1, max_size=3),
        "const": scalars,
        "required": st.lists(names, max_size=2, unique=True),
        "$ref": st.sampled_from(["#", "#/$defs/a", "#/$defs/b", "#/properties/a", "#a", "http://x/"]),
        "$anchor": st.just("a"),
        "nullable": st.booleans(),
        "pattern": st.sampled_from(["^a", "(a+)+$", "("]),
        "format": st.sampled_from(["date", "email", "own"]),
        "default": scalars,
        "dependencies": st.dictionaries(names, inside | st.lists(names, unique=True, max_size=2), max_size=2),
    }
    keywords |= dict.fromkeys(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"], parts)
    keywords |= dict.fromkeys(
        ["items", "additionalProperties", "not", "if", "then", "contains", "propertyNames"], inside
    )
    keywords |= dict.fromkeys(["unevaluatedProperties", "unevaluatedItems", "additionalItems"], inside)
    keywords |= dict.fromkeys(["allOf", "anyOf", "oneOf", "prefixItems"], branches)
    keywords |= dict.fromkeys(["minimum", "maximum", "exclusiveMinimum", "multipleOf"], numbers)
    keywords |= dict.fromkeys(["minLength", "maxLength", "minItems", "maxItems", "minProperties"], sizes)
    return st.fixed_dictionaries({}, optional=keywords)


schemas = st.recursive(st.sampled_from([{}, {"type": "string"}, True, False]), grown, max_leaves=5)
values = st.dictionaries(names, anything, max_size=3)
thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def fields_in(field):
    yield field
    inside = list(getattr(field, "fields", ()))
    if isinstance(field, ListField):
        inside += [field.item, *field.places]
    if isinstance(field, GroupField):
        inside += [one for _, one in field.patterns] + ([field.others] if field.others else [])
    for one in inside:
        yield from fields_in(one)


def made_and_used(schema, value):
    """Everything that can be done with a schema; returns the form."""
    form = build_form(schema)
    for field in list(fields_in(form.root)):
        if isinstance(field, JsonField):
            open_level(form, field)
        if isinstance(field, VariantField):
            number = variant_of(form, field, value)
            shape = field.variants[number or 0].shape
            assert open_level(form, shape) if isinstance(shape, JsonField) else shape
        if isinstance(field, GroupField):
            assert isinstance(shaped(form, field, value), GroupField)
    start_value(form)
    Checker(form).problems(value)
    Checker(Form(form.root)).problems(value)
    return form


@thorough
@given(anything, values)
def test_any_json_gives_a_form_and_a_check(schema, value):
    assert isinstance(made_and_used(schema, value).root, Field)


@thorough
@given(schemas, values)
def test_any_schema_gives_a_form_and_a_check(schema, value):
    form = made_and_used(schema, value)
    assert all(field.label for field in fields_in(form.root) if field.key)


@thorough
@given(st.dictionaries(names, schemas, max_size=3))
def test_no_named_field_is_left_out(properties):
    form = build_form({"type": "object", "properties": properties})
    assert [field.key for field in form.root.fields] == list(properties)


OWN_WORDS = ("nullable", "$ref", "ud800", '"("', "dependencies", "additionalItems", "e9999", "7777")
"""What the form reads in its own way, or a validator alone cannot take."""


@thorough
@given(schemas.filter(lambda schema: isinstance(schema, dict)), values)
def test_what_is_called_valid_the_validator_calls_valid(schema, value):
    try:
        reference = jsonschema_rs.Draft202012Validator(write_json(schema), validate_formats=True, offline=True)
        is_valid = reference.is_valid(json.loads(write_json(value)))
    except (ValueError, ArithmeticError):
        return
    is_comparable = not any(word in write_json([schema, value]) for word in OWN_WORDS)
    assert not is_comparable or (Checker(build_form(schema)).problems(value) == []) == is_valid
