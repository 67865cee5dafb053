"""Which fields a refusal is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.stackone.calls.field_problems import MOST_PROBLEMS, field_problems

SCHEMA = {"properties": {"body": {"properties": {"email": {}, "name": {}}}, "query": {"properties": {"name": {}}}}}


@pytest.mark.parametrize(
    ("message", "pointer"),
    [
        ("body.email must be an email", ("body", "email")),
        ("body.addresses[2].street is required", ("body", "addresses", 2, "street")),
        ("body.addresses.2.street is required", ("body", "addresses", 2, "street")),
        ("/body/addresses/2/street is required", ("body", "addresses", 2, "street")),
        ("Invalid value at path.id", ("path", "id")),
        ('"email" is taken', ("body", "email")),
        ("The field 'given' is unknown", ("body", "given")),
    ],
)
def test_field_is_found_by_its_place_or_its_quoted_name(message, pointer):
    (problem,) = field_problems([message], {"body": {"given": 1}}, SCHEMA)
    assert (problem.pointer, problem.message) == (pointer, message)


@pytest.mark.parametrize(
    "message", ["Bad Request", "the body is wrong", '"name" is in two places', "see www.path.example", ""]
)
def test_message_that_names_no_single_field_belongs_to_none(message):
    assert field_problems([message], {}, SCHEMA) == []


def test_several_complaints_in_one_message_are_parted():
    found = field_problems(["body.a is required; body.b is required", "query.c\nheaders.d"], {}, None)
    assert [problem.pointer for problem in found] == [("body", "a"), ("body", "b"), ("query", "c"), ("headers", "d")]
    assert found[0].message == "body.a is required"


@given(messages=st.lists(st.text(max_size=60), max_size=5), schema=st.none() | st.just({"properties": 5}))
def test_any_message_is_read(messages, schema):
    for problem in field_problems(messages, {"body": [1], "path": {"a": 1}}, schema):
        assert problem.pointer[0] in {"path", "query", "headers", "body"}


def test_flood_of_complaints_is_cut():
    assert len(field_problems(["body.a;" * 5000] * 5000, {}, None)) == MOST_PROBLEMS
