import pytest

from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.state import State


def refused(state):
    try:
        state.count_call("key")
    except Refused as refusal:
        return refusal.status, int(refusal.headers["retry-after"])
    return None


def test_a_key_may_call_so_often_in_a_minute():
    now = [100.0]
    state = State(0, 1, lambda: now[0])
    state.switches.set("rate_limit_per_minute", 2)
    assert [refused(state), refused(state)] == [None, None]
    now[0] += 20
    assert refused(state) == (429, 40)
    now[0] += 40
    assert refused(state) is None


def test_keys_are_counted_apart():
    state = State(0, 1)
    state.switches.set("rate_limit_per_minute", 1)
    state.count_call("other")
    assert refused(state) is None


def test_no_limit_is_a_limit_of_zero():
    state = State(0, 1)
    state.switches.set("rate_limit_per_minute", 0)
    assert all(refused(state) is None for _ in range(2_000))


def test_every_status_has_an_account():
    statuses = {account.status for account in State(0, 1).accounts.values()}
    assert statuses == {"active", "inactive", "suspended", "archived", "expired", "error"}


def test_every_connector_has_an_active_account():
    state = State(2_000, 1)
    assert {one.connector_key for one in state.accounts.values() if one.status == "active"} == set(state.catalogue.keys)


def test_records_of_two_accounts_are_apart():
    state = State(0, 1)
    first, second = (
        one for one in state.accounts.values() if one.connector_key == "cedarfolk" and one.status == "active"
    )
    state.collection(first, "employees").create({"first_name": "New"})
    assert len(state.collection(second, "employees")) == 57


def test_reset_brings_everything_back():
    state = State(0, 1)
    account = next(iter(state.accounts.values()))
    state.collection(account, "employees").create({})
    state.switches.set("defender_enabled", True)
    account.changes["label"] = "changed"
    state.reset()
    account = next(iter(state.accounts.values()))
    assert len(state.collection(account, "employees")) == 57
    assert not state.switches.is_on("defender_enabled")
    assert account.changes == {}


def test_a_switch_keeps_its_type():
    switches = State(0, 1).switches
    with pytest.raises(ValueError, match="rate_limit"):
        switches.set("rate_limit_per_minute", True)
    with pytest.raises(KeyError):
        switches.set("no_such_switch", 1)
