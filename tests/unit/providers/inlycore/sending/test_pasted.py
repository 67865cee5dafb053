"""A pasted request as Inly Core takes it."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.providers.contract import PastedCall, PastedRequest
from explorer.providers.inlycore.sending.pasted import read_pasted
from explorer.providers.inlycore.sending.paths import escaped_id, escaped_key
from explorer.providers.inlycore.settings import InlyCoreOptions, read_options


@pytest.fixture(scope="module")
def options() -> InlyCoreOptions:
    return made()


def made(**more: str) -> InlyCoreOptions:
    return read_options(
        Connection(ConnectionId("c"), "Inly", Platform.INLYCORE, "https://core.example", Environment.SANDBOX, more)
    )


@pytest.mark.parametrize("base", ["https://core.example", "https://other.example/sub", ""])
def test_key_and_record_come_from_the_address(options, base):
    url = f"{base}/api/v1/actions/orders/approve-order/execute/42"
    assert read_pasted(options, PastedRequest({"reason": "x"}, url)) == PastedCall(
        {"reason": "x"}, "a run of Inly Core", subject="42", action_key="orders/approve-order"
    )
    plain = read_pasted(options, PastedRequest(None, url.removesuffix("/42") + "?x=1"))
    assert (plain.subject, plain.action_key, plain.arguments) == (None, "orders/approve-order", {})


def test_ids_of_a_bulk_run_become_its_option(options):
    url = "https://core.example/api/v1/actions/orders/approve-order/bulk-execute"
    found = read_pasted(options, PastedRequest({"ids": [42, "a", None], "params": {"reason": "x"}}, url))
    assert (found.options, found.arguments) == ({"bulk_ids": ["42", "a"]}, {"reason": "x"})
    flat = read_pasted(made(bulk_params_style="flat"), PastedRequest({"ids": [42], "params": {"a": 1}}, url))
    assert flat.arguments == {"params": {"a": 1}}
    none = read_pasted(options, PastedRequest({"reason": "x"}, url))
    assert (none.options, none.arguments) == ({"bulk_ids": []}, {"reason": "x"})


def test_the_paths_of_the_connection_are_known():
    options = made(execute_subject_path="/do/{key}/on/{id}", execute_path="/do/{key}")
    found = read_pasted(options, PastedRequest({}, "https://core.example/do/orders/approve/on/a%20b"))
    assert (found.action_key, found.subject) == ("orders/approve", "a b")
    assert read_pasted(options, PastedRequest({}, "/do/send-email/")).action_key == "send-email"


def test_parameters_alone_and_other_addresses_stay_as_they_are(options):
    assert read_pasted(options, PastedRequest({"a": 1})) == PastedCall({"a": 1})
    assert read_pasted(options, PastedRequest({"a": 1}, "https://x.example/orders")) == PastedCall({"a": 1})
    assert read_pasted(options, PastedRequest({"a": 1}, "https://[x")) == PastedCall({"a": 1})
    assert read_pasted(made(bulk_path="/bulk"), PastedRequest({"a": 1}, "/bulk")) == PastedCall({"a": 1})


PARTS = st.text(alphabet="abc-1 \u00e4%", min_size=1).filter(str.strip)


@given(st.lists(PARTS, min_size=1, max_size=3).map("/".join), PARTS)
def test_every_key_and_id_is_read_back_from_the_address_that_it_makes(key, subject):
    url = f"https://core.example/api/v1/actions/{escaped_key(key)}/execute/{escaped_id(subject)}"
    found = read_pasted(made(), PastedRequest(None, url))
    assert (found.action_key, found.subject) == (key, subject)


@given(st.text())
def test_no_address_makes_reading_fail(url):
    read_pasted(made(), PastedRequest({"ids": 1}, url))
    read_pasted(made(), PastedRequest(None, f"/api/v1/actions/{quote(url, safe='')}/execute"))
