"""Keys that stand beside their group."""

import pytest

from explorer.calls.pasting.placing import placed
from explorer.schema.field import Form, GroupField, TextField


def group(key: str, *names: str) -> GroupField:
    return GroupField(key=key, label=key, fields=[TextField(key=name, label=name) for name in names])


GROUPED = Form(GroupField(fields=[group("path", "id"), group("query", "limit", "both"), group("body", "name", "both")]))
FLAT = Form(GroupField(fields=[TextField(key="name", label="Name")]))


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ({"name": "Ada", "id": "1"}, {"path": {"id": "1"}, "body": {"name": "Ada"}}),
        ({"path_id": "1", "body_name": "Ada"}, {"path": {"id": "1"}, "body": {"name": "Ada"}}),
        ({"name": "Ada", "other": 1, "both": 2}, {"body": {"name": "Ada"}, "other": 1, "both": 2}),
        ({"query_both": 1}, {"query": {"both": 1}}),
    ],
)
def test_a_key_goes_where_the_form_has_it(arguments, wanted):
    found, words = placed(GROUPED, arguments)
    assert found == wanted
    assert list(found) == list(wanted)
    assert "put where" in words


@pytest.mark.parametrize(
    ("form", "arguments"),
    [
        (GROUPED, {"body": {"name": "Ada"}, "id": 1}),
        (GROUPED, {"other": 1}),
        (GROUPED, {}),
        (FLAT, {"name": "Ada"}),
        (Form(TextField()), {"name": "Ada"}),
    ],
)
def test_what_is_not_plain_stays_as_it_is(form, arguments):
    assert placed(form, arguments) == (arguments, "")
