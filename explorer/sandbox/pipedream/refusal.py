"""
A request that the platform itself refuses, with the body it gives then.

Source: reference of the errors of Pipedream Connect; only `error` is certain, its text varies.
"""

from collections.abc import Mapping


class RequestRefusedError(Exception):
    """Ends the handling of a request with a status, a JSON body and headers."""

    def __init__(self, status: int, error: str, *, headers: Mapping[str, str] | None = None, **more: object) -> None:
        super().__init__(f"{status} {error}")
        self.status = status
        self.body: dict[str, object] = {"error": error, **more}
        self.headers = dict(headers or {})


def not_found() -> RequestRefusedError:
    """What an unknown project, account, app or component gives."""
    return RequestRefusedError(404, "record not found")


def unauthorized() -> RequestRefusedError:
    """What a missing, wrong or expired token gives."""
    return RequestRefusedError(401, "Unauthorized")


def bad_request(error: str, **details: list[str]) -> RequestRefusedError:
    """What a request with a wrong value gives; `details` names the values."""
    return RequestRefusedError(400, error, details=details) if details else RequestRefusedError(400, error)
