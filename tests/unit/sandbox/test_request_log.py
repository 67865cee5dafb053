from explorer.sandbox.request_log import KEPT_BODY_BYTES, KEPT_REQUESTS, RequestLog


def test_only_the_newest_requests_are_kept():
    log = RequestLog()
    for number in range(KEPT_REQUESTS + 5):
        log.record("GET", f"/{number}", "", [], b"")
    kept = log.as_json()
    assert len(kept) == KEPT_REQUESTS
    assert kept[0]["path"] == "/5"


def test_headers_have_lower_case_names_and_joined_values():
    log = RequestLog()
    log.record("GET", "/", "a=1", [("X-One", "a"), ("x-one", "b"), ("Accept", "*/*")], b"")
    assert log.as_json()[0]["headers"] == {"x-one": "a, b", "accept": "*/*"}


def test_a_body_is_text_and_bounded():
    log = RequestLog()
    log.record("POST", "/", "", [], b"\xff" + b"a" * (2 * KEPT_BODY_BYTES))
    body = log.as_json()[0]["body"]
    assert len(body) == KEPT_BODY_BYTES
    assert body.startswith("\N{REPLACEMENT CHARACTER}a")


def test_requests_are_chosen_by_a_part_of_their_path():
    log = RequestLog()
    log.record("GET", "/actions", "", [], b"")
    log.record("GET", "/accounts", "", [], b"")
    assert [one["path"] for one in log.as_json("acc")] == ["/accounts"]


def test_nothing_is_left_after_clearing():
    log = RequestLog()
    log.record("GET", "/", "", [], b"")
    log.clear()
    assert log.as_json() == []
