"""One run of an action in its order: checks, the provider's work, the scan, the log."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from explorer.sandbox.stackone.action_log import KEPT_BODY_BYTES, Exchange, Run
from explorer.sandbox.stackone.catalogue.model import Action
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.exact_json import write
from explorer.sandbox.stackone.running.answer import Answer, JsonAnswer, RawAnswer, records
from explorer.sandbox.stackone.running.call import Call
from explorer.sandbox.stackone.running.defender import scan
from explorer.sandbox.stackone.running.fault_actions import FAULT_ACTIONS
from explorer.sandbox.stackone.running.file_actions import FILE_ACTIONS
from explorer.sandbox.stackone.running.input_check import check_inputs
from explorer.sandbox.stackone.running.preconditions import (
    account_of,
    profile_for,
    require_active,
    require_permission,
)
from explorer.sandbox.stackone.running.record_actions import RECORD_ACTIONS, Running
from explorer.sandbox.stackone.state import State
from explorer.sandbox.stackone.syncs import remember_sync

MASKED = "***"
_SECRET_HEADERS = frozenset({"authorization", "cookie", "x-hub-session-token"})


@dataclass(frozen=True)
class Asked:
    """The HTTP request that a run came by."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    transport: Literal["ACTION_RPC", "MCP"] = "ACTION_RPC"
    ip_address: str = "127.0.0.1"


@dataclass(frozen=True)
class Ended:
    """How a run ended: its answer, or the refusal, and the run's id."""

    run_id: str
    answer: Answer
    refusal: Refused | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


async def run_action(state: State, call: Call, asked: Asked) -> Ended:
    """Run an action to its end and log it; refusals are answers too."""
    run = _begin(call, asked)
    state.log.add(run)
    refusal: Refused | None = None
    answer: Answer
    try:
        answer = await _perform(state, call, run)
    except Refused as problem:
        refusal = problem
        answer = JsonAnswer(problem.body(), problem.status)
    except BaseException:
        # The connection was closed by the other side, or the stand-in itself is broken: an end all the same.
        _end(run, asked, RawAnswer(b"", 500))
        raise
    if refusal is not None and refusal.provider_errors is not None:
        run.provider_errors = list(refusal.provider_errors)
    _end(run, asked, answer)
    return Ended(run.id, answer, refusal, {} if refusal is None else refusal.headers)


def log_refusal(state: State, asked: Asked, refusal: Refused) -> str:
    """Log a call that was refused before it could be read; gives the run's id."""
    run = _begin(Call(action_id=""), asked)
    state.log.add(run)
    _end(run, asked, JsonAnswer(refusal.body(), refusal.status))
    return run.id


def _begin(call: Call, asked: Asked) -> Run:
    return Run(
        id=str(uuid.uuid4()),
        started_at=datetime.now(UTC),
        action_id=call.action_id,
        account_id=call.account_id,
        transport_type=asked.transport,
        source_type="MCP" if asked.transport == "MCP" else "API",
        user_agent=asked.headers.get("user-agent", ""),
        ip_address=asked.ip_address,
    )


async def _perform(state: State, call: Call, run: Run) -> Answer:
    account = account_of(state, call.account_id)
    run.connector_key = account.connector_key
    require_active(account)
    run.profile_id = profile_for(state, account, call.profile_id)
    action = state.catalogue.action(call.action_id)
    if action is None:
        raise Refused(state.switches.number("unknown_action_status"), f"Action {call.action_id} does not exist")
    if action.connector_key != account.connector_key:
        raise Refused(400, f"Account {account.id} is of {account.connector_key}, not of {action.connector_key}")
    connector = state.catalogue.connector(action.connector_key)
    assert connector is not None
    run.connector_version, run.action_type = connector.version, action.action_type
    run.category = connector.category
    require_permission(account, action)
    _check(action, call, run)
    answer = await _at_provider(Running(state, account, connector, action, call), run)
    if not isinstance(answer, JsonAnswer):
        return answer
    always = action.verb == "be_blocked_by_defender"
    scanned = scan(state, call, answer.value.get("data"), always=always)
    if scanned is not None:
        run.defender = scanned
        result = scanned["result"]
        assert isinstance(result, dict)
        run.risk_level = str(result["riskLevel"])
        answer.value["defenderMetadata"] = scanned
    if call.is_synced:
        answer = remember_sync(state, call, answer)
    if call.is_debugged:
        steps = [{"step": step.step_id, "function": step.function} for step in run.steps]
        answer.value["debug"] = {"action_run_id": run.id, "connector_profile_id": run.profile_id, "steps": steps}
    return answer


def _check(action: Action, call: Call, run: Run) -> None:
    began = datetime.now(UTC)
    try:
        check_inputs(action, call)
    except Refused as problem:
        run.step("check_inputs", "validate", started_at=began, status_code=400, message=problem.message)
        raise
    run.step("check_inputs", "validate", started_at=began)


async def _at_provider(running: Running, run: Run) -> Answer:
    began = datetime.now(UTC)
    try:
        answer = await _act(running)
    except Refused as problem:
        errors = problem.provider_errors
        exchange = _provider_exchange(running, errors[0]) if errors else None
        status = exchange.status if exchange else problem.status
        run.step(
            "call_provider",
            "request",
            started_at=began,
            status_code=status,
            message=problem.message,
            exchange=exchange,
        )
        raise
    told = {"status": answer.status, "headers": {"content-type": "application/json"}}
    body = answer.value.get("data") if isinstance(answer, JsonAnswer) else None
    exchange = _provider_exchange(running, {**told, "raw": body})
    run.step("call_provider", "request", started_at=began, status_code=answer.status, exchange=exchange)
    run.step("map_fields", "map", started_at=datetime.now(UTC))
    return answer


async def _act(running: Running) -> Answer:
    verb = running.action.verb
    if verb in FAULT_ACTIONS:
        return await FAULT_ACTIONS[verb](running)
    if verb in FILE_ACTIONS:
        return FILE_ACTIONS[verb](running)
    answer = RECORD_ACTIONS[verb](running)
    return records(answer.value["data"], _text_or_none(answer.value.get("next")))


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _provider_exchange(running: Running, told: Mapping[str, object]) -> Exchange:
    headers = told.get("headers")
    status = told.get("status")
    return Exchange(
        method=running.action.method.upper(),
        url=running.url,
        status=status if isinstance(status, int) else 0,
        request_headers={"authorization": MASKED, "accept": "application/json"},
        request_body=_bounded(write(running.call.body)) if running.call.body else None,
        response_headers=headers if isinstance(headers, dict) else {},
        response_body=_bounded(write(told.get("raw"))),
    )


def _end(run: Run, asked: Asked, answer: Answer) -> None:
    run.ended_at = datetime.now(UTC)
    run.status_code = answer.status
    if isinstance(answer, JsonAnswer):
        media_type, text = "application/json", _bounded(write(answer.value))
    else:
        media_type, text = answer.content_type or "", f"({len(answer.body)} bytes)"
    run.exchange = Exchange(
        method=asked.method,
        url=asked.url,
        status=answer.status,
        request_headers=masked(asked.headers),
        request_body=_bounded(asked.body),
        response_headers={"content-type": media_type},
        response_body=text,
    )


def masked(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers with the values of secret ones hidden."""
    return {name: MASKED if name in _SECRET_HEADERS else value for name, value in headers.items()}


def _bounded(text: bytes) -> str:
    return text[:KEPT_BODY_BYTES].decode("utf-8", "replace")
