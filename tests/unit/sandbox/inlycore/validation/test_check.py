from datetime import UTC, datetime

import pytest

from explorer.sandbox.inlycore.actions.catalogue import all_actions
from explorer.sandbox.inlycore.records import Records
from explorer.sandbox.inlycore.validation.check import check

NOW = datetime(2026, 3, 13, tzinfo=UTC)
SEGMENTS = {
    "name": "segments",
    "rules": ["nullable", "array", "max:2"],
    "options": [{"value": "a"}, {"value": "b"}],
    "multiple": True,
}
DUPLICATES = {"name": "duplicates", "rules": ["array"], "model": "App\\Models\\Customer", "multiple": True}


def verdict(parameters, values):
    return check(parameters, values, Records(), NOW)


def test_only_named_parameters_are_accepted():
    found = verdict([{"name": "a", "rules": []}], {"a": 1, "b": 2})

    assert found.accepted == {"a": 1}
    assert not found.errors


def test_an_absent_parameter_stays_absent():
    assert verdict([{"name": "a", "rules": ["nullable", "string"]}], {}).accepted == {}


def test_errors_come_in_the_order_of_the_schema():
    parameters = [{"name": name, "rules": ["required"]} for name in ("z", "a", "m")]

    assert list(verdict(parameters, {}).errors) == ["z", "a", "m"]


@pytest.mark.parametrize(
    ("parameter", "items", "errors"),
    [
        (SEGMENTS, ["a", "x"], {"segments.1": ["The selected segments.1 is invalid."]}),
        (SEGMENTS, ["a", "b"], {}),
        (DUPLICATES, [13, 99], {"duplicates.1": ["The selected duplicates.1 is invalid."]}),
        (DUPLICATES, {"k": 99}, {"duplicates.k": ["The selected duplicates.k is invalid."]}),
        (DUPLICATES, [[13]], {"duplicates.0": ["The selected duplicates.0 is invalid."]}),
    ],
)
def test_items_of_a_list_are_named_by_their_place(parameter, items, errors):
    assert verdict([parameter], {parameter["name"]: items}).errors == errors


def test_errors_of_list_and_items_come_together():
    assert set(verdict([SEGMENTS], {"segments": ["a", "b", "x"]}).errors) == {"segments", "segments.2"}


@pytest.mark.parametrize("action", all_actions().values(), ids=lambda action: action.key)
def test_the_defaults_of_every_schema_pass_their_own_rules(action):
    parameters = [parameter for parameter in action.schema["parameters"] if parameter["default"] is not None]

    values = {parameter["name"]: parameter["default"] for parameter in parameters}

    assert not {
        name: texts for name, texts in verdict(parameters, values).errors.items() if "required when" not in texts[0]
    }


@pytest.mark.parametrize("action", all_actions().values(), ids=lambda action: action.key)
def test_exactly_the_required_parameters_are_asked_for(action):
    required = {parameter["name"] for parameter in action.schema["parameters"] if parameter["required"]}

    assert set(verdict(action.schema["parameters"], {}).errors) == required


def test_items_of_an_unknown_kind_are_not_judged():
    parameter = {"name": "documents", "rules": ["array"], "multiple": True}

    assert not verdict([parameter], {"documents": ["a", 1]}).errors
