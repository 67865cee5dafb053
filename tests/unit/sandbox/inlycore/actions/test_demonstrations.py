import asyncio

import pytest

from explorer.sandbox.inlycore.routes import action_route


@pytest.fixture
def waits(monkeypatch):
    """The seconds that answers are held back, without waiting for them."""
    seconds = []

    async def note(delay_s):
        seconds.append(delay_s)
        await asyncio.sleep(0)

    monkeypatch.setattr(action_route, "sleep", note)
    return seconds


def test_the_slow_action_waits_as_long_as_asked(full, waits):
    response = full.execute("faults/slow-action", seconds=2.5)

    assert response.json() == {"success": True, "message": "Answered after 2.5 seconds."}
    assert waits == [2.5]


def test_nobody_waits_longer_than_ten_minutes(full):
    assert full.execute("faults/slow-action", seconds=601).json()["errors"] == {
        "seconds": ["The seconds field must be between 0 and 600."]
    }


def test_the_failing_action_hides_its_reason(full):
    response = full.execute("faults/fail-action", text="secret")

    assert (response.status_code, response.json()) == (500, {"message": "Server Error"})


def test_in_debug_mode_the_failing_action_shows_its_reason(full, inlycore):
    inlycore.switch("debug", True)

    response = full.execute("faults/fail-action", text="Out of paper")

    assert response.status_code == 500
    assert response.json()["message"] == "Out of paper"
    assert response.json()["exception"] == "RuntimeException"


def test_the_refusing_action_says_what_it_was_told(full):
    response = full.execute("faults/refuse-action", message="Closed")

    assert (response.status_code, response.json()) == (422, {"success": False, "message": "Closed"})


@pytest.mark.parametrize("size_kb", [1, 100, 2048])
def test_the_large_answer_has_about_the_size_asked_for(full, size_kb):
    response = full.execute("faults/large-answer", size_kb=size_kb)

    assert 0.8 < len(response.content) / (size_kb * 1024) < 1.2
    assert len(response.json()["data"]["rows"]) == size_kb * 8


@pytest.mark.parametrize(
    "body",
    [
        '{"whole": 18446744073709551617, "decimal": 0.10}',
        '{"value": [1e400, -0, 9007199254740993, {"a": 1, "a": 2}], "text": " kept "}',
        "{}",
        '{"unknown": "\\u00e5 \\ud83d\\ude00"}',
    ],
)
def test_echo_gives_back_every_digit_and_blank(full, body):
    response = full.post(
        "/api/v1/actions/faults/echo/execute", content=body.encode(), headers={"Content-Type": "application/json"}
    )

    assert response.status_code == 200
    assert f'"received":{body},' in response.text
    assert response.json()["data"]["text"] == body


def test_echo_tells_what_came_in_a_form(full):
    response = full.post(
        "/api/v1/actions/faults/echo/execute", data={"text": "a", "yes": "1"}, files={"value": ("v.txt", b"abc")}
    )

    assert response.json()["data"]["received"] == {
        "text": "a",
        "yes": "1",
        "value": {"name": "v.txt", "size": 3},
    }


def test_echo_still_checks_its_parameters(full):
    assert full.execute("faults/echo", yes="maybe").json()["errors"] == {
        "yes": ["The yes field must be true or false."]
    }
