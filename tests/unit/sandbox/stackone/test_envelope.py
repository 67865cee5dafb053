import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from explorer.sandbox.stackone.envelope import Refused, provider_refused, timestamp


def test_every_error_says_status_message_and_time():
    body = Refused(403).body()
    assert body["statusCode"] == 403
    assert body["message"] == "Forbidden resource"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", body["timestamp"])


def test_a_moment_is_written_in_utc_with_milliseconds():
    at = datetime(2026, 5, 1, 1, 0, 0, 1999, timezone(timedelta(hours=2)))
    assert timestamp(at) == "2026-04-30T23:00:00.001Z"
    assert timestamp(datetime(2026, 5, 1, tzinfo=UTC)) == "2026-05-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("own", "outer"), [(400, 400), (401, 400), (409, 400), (404, 404), (429, 429), (500, 502), (503, 502)]
)
def test_a_providers_status_becomes_one_of_the_platforms(own, outer):
    refused = provider_refused(own, "https://api.acme.example/v1/x", {"error": "no"}, {"x-one": "1"})
    assert refused.status == outer
    (said,) = refused.body()["provider_errors"]
    assert (said["status"], said["url"], said["raw"]) == (own, "https://api.acme.example/v1/x", {"error": "no"})
    assert said["headers"] == {"content-type": "application/json", "x-one": "1"}


def test_a_providers_rate_limit_is_passed_on():
    assert provider_refused(429, "", {}, {"retry-after": "30"}).headers == {"retry-after": "30"}
    assert provider_refused(429, "", {}).headers == {"retry-after": "60"}
