import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.routes.action_path import BULK, EXECUTE, SCHEMA, ActionPath, read_action_path

KNOWN = {"orders/approve-order", "send-email", "jobs/execute", "jobs/execute/schema"}
SEGMENT = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
KEYS = st.lists(SEGMENT, min_size=1, max_size=4).map("/".join)


def read(path, bulk_path="bulk-execute"):
    return read_action_path(path, bulk_path, KNOWN)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("orders/approve-order/execute", ActionPath("orders/approve-order", EXECUTE)),
        ("orders/approve-order/execute/42", ActionPath("orders/approve-order", EXECUTE, "42")),
        ("orders/approve-order/execute/\u00c5 300", ActionPath("orders/approve-order", EXECUTE, "\u00c5 300")),
        ("orders/approve-order/execute/schema", ActionPath("orders/approve-order", EXECUTE, "schema")),
        ("orders/approve-order/execute/execute", ActionPath("orders/approve-order", EXECUTE, "execute")),
        ("orders/approve-order/schema", ActionPath("orders/approve-order", SCHEMA)),
        ("orders/approve-order/bulk-execute", ActionPath("orders/approve-order", BULK)),
        ("send-email/execute", ActionPath("send-email", EXECUTE)),
        ("jobs/execute/execute", ActionPath("jobs/execute", EXECUTE)),
        ("jobs/execute/execute/execute", ActionPath("jobs/execute", EXECUTE, "execute")),
        ("jobs/execute/schema/schema", ActionPath("jobs/execute/schema", SCHEMA)),
        ("orders/nope/execute/1", ActionPath("orders/nope", EXECUTE, "1")),
    ],
)
def test_a_path_is_read_from_its_end(path, wanted):
    assert read(path) == wanted


@pytest.mark.parametrize(
    "path",
    [
        "",
        "execute",
        "orders",
        "orders/approve-order",
        "orders/approve-order/execute/a/b",
        "orders/approve-order/schema/42",
        "orders//execute",
        "orders/approve-order/execute/",
        "/execute",
    ],
)
def test_other_paths_lead_nowhere(path):
    assert read(path) is None


@pytest.mark.parametrize("bulk_path", ["bulk-execute", "bulk", "execute-bulk", "execute/bulk"])
def test_the_bulk_address_can_be_another(bulk_path):
    assert read(f"orders/approve-order/{bulk_path}", bulk_path) == ActionPath("orders/approve-order", BULK)


def test_only_one_bulk_address_is_there():
    assert read("orders/approve-order/bulk-execute", "bulk") is None


@given(KEYS, st.text(min_size=1).filter(lambda text: "/" not in text))
def test_every_known_key_is_found_with_every_id(key, id_text):
    found = read_action_path(f"{key}/execute/{id_text}", "bulk-execute", {key})

    assert found == ActionPath(key, EXECUTE, id_text)


@given(KEYS, st.sampled_from([EXECUTE, SCHEMA]))
def test_every_known_key_is_found_without_an_id(key, verb):
    assert read_action_path(f"{key}/{verb}", "bulk-execute", {key}) == ActionPath(key, verb)


@given(st.text(alphabet="ab/-executeschm", max_size=30))
def test_no_path_makes_it_stumble(path):
    found = read(path)
    assert found is None or path.startswith(found.key + "/")
