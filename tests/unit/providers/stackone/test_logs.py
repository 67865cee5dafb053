"""What StackOne wrote about a run."""

from datetime import UTC, datetime, timedelta

import pytest

from explorer.domain.call import Outcome, ReceivedAnswer, Run, RunResult
from explorer.domain.failure import MalformedAnswer, Refused
from explorer.domain.log_entry import LogLevel, LogSource
from explorer.providers.stackone import logs
from explorer.providers.stackone.logs import RunLogs

START = datetime(2026, 5, 1, 10, 0, 0, tzinfo=UTC)
STEPS = {
    "data": [
        {
            "step_index": 1,
            "step_id": "call",
            "success": False,
            "status_code": 409,
            "message": "taken",
            "start_time": "x",
        },
        {
            "step_index": 0,
            "step_id": "check",
            "success": True,
            "duration_ms": 3,
            "start_time": "2026-05-01T10:00:00.1Z",
        },
        "no step",
    ]
}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(logs, "TRIES_AFTER_S", (0.0, 0.0))


@pytest.fixture
def a_run(a_call):
    def made(*, run_id="", result=True, account="acc-1"):
        headers = [("x-stackone-action-run-id", run_id)] if run_id else []
        answer = ReceivedAnswer(200, "OK", headers, b"{}")
        ended = RunResult(Outcome.SUCCEEDED, "done", None, answer) if result else None
        return Run("r", a_call(account=account), START, 250.0, ended)

    return made


def a_log(run_id="run-9", after_s=0.1, **more):
    began = (START + timedelta(seconds=after_s)).isoformat()
    return {"log_id": run_id, "action_run_id": run_id, "action_id": "acmehr_list_employees", "account_id": "acc-1",
            "start_time": began, "status_code": 200, "success": True, "duration_ms": 120, **more}  # fmt: skip


def test_run_whose_id_is_known_is_asked_for_by_it(fake, channel_to, complete, answer_with, a_run):
    fake.answers["/logs/actions/run-9"] = answer_with(a_log(risk_level="low"))
    fake.answers["/logs/actions/run-9/steps"] = answer_with(STEPS)
    lines = complete(RunLogs(channel_to()).of_run(a_run(run_id="run-9")))
    assert [(line.depth, line.text.split(",")[0]) for line in lines] == [
        (0, "acmehr_list_employees"),
        (1, "check"),
        (1, "call"),
    ]
    assert [line.level for line in lines] == [LogLevel.NOTE, LogLevel.NOTE, LogLevel.ERROR]
    assert (lines[0].duration_ms, lines[1].duration_ms) == (120, 3)
    assert "risk low" in lines[0].text
    assert "taken" in lines[2].text
    assert all(line.source is LogSource.PLATFORM and line.time.tzinfo for line in lines)


def test_run_without_an_id_is_found_by_time_account_and_action(fake, channel_to, complete, answer_with, a_run):
    listed = [
        a_log("far", after_s=9),
        a_log("other-account", account_id="acc-2"),
        a_log("other-action", action_id="acmehr_get_employee"),
        a_log("near", after_s=0.05),
        {"no": "time"},
        None,
    ]
    fake.answers["/logs/actions"] = answer_with({"data": listed, "query": None, "total": None})
    fake.answers["/logs/actions/near/steps"] = answer_with({"data": []})
    (line,) = complete(RunLogs(channel_to()).of_run(a_run()))
    assert "run near" in line.text
    (body,) = fake.bodies("/logs/actions")
    assert body["filters"]["action_id"] == ["acmehr_list_employees"]
    assert body["filters"]["account_secure_id"] == ["acc-1"]
    assert body["filters"]["start_time"] < "2026-05-01T10:00:00" < body["filters"]["end_time"]


def test_log_of_another_time_is_not_taken(fake, channel_to, complete, answer_with, a_run):
    fake.answers["/logs/actions"] = answer_with({"data": [a_log(after_s=3600)]})
    assert complete(RunLogs(channel_to()).of_run(a_run())) == ()


def test_log_that_is_written_a_moment_later_is_found(fake, channel_to, complete, answer_with, a_run):
    fake.answers["/logs/actions"] = [answer_with({"data": []}), answer_with({"data": [a_log()]})]
    assert len(complete(RunLogs(channel_to()).of_run(a_run()))) == 1


def test_older_api_is_asked_when_the_newer_is_not_there_and_remembered(fake, channel_to, complete, answer_with, a_run):
    log = {
        "event_datetime": START.isoformat(),
        "account_id": "acc-1",
        "action": "acmehr_list_employees",
        "status": 200,
        "duration": 40,
        "step_requests": [{"id": "p1", "http_method": "get", "url": "https://api.acme.example/v1", "status": 200}],
    }
    fake.answers["/requests/logs"] = answer_with({"next": None, "data": [log]})
    reader = RunLogs(channel_to())

    async def twice():
        await reader.of_run(a_run())
        return await reader.of_run(a_run())

    lines = complete(twice())
    assert [line.source for line in lines] == [LogSource.PLATFORM, LogSource.PROVIDER]
    assert "GET https://api.acme.example/v1" in lines[1].text
    assert [one.url.path for one in fake.requests].count("/logs/actions") == 1


def test_setting_decides_which_api_is_asked(fake, channel_to, complete, a_run):
    assert complete(RunLogs(channel_to(logs="none")).of_run(a_run())) == ()
    assert fake.requests == []
    with pytest.raises(Refused):
        complete(RunLogs(channel_to(logs="POST /logs/actions")).of_run(a_run()))
    assert {one.url.path for one in fake.requests} == {"/logs/actions"}


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_refusal_is_no_sign_that_the_api_is_missing(fake, channel_to, complete, refuse_with, a_run, status):
    fake.answers["/logs/actions"] = refuse_with(status)
    with pytest.raises(Refused):
        complete(RunLogs(channel_to()).of_run(a_run()))


def test_without_any_log_api_there_are_no_lines(fake, channel_to, complete, a_run):
    assert complete(RunLogs(channel_to()).of_run(a_run())) == ()


@pytest.mark.parametrize("parts", [{"result": False}, {"account": None}])
def test_run_that_was_never_answered_has_no_log(fake, channel_to, complete, a_run, parts):
    assert complete(RunLogs(channel_to()).of_run(a_run(**parts))) == ()
    assert fake.requests == []


def test_run_id_cannot_lead_to_another_address(fake, channel_to, complete, answer_with, a_run):
    fake.answers["/logs/actions"] = answer_with({"data": []})
    complete(RunLogs(channel_to()).of_run(a_run(run_id="a/../../accounts")))
    assert all("accounts" not in one.url.raw_path.decode().split("/") for one in fake.requests)


def test_newer_api_that_answers_something_else_is_passed_over(fake, channel_to, complete, answer_with, a_run):
    fake.answers["/logs/actions"] = answer_with(b"<html>")
    log = {"event_datetime": START.isoformat(), "account_id": "acc-1", "action": "acmehr_list_employees"}
    fake.answers["/requests/logs"] = answer_with({"data": [log]})
    assert len(complete(RunLogs(channel_to()).of_run(a_run()))) == 1


@pytest.mark.parametrize("steps", [b"<html>", b"[]"])
def test_steps_that_cannot_be_read_are_told_when_that_way_was_chosen(
    fake, channel_to, complete, answer_with, a_run, steps
):
    fake.answers["/logs/actions/run-9"] = answer_with(a_log())
    fake.answers["/logs/actions/run-9/steps"] = answer_with(steps)
    with pytest.raises(MalformedAnswer):
        complete(RunLogs(channel_to(logs="POST /logs/actions")).of_run(a_run(run_id="run-9")))


def test_run_without_steps_still_has_its_line(fake, channel_to, complete, answer_with, a_run):
    fake.answers["/logs/actions/run-9"] = answer_with({"data": a_log()})
    assert len(complete(RunLogs(channel_to()).of_run(a_run(run_id="run-9")))) == 1


def test_run_id_that_is_not_known_is_looked_for_by_time(fake, channel_to, complete, answer_with, a_run):
    fake.answers["/logs/actions"] = answer_with({"data": [a_log("near")]})
    (line,) = complete(RunLogs(channel_to()).of_run(a_run(run_id="gone")))
    assert "run near" in line.text


def test_many_steps_are_read_page_by_page(fake, channel_to, complete, answer_with, a_run):
    fake.answers["/logs/actions/run-9"] = answer_with(a_log())
    first = [{"step_index": n, "step_id": f"s{n}"} for n in range(100)]
    fake.answers["/logs/actions/run-9/steps"] = [
        answer_with({"data": first}),
        answer_with({"data": [{"step_index": 100, "step_id": "s100"}]}),
    ]
    lines = complete(RunLogs(channel_to()).of_run(a_run(run_id="run-9")))
    assert (len(lines), lines[-1].text) == (102, "s100")
