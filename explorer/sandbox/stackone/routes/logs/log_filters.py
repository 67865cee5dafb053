"""Which runs a list of logs is to have."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from explorer.sandbox.stackone.action_log import Run
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.routes.logs.log_forms import action_log
from explorer.sandbox.stackone.state import State

_SPECIAL = frozenset({"account_secure_id", "start_time", "end_time", "success", "log_id", "provider"})
_KNOWN = frozenset(
    {
        *_SPECIAL,
        "action_id",
        "action_run_id",
        "action_type",
        "category",
        "connector_key",
        "connector_version",
        "mode",
        "origin_owner_id",
        "source_id",
        "source_type",
        "status_code",
        "request_id",
        "action",
        "resource",
        "sub_resource",
        "service",
    }
)
_SAME_AS = {
    "account_secure_id": "account_id",
    "request_id": "action_run_id",
    "provider": "connector_key",
    "action": "action_id",
    "service": "category",
}


def wanted_runs(state: State, untrusted_filters: object) -> list[Run]:
    """
    The runs that fit all filters of the present generation, newest first.

    Raises:
        Refused: 400, a filter is unknown or of the wrong type.
    """
    filters = {} if untrusted_filters is None else untrusted_filters
    if not isinstance(filters, dict):
        raise Refused(400, "filters must be an object", error_code="ValidationError")
    unknown = sorted(set(filters) - _KNOWN)
    if unknown:
        raise Refused(400, f"Unknown filter: {', '.join(unknown)}", error_code="ValidationError")
    return [run for run in state.log.newest_first() if _fits(run, filters)]


def _fits(run: Run, filters: Mapping[str, Any]) -> bool:
    written = action_log(run)
    for name, wanted in filters.items():
        if wanted is None:
            continue
        if name == "start_time":
            fits = run.started_at >= moment(wanted, name)
        elif name == "end_time":
            fits = run.started_at <= moment(wanted, name)
        elif name == "success":
            fits = run.success is wanted
        elif not isinstance(wanted, list):
            raise Refused(400, f"filters.{name} must be a list of texts", error_code="ValidationError")
        else:
            present = written.get(_SAME_AS.get(name, name))
            fits = not wanted or str(present) in [str(one) for one in wanted]
        if not fits:
            return False
    return True


def moment(text: object, name: str) -> datetime:
    """
    A moment in ISO 8601; without a zone it is meant in UTC.

    Raises:
        Refused: 400, it is none.
    """
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError as problem:
        raise Refused(400, f"{name} must be a date and time in ISO 8601", error_code="ValidationError") from problem
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
