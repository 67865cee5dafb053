import pytest

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import ABSENT, MOST_LEVELS, ExactNumber, parse_json
from explorer.schema import check as check_module
from explorer.schema.build import build_form
from explorer.schema.check import Checker, check
from explorer.schema.field import Condition, Form, GroupField, ListField, NumberField, TextField

REQUIRED = "This field is required."


def told(schema, value):
    return [(problem.pointer, problem.keyword) for problem in check(build_form(schema), value)]


def doubling():
    parts = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}, {"$ref": f"#/$defs/a{n + 1}"}]} for n in range(30)}
    return {"properties": {"x": {"$ref": "#/$defs/a0"}, "y": {"type": "string"}}, "$defs": {**parts, "a30": {}}}


def test_all_problems_are_told_at_once_each_at_its_field():
    schema = {
        "properties": {
            "name": {"type": "string", "maxLength": 3},
            "tags": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}},
        },
        "required": ["id"],
    }
    value = {"tags": [{}, {"n": "x"}], "name": "Long name"}
    assert told(schema, value) == [(("name",), "maxLength"), (("tags", 1, "n"), "type"), (("id",), "required")]


def test_problems_come_in_the_order_of_the_fields():
    schema = {"properties": {key: {"type": "string"} for key in "bca"}, "additionalProperties": False}
    assert [pointer[0] for pointer, _ in told(schema, {"a": 1, "z": 1, "b": 1, "c": 1})] == ["b", "c", "a", "z"]


def test_entries_of_lists_come_in_their_order():
    schema = {"properties": {"a": {"type": "array", "items": {"type": "string"}}}}
    value = {"a": [1] * 12}
    assert [pointer[1] for pointer, _ in told(schema, value)] == list(range(12))


def test_problem_inside_json_is_told_at_its_place():
    schema = {"properties": {"a": {"type": "object", "additionalProperties": {"type": "string"}}}}
    assert told(schema, {"a": {"k": 1}}) == [(("a", "k"), "type")]


def test_missing_field_is_told_at_its_own_place():
    assert check(build_form({"required": ["a"]}), {}) == [FieldProblem(("a",), REQUIRED, "required")]


def test_missing_group_is_told_at_the_fields_that_have_to_be_filled():
    inner = {"type": "object", "properties": {"x": {}, "y": {}}, "required": ["x"]}
    outer = {"type": "object", "properties": {"id": {}, "in": inner}, "required": ["id", "in"]}
    assert told({"properties": {"g": outer}, "required": ["g"]}, {}) == [
        (("g", "id"), "required"),
        (("g", "in", "x"), "required"),
    ]


def test_missing_group_in_which_nothing_is_required_is_told_itself():
    schema = {"properties": {"g": {"type": "object", "properties": {"x": {}}}}, "required": ["g"]}
    assert told(schema, {}) == [(("g",), "required")]


def test_missing_group_inside_a_list_is_told_at_its_entry():
    group = {"type": "object", "properties": {"x": {}}, "required": ["x"]}
    item = {"type": "object", "properties": {"g": group}, "required": ["g"]}
    schema = {"properties": {"l": {"type": "array", "items": item}}}
    assert told(schema, {"l": [{}]}) == [(("l", 0, "g", "x"), "required")]


def test_valid_value_has_no_problems():
    assert told({"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"a": "x"}) == []


def test_both_spellings_of_nullable_allow_null():
    schema = {"properties": {"a": {"type": "string", "nullable": True}, "b": {"type": ["string", "null"]}}}
    assert told(schema, {"a": None, "b": None}) == []


def test_value_nested_beyond_the_limit_is_told_and_not_checked():
    value = {}
    for _ in range(100_000):
        value = {"a": value}
    (problem,) = check(build_form({}), value)
    assert (problem.pointer, problem.keyword) == ((), "depth")


def test_value_nested_to_the_limit_is_checked():
    value = 5
    for _ in range(MOST_LEVELS):
        value = {"a": value}
    deepest = ("a",) * MOST_LEVELS
    assert told({"properties": {"a": {"$ref": "#"}}, "type": "object"}, value) == [(deepest, "type")]


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "^(?=(a+))(a+)+b\\1$", "(.*)*(?=b)\\1"])
def test_hostile_pattern_ends(pattern):
    schema = {"properties": {"a": {"type": "string", "pattern": pattern}}}
    assert told(schema, {"a": "a" * 50_000 + "!"}) == [(("a",), "pattern")]


def test_pattern_that_is_given_up_says_so():
    form = build_form({"properties": {"a": {"type": "string", "pattern": "(.*)*(?=b)\\1"}}})
    (problem,) = check(form, {"a": "a" * 30 + "!"})
    assert problem.message == "Could not be checked: the pattern (.*)*(?=b)\\1 takes too long on this text."


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ('{"maximum": 0.1}', "0.1", "0.10000000000000000000001"),
        ('{"maximum": 9223372036854775808}', "9223372036854775808", "9223372036854775809"),
        ('{"minimum": 9007199254740993}', "9007199254740993", "9007199254740992"),
        ('{"maximum": 1e400}', "1e400", "1e401"),
        ('{"multipleOf": 0.1}', "0.3", "0.35"),
        ('{"multipleOf": 0.01}', "19.99", "19.999"),
        ('{"type": "integer"}', "1.0", "1.5"),
        ('{"type": "integer"}', "1e400", "1e-400"),
        ('{"const": 0.10}', "0.1", "0.11"),
        ('{"type": "integer", "maximum": 5}', "5", "7" * 5_000),
        ('{"maximum": 5}', "-1e99999999999999999999", "1e99999999999999999999"),
        ('{"exclusiveMinimum": 0}', "1e-99999999999999999999", "-1e-99999999999999999999"),
    ],
)
def test_numbers_are_compared_to_the_last_digit(rule, good, bad):
    form = build_form(parse_json(f'{{"properties": {{"n": {rule}}}}}'))
    assert check(form, parse_json(f'{{"n": {good}}}')) == []
    assert [problem.pointer for problem in check(form, parse_json(f'{{"n": {bad}}}'))] == [("n",)]


def test_limit_is_told_with_its_own_digits():
    form = build_form(parse_json('{"properties": {"n": {"maximum": 0.10}}}'))
    assert check(form, {"n": 5})[0].message == "Must be 0.10 or less."


def test_half_a_surrogate_pair_is_checked_like_any_character():
    schema = {"properties": {"a": {"maxLength": 1}}, "additionalProperties": {"type": "string"}}
    assert told(schema, {"a": "\ud800x", "\ud800": 5}) == [(("a",), "maxLength"), (("\ud800",), "type")]


def test_schema_that_is_broken_in_one_place_is_checked_in_all_others():
    schema = {
        "properties": {
            "a": {"minLength": -1, "pattern": "(", "maxLength": 2},
            "b": {"type": "file"},
            "c": {"$ref": "#/no"},
        },
        "required": True,
    }
    assert told(schema, {"a": "xxx", "b": 5, "c": 5}) == [(("a",), "maxLength")]


def test_schema_that_cannot_be_compiled_is_checked_by_its_fields():
    deep = {"type": "string"}
    for _ in range(1_000):
        deep = {"properties": {"a": deep}}
    assert told({"properties": {"deep": deep, "n": {"type": "integer"}}}, {"n": "x"}) == [(("n",), "type")]


def test_schema_that_would_take_too_long_says_so_and_checks_the_fields():
    assert told(doubling(), {"x": 5, "y": 5}) == [((), "size"), (("y",), "type")]


def test_form_without_schema_is_checked_by_its_fields():
    fields = (
        TextField(key="name", label="Name", is_required=True, max_length=3),
        ListField(key="list", label="List", item=NumberField(is_integer=True, maximum="5")),
    )
    form = Form(GroupField(label="F", fields=fields))
    assert [(problem.pointer, problem.message) for problem in check(form, {"list": [1, 6, ExactNumber("1.5")]})] == [
        (("name",), REQUIRED),
        (("list", 1), "Must be 5 or less."),
        (("list", 2), "Must be a whole number."),
    ]


def test_form_without_schema_and_with_too_much_to_check_says_so():
    shown = Condition("k0", "filled")
    fields = tuple(TextField(key=f"k{number}", label="K", is_required=True, visible_when=shown) for number in range(60))
    entries = ListField(key="list", label="L", item=TextField())
    form = Form(GroupField(label="F", fields=(*fields, entries)))
    assert [problem.keyword for problem in check(form, {"list": ["x"] * 150_000})] == ["size"]


def test_form_without_schema_and_with_fields_too_deep_says_so():
    group = GroupField(key="a", label="A")
    for _ in range(200):
        group = GroupField(key="a", label="A", fields=(group,))
    assert [problem.keyword for problem in check(Form(group), {})] == ["size"]


def test_schema_is_compiled_once_for_a_form(monkeypatch):
    compiled = []
    real = check_module.compiled

    def counted(schema):
        compiled.append(schema)
        return real(schema)

    monkeypatch.setattr(check_module, "compiled", counted)
    form = build_form({"required": ["a"]})
    for _ in range(3):
        check(form, {})
    assert len(compiled) == 1


def test_equal_forms_do_not_share_what_belongs_to_one():
    one, other = Checker(build_form({"required": ["a"]})), Checker(build_form({"required": ["b"]}))
    assert [one.problems({})[0].pointer, other.problems({})[0].pointer] == [("a",), ("b",)]


def test_problems_are_bounded():
    schema = {"properties": {"a": {"type": "array", "items": {"type": "string"}}}}
    assert len(check(build_form(schema), {"a": list(range(5_000))})) == 500


def test_problem_far_down_a_long_list_is_found():
    schema = {"properties": {"a": {"type": "array", "items": {"type": "string"}, "minItems": 2_000}}}
    assert told(schema, {"a": ["x"] * 3_000 + [5]}) == [(("a", 3_000), "type")]


def test_that_there_is_no_value_at_all_is_wrong():
    form = build_form({"type": "string"})
    assert [(one.pointer, one.keyword) for one in check(form, ABSENT)] == [((), "required")]


def test_fields_of_the_chosen_shape_are_told_in_their_order():
    shape = {"properties": {"kind": {"const": "a"}, "x": {"type": "string"}, "y": {"type": "string"}}}
    form = build_form({"properties": {"it": {"oneOf": [shape, {"properties": {"kind": {"const": "b"}}}]}}})
    found = check(form, {"it": {"y": 1, "x": 1, "kind": "a"}})
    assert [one.pointer for one in found] == [("it", "x"), ("it", "y")]
