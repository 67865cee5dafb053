import pytest

from explorer.sandbox.pipedream.access.limits import Limits, RateWindow
from explorer.sandbox.pipedream.refusal import RequestRefusedError


def test_a_full_window_refuses_and_says_when_to_come_back():
    window = RateWindow(2, 10.0)
    window.take(100.0)
    window.take(103.5)
    with pytest.raises(RequestRefusedError) as refused:
        window.take(104.0)
    assert refused.value.status == 429
    assert refused.value.body == {"error": "Throttled"}
    assert refused.value.headers == {
        "Retry-After": "6",
        "X-RateLimit-Limit": "2",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": "110",
    }


def test_a_window_opens_again_when_its_oldest_call_is_old_enough():
    window = RateWindow(1, 10.0)
    window.take(100.0)
    window.take(110.0)
    assert list(window.taken) == [110.0]


def test_a_refused_call_does_not_count():
    window = RateWindow(1, 10.0)
    window.take(100.0)
    with pytest.raises(RequestRefusedError):
        window.take(109.0)
    window.take(110.0)


def test_buckets_and_users_do_not_share_a_window():
    limits = Limits()
    for _ in range(100):
        limits.take("connect tokens", "a", 0.0)
    limits.take("connect tokens", "b", 0.0)
    limits.take("proxy", "", 0.0)
    with pytest.raises(RequestRefusedError):
        limits.take("connect tokens", "a", 1.0)


def test_runs_are_unlimited_unless_switched():
    limits = Limits()
    for _ in range(500):
        limits.take_run(0, 0.0)
    limits.take_run(1, 0.0)
    with pytest.raises(RequestRefusedError):
        limits.take_run(1, 1.0)


def test_an_unknown_limit_token_is_a_bad_request():
    with pytest.raises(RequestRefusedError) as refused:
        Limits().take_own("rl_nothing", 0.0)
    assert refused.value.status == 400
