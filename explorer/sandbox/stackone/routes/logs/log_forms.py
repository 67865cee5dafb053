"""A run and its steps, written as each generation of the platform writes them."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from explorer.sandbox.stackone.action_log import Exchange, Run, Step
from explorer.sandbox.stackone.envelope import timestamp
from explorer.sandbox.stackone.exact_json import NotJson, read

PROJECT = "prj-sandbox"


def _milliseconds(began: datetime, ended: datetime | None) -> int | None:
    return None if ended is None else round((ended - began).total_seconds() * 1000)


def _moment(at: datetime | None) -> str | None:
    return None if at is None else timestamp(at)


def action_log(run: Run) -> dict[str, object]:
    """An action log of the present generation; ids and times as text, durations in milliseconds."""
    exchange = run.exchange
    return {
        "log_id": run.id,
        "log_type": "action",
        "action_run_id": run.id,
        "event_time": _moment(run.started_at),
        "start_time": _moment(run.started_at),
        "end_time": _moment(run.ended_at),
        "duration_ms": _milliseconds(run.started_at, run.ended_at),
        "project_id": PROJECT,
        "account_id": run.account_id,
        "success": run.success,
        "status_code": run.status_code,
        "connector_key": run.connector_key,
        "connector_version": run.connector_version,
        "connector_owner": "stackone",
        "connector_profile_id": run.profile_id,
        "mode": "live",
        "http_method": exchange.method if exchange else None,
        "url": exchange.url if exchange else None,
        "source_type": run.source_type,
        "source_id": None,
        "source_value": None,
        "auth_type": "API_KEY",
        "auth_id": None,
        "user_agent": run.user_agent,
        "ip_address": run.ip_address,
        "session_id": None,
        "agent_id": None,
        "transport_type": run.transport_type,
        "stream_type": "HTTP",
        "is_background": False,
        "origin_owner_id": None,
        "origin_owner_name": None,
        "action_id": run.action_id,
        "action_type": run.action_type,
        "category": run.category,
        "risk_level": run.risk_level,
        "tier2_score": None,
    }


def step_log(run: Run, step: Step) -> dict[str, object]:
    """A step of the present generation."""
    return {
        "log_type": "step",
        "action_run_id": run.id,
        "step_index": step.index,
        "step_id": step.step_id,
        "step_function_name": step.function,
        "step_function_version": "1",
        "step_iterations": 1,
        "event_time": _moment(step.started_at),
        "start_time": _moment(step.started_at),
        "end_time": _moment(step.ended_at),
        "duration_ms": _milliseconds(step.started_at, step.ended_at),
        "project_id": PROJECT,
        "account_id": run.account_id,
        "skipped": step.is_skipped,
        "success": step.success,
        "status_code": step.status_code,
        "message": step.message,
    }


def provider_log(run: Run, step: Step) -> dict[str, object]:
    """A provider request of the present generation."""
    exchange = step.exchange
    return {
        **step_log(run, step),
        "log_type": "provider",
        "id": f"{run.id}-{step.index}",
        "request_id": run.id,
        "http_method": exchange.method if exchange else None,
        "url": exchange.url if exchange else None,
        "provider": run.connector_key,
    }


def advanced(exchange: Exchange | None, run: Run) -> dict[str, object]:
    """The full request and response; `null` parts where a step made no request."""
    if exchange is None:
        return {"request": None, "response": None}
    address = urlsplit(exchange.url)
    return {
        "request": {
            "id": run.id,
            "method": exchange.method,
            "headers": dict(exchange.request_headers),
            "url": {
                "url": exchange.url,
                "hostname": address.hostname,
                "path": address.path,
                "query_params": {name: values[-1] for name, values in parse_qs(address.query).items()},
            },
            "body": _structured(exchange.request_body),
        },
        "response": {
            "status_code": exchange.status,
            "headers": dict(exchange.response_headers),
            "body": _structured(exchange.response_body),
            "custom_mapping_errors": [],
            "provider_errors": run.provider_errors,
        },
    }


def _structured(body: str | None) -> object:
    """A JSON object as itself, anything else as its text."""
    if body is None or not body.startswith("{"):
        return body
    try:
        return read(body.encode())
    except NotJson:
        return body


def old_step(run: Run, step: Step) -> dict[str, object]:
    """A step of the former generation."""
    exchange = step.exchange
    address = exchange.url if exchange else None
    return {
        "id": f"{run.id}-{step.index}",
        "request_id": run.id,
        "start_time": _moment(step.started_at),
        "end_time": _moment(step.ended_at),
        "account_id": run.account_id,
        "project_id": PROJECT,
        "http_method": exchange.method.lower() if exchange else None,
        "path": urlsplit(address).path if address else None,
        "url": address,
        "status": step.status_code,
        "duration": _milliseconds(step.started_at, step.ended_at),
        "success": step.success,
        "provider": run.connector_key,
        "service": run.category,
        "resource": step.step_id,
        "child_resource": None,
        "sub_resource": None,
        "action": run.action_id,
        "is_worker": False,
    }


def old_log(run: Run, *, with_steps: bool, with_advanced: bool = False) -> dict[str, object]:
    """A log of the former generation."""
    exchange = run.exchange
    address = exchange.url if exchange else None
    written: dict[str, object] = {
        "request_id": run.id,
        "event_datetime": _moment(run.started_at),
        "start_time": _moment(run.started_at),
        "end_time": _moment(run.ended_at),
        "account_id": run.account_id,
        "project_id": PROJECT,
        "http_method": exchange.method.lower() if exchange else None,
        "path": urlsplit(address).path if address else None,
        "url": address,
        "status": run.status_code,
        "duration": _milliseconds(run.started_at, run.ended_at),
        "success": run.success,
        "provider": run.connector_key,
        "service": run.category,
        "resource": "actions",
        "child_resource": None,
        "sub_resource": None,
        "action": run.action_id,
        "is_worker": False,
        "source_type": run.source_type,
        "source_value": None,
        "source_id": None,
        "source_ip": run.ip_address,
    }
    if with_steps:
        written["step_requests"] = [old_step(run, step) for step in run.steps]
    if with_advanced:
        written.update(advanced(exchange, run))
    return written
