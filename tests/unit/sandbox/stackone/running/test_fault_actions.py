import json

import pytest

FAULTS = "fltlab01"


def lab(stackone, action, **query):
    return stackone.rpc(f"fault_lab_{action}", FAULTS, query=query)


def test_everything_that_was_sent_comes_back(stackone):
    sent = {
        "path": {"id": "1"},
        "query": {"ids": ["a"]},
        "headers": {"if_match": "2"},
        "body": {"nothing": None, "new": 0},
    }
    answer = stackone.post(
        "/actions/rpc", json={"action": "fault_lab_send_everything", **sent}, headers={"x-account-id": FAULTS}
    )
    assert answer.json()["data"] == sent


def test_a_rate_limit_lets_through_after_its_refusals(stackone):
    answers = [lab(stackone, "be_rate_limited", times=2, retry_after=9) for _ in range(4)]
    assert [one.status_code for one in answers] == [429, 429, 200, 429]
    assert answers[0].headers["retry-after"] == "9"


def test_a_providers_failure_has_its_status_and_words(stackone):
    answer = lab(stackone, "fail_at_provider", status=503, message="Down for the night")
    assert answer.status_code == 502
    (said,) = answer.json()["provider_errors"]
    assert (said["status"], said["raw"]["error"]["message"]) == (503, "Down for the night")


def test_time_out_says_when_to_try_again(stackone):
    answer = lab(stackone, "time_out", retry_after=3)
    assert (answer.status_code, answer.headers["retry-after"]) == (408, "3")


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("suspended", "AccountSuspendedError"),
        ("expired", "AccountExpiredError"),
        ("archived", "AccountArchivedError"),
        ("error", "AccountErrorStatus"),
    ],
)
def test_each_state_of_an_account_has_its_code(stackone, state, code):
    body = lab(stackone, "need_precondition", state=state).json()
    assert (body["errorCode"], body["details"]["status"]) == (code, state)
    assert ("expiresAt" in body["details"], "statusReasons" in body["details"]) == (
        state == "expired",
        state == "error",
    )


@pytest.mark.parametrize(
    ("config", "status"),
    [
        (None, 422),
        ({"block_high_risk": False}, 200),
        ({"enabled": False}, 200),
        ({"enabled": True, "block_high_risk": True}, 422),
    ],
)
def test_the_defender_blocks_unless_it_is_forbidden(stackone, config, status):
    answer = stackone.rpc("fault_lab_be_blocked_by_defender", FAULTS, defender_config=config)
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["errorCode"] == "DefenderBlocked"


def test_a_finding_that_is_not_blocked_is_told_beside_the_result(stackone):
    answer = stackone.rpc("fault_lab_be_blocked_by_defender", FAULTS, defender_config={"block_high_risk": False})
    found = answer.json()["defenderMetadata"]["result"]
    assert (found["riskLevel"], found["allowed"], list(found["patternsByField"])) == ("high", True, ["[0].text"])
    run_id = answer.headers["x-stackone-action-run-id"]
    assert stackone.get(f"/logs/actions/{run_id}").json()["risk_level"] == "high"
    assert stackone.get(f"/logs/actions/{run_id}/defender").json()["applied"]


def test_the_scan_is_off_for_other_actions_until_it_is_switched_on(stackone):
    assert "defenderMetadata" not in stackone.rpc("cedarfolk_count_employees").json()
    stackone.switch(defender_enabled=True)
    assert stackone.rpc("cedarfolk_count_employees").json()["defenderMetadata"]["result"]["riskLevel"] == "low"


def test_a_page_that_is_not_json_has_the_asked_status(stackone):
    answer = lab(stackone, "answer_not_json", status=200)
    assert (answer.status_code, answer.text[:9]) == (200, "<!doctype")


def test_a_dropped_connection_is_closed_before_an_answer(stackone):
    with pytest.raises(AssertionError):  # what httpx says when an application sends nothing
        lab(stackone, "drop_connection")
    assert len(stackone.closed) == 1


def test_a_truncated_answer_is_begun_and_then_closed(stackone):
    with pytest.raises(AssertionError):  # what httpx says when an application stops in the middle
        lab(stackone, "truncate_answer")
    assert len(stackone.closed) == 1


def test_a_picture_is_a_file(stackone):
    answer = lab(stackone, "answer_picture")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_a_large_answer_is_about_as_large_as_asked(stackone):
    answer = lab(stackone, "answer_large", megabytes=2)
    assert 1_800_000 < len(answer.content) < 2_400_000
    assert len(json.loads(answer.content)["data"]) > 10_000


def test_a_deep_answer_is_as_deep_as_asked(stackone):
    text = lab(stackone, "answer_deep", levels=5_000).text
    assert text.count('{"inner":') == 5_000
    assert text.count("{") == text.count("}")


def test_nothing_is_an_answer_without_a_body(stackone):
    answer = lab(stackone, "answer_empty")
    assert (answer.status_code, answer.content) == (204, b"")


def test_odd_values_come_as_they_are_written(stackone):
    text = lab(stackone, "answer_odd_values").text
    for odd in ("9223372036854775809", "1e400", "0.10", '"twice": 1, "twice": 2', "\\u202e", "\\ud83d"):
        assert odd in text


def test_the_second_of_three_pages_is_empty_and_has_a_cursor(stackone):
    sizes, cursor = [], None
    for _ in range(3):
        page = lab(stackone, "answer_pages", **({"next": cursor} if cursor else {})).json()
        sizes.append(len(page["data"]))
        cursor = page["next"]
    assert (sizes, cursor) == ([3, 0, 3], None)


def test_a_slow_answer_says_how_long_it_took(stackone):
    assert lab(stackone, "answer_slowly", seconds=0).json()["data"] == {"waited_seconds": 0}
