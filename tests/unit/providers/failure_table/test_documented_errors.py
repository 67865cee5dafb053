"""
The table of failures against everything that the references document.

Each answer is read as the program reads it; `documented_*.py` say what has to come of it.
"""

import re

import pytest

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.failure import Failure, Party, Refused, Retry
from explorer.domain.json_value import parse_json
from explorer.domain.masking import SecretMask
from explorer.providers.explanation import no_answer_result
from explorer.providers.failure_table import FAILURE_TABLE
from explorer.providers.failure_table.row import CHECK_FIRST, LOOK_FIRST, Told, Write, told
from explorer.providers.inlycore.outcome.bulk import read_bulk
from explorer.providers.inlycore.outcome.refusals import told_refusal
from explorer.providers.oauth_token.credentials import ClientCredentials
from explorer.providers.oauth_token.token_answer import read_token
from explorer.providers.pipedream.choices import component_refusal
from explorer.providers.pipedream.outcome.refusals import said_by_component
from explorer.providers.pipedream.outcome.run_answer import read_run
from explorer.providers.run_clock import RunClock
from explorer.providers.stackone.refusals import refusal_of

from . import documented_inlycore, documented_pipedream, documented_stackone, documented_ways

WHO = ClientCredentials("Inly Core", "https://core.test", "https://core.test/oauth/token", "id", "secret")
TRIED_ELSEWHERE = {("StackOne", "json-rpc error")}
"""Rows that need a conversation and not one answer: see `stackone/actions/test_tools.py`."""


def stackone(case, *, may_write):
    return refusal_of(case.answer(), provider="Acme", may_write=may_write, defender_status=422)


def pipedream(case, *, may_write):
    effect = Effect.WRITE if may_write else Effect.READ
    return read_run(case.answer(), Action(ActionKey("a-b"), "B", "a", "Acme", effect=effect), SecretMask())


def component(case, *, may_write):
    body = parse_json(case.answer().body.decode())
    failure = component_refusal(said_by_component(body), "asking for choices", body)
    return Told(case.outcome, failure.explanation)


def inlycore(case, *, may_write):
    return told_refusal(case.answer(), SecretMask(), may_write=may_write)


def inlycore_200(case, *, may_write):
    return read_bulk(case.answer(), {}, SecretMask())


def token(case, *, may_write):
    with pytest.raises(Refused) as caught:
        read_token(case.answer(), WHO, SecretMask())
    caught.value.may_have_been_sent = False  # as its source tells it: nothing of the call was sent
    return no_answer_result(caught.value, platform="Inly Core", may_write=may_write, clock=RunClock())


CASES = [
    pytest.param(part, reader, case, id=f"{part}: {case}")
    for part, reader, cases in (
        ("StackOne", stackone, documented_stackone.STACKONE),
        ("third party", stackone, documented_stackone.THIRD_PARTY),
        ("Pipedream", pipedream, documented_pipedream.PIPEDREAM),
        ("third party", pipedream, documented_pipedream.UPSTREAM),
        ("Pipedream", component, documented_pipedream.CONFIGURE),
        ("Inly Core", inlycore, documented_inlycore.INLYCORE),
        ("Inly Core", inlycore_200, documented_inlycore.INLYCORE_200),
        ("sign in", token, documented_inlycore.SIGN_IN),
        ("on the way", token, documented_inlycore.SIGN_IN_GENERAL),
    )
    for case in cases
]


@pytest.mark.parametrize(("part", "read", "case"), CASES)
def test_a_documented_error_is_told_as_it_should_be(part, read, case):
    found = read(case, may_write=False)
    told_of = found.explanation
    assert (found.outcome, told_of.who, told_of.retry) == (case.outcome, case.who, case.retry)
    assert case.step in told_of.step
    assert told_of.retry_after_s == case.wait_s
    assert case.next_step in told_of.next_step
    assert told_of.said
    assert not found.is_unknown


@pytest.mark.parametrize(("part", "read", "case"), CASES)
def test_a_write_is_looked_for_before_it_is_tried_again_only_where_it_may_have_been_done(part, read, case):
    found = read(case, may_write=True)
    told_of = found.explanation
    assert found.is_unknown is (case.write is Write.UNKNOWN)
    if case.write is Write.NOT_DONE:
        assert (told_of.retry, told_of.next_step.startswith(LOOK_FIRST)) == (case.retry, False)
    else:
        assert (told_of.retry, told_of.retry_text) == (Retry.CHECK_FIRST, CHECK_FIRST)
        assert told_of.next_step.startswith(LOOK_FIRST)
        assert case.next_step in told_of.next_step


@pytest.mark.parametrize(("part", "read", "case"), CASES)
def test_the_words_are_those_of_the_row_in_the_table(part, read, case):
    row = FAILURE_TABLE[part][case.row]
    told_of = read(case, may_write=False).explanation
    assert re.fullmatch(pattern(row.who_text), told_of.who_text)
    assert re.search(pattern(row.next_step), told_of.next_step)


@pytest.mark.parametrize("may_write", [False, True])
@pytest.mark.parametrize("way", documented_ways.ON_THE_WAY, ids=str)
def test_a_failure_on_the_way_is_told_as_it_should_be(way, may_write):
    result = no_answer_result(way.failure, platform="StackOne", may_write=may_write, clock=RunClock())
    told_of = result.explanation
    assert (result.outcome, told_of.who) == (way.outcome, way.who)
    assert way.step in told_of.step
    assert way.next_step in told_of.next_step
    is_doubtful = may_write and way.write is not Write.NOT_DONE
    assert told_of.retry is (Retry.CHECK_FIRST if is_doubtful else way.retry)
    assert result.is_unknown is (may_write and way.write is Write.UNKNOWN)
    assert re.fullmatch(pattern(FAILURE_TABLE["on the way"][way.row].who_text), told_of.who_text)


def test_every_row_of_the_table_is_tried_here():
    tried = {(part, case.row) for part, _, case in (one.values for one in CASES)}
    tried |= {("on the way", way.row) for way in documented_ways.ON_THE_WAY} | TRIED_ELSEWHERE
    assert {(part, key) for part, rows in FAILURE_TABLE.items() for key in rows} == tried


def test_every_status_that_stackone_documents_is_tried_here():
    documented_ones = {400, 401, 403, 404, 408, 409, 412, 422, 429, 500, 501, 502}
    assert documented_ones <= {case.status for case in documented_stackone.STACKONE}


def test_a_row_is_told_without_braces_that_nobody_filled():
    names = ("platform", "provider", "provider_step", "host", "status", "kind", "limit", "limit_s", "phase", "came")
    names += ("limit_mb", "origin", "question", "failed", "total", "ids")
    for rows in FAILURE_TABLE.values():
        for row in rows.values():
            words = told(row, "said", **{name: f"<{name}>" for name in names}).explanation
            texts = (words.who_text, words.step, words.retry_text, words.next_step)
            assert all(text and "{" not in text for text in texts)


def test_what_a_provider_is_called_may_hold_braces():
    case = documented_stackone.THIRD_PARTY[0]
    found = refusal_of(case.answer(), provider="{0}{x}", may_write=False, defender_status=422)
    assert "{0}{x}" in found.explanation.who_text


def test_no_advice_contradicts_itself():
    """Waiting without a wait, a change of input where nothing of the input is wrong, a repeat of what cannot work."""
    for part, rows in FAILURE_TABLE.items():
        for key, row in rows.items():
            where = (part, key)
            if "count-down" in row.next_step:
                assert row.retry is Retry.LATER, where
            if row.retry is Retry.NO:
                assert "run it again" not in row.next_step, where
            if row.who is Party.INPUT:
                assert row.retry is not Retry.LATER, where


def pattern(template: str) -> str:
    return re.sub(r"\\\{\w+\\\}", ".*", re.escape(template))


def test_a_failure_of_a_kind_that_nobody_knows_is_explained_all_the_same():
    class Unheard(Failure):
        """Of a later version."""

    assert no_answer_result(Unheard("x"), platform="P", may_write=False, clock=RunClock()).explanation.next_step
