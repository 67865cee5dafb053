"""Addresses: keys, ids, and what leads away from the installation."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.failure import NotSendable
from explorer.providers.inlycore.sending.paths import escaped_id, escaped_key, filled, own_address, subject_address

BASE = "https://yourapp.example"
ON_RECORD = "/api/v1/actions/{key}/execute/{id}"


def test_a_key_keeps_its_slashes():
    assert (
        filled(BASE, "/api/v1/actions/{key}/execute", key="orders/approve-order")
        == f"{BASE}/api/v1/actions/orders/approve-order/execute"
    )


@pytest.mark.parametrize("base", ["https://host.example/app", "https://host.example/app/"])
def test_an_installation_below_a_path_keeps_it(base):
    assert filled(base, "/api/x") == "https://host.example/app/api/x"


@pytest.mark.parametrize(
    ("subject", "escaped"),
    [
        ("42", "42"),
        ("\u00c5 300", "%C3%85%20300"),
        ("a%2Fb", "a%252Fb"),
        ("7d3c-1", "7d3c-1"),
        ("a?b#c", "a%3Fb%23c"),
        ("{id}", "%7Bid%7D"),
    ],
)
def test_an_id_is_percent_encoded(subject, escaped):
    assert filled(BASE, ON_RECORD, key="a/b", subject=subject) == f"{BASE}/api/v1/actions/a/b/execute/{escaped}"


@pytest.mark.parametrize("subject", ["", "  ", "a/b", "/", "\ud800"])
def test_an_id_that_cannot_be_addressed_is_refused(subject):
    with pytest.raises(NotSendable):
        escaped_id(subject)


def test_the_refusal_of_a_slash_says_why():
    with pytest.raises(NotSendable, match="slash"):
        escaped_id("2026/17")


PATTERN = "/api/v1/actions/orders/approve-order/execute/{id}"


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        (PATTERN, f"{BASE}{PATTERN}"),
        (f"{BASE}{PATTERN}", f"{BASE}{PATTERN}"),
        (f"{BASE}:443{PATTERN}", f"{BASE}:443{PATTERN}"),
        ("/other/{id}/run", f"{BASE}/other/{{id}}/run"),
    ],
)
def test_the_schemas_own_address_is_used_where_it_is_ours(pattern, address):
    assert subject_address(BASE, pattern, ON_RECORD, "k", "4 2") == address.replace("{id}", "4%202")


@pytest.mark.parametrize(
    "pattern",
    [
        f"https://elsewhere.example{PATTERN}",
        f"//elsewhere.example{PATTERN}",
        f"http://yourapp.example{PATTERN}",
        f"https://yourapp.example:8443{PATTERN}",
        f"https://user@yourapp.example{PATTERN}",
        "https://yourapp.example@elsewhere.example/{id}",
        "https://{id}.yourapp.example/x",
        "/api/v1/run",
        "/api?id={id}",
        "/{id}/{id}",
        "https://[broken/{id}",
        "javascript:{id}",
        "",
    ],
)
def test_an_address_that_is_not_ours_is_made_by_the_template(pattern):
    assert subject_address(BASE, pattern, ON_RECORD, "a/b", "1") == f"{BASE}/api/v1/actions/a/b/execute/1"


def test_an_address_above_the_installations_path_is_not_ours():
    assert own_address("https://host.example/app", "/api/x") == ""
    assert own_address("https://host.example/app", "https://host.example/app/api/x") == "https://host.example/app/api/x"


@given(st.text(min_size=1).filter(lambda text: text.strip() and "/" not in text and text.isprintable()))
def test_an_id_comes_out_as_it_went_in(subject):
    path = urlsplit(filled(BASE, ON_RECORD, key="a/b", subject=subject)).path
    assert unquote(path.rsplit("/", 1)[-1]) == subject


@given(
    st.lists(st.text(min_size=1).filter(lambda text: "/" not in text and text.isprintable()), min_size=1, max_size=4)
)
def test_the_parts_of_a_key_come_out_as_they_went_in(parts):
    assert [unquote(part) for part in escaped_key("/".join(parts)).split("/")] == parts


@given(st.text(max_size=60))
def test_no_named_address_leads_elsewhere(named):
    found = own_address(BASE, named)
    assert not found or urlsplit(found).hostname == "yourapp.example"


def test_a_key_that_no_address_can_carry_is_not_sendable():
    with pytest.raises(NotSendable):
        escaped_key("orders/cut-\ud83d")
