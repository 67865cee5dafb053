from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.sandbox.stackone.catalogue.fields import FIELDS
from explorer.sandbox.stackone.catalogue.model import Action
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.exact_json import read, write
from explorer.sandbox.stackone.records.people import FIRST_NUMBER, employees
from explorer.sandbox.stackone.records.values import value_of
from explorer.sandbox.stackone.running.call import Call
from explorer.sandbox.stackone.running.input_check import check_inputs


def accepts(field, value):
    action = Action("a", "b", "B", "", "custom", (), "r", "v", "post", "/", (replace(field, location="body"),))
    try:
        check_inputs(action, Call("a_b", body={field.name: value}))
    except Refused:
        return False
    return True


@settings(max_examples=40)
@given(st.sampled_from(sorted(FIELDS)), st.integers(0, 10_000))
def test_a_made_up_value_passes_its_fields_own_rules(name, seed):
    value = value_of(FIELDS[name], Random(seed))
    assert accepts(FIELDS[name], read(write(value))), value


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_the_same_seed_gives_the_same_value(name):
    assert write(value_of(FIELDS[name], Random(7))) == write(value_of(FIELDS[name], Random(7)))


def test_employees_have_numbers_that_a_double_cannot_hold():
    first = employees()[0]
    assert first["employee_number"] == FIRST_NUMBER == 2**53 + 1
    assert write(first["salary"]) == b"85000.10"


def test_employees_have_an_address_of_their_own():
    emails = [one["email"] for one in employees()]
    assert len(set(emails)) == len(emails) == 57
