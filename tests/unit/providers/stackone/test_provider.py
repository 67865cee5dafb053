"""StackOne behind the contract, against the sandbox over real HTTP."""

import asyncio
from datetime import UTC, datetime

import pytest

from explorer.domain.action import Effect
from explorer.domain.call import Call, Outcome, Phase, Run
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.failure import NotSendable, Party, Retry
from explorer.domain.json_value import ExactNumber
from explorer.domain.log_entry import LogLevel
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.contract import ChoicesQuestion
from explorer.providers.stackone import STACKONE

MERIDIAN_STAFF, FAULTS = 0, 4


class Session:
    """One connection to the sandbox, with what it found there."""

    def __init__(self, ready, **changes):
        self.ready = ready["stackone"]
        self.mask = SecretMask()
        self.transport = Transport(self.mask)
        self.base_url = changes.pop("base_url", str(self.ready["base_url"]))
        key = changes.pop("key", str(self.ready["api_key"]))
        connection = Connection(
            ConnectionId("c"), "Mine", Platform.STACKONE, self.base_url, Environment.SANDBOX, changes
        )
        secrets = {SecretName("api_key"): key} if key else {}
        self.provider = STACKONE.make(connection, secrets, self.transport, self.mask)
        self.actions = {}

    async def discover(self):
        async for page in self.provider.discover():
            self.actions.update({action.key: action for action in page.actions})

    async def run(self, key, arguments=None, account=MERIDIAN_STAFF, timeout_s=10.0, **options):
        call = Call(
            ConnectionId("c"),
            self.actions[key],
            self.ready["account_ids"][account],
            arguments or {},
            options=options,
            timeout_s=timeout_s,
        )
        started = datetime.now(UTC)
        result = await self.provider.run(call, lambda _words, _count: None)
        return Run("r", call, started, 50.0, result)

    async def aclose(self):
        await self.provider.aclose()
        await self.transport.aclose()


@pytest.fixture
def in_session(sandbox):
    """Runs a coroutine function with a session that has discovered everything."""

    def run(work, *, discovered=True, **changes):
        async def go():
            session = Session(sandbox, **changes)
            try:
                if discovered:
                    await session.discover()
                return await work(session)
            finally:
                await session.aclose()

        return asyncio.run(go())

    return run


def steps_of(in_session, **changes):
    async def work(session):
        return [step async for step in session.provider.test_connection()]

    return in_session(work, discovered=False, **changes)


def test_connection_that_works_is_told_step_by_step(in_session):
    steps = steps_of(in_session)
    assert [(step.name, step.failure) for step in steps] == [
        ("Address", None),
        ("API key", None),
        ("Accounts", None),
        ("Actions", None),
    ]
    assert all(step.detail for step in steps)


@pytest.mark.parametrize(
    ("changes", "failing", "said"),
    [
        ({"base_url": "http://127.0.0.1:1"}, "Address", "takes no connections"),
        ({"key": "v1.eu1.wrong"}, "API key", "does not accept the API key"),
        ({"key": ""}, "API key", "secret store"),
        ({"accounts_path": "/nowhere"}, "Accounts", "does not find"),
        ({"actions_path": "/nowhere"}, "Actions", "does not find"),
    ],
)
def test_connection_that_fails_says_at_which_step(in_session, changes, failing, said):
    *passed, last = steps_of(in_session, **changes)
    assert all(step.failure is None for step in passed)
    assert last.name == failing
    assert said in last.failure.who_text


def test_something_else_at_the_address_is_seen(in_session, control):
    control("stackone", "POST", "faults", {"kind": "not_json", "times": 0})
    (step,) = steps_of(in_session)
    assert (step.name, step.failure.who) == ("Address", Party.PLATFORM)


def test_all_actions_are_found_once(in_session):
    async def work(session):
        keys, pages = [], 0
        async for page in session.provider.discover():
            pages += 1
            keys += [action.key for action in page.actions]
            assert not page.problems
        return keys, pages

    keys, pages = in_session(work, discovered=False, page_size="2")
    assert len(keys) == len(set(keys)) == 400
    assert pages > 1


def test_accounts_in_every_state_are_listed(in_session):
    async def work(session):
        return await session.provider.list_accounts()

    accounts = in_session(work, discovered=False)
    states = {account.state.value for account in accounts}
    assert {"active", "inactive", "suspended", "archived", "expired", "error"} <= states
    assert len({account.id for account in accounts}) == len(accounts)


def test_created_record_is_found_again(in_session):
    async def work(session):
        body = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
        made = await session.run("cedarfolk_create_employee", {"body": body})
        found = await session.run("cedarfolk_search_employees", {"body": {"query": "Lovelace"}})
        listed = await session.run("cedarfolk_list_employees")
        return made.result, found.result, listed.result

    made, _found, listed = in_session(work)
    assert (made.outcome, made.summary) == (Outcome.SUCCEEDED, "1 employee created")
    assert listed.summary == "25 employees"
    assert listed.next_cursor
    assert b"Lovelace" in listed.answer.body


def test_form_comes_from_the_accounts_tools_and_next_one_at_once(in_session, sandbox, control):
    async def work(session):
        account = session.ready["account_ids"][MERIDIAN_STAFF]
        first = await session.provider.describe(session.actions["cedarfolk_create_employee"], account)
        control("stackone", "POST", "faults", {"kind": "drop", "times": 0})
        second = await session.provider.describe(session.actions["cedarfolk_get_employee"], account)
        return first, second

    first, second = in_session(work)
    assert [group.key for group in first.form.root.fields][-2:] == ["body", "headers"]
    assert not first.notes
    assert [field.key for field in second.form.root.fields[0].fields] == ["id"]


def test_missing_fields_are_told_at_their_places(in_session):
    async def work(session):
        return (await session.run("cedarfolk_create_employee", {"body": {}})).result

    result = in_session(work)
    assert result.outcome is Outcome.REJECTED
    assert ("body", "email") in {problem.pointer for problem in result.field_problems}


def test_providers_failure_shows_what_the_provider_said(in_session):
    async def work(session):
        run = await session.run("fault_lab_fail_at_provider", account=FAULTS)
        return run.result, await session.provider.read_logs(run)

    result, lines = in_session(work)
    (error,) = result.provider_errors
    assert result.outcome is Outcome.PROVIDER_FAILED
    assert (result.explanation.who, result.explanation.step) == (Party.PROVIDER, "3 of 3: call of the provider")
    assert error.status
    assert error.url.startswith("https://")
    assert error.headers
    assert error.raw_text
    assert any(line.level is LogLevel.ERROR and line.depth == 1 for line in lines)


def test_large_numbers_arrive_to_the_last_digit_both_ways(in_session):
    numbers = {"amount": ExactNumber("0.10"), "count": 9007199254740993}

    async def work(session):
        description = await session.provider.describe(
            session.actions["fault_lab_send_everything"], session.ready["account_ids"][FAULTS]
        )
        run = await session.run(
            "fault_lab_send_everything", {"path": {"id": "x"}, "body": {"free": numbers, **numbers}}, account=FAULTS
        )
        return description, run.result

    _, result = in_session(work)
    assert b'"count":9007199254740993' in result.answer.body.replace(b" ", b"")
    assert b'"amount":0.10' in result.answer.body.replace(b" ", b"")


def test_limit_is_told_with_the_time_to_wait(in_session):
    async def work(session):
        return (await session.run("fault_lab_be_rate_limited", account=FAULTS)).result

    result = in_session(work)
    assert (result.outcome, result.explanation.retry) == (Outcome.REJECTED, Retry.LATER)
    assert result.explanation.retry_after_s > 0


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ({"kind": "drop"}, Outcome.NO_ANSWER),
        ({"kind": "truncate"}, Outcome.NO_ANSWER),
        ({"kind": "slow", "delay_s": 30}, Outcome.NO_ANSWER),
        ({"kind": "not_json"}, Outcome.MALFORMED),
        ({"kind": "redirect"}, Outcome.MALFORMED),
        ({"kind": "heartbeat"}, Outcome.SUCCEEDED),
        ({"kind": "status", "status": 503}, None),
    ],
)
def test_faults_on_the_way_have_their_outcome(in_session, control, fault, outcome):
    async def work(session):
        faulty = {**fault, "match": {"path_contains": "/actions/rpc"}}
        control("stackone", "POST", "faults", faulty)
        return (await session.run("cedarfolk_list_employees", timeout_s=1.0)).result

    result = in_session(work)
    if outcome is not None:
        assert result.outcome is outcome
    assert (result.explanation is None) == (result.outcome is Outcome.SUCCEEDED)
    assert not result.is_unknown, "reading changes nothing"


def test_dropped_write_has_an_unknown_outcome(in_session, control):
    async def work(session):
        control("stackone", "POST", "faults", {"kind": "drop", "match": {"path_contains": "/actions/rpc"}})
        body = {"first_name": "Ada", "last_name": "L", "email": "a@example.com"}
        return (await session.run("cedarfolk_create_employee", {"body": body})).result

    result = in_session(work)
    assert result.is_unknown
    assert result.explanation.retry is Retry.CHECK_FIRST


def test_write_is_sent_once_whatever_happens(in_session, control):
    async def work(session):
        control("stackone", "POST", "faults", {"kind": "drop", "times": 0, "match": {"path_contains": "/actions/rpc"}})
        await session.run("cedarfolk_delete_employee", {"path": {"id": "emp_1"}})

    in_session(work)
    received = control("stackone", "GET", "requests")
    assert str(received).count("/actions/rpc") == 1


def test_file_comes_with_its_name(in_session):
    async def work(session):
        return (await session.run("fault_lab_answer_picture", account=FAULTS)).result

    result = in_session(work)
    assert result.file_name.endswith(".png")
    assert result.answer.body.startswith(b"\x89PNG")


def test_cancelled_run_ends_at_once_and_leaves_nothing(in_session, control):
    async def work(session):
        control(
            "stackone", "POST", "faults", {"kind": "slow", "delay_s": 30, "match": {"path_contains": "/actions/rpc"}}
        )
        waiting = asyncio.Event()
        call = Call(ConnectionId("c"), session.actions["cedarfolk_list_employees"], session.ready["account_ids"][0], {})
        task = asyncio.create_task(
            session.provider.run(call, lambda words, _count: waiting.set() if words == Phase.WAIT.value else None)
        )
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return session.transport._client._transport._pool.connections

    assert in_session(work) == []


def test_prepared_request_is_the_one_that_is_sent_without_the_key(in_session):
    async def work(session):
        run = await session.run("cedarfolk_list_employees", {"query": {"page_size": 3}}, sync=True)
        return session.provider.prepare(run.call), run.result.request, session.ready["api_key"]

    prepared, sent, key = in_session(work)
    assert prepared == sent
    assert key not in repr(prepared)
    assert prepared.url.endswith("/actions/rpc?sync=true")
    assert prepared.body == b'{"action":"cedarfolk_list_employees","query":{"page_size":3}}'


def test_call_without_an_account_is_refused_before_it_is_sent(in_session, control):
    async def work(session):
        call = Call(ConnectionId("c"), session.actions["cedarfolk_list_employees"], None, {})
        with pytest.raises(NotSendable):
            session.provider.prepare(call)
        return await session.provider.run(call, lambda _words, _count: None)

    result = in_session(work)
    assert (result.outcome, result.explanation.who) == (Outcome.REJECTED, Party.INPUT)
    assert "/actions/rpc" not in str(control("stackone", "GET", "requests"))


def test_run_has_all_its_phases(in_session):
    async def work(session):
        return (await session.run("cedarfolk_list_employees")).result

    phases = [phase.phase for phase in in_session(work).phases]
    assert phases[-4:] == [Phase.SEND, Phase.WAIT, Phase.RECEIVE, Phase.READ]


def test_logs_are_found_without_the_header_too(in_session):
    async def work(session):
        run = await session.run("cedarfolk_list_employees")
        return await session.provider.read_logs(run), run.result.details

    lines, details = in_session(work, run_id_header="x-not-there")
    assert "Run id" not in details
    assert len(lines) > 1
    assert lines[0].text.startswith("cedarfolk_list_employees")


def test_older_logs_can_be_chosen(in_session):
    async def work(session):
        run = await session.run("cedarfolk_list_employees")
        return await session.provider.read_logs(run)

    assert in_session(work, logs="GET /requests/logs")[0].text.startswith("cedarfolk_list_employees")


def test_there_are_no_choices_and_nothing_reloads(in_session):
    async def work(session):
        action = session.actions["cedarfolk_get_employee"]
        account = session.ready["account_ids"][0]
        description = await session.provider.describe(action, account)
        again = await session.provider.reload(description, account, {}, {})
        page = await session.provider.choices(ChoicesQuestion(action, account, "x", {}))
        return description is again, page.options

    assert in_session(work) == (True, ())


def test_effects_are_known_for_most_actions(in_session):
    async def work(session):
        return [action.effect for action in session.actions.values()]

    effects = in_session(work)
    assert effects.count(Effect.UNKNOWN) < len(effects) / 4
