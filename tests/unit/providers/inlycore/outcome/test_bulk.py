"""Bulk runs: one request for many records, counted from the entries of the answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Action, ActionKey
from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import Party
from explorer.domain.log_entry import LogLevel
from explorer.domain.masking import SecretMask
from explorer.providers.inlycore.outcome.bulk import read_bulk

MIXED = {
    "success": False,
    "message": "2 of 3 items processed.",
    "summary": {"total": 30, "succeeded": 29, "failed": 1},
    "results": [
        {"id": 42, "success": True, "message": "Order approved."},
        {"id": "x-1", "success": True},
        {"id": 99, "success": False, "status": 404, "message": "No query results"},
    ],
}


def read(body, status=200):
    content = json.dumps(body).encode()
    return read_bulk(ReceivedAnswer(status, "", [("Content-Type", "application/json")], content), {}, SecretMask())


def test_entries_are_counted_not_the_summary():
    found = read(MIXED)
    assert (found.outcome, found.summary) == (Outcome.ACTION_FAILED, "2 of 3 done; 99: No query results")
    assert dict(found.details) == {"Done": "42, x-1", "Failed": "99"}
    assert [(line.level, line.text) for line in found.logs] == [
        (LogLevel.NOTE, "42: Order approved."),
        (LogLevel.NOTE, "x-1: done"),
        (LogLevel.ERROR, "99: No query results"),
    ]
    assert (found.explanation.who, "99" in found.explanation.next_step) == (Party.ACTION, True)


def test_a_bulk_run_without_failures_succeeded():
    found = read(MIXED | {"results": MIXED["results"][:2]})
    assert (found.outcome, found.summary, found.explanation) == (Outcome.SUCCEEDED, "2 of 2 done", None)


def test_without_entries_the_answer_is_read_like_a_single_one():
    assert read({"success": True, "message": "Queued"}).summary == "Queued"


def test_a_refused_bulk_run_is_refused():
    found = read({"message": "The ids field is required.", "errors": {"ids": ["The ids field is required."]}}, 422)
    assert (found.outcome, [problem.pointer for problem in found.field_problems]) == (Outcome.REJECTED, [("ids",)])


def bulk(on_sandbox, ids, arguments=None, switches=None, **options):
    async def use(bench):
        for name, value in (switches or {}).items():
            bench.stand_in.switch(name, value)
        result = await bench.call("orders/approve-order", arguments or {}, options={"bulk_ids": ids})
        return result, await bench.control("GET", "requests?path_contains=/actions/orders/approve-order")

    result, seen = on_sandbox(use, **options)
    return result, [json.loads(one["body"]) for one in seen if one["method"] == "POST"]


def test_the_vector_of_the_reference_comes_out(on_sandbox):
    result, bodies = bulk(on_sandbox, ["43", 44, "999"], {"reason": "Batch"})
    assert bodies == [{"ids": [43, 44, 999], "params": {"reason": "Batch"}}]
    assert (result.outcome, result.details["Failed"]) == (Outcome.ACTION_FAILED, "999")


@pytest.mark.parametrize(
    ("style", "body"),
    [("flat", {"ids": [43], "reason": "r"}), ("extras", {"ids": [43], "extras": {"reason": "r"}})],
)
def test_where_the_parameters_stand_is_a_setting(on_sandbox, style, body):
    _, bodies = bulk(on_sandbox, ["43"], {"reason": "r"}, bulk_params_style=style)
    assert bodies == [body]


def test_the_path_is_a_setting(on_sandbox):
    result, _ = bulk(on_sandbox, ["43"], switches={"bulk_path": "bulk"}, bulk_path="/api/v1/actions/{key}/bulk")
    assert result.outcome is Outcome.SUCCEEDED


def test_a_path_that_is_not_there_is_said(on_sandbox):
    result, _ = bulk(on_sandbox, ["43"], bulk_path="/api/v1/nowhere/{key}")
    assert (result.outcome, result.explanation.step) == (Outcome.REJECTED, "finding the address")


@pytest.mark.parametrize(("key", "expected"), [("orders/approve-order", ["bulk_ids"]), ("orders/create-order", [])])
def test_a_bulk_run_is_offered_where_the_schema_has_one(on_sandbox, key, expected):
    async def use(bench):
        return await bench.provider.describe(Action(ActionKey(key), key, "x", "X"), None)

    assert [field.key for field in on_sandbox(use).options.fields] == expected


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "success", "message", "errors", "status"]), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.lists(json_values, max_size=5))
def test_any_entries_are_counted(entries):
    found = read({"results": entries})
    assert len(found.logs) == len(entries)
    assert (found.outcome is Outcome.SUCCEEDED) == all(
        isinstance(one, dict) and one.get("success") is True for one in entries
    )
