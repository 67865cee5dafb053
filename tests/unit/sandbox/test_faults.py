import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.faults import KINDS, BadFault, Fault, FaultList, Match, read_fault

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
FIELDS = st.sampled_from([*Fault.__dataclass_fields__, "other"])


def take(faults, method="GET", target="/x", headers=None, body=b""):
    return faults.take(method, target, headers or {}, body)


def test_a_fault_is_used_up_by_as_many_calls_as_it_is_for():
    faults = FaultList()
    faults.add(Fault("drop", times=2))
    assert [take(faults) is not None for _ in range(3)] == [True, True, False]


def test_zero_times_means_until_cleared():
    faults = FaultList()
    faults.add(Fault("drop", times=0))
    assert all(take(faults) for _ in range(50))
    faults.clear()
    assert take(faults) is None


def test_the_fault_posted_first_is_used_first():
    faults = FaultList()
    faults.add(Fault("slow"))
    faults.add(Fault("drop"))
    assert [take(faults).kind, take(faults).kind] == ["slow", "drop"]


@pytest.mark.parametrize(
    ("match", "fits"),
    [
        ({}, True),
        ({"method": "post"}, True),
        ({"method": "GET"}, False),
        ({"path_contains": "rpc?sync"}, True),
        ({"path_contains": "accounts"}, False),
        ({"body_contains": "emp_1"}, True),
        ({"body_contains": "emp_2"}, False),
        ({"header": {"X-Account-Id": "7"}}, True),
        ({"header": {"x-account-id": None}}, True),
        ({"header": {"x-account-id": "8"}}, False),
        ({"header": {"x-other": None}}, False),
        ({"method": "POST", "body_contains": "emp_2"}, False),
    ],
)
def test_all_conditions_of_a_match_must_hold(match, fits):
    fault = read_fault({"kind": "drop", "match": match})
    assert fault.match.fits("POST", "/actions/rpc?sync=true", {"x-account-id": "7"}, b'{"id":"emp_1"}') is fits


def test_a_call_that_does_not_fit_uses_nothing_up():
    faults = FaultList()
    faults.add(Fault("drop", match=Match(path_contains="/other")))
    assert take(faults) is None
    assert faults.as_json() == [{"kind": "drop", "times_left": 1}]


@pytest.mark.parametrize(
    "untrusted",
    [
        None,
        [],
        {},
        {"kind": "explode"},
        {"kind": "drop", "colour": "red"},
        {"kind": "drop", "times": -1},
        {"kind": "drop", "times": True},
        {"kind": "slow", "delay_s": "1"},
        {"kind": "slow", "delay_s": 1e9},
        {"kind": "status", "status": 99},
        {"kind": "status", "headers": {"a": 1}},
        {"kind": "drop", "match": []},
        {"kind": "drop", "match": {"path": "/"}},
        {"kind": "drop", "match": {"header": {"a": 1}}},
        {"kind": "status", "retry_after": []},
    ],
)
def test_what_is_no_fault_is_refused_with_a_reason(untrusted):
    with pytest.raises(BadFault, match=r"\w"):
        read_fault(untrusted)


@given(st.dictionaries(FIELDS, JSON | st.sampled_from(sorted(KINDS))))
def test_whatever_is_posted_is_a_fault_or_refused(untrusted):
    try:
        read = read_fault(untrusted)
    except BadFault:
        return
    assert read.kind in KINDS
    assert read.times >= 0


@pytest.mark.parametrize("body", [None, 5, "not base64!", "YQ"])
def test_bytes_have_to_be_base64(body):
    with pytest.raises(BadFault, match="base64"):
        read_fault({"kind": "bytes", "body": body})


def test_bytes_are_taken_as_they_are():
    assert read_fault({"kind": "bytes", "body": "/wD+"}).body == "/wD+"
