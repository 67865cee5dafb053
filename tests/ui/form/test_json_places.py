"""Which places of a form fell back to JSON: folded and unset ones too, none where any JSON is welcome."""

from explorer.domain.json_value import ABSENT
from explorer.schema.build import build_form
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.finding import json_places as looked
from explorer.ui.form.finding.json_places import json_places

ODD = {"$ref": "#/nowhere"}


def places(schema, value):
    return json_places(FormDocument(build_form(schema), value))


def test_a_schema_that_cannot_be_read_fell_back_though_its_group_is_unset():
    group = {"type": "object", "properties": {"b": ODD, "c": {"type": "string"}}}
    assert places({"properties": {"a": group}}, {}) == [("a", "b")]


def test_a_value_that_its_editor_cannot_hold_fell_back():
    fields = {"n": {"type": "integer"}, "t": {"type": "string"}}
    assert places({"properties": fields}, {"n": "x", "t": "y", "own": 1}) == [("n",)]


def test_places_where_any_json_is_welcome_did_not_fall_back():
    assert places({"properties": {"a": {}}}, {"a": {"b": [None, 1, {"c": "d"}]}, "e": None}) == []
    assert places(True, ABSENT) == []


def test_items_are_looked_at_one_by_one():
    assert places({"type": "array", "items": {"type": "integer"}}, [1, "x", 2]) == [(1,)]


def test_the_whole_may_have_fallen_back():
    assert places(ODD, {"a": 1}) == [()]


def test_of_a_huge_value_the_beginning_is_looked_at(monkeypatch):
    monkeypatch.setattr(looked, "MOST_LOOKED_AT", 4)
    schema = {"type": "array", "items": {"type": "integer"}}
    assert places(schema, ["a", "b", "c", "d", "e"]) == [(0,), (1,), (2,)]
