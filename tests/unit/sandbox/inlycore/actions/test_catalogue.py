import pytest

from explorer.sandbox.inlycore.actions.catalogue import all_actions
from explorer.sandbox.inlycore.records import TABLES
from explorer.sandbox.inlycore.validation.rules import QUESTIONS

ACTIONS = all_actions()
ALWAYS = {
    "name",
    "type",
    "label",
    "required",
    "nullable",
    "rules",
    "default",
    "description",
    "placeholder",
    "hidden",
    "readonly",
}
TYPES = {
    "string",
    "text",
    "integer",
    "number",
    "money",
    "boolean",
    "date",
    "datetime",
    "enum",
    "object",
    "file",
    "json",
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.key)
def test_listing_and_schema_agree(action):
    assert action.schema["action"] == action.key
    for name in ("label", "icon", "variant"):
        assert action.listing[name] == action.schema[name]
    assert action.listing["requires_subject"] is ("subject" in action.schema)
    assert action.model is None or action.model in TABLES.values()


@pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.key)
def test_every_parameter_is_described_in_full(action):
    for parameter in action.schema["parameters"]:
        assert set(parameter) >= ALWAYS
        assert parameter["type"] in TYPES
        assert ("required" in parameter["rules"]) is parameter["required"]
        assert ("nullable" in parameter["rules"]) is parameter["nullable"]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.key)
def test_every_rule_is_known(action):
    names = {rule.partition(":")[0] for parameter in action.schema["parameters"] for rule in parameter["rules"]}

    assert names <= set(QUESTIONS) | {"required", "required_if", "nullable"}


def test_every_type_is_shown_by_some_action():
    assert {parameter["type"] for action in ACTIONS.values() for parameter in action.schema["parameters"]} == TYPES
