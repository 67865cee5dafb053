from dataclasses import replace
from datetime import UTC, datetime

import pytest

from explorer.calls.comparison.answer_reading import MOST_BYTES
from explorer.calls.comparison.report import report_lines
from explorer.calls.comparison.run_parts import RunPart, compare_part, compare_phases
from explorer.calls.comparison.values.ignored_paths import NOTHING_IGNORED
from explorer.domain.action import Action, ActionKey
from explorer.domain.call import Call, Outcome, Phase, PhaseTime, ReceivedAnswer, Run, RunId, RunResult, SentRequest
from explorer.domain.connection import ConnectionId


def make_run(body: bytes = b"1", headers=(), request: SentRequest | None = None, phases=()) -> Run:
    action = Action(ActionKey("a"), "A", "c", "C")
    answer = ReceivedAnswer(200, "", headers, body)
    result = RunResult(Outcome.SUCCEEDED, "", request or SentRequest("GET", "http://h/", []), answer, phases=phases)
    call = Call(ConnectionId("c"), action, None, {})
    return Run(RunId("1"), call, datetime(2026, 1, 5, tzinfo=UTC), 100.0, result)


def compared(part: RunPart, before: Run, after: Run):
    return compare_part(part, before, after, NOTHING_IGNORED, lambda: False)


def lines(part: RunPart, before: Run, after: Run) -> list[str]:
    return list(report_lines(compared(part, before, after).difference))


def test_requests_differ_in_method_address_query_headers_and_body():
    one = SentRequest("GET", "http://h/a?x=1&y=2&y=3", [("Accept", "*/*"), ("X", "1")], b'{"n": 1}')
    other = SentRequest("POST", "http://h/b?y=2&x=1&y=4", [("x", "2"), ("accept", "*/*")], b'{"n": 2}')
    assert lines(RunPart.REQUEST, make_run(request=one), make_run(request=other)) == [
        '~ /method: "GET" -> "POST"',
        '~ /address: "http://h/a" -> "http://h/b"',
        '~ /query/y/1: "3" -> "4"',
        '~ /headers/x: "1" -> "2"',
        "~ /body/n: 1 -> 2",
    ]


def test_bodies_of_requests_that_are_no_text_are_told_by_their_size():
    one, other = (SentRequest("PUT", "http://h/", [], b"\0" + body) for body in (b"1", b"22"))
    (line,) = lines(RunPart.REQUEST, make_run(request=one), make_run(request=other))
    assert line.startswith('~ /body: "2 bytes that are no text: 00 31')


def test_headers_are_compared_whatever_their_case_and_order():
    one = make_run(headers=[("A", "1"), ("Set-Cookie", "x"), ("Set-Cookie", "y")])
    other = make_run(headers=[("set-cookie", "x"), ("set-cookie", "z"), ("a", "1")])
    assert lines(RunPart.HEADERS, one, other) == ['~ /set-cookie/1: "y" -> "z"']


@pytest.mark.parametrize(
    ("part", "words"),
    [(RunPart.ANSWER, "got no answer"), (RunPart.HEADERS, "got no answer"), (RunPart.REQUEST, "sent nothing")],
)
def test_what_was_not_there_is_said(part, words):
    whole = make_run()
    empty = replace(whole, result=replace(whole.result, answer=None, request=None))
    for pair, which in (
        ((empty, whole), "The run before"),
        ((whole, empty), "The run after"),
        ((empty, empty), "Neither"),
    ):
        found = compared(part, *pair)
        assert found.difference is None
        assert found.note.startswith(which)
        assert words in found.note


def test_a_run_on_its_way_is_not_compared():
    assert "on its way" in compared(RunPart.ANSWER, make_run(), replace(make_run(), result=None)).note


@pytest.mark.parametrize(("other", "words"), [(b"\0a", "the same bytes"), (b"\0b", "other bytes"), (b"1", "other")])
def test_answers_that_cannot_be_compared_are_told_by_their_bytes(other, words):
    found = compared(RunPart.ANSWER, make_run(b"\0a"), make_run(other))
    assert found.difference is None
    assert words in found.note
    assert "The answer of the run before is no text" in found.note


def test_an_answer_that_is_too_large_is_not_read():
    found = compared(RunPart.ANSWER, make_run(b"1"), make_run(b"1" * (MOST_BYTES + 1)))
    assert "The answer of the run after is larger than 8 MB" in found.note


def test_it_is_said_how_answers_were_read():
    cut = make_run(b'{"a": 1, "a": 1}')
    cut = replace(cut, result=replace(cut.result, answer=replace(cut.result.answer, is_cut=True)))
    found = compared(RunPart.ANSWER, cut, make_run(b"text"))
    assert found.note == (
        'Before: It is compared line by line, since it is not read as JSON: the key "a" stands twice in one object'
        " (line 1, column 10). The answer of the run before is cut. The answers are no JSON: their lines are compared."
    )
    assert found.difference.tally.changed == 1
    assert compared(RunPart.ANSWER, make_run(b"1"), make_run(b"2")).note == ""


def test_phases_are_paired_and_those_that_came_twice_summed_up():
    one = make_run(
        phases=[PhaseTime(Phase.CONNECT, 0, 10), PhaseTime(Phase.WAIT, 10, 20), PhaseTime(Phase.WAIT, 30, 20)]
    )
    other = make_run(phases=[PhaseTime(Phase.WAIT, 0, 80), PhaseTime(Phase.READ, 80, 1)])
    pairs = compare_phases(one, other)
    assert [(pair.name, pair.before_ms, pair.after_ms, pair.ratio) for pair in pairs] == [
        ("connecting", 10, None, None),
        ("waiting", 40, 80, 2.0),
        ("reading the answer", None, 1, None),
        ("whole run", 100.0, 100.0, 1.0),
    ]
    nothing = compare_phases(replace(one, result=None, duration_ms=0.0), one)[-1]
    assert nothing.ratio is None


def test_requests_without_a_body_are_compared_without_one():
    one, other = (SentRequest(method, "http://h/", []) for method in ("GET", "HEAD"))
    assert lines(RunPart.REQUEST, make_run(request=one), make_run(request=other)) == ['~ /method: "GET" -> "HEAD"']
