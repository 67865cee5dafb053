"""The one form that every error has on the wire, and the failures that are turned into it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

DEFAULT_MESSAGES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden resource",
    404: "Not Found",
    406: "Not Acceptable",
    408: "Request timed out",
    409: "Conflict",
    412: "Precondition failed",
    422: "Unprocessable Entity",
    429: "Too many requests",
    500: "Internal server error",
    501: "Not Implemented",
    502: "Bad Gateway",
}
"""Texts of the schemas' own defaults; clients must not match on them."""


class Refused(Exception):
    """
    A call ends with an error status.

    Args:
        status: The HTTP status, which the body repeats.
        message: For a person.
        error_code: `errorCode` of the body, when there is one.
        provider_errors: What the provider said: `status`, `url`, `raw`, `headers` each.
        details: Only for 412: state of the account.
        retry_after_s: Sent as the header `Retry-After`.
    """

    def __init__(
        self,
        status: int,
        message: str | None = None,
        *,
        error_code: str | None = None,
        provider_errors: Sequence[Mapping[str, object]] | None = None,
        details: Mapping[str, object] | None = None,
        retry_after_s: int | None = None,
    ) -> None:
        self.status = status
        self.message = message or DEFAULT_MESSAGES.get(status, "Error")
        super().__init__(self.message)
        self.error_code = error_code
        self.provider_errors = provider_errors
        self.details = details
        self.headers = {} if retry_after_s is None else {"retry-after": str(retry_after_s)}

    def body(self) -> dict[str, object]:
        """The envelope: `statusCode`, `message`, `timestamp`, and what else there is to say."""
        envelope: dict[str, object] = {
            "statusCode": self.status,
            "message": self.message,
            "timestamp": timestamp(),
        }
        if self.error_code is not None:
            envelope["errorCode"] = self.error_code
        if self.status == 400 or self.provider_errors is not None:
            envelope["data"] = {"statusCode": self.status, "message": self.message, "headers": {}}
            envelope["provider_errors"] = None if self.provider_errors is None else list(self.provider_errors)
        if self.details is not None:
            envelope["details"] = dict(self.details)
        return envelope


def timestamp(moment: datetime | None = None) -> str:
    """A moment, now if None, in ISO 8601 with milliseconds and Z."""
    at = datetime.now(UTC) if moment is None else moment.astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def provider_refused(status: int, url: str, raw: object, headers: Mapping[str, str] | None = None) -> Refused:
    """
    What becomes of a provider's refusal: its 404 and 429 keep their status, 5xx become 502, the rest 400.

    The provider's own status, address, headers and body stand in `provider_errors`.
    """
    kept = {404: 404, 429: 429}
    outer = 502 if status >= 500 else kept.get(status, 400)
    error = {
        "status": status,
        "url": url,
        "headers": {"content-type": "application/json", **(headers or {})},
        "raw": raw,
    }
    retry_after = int((headers or {}).get("retry-after", 60)) if outer == 429 else None
    return Refused(outer, provider_errors=[error], retry_after_s=retry_after)
