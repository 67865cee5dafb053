"""The id of a request, to quote to the support of whoever answered it."""

from collections.abc import Mapping
from typing import Final

_HEADERS: Final = (
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "x-slack-req-id",
    "x-shopify-request-id",
    "sforce-request-id",
    "x-trace-id",
    "cf-ray",
)
"""The most common first; the last ones name a trace or a hop, and no request of the provider's own."""


def request_id_in(headers: Mapping[str, str]) -> str:
    """The request's id among the headers of an answer; empty if none names one."""
    by_name = {name.lower(): value for name, value in headers.items()}
    return next((by_name[name] for name in _HEADERS if by_name.get(name)), "")
