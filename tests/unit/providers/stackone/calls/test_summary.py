"""A run in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Action
from explorer.providers.stackone.calls.summary import summary_of


def told(key, name, count):
    return summary_of(Action(key, name, "acme", "Acme"), count)


@pytest.mark.parametrize(
    ("key", "name", "count", "expected"),
    [
        ("acme_list_employees", "List Employees", 25, "25 employees"),
        ("acme_list_employees", "List employees", 1, "1 employee"),
        ("acme_list_employees", "List employees", 0, "No employees"),
        ("acme_list_companies", "List Companies", 1, "1 company"),
        ("acme_list_companies", "List Companies", 1200, "1,200 companies"),
        ("acme_get_status", "Get status", 1, "1 status"),
        ("acme_get_employee", "Get an employee", None, "Employees received"),
        ("acme_list_time_off_requests", "List time off requests", 3, "3 time off requests"),
        ("acme_list_users", "List SSO Users", 2, "2 SSO users"),
        ("acme_list_members", "List all members of a group", 2, "2 members"),
        ("acme_create_employee", "Create employee", 1, "1 employee created"),
        ("acme_create_employee", "Create employee", None, "1 employee created"),
        ("acme_delete_employees", "Delete employees", 3, "3 employees deleted"),
        ("acme_update_employee", "Employee: update", 1, "1 employee updated"),
        ("acme_reticulate", "Reticulate splines", 7, "Reticulate splines: 7 records"),
        ("acme_reticulate", "Reticulate splines", None, "Reticulate splines: done"),
        ("acme_get", "Get", 2, "2 records"),
    ],
)
def test_words_come_from_the_actions_name(key, name, count, expected):
    assert told(key, name, count) == expected


@given(name=st.text(min_size=1, max_size=30), key=st.text(max_size=20), count=st.none() | st.integers(0, 10**7))
def test_any_name_gives_a_line(name, key, count):
    assert told(key, name, count).strip()
