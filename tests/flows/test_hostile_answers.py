"""
Answers that are malformed, truncated, bombs, wrongly typed or wrongly encoded, on each platform, through the whole window.

Each ends in a clear outcome, what was received is kept and shown, and the next run is fine.
"""

import base64
import gzip
import json
import zlib

import pytest

from explorer.domain.action import ActionKey
from explorer.ui.flows.filling.drafts import KeptDraft

RUNS = {
    "StackOne": ("StackOne sandbox", "list employees", "cedarfolk_list_employees", "/actions/rpc"),
    "Pipedream": ("Pipedream sandbox", "echo", "fault_lab-echo", "/actions/run"),
    "Inly Core": ("Inly Core sandbox", "create order", "orders/create-order", "/execute"),
}
ORDER = {"customer": 12, "ordered_at": "2026-03-13"}
TABS = ("Response", "Logs", "Provider errors", "Request", "Timeline")
JSON = "application/json"
HUGE = "9" * 4_000


def sent(body, status=200, **headers):
    """A fault that answers with these bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"kind": "bytes", "status": status, "body": base64.b64encode(content).decode(), "headers": named}


def packed(body, most=None):
    return gzip.compress(body)[:most]


BOMB = {"kind": "huge_gzip", "after_bytes": 300_000_000}
DEEP = b"[" * 100_000 + b"]" * 100_000
TEXTS = {"data": "\u202e<b>\x00\x07\ud800", "message": "<img src=x>", "success": True, "ret": "\ud800"}

MALFORMED, NO_ANSWER, REJECTED, FINE = "malformed answer", "no answer", "rejected", "succeeded"

HOSTILE = {
    "dropped": ({"kind": "drop"}, NO_ANSWER),
    "truncated": ({"kind": "truncate"}, NO_ANSWER),
    "says gzip and is not": (sent({"ret": 1}, content_encoding="gzip"), MALFORMED),
    "gzip that ends too early": (sent(packed(b'{"ret": 1}' * 99, 40), content_encoding="gzip"), MALFORMED),
    "says deflate and is not": (sent(b"\xff\xfe\xfd", content_encoding="deflate"), MALFORMED),
    "an encoding that nobody asked for": (sent(zlib.compress(b"{}"), content_encoding="zstd"), MALFORMED),
    "page of a gateway": ({"kind": "not_json"}, MALFORMED),
    "page with 200": ({"kind": "not_json", "status": 200}, MALFORMED),
    "page that says it is JSON": (sent(b"<html>no</html>"), MALFORMED),
    "half of JSON": (sent(b'{"data": [1, 2', content_type=JSON), MALFORMED),
    "two answers in one": (sent(b'{"ret": 1}{"ret": 2}', content_type=JSON), MALFORMED),
    "trailing comma": (sent(b'{"ret": [1,], }', content_type=JSON), MALFORMED),
    "NaN": (sent(b'{"ret": NaN}', content_type=JSON), MALFORMED),
    "redirect elsewhere": ({"kind": "redirect"}, MALFORMED),
    "endless header": (sent({"ret": 1}, x_endless="h" * 300_000), MALFORMED),
    "wait of nonsense": (sent({"statusCode": 429, "message": "m"}, 429, retry_after="-1 soon, 1e9"), REJECTED),
    "no word": (sent(b"", 429), REJECTED),
    "mark before the JSON": (sent(b"\xef\xbb\xbf" + b'{"success": true}', content_type=JSON), FINE),
    "not UTF-8 inside a text": ({"kind": "invalid_utf8"}, FINE),
    "numbers without an end": (sent(f'{{"success": true, "ret": [1e400, {HUGE}, 0.10]}}'.encode()), FINE),
    "keys given twice": (sent(b'{"ret": 1, "ret": 2, "success": true, "success": true}'), FINE),
    "texts that would turn or hide others": (sent(TEXTS), FINE),
    "deeper than anything is split at once": (sent(b'{"success": true, "ret": ' + DEEP + b"}"), FINE),
    "trickle": ({"kind": "trickle", "delay_s": 0.0, "after_bytes": 64}, FINE),
}
OWN = {
    "StackOne": {
        "bomb of gzip": (BOMB, NO_ANSWER),
        "null": (sent(b"null"), FINE),
        "number": (sent(b"17"), FINE),
        "data of another type": (sent({"data": 5, "next": {"a": 1}, "datasync": [], "defenderMetadata": 7}), FINE),
        "error of other types": (
            sent({"statusCode": 400, "message": {"a": 1}, "provider_errors": 7, "details": []}, 400),
            REJECTED,
        ),
        "provider errors of other types": (
            sent(
                {"statusCode": 400, "message": "m", "provider_errors": [None, 1, {"status": "x", "headers": [1]}]}, 400
            ),
            "provider failed",
        ),
        "account state of other types": (
            sent(
                {"statusCode": 412, "message": 1, "errorCode": [], "details": {"status": 5, "statusReasons": {}}}, 412
            ),
            REJECTED,
        ),
    },
    "Pipedream": {
        "null": (sent(b"null"), MALFORMED),
        "list": (sent([1]), MALFORMED),
        "members of other types": (sent({"exports": [], "os": {}, "ret": 1, "stash_id": True}), FINE),
        "log lines of other types": (
            sent({"os": [1, None, {"k": 5}, {"ts": "x", "k": "console.log", "msg": {}}]}),
            FINE,
        ),
        "error of another type": (sent({"error": 7}), "action failed"),
        "error in a log line without words": (sent({"os": [{"k": "error", "err": []}]}), "action failed"),
        "origin of another type": (sent({"error": {"attribution": {"origin": [1]}, "message": {}}}), "action failed"),
    },
    "Inly Core": {
        "null": (sent(b"null"), MALFORMED),
        "list": (sent([1]), MALFORMED),
        "members of other types": (sent({"success": "yes", "message": 5, "data": [], "workflow_id": {}}), FINE),
        "errors of other types": (sent({"message": [], "errors": {"a": 5, "b": [{}], "c": None}}, 422), REJECTED),
        "errors as a list": (sent({"message": "m", "errors": ["x"]}, 422), REJECTED),
        "trace of other types": (
            sent({"message": "m", "exception": "E", "trace": {"a": 1}, "file": []}, 500),
            REJECTED,
        ),
    },
}


async def ends(person, control, platform, fault, tabs):
    """Run once with the fault, look at these tabs, run once more; tells how both ended, and whether anything was lost."""
    service = {"StackOne": "stackone", "Pipedream": "pipedream", "Inly Core": "inlycore"}[platform]
    control(service, "POST", "faults", fault | {"match": {"path_contains": RUNS[platform][3]}})
    runs = person.explorer.runs
    before = len(runs.runs)
    person.window.editor.run_anyway_wanted.emit()
    await person.until(lambda: len(runs.runs) > before and runs.runs[0].result, "the end of the run")
    run = runs.runs[0]
    await person.until(
        lambda: person.window.results.current_run_id() == run.id and person.outcome() != "running",
        "the run being shown",
    )
    for tab in tabs:
        person.see_tab(tab)
    outcome = person.outcome()
    told = run.result.explanation
    assert (told is None) == (outcome == FINE), outcome
    assert told is None or all((told.who_text, told.step, told.said, told.retry_text, told.next_step))
    if fault["kind"] == "bytes" and "content-encoding" not in fault["headers"] and "x-endless" not in fault["headers"]:
        assert bytes(run.result.answer.body) == base64.b64decode(fault["body"])
    person.window.editor.run_anyway_wanted.emit()
    await person.until(lambda: len(runs.runs) > before + 1 and runs.runs[0].result, "the end of the next run")
    return outcome, runs.runs[0].result.outcome.value


@pytest.mark.parametrize("platform", list(RUNS))
def test_every_hostile_answer_ends_in_an_outcome_and_the_next_run_is_fine(person, run, control, platform):
    connection, text, key, _ = RUNS[platform]
    cases = HOSTILE | OWN[platform]

    async def work():
        if platform != "StackOne":
            await person.choose_connection(connection)
        await person.find_and_open(text, key)
        if platform == "Inly Core":
            action = person.explorer.connection.open.action(ActionKey(key))
            person.explorer.form.session = None
            person.explorer.form.open_action(action, KeptDraft(ORDER, {}, ""))
            await person.until(lambda: person.window.editor.draft().arguments == ORDER, "the filled form")
        # All tabs of what is wrong inside an answer; to make each takes longer than the run itself.
        return {
            name: await ends(person, control, platform, fault, TABS if name in OWN[platform] else TABS[:1])
            for name, (fault, _) in cases.items()
        }

    found = run(work(), timeout=240)
    assert found == {name: (outcome, FINE) for name, (_, outcome) in cases.items()}
