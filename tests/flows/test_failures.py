"""What goes wrong on the way, and what the window makes of it."""

import time

import pytest
from PySide6.QtWidgets import QLineEdit

KEY = "cedarfolk_list_employees"


def fault(control, kind: str, **more):
    control("stackone", "POST", "faults", {"kind": kind, "match": {"path_contains": "/actions/rpc"}, **more})


async def start(person, key=KEY, text="list employees"):
    await person.find_and_open(text, key)
    person.press("Run")
    await person.until(lambda: person.explorer.runs.runs, "the run")


def test_cancel_ends_a_run_at_once(person, run, control):
    async def work():
        fault(control, "slow", delay_s=20)
        await start(person)
        await person.until(
            lambda: (
                any("/actions/rpc" in one["path"] for one in control("stackone", "GET", "requests"))
                or person.explorer.runs._sessions
            ),
            "the request on its way",
        )
        began = time.monotonic()
        person.press("Cancel")
        await person.until(lambda: person.explorer.runs.runs[0].result, "the end")
        took_s = time.monotonic() - began
        await person.ended("cancelled")
        return took_s

    # Not a measurement of speed: the server answers after 20 s, and nobody waits for that.
    assert run(work(), timeout=30) < 10


def test_a_run_ends_at_its_time_limit(person, run, control):
    async def work():
        fault(control, "slow", delay_s=20)
        await person.find_and_open("list employees", KEY)
        limit = person.named("Timeout in seconds", QLineEdit)
        limit.setText("1")
        await person.run_it("no answer")

    run(work(), timeout=30)
    explanation = person.explorer.runs.runs[0].result.explanation
    assert "1 s" in explanation.said


def test_a_write_that_was_cut_off_is_said_to_be_of_unknown_outcome(person, run):
    async def work():
        await person.find_and_open("write slowly", "fault_lab_write_slowly")
        limit = person.named("Timeout in seconds", QLineEdit)
        limit.setText("1")
        await person.run_it("no answer")

    run(work(), timeout=30)
    assert person.explorer.runs.runs[0].result.is_unknown
    assert "unknown" in person.screen_text().lower()


def test_a_server_that_is_gone_is_told_from_one_that_refuses(person, run):
    async def work():
        await person.find_and_open("list employees", KEY)
        provider = person.explorer.form.session.provider
        address = provider.connection.base_url
        object.__setattr__(provider.connection, "base_url", "http://127.0.0.1:1")
        try:
            await person.run_it("no answer")
        finally:
            object.__setattr__(provider.connection, "base_url", address)

    run(work(), timeout=30)
    explanation = person.explorer.runs.runs[0].result.explanation
    assert explanation.who.value == "the network"
    assert "nothing was sent" in explanation.retry_text


def test_a_dropped_connection_is_no_answer(person, run, control):
    async def work():
        fault(control, "drop")
        await start(person)
        await person.ended("no answer")

    run(work(), timeout=30)
    assert "closed the connection" in person.explorer.runs.runs[0].result.explanation.who_text


def test_an_answer_that_is_not_json_is_malformed_and_shown(person, run, control):
    async def work():
        fault(control, "not_json")
        await start(person)
        await person.ended("malformed answer")
        person.see_tab("Response")

    run(work(), timeout=30)
    result = person.explorer.runs.runs[0].result
    assert b"<html" in result.answer.body.lower()


def test_a_wrong_key_names_the_step_that_failed(person, run, control):
    async def work():
        fault(
            control,
            "status",
            status=401,
            body='{"statusCode":401,"message":"Unauthorized","timestamp":"2026-01-01T00:00:00.000Z"}',
        )
        await start(person)
        await person.ended("rejected")

    run(work(), timeout=30)
    result = person.explorer.runs.runs[0].result
    assert "key" in (result.explanation.who_text + result.explanation.next_step).lower()


def test_a_limit_shows_how_long_to_wait(person, run, control):
    async def work():
        fault(
            control,
            "status",
            status=429,
            retry_after=7,
            body='{"statusCode":429,"message":"Too many requests","timestamp":"2026-01-01T00:00:00.000Z"}',
        )
        await start(person)
        await person.ended("rejected")
        person.see_tab("Response")

    run(work(), timeout=30)
    assert person.explorer.runs.runs[0].result.explanation.retry_after_s == 7
    assert person.named("Try again").accessibleDescription() == "It asks to wait 7 s."
    assert "It asks to wait" in person.screen_text()


def test_the_button_of_a_failure_runs_the_call_again(person, run, control):
    async def work():
        fault(control, "status", status=502, body="{}")
        await start(person)
        await person.until(lambda: person.explorer.runs.runs[0].result, "the end")
        person.see_tab("Response")
        await person.until(lambda: person.all_named("Try again"), "the offer to try again")
        person.press("Try again")
        await person.until(lambda: len(person.explorer.runs.runs) == 2, "the second run")
        await person.ended("succeeded")

    run(work(), timeout=30)
    second, first = person.explorer.runs.runs
    assert first.result.outcome.value != "succeeded"
    assert second.result.outcome.value == "succeeded"


def test_several_runs_are_under_way_at_once_and_each_has_its_result(person, run, control):
    async def work():
        fault(control, "slow", delay_s=1, times=3)
        await person.find_and_open("list employees", KEY)
        for _ in range(3):
            person.press("Run")
        await person.until(lambda: len(person.explorer.runs.runs) == 3, "three runs")
        await person.until(lambda: "3 calls running" in person.screen_text(), "three at once")
        await person.until(lambda: all(one.result for one in person.explorer.runs.runs), "their ends")

    run(work(), timeout=30)
    assert [one.result.outcome.value for one in person.explorer.runs.runs] == ["succeeded"] * 3


def test_discovery_that_fails_says_who_failed_and_can_be_tried_again(person, run, control):
    async def work():
        wrong = {"kind": "status", "status": 401, "times": 0, "body": '{"error": "invalid_client"}'}
        control("inlycore", "POST", "faults", wrong | {"match": {"path_contains": "/oauth/token"}})
        box = person.named("Connection")
        index = box.findText("Inly Core sandbox")
        box.setCurrentIndex(index)
        box.activated.emit(index)
        await person.until(lambda: person.all_named("Try again"), "the failure")
        text = person.window.start_page.text()
        control("inlycore", "DELETE", "faults")
        person.press("Try again")
        await person.opened("Inly Core sandbox")
        return text

    assert "Who failed" in run(work(), timeout=30)


@pytest.mark.parametrize("kind", ["truncate", "invalid_utf8", "wrong_type", "huge_gzip", "redirect", "empty"])
def test_a_hostile_answer_ends_in_an_outcome_and_the_next_run_is_fine(person, run, control, kind):
    async def work():
        fault(control, kind)
        await start(person)
        await person.until(lambda: person.explorer.runs.runs[0].result, "the end")
        await person.run_it("succeeded")

    run(work(), timeout=40)
    assert len(person.explorer.runs.runs) == 2
