import pytest

from explorer.sandbox.inlycore.wire.answers import Aborted
from explorer.sandbox.inlycore.wire.throttle import Throttle


def test_headers_count_down(clock):
    throttle = Throttle(clock)

    assert [throttle.count("a", 2)["X-RateLimit-Remaining"] for _ in range(2)] == ["1", "0"]


def test_the_limit_ends_with_a_wait(clock):
    throttle = Throttle(clock)
    throttle.count("a", 1)
    clock.now += 20.5

    with pytest.raises(Aborted) as caught:
        throttle.count("a", 1)

    assert caught.value.status == 429
    assert caught.value.body == {"message": "Too Many Attempts."}
    assert caught.value.headers == {
        "Retry-After": "40",
        "X-RateLimit-Limit": "1",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": str(int(clock.now + 39.5)),
    }


def test_after_a_minute_the_limit_is_fresh(clock):
    throttle = Throttle(clock)
    throttle.count("a", 1)
    clock.now += 60

    assert throttle.count("a", 1)["X-RateLimit-Remaining"] == "0"


def test_callers_have_limits_of_their_own(clock):
    throttle = Throttle(clock)
    throttle.count("a", 1)

    assert throttle.count("b", 1)


def test_zero_is_no_limit(clock):
    throttle = Throttle(clock)

    assert [throttle.count("a", 0) for _ in range(100)] == [{}] * 100
