import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.call import Call, Outcome, Phase, PhaseTime, ReceivedAnswer, RunResult, SentRequest
from explorer.domain.failure import Explanation, FieldProblem, Party, ProviderError, Retry
from explorer.domain.json_value import ExactNumber, same_json
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import SecretMask
from explorer.storage.history.run_store import RunStore
from explorer.storage.history.texts.run_text import (
    call_columns,
    call_from,
    request_from,
    request_text,
    result_from,
    result_text,
)

from .conftest import CONTEXT, keep, made_call, made_run

NOTHING_SECRET = SecretMask()
texts = st.text(st.characters(), max_size=20)  # half letter pairs and zero characters, too
numbers = st.one_of(st.integers(), st.sampled_from(["0.10", "1e400", "-0", "1E+2", "9" * 5000]).map(ExactNumber))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)
objects = st.dictionaries(texts, values, max_size=4)
calls = st.builds(
    made_call,
    arguments=objects,
    options=objects,
    subject=st.one_of(st.none(), texts),
    state=st.dictionaries(texts, texts, max_size=3),
    account_id=st.one_of(st.none(), texts),
    timeout_s=st.floats(0.1, 1e6),
)
requests = st.builds(SentRequest, texts, texts, st.lists(st.tuples(texts, texts), max_size=3), st.binary(max_size=200))
floats = st.floats(allow_nan=False)
results = st.builds(
    RunResult,
    outcome=st.sampled_from(Outcome),
    summary=texts,
    request=st.one_of(st.none(), requests),
    answer=st.one_of(
        st.none(),
        st.builds(
            ReceivedAnswer, st.integers(100, 999), texts, st.lists(st.tuples(texts, texts), max_size=3), st.just(b""),
            st.integers(0, 10**12), st.booleans(),
        ),
    ),
    explanation=st.one_of(
        st.none(),
        st.builds(
            Explanation, st.sampled_from(Party), texts, texts, texts, st.sampled_from(Retry), texts, texts,
            st.one_of(st.none(), floats),
        ),
    ),
    provider_errors=st.lists(
        st.builds(
            ProviderError, st.one_of(st.none(), st.integers(0, 999)), texts, texts,
            st.dictionaries(texts, texts, max_size=2), texts, texts,
        ),
        max_size=2,
    ),
    field_problems=st.lists(
        st.builds(FieldProblem, st.lists(st.one_of(texts, st.integers(0, 9)), max_size=3).map(tuple), texts, texts),
        max_size=2,
    ),
    logs=st.lists(
        st.builds(
            LogEntry, st.datetimes(timezones=st.timezones()).map(lambda time: time.astimezone(None)),
            st.sampled_from(LogLevel), st.sampled_from(LogSource), texts, st.one_of(st.none(), floats), st.integers(0, 5),
        ),
        max_size=2,
    ),
    phases=st.lists(st.builds(PhaseTime, st.sampled_from(Phase), floats, floats, texts), max_size=2),
    is_unknown=st.booleans(),
    next_cursor=texts,
    file_name=texts,
    details=st.dictionaries(texts, texts, max_size=2),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(calls)
def test_every_call_comes_back_to_the_letter(call: Call):
    columns = call_columns(call, NOTHING_SECRET)
    found = call_from(columns)
    assert same_json(found.arguments, call.arguments)
    assert same_json(found.options, call.options)
    assert replace(found, arguments={}, options={}) == replace(call, arguments={}, options={})
    for text in columns.values():
        text.encode()
        assert "\0" not in text


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(results)
def test_every_result_comes_back_but_for_large_bodies(result: RunResult):
    assert result_from(result_text(result, NOTHING_SECRET)) == result


@given(requests)
def test_every_request_comes_back(request):
    assert request_from(request_text(request, NOTHING_SECRET)) == request


def test_no_request_comes_back_as_none():
    assert request_from(request_text(None, NOTHING_SECRET)) is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(calls, results, st.binary(max_size=100))
def test_a_run_comes_back_from_the_disk(call, result, body):
    if result.answer is not None:
        result = replace(result, answer=replace(result.answer, body=body))
    run = replace(made_run(), call=call, result=result, duration_ms=1.5)

    async def work(directory):
        store = RunStore(directory, NOTHING_SECRET)
        await keep(store, run)
        found = await store.read(run.id)
        await store.aclose()
        return found

    with tempfile.TemporaryDirectory() as place:
        kept = asyncio.run(work(Path(place) / "history"))
    assert same_json(kept.run.call.arguments, call.arguments)
    assert replace(kept.run, call=run.call) == run
    assert kept.context == CONTEXT


def test_a_huge_text_comes_back():
    call = made_call(arguments={"file": "x" * 30_000_000})
    assert call_from(call_columns(call, SecretMask(["swordfish"]))) == call


def test_a_huge_text_read_out_of_an_answer_is_cut_and_says_so():
    result = RunResult(
        Outcome.PROVIDER_FAILED, "s", None, None, provider_errors=[ProviderError(raw_text="x" * 2_000_000)]
    )
    (error,) = result_from(result_text(result, NOTHING_SECRET)).provider_errors
    assert error.raw_text.startswith("x" * 1_000_000)
    assert error.raw_text.endswith("(cut here; the answer has all of it)")


def test_words_on_the_disk_change_only_with_a_step_that_changes_the_disk():
    words = {one.__name__: [item.value for item in one] for one in (Outcome, Phase, Party, Retry, LogLevel, LogSource)}
    assert words == {
        "Outcome": [
            "succeeded", "action failed", "rejected", "provider failed", "no answer", "malformed answer", "cancelled",
        ],
        "Phase": [
            "waiting for the secret store", "getting a token", "making the request",
            "reading the system's certificates", "next request", "waiting for a free connection", "connecting", "TLS",
            "sending", "waiting", "receiving", "redirect, not followed", "reading the answer",
        ],
        "Party": [
            "your input", "the explorer", "the network", "the platform", "the action's own code", "the provider", "you",
        ],
        "Retry": ["no", "after a change", "yes", "later", "check first"],
        "LogLevel": ["debug", "note", "warning", "error"],
        "LogSource": ["explorer", "platform", "action", "provider"],
    }  # fmt: skip
