import pytest

from explorer.schema.field import Branch
from explorer.schema.reading.normalise import normalise
from explorer.schema.reading.reference import Document


def normal(schema, **around):
    document = {"properties": {"it": schema}, **around}
    return normalise(schema, Document(document))


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "nullable": True},
        {"type": ["string", "null"]},
        {"type": ["null", "string"]},
        {"anyOf": [{"type": "string"}, {"type": "null"}]},
        {"oneOf": [{"type": "null"}, {"type": "string"}]},
        {"anyOf": [{"type": "string"}, {"const": None}]},
        {"anyOf": [{"type": "string"}, {"enum": [None]}]},
        {"anyOf": [{"type": "string"}, {"type": ["null"]}]},
        {"anyOf": [{"type": ["string", "null"]}]},
        {"$ref": "#/$defs/s", "nullable": True},
        {"allOf": [{"$ref": "#/$defs/s"}], "nullable": True},
        {"anyOf": [{"$ref": "#/$defs/s"}, {"type": "null"}]},
        {"type": ["string", "null"], "anyOf": [{"minLength": 0}, {"type": "null"}]},
    ],
)
def test_every_spelling_of_text_or_null_is_the_same(schema):
    found = normal(schema, **{"$defs": {"s": {"type": "string"}}})
    assert (found.types, found.is_nullable, found.reason) == (("string",), True, "")


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": "string", "nullable": False},
        {"allOf": [{"type": ["string", "null"]}, {"type": "string"}]},
        {"anyOf": [{"type": "string"}]},
        {"type": "string", "enum": ["a", None]},
    ],
)
def test_null_that_is_not_allowed_everywhere_is_not_allowed(schema):
    assert not normal(schema).is_nullable


@pytest.mark.parametrize(
    "schema",
    [
        {"enum": ["a", None]},
        {"type": ["string", "null"], "enum": ["a", None]},
        {"type": "string", "enum": ["a"], "nullable": True},
        {"oneOf": [{"const": "a"}, {"const": None}]},
        {"anyOf": [{"enum": ["a"]}, {"type": "null"}]},
    ],
)
def test_null_among_choices_is_set_apart(schema):
    found = normal(schema)
    assert (found.schema["enum"], found.is_nullable) == (["a"], True)


@pytest.mark.parametrize("schema", [{"type": "null"}, {"const": None}, {"enum": [None]}, {"anyOf": [{"type": "null"}]}])
def test_null_alone_is_a_choice_of_one(schema):
    assert normal(schema).schema["enum"] == [None]


def test_null_excluded_by_type_is_no_choice():
    assert not normal({"type": "string", "enum": ["a", None]}).is_nullable


def test_const_is_an_enum_of_one():
    assert normal({"const": 5}).schema == {"enum": [5]}


def test_enum_that_is_no_list_says_nothing():
    assert normal({"enum": 5, "type": "string"}).schema == {"type": "string"}


def test_union_of_constants_is_a_choice_with_labels():
    found = normal({"oneOf": [{"const": 1, "title": "One"}, {"const": 2, "description": "Two"}, {"enum": [3]}]})
    assert (found.schema["enum"], found.labels, found.reason) == ([1, 2, 3], ["One", "Two", ""], "")


def test_union_of_constants_and_null_is_a_nullable_choice():
    found = normal({"oneOf": [{"const": 1}, {"const": 2}, {"type": "null"}]})
    assert (found.schema["enum"], found.is_nullable) == ([1, 2], True)


def test_union_of_one_is_its_branch_with_the_words_around_it():
    found = normal({"title": "T", "anyOf": [{"type": "string", "title": "inner", "maxLength": 3}]})
    assert found.schema == {"title": "T", "type": "string", "maxLength": 3}


def test_union_in_a_union_is_one_of_all_their_members():
    inner = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    found = normal({"anyOf": [{"oneOf": [inner]}, {"type": "integer"}, {"title": "T", **inner}]})
    assert found.alternatives == [{"type": "string"}, {"type": "integer"}, {"title": "T", **inner}]
    assert found.is_nullable


def test_union_of_several_keeps_its_members():
    branches = [{"type": "string"}, {"type": "number"}]
    found = normal({"anyOf": [*branches, {"type": "null"}]})
    assert (found.alternatives, found.is_nullable, found.reason) == (branches, True, "")


@pytest.mark.parametrize("branch", [True, {"const": 1, "$ref": "#"}, {"enum": [1, 2]}, {"allOf": [], "const": 1}])
def test_union_with_more_than_constants_is_no_choice(branch):
    assert normal({"oneOf": [{"const": 0}, branch]}).alternatives == [{"const": 0}, branch]


@pytest.mark.parametrize(
    "constraint",
    [
        {"required": ["a"]},
        {"properties": {"a": {"const": 1}}, "required": ["a"]},
        {"not": {"required": ["a"]}},
        {"allOf": [{"required": ["a"]}]},
        True,
    ],
)
def test_union_that_only_restricts_known_fields_leaves_them(constraint):
    found = normal({"properties": {"a": {}, "b": {}}, "anyOf": [constraint, {"required": ["b"]}]})
    assert (found.types, found.alternatives) == (("object",), ())


@pytest.mark.parametrize(
    "branch",
    [
        {"required": ["c"]},
        {"required": [5]},
        {"required": 5},
        {"properties": {"c": {}}},
        {"properties": 5},
        {"allOf": 5},
        {"allOf": [{"properties": {"c": {}}}]},
        {"additionalProperties": False},
        5,
        {"allOf": [{"allOf": [{"allOf": [{"allOf": [{"allOf": [{"required": ["a"]}]}]}]}]}]},
    ],
)
def test_union_that_brings_new_fields_is_one(branch):
    found = normal({"properties": {"a": {}}, "anyOf": [branch, {"required": ["a"]}]})
    assert found.alternatives == [branch, {"required": ["a"]}]


def test_reference_brings_its_target_and_keeps_the_words_beside_it():
    found = normal({"$ref": "#/$defs/a", "description": "D"}, **{"$defs": {"a": {"type": "string", "title": "T"}}})
    assert found.schema == {"description": "D", "type": "string", "title": "T"}


def test_reference_to_what_is_around_it_is_recursive():
    document = {"properties": {"it": {"$ref": "#"}}}
    outer = normalise(document, Document(document))
    found = normalise(document["properties"]["it"], Document(document), outer.trail)
    assert (found.is_recursive, found.reason) == (True, "the schema repeats itself here")


def test_reference_to_itself_is_recursive():
    schema = {"$ref": "#/properties/it"}
    assert normal(schema).is_recursive


def test_same_target_twice_side_by_side_is_not_recursive():
    schema = {"allOf": [{"$ref": "#/$defs/a"}], "properties": {"x": {"$ref": "#/$defs/b"}}}
    assert normal(schema, **{"$defs": {"a": {"type": "object"}, "b": {}}}).reason == ""


def test_same_target_twice_in_one_all_of_is_not_recursive():
    schema = {"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]}
    assert normal(schema, **{"$defs": {"a": {"type": "integer"}}}).types == ("integer",)


def test_union_of_nothing_but_itself_is_recursive():
    assert normal({"anyOf": [{"$ref": "#/properties/it"}]}).is_recursive


def test_unresolved_reference_says_why_and_keeps_the_words():
    found = normal({"$ref": "#/nope", "title": "T"})
    assert (found.reason, found.schema) == ('"#/nope" points to nothing in this schema', {"title": "T"})


def test_all_of_is_merged():
    found = normal(
        {"allOf": [{"type": "object", "properties": {"a": {}}}, {"properties": {"b": {}}, "required": ["b"]}]}
    )
    assert (list(found.schema["properties"]), found.schema["required"]) == (["a", "b"], ["b"])


def test_all_of_that_cannot_be_one_says_so():
    many = [{"properties": {f"k{number}": {}}} for number in range(9)]
    found = normal({"allOf": [{"oneOf": many}, {"oneOf": many[::-1]}]})
    assert found.reason.startswith("combined rules (allOf)")


def test_what_applies_to_some_values_only_is_set_apart():
    test, then = {"required": ["a"]}, {"required": ["b"]}
    found = normal({"allOf": [{"if": test, "then": then}, {"dependentRequired": {"c": ["d"]}}], "type": "object"})
    assert found.branches == (Branch(test, then), Branch({"required": ["c"]}, {"required": ["d"]}))
    assert found.schema == {"type": "object"}


def test_parts_for_some_values_alone_tell_that_an_object_is_meant():
    found = normal({"if": {"required": ["a"]}, "then": {"required": ["b"]}})
    assert found.types == ("object",)


def test_condition_that_decides_nothing_is_none():
    assert normal({"type": "object", "if": {}}).branches == ()


def test_condition_on_the_type_of_a_value_says_nothing_of_objects():
    assert normal({"if": {"type": "string"}, "then": {"minLength": 1}, "else": False}).types == ()


def test_all_of_with_an_unresolved_part_says_so():
    assert normal({"allOf": [{"$ref": "#/nope"}]}).reason == '"#/nope" points to nothing in this schema'


def test_union_of_one_unresolved_branch_says_so():
    assert normal({"anyOf": [{"$ref": "#/nope"}]}).reason == '"#/nope" points to nothing in this schema'


@pytest.mark.parametrize(
    ("schema", "types"),
    [
        ({"properties": {}}, ("object",)),
        ({"additionalProperties": False}, ("object",)),
        ({"items": {}}, ("array",)),
        ({"minItems": 1}, ("array",)),
        ({"pattern": "a"}, ("string",)),
        ({"format": "date"}, ("string",)),
        ({"minimum": 1}, ("number",)),
        ({"enum": ["a"]}, ()),
        ({}, ()),
        (True, ()),
        ({"type": []}, ()),
        ({"type": ["number", "integer"]}, ("number",)),
        ({"type": ["string", "string"]}, ("string",)),
    ],
)
def test_types_are_those_named_or_plainly_meant(schema, types):
    assert normal(schema).types == types


@pytest.mark.parametrize("kind", ["file", ["string", "file"], [["string"]], [5]])
def test_unknown_type_says_so(kind):
    assert normal({"type": kind}).reason.endswith("is not known")


def test_false_allows_nothing_and_says_so():
    assert normal(False).reason == "the schema allows no value here"


@pytest.mark.parametrize("schema", [5, "x", None, []])
def test_what_is_no_schema_says_so(schema):
    assert normal(schema).reason == "the schema here is neither an object nor true or false"


def test_endless_all_of_is_given_up():
    schema = {}
    for _ in range(2_000):
        schema = {"allOf": [schema]}
    assert normal(schema).reason == "the schema refers further than the explorer follows"


def test_endless_unions_of_one_are_given_up():
    schema = {}
    for _ in range(2_000):
        schema = {"anyOf": [schema]}
    assert normal(schema).reason != ""


def test_parts_that_double_at_each_step_are_given_up():
    parts = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}, {"$ref": f"#/$defs/a{n + 1}"}]} for n in range(30)}
    assert normal({"$ref": "#/$defs/a0"}, **{"$defs": {**parts, "a30": {}}}).reason != ""
