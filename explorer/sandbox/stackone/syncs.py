"""Results kept by `sync=true`, for `POST /actions/rpc/synced`."""

import hashlib
import uuid
from datetime import UTC, datetime, timedelta

from explorer.sandbox.stackone.envelope import timestamp
from explorer.sandbox.stackone.exact_json import write
from explorer.sandbox.stackone.running.answer import JsonAnswer
from explorer.sandbox.stackone.running.call import Call
from explorer.sandbox.stackone.state import State

KEPT_DAYS = 7


def remember_sync(state: State, call: Call, answer: JsonAnswer) -> JsonAnswer:
    """Keep a result under its action and inputs, and give it with what is known about the sync."""
    data = answer.value.get("data")
    rows = data if isinstance(data, list) else None if data is None else [data]
    key = sync_key(call)
    now = datetime.now(UTC)
    run_id = str(uuid.uuid4())
    datasync = {
        "last_full_run_id": run_id,
        "last_run_id": run_id,
        "request_id": str(uuid.uuid4()),
        "synced_at": timestamp(now),
        "sync_expires_at": timestamp(now + timedelta(days=KEPT_DAYS)),
        "params_hash": key.rsplit(" ", 1)[1],
    }
    state.synced[key] = {"data": rows, "datasync": datasync}
    return JsonAnswer({**answer.value, "data": rows, "datasync": datasync}, answer.status)


def sync_key(call: Call) -> str:
    """What a sync is found by: account, action and all inputs."""
    inputs = [
        sorted((name, write(value).decode()) for name, value in call.values(place).items() if value is not None)
        for place in ("path", "query", "body", "headers")
    ]
    digest = hashlib.sha256(write([call.action_id, inputs])).hexdigest()[:32]
    return f"{call.account_id} {call.action_id} {digest}"
