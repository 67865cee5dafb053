"""
Answers of the sandbox to `POST /actions/rpc` have the published shape, for every action and every failure.

The shapes stand in stackone_rpc_answers.json. The connection's own failures and answers that are not JSON on purpose
are no part of it.
"""

import json
from pathlib import Path

import httpx
import jsonschema_rs
import pytest

SHAPES = json.loads(Path(__file__).with_name("stackone_rpc_answers.json").read_text("utf-8"))


def validator(schema):
    return jsonschema_rs.validator_for(schema, validate_formats=True, offline=True)


NORMAL, SYNCED = validator(SHAPES["normal"]), validator(SHAPES["synced"])
FAILURES = {int(status): validator(schema) for status, schema in SHAPES["failures"].items()}


@pytest.fixture
def rpc(sandbox):
    ready = sandbox["stackone"]
    with httpx.Client(base_url=ready["base_url"], auth=(ready["api_key"], ""), trust_env=False, timeout=30) as client:
        client.put("/_sandbox/switches", json={"rate_limit_per_minute": 0})

        def call(action, account_id=ready["account_ids"][0], params=None, headers=None, auth=None, **body):
            account = {} if account_id is None else {"x-account-id": account_id}
            more = {} if auth is None else {"auth": auth}
            sent = {"action": action, **body}
            return client.post("/actions/rpc", json=sent, params=params, headers={**account, **(headers or {})}, **more)

        call.client, call.faults = client, ready["account_ids"][4]
        yield call


def check(answer):
    """Raise unless a failure has the shape of its status."""
    body = answer.json()
    FAILURES[answer.status_code].validate(body)
    assert body["statusCode"] == answer.status_code
    for name in SHAPES["headers"].get(str(answer.status_code), ()):
        assert answer.headers[name].isdigit()


def example(wanted):
    """A value that an input's own rules allow."""
    if wanted.get("properties"):
        value = {part["name"]: example(part) for part in wanted["properties"] if part["required"]}
    elif wanted.get("oneOf"):
        value = wanted["oneOf"]["values"][0]
    elif wanted["type"] != "string":
        value = {"number": 1, "boolean": True, "datetime_string": "2026-01-02T03:04:05Z", "object": {}}[wanted["type"]]
    else:
        rules = wanted.get("rules", {})
        known = {
            "email": "someone@else.example",
            "date": "2026-01-02",
            "url": "https://one.example",
            "uuid": "0e9d1f2a-0000-4000-8000-000000000001",
        }
        texts = {"^[A-Z]{3}$": "EUR", "^[A-Z0-9]{2,12}$": "AB1", "^[A-Z]{2}$": "PT"}
        value = known.get(rules.get("format")) or texts.get(rules.get("pattern"), "x")
    return [value] if wanted.get("array") else value


def inputs(action):
    """The inputs that an action needs, rules between inputs included; records are named by the digits of their ids."""
    details = action["action_details"]
    needed = {
        name for rule in details["validationRules"] if rule["type"] == "atLeastOneOf" for name in rule["fields"][:1]
    }
    groups = {"path": {}, "query": {}, "body": {}, "headers": {}}
    for wanted in details["inputs"]:
        if wanted["required"] or wanted["name"] in needed:
            groups[wanted["in"]][wanted["name"]] = example(wanted)
    for wanted in details["inputs"]:
        if wanted["in"] == "path":
            # What is deleted is another record than the one that everything else works on.
            number = 2 if details["actionType"] == "delete" else 1
            groups["path"][wanted["name"]] = number if wanted["type"] == "number" else str(number)
    return groups


def catalogue(client, **params):
    listed, following = [], None
    while True:
        more = {} if following is None else {"next": following}
        page = client.get("/actions", params={"include": "action_details", **params, **more}).json()
        listed += page["data"]
        following = page["next"]
        if following is None:
            return listed


def accounts_by_connector(client):
    found = {}
    for page in range(1, 50):
        listed = client.get("/accounts", params={"page": page, "page_size": 100, "status": "active"}).json()
        for account in listed:
            found.setdefault(account["provider"], account["id"])
        if len(listed) < 100:
            return found
    raise AssertionError("accounts without end")


def test_every_action_with_its_required_inputs_gives_the_published_shape(rpc):
    accounts = accounts_by_connector(rpc.client)
    seen = 0
    for connector in catalogue(rpc.client):
        for action in connector["actions"]:
            if connector["key"] == "fault_lab":
                continue
            groups = inputs(action)
            answer = rpc(action["id"], accounts[connector["key"]], **groups)
            assert answer.status_code == 200, (action["id"], groups, answer.text)
            seen += 1
            if answer.headers["content-type"].startswith("application/json"):
                NORMAL.validate(answer.json())
            else:
                assert "attachment" in answer.headers["content-disposition"]
    assert seen > 300


def test_every_action_without_inputs_gives_the_published_shape(rpc):
    accounts = accounts_by_connector(rpc.client)
    statuses = set()
    for connector in catalogue(rpc.client):
        for action in connector["actions"]:
            if connector["key"] == "fault_lab":
                continue
            answer = rpc(action["id"], accounts[connector["key"]])
            statuses.add(answer.status_code)
            if answer.status_code != 200:
                check(answer)
    assert statuses == {200, 400}


@pytest.mark.parametrize("action", ["cedarfolk_list_employees", "cedarfolk_get_employee", "cedarfolk_count_employees"])
def test_a_synced_call_gives_the_published_shape(rpc, action):
    answer = rpc(action, params={"sync": "true"}, path={"id": "emp_1"})
    assert answer.status_code == 200
    SYNCED.validate(answer.json())


@pytest.mark.parametrize(
    ("action", "query", "status"),
    [
        *(("refuse", {"status": str(status)}, status) for status in (400, 401, 403, 404, 409, 422)),
        *(("fail_inside", {"status": str(status)}, status) for status in (500, 501, 502)),
        *(("need_precondition", {"state": state}, 412) for state in ("suspended", "expired", "archived", "error")),
        ("time_out", {}, 408),
        ("be_rate_limited", {}, 429),
        ("be_blocked_by_defender", {}, 422),
        ("fail_at_provider", {"status": 409}, 400),
        ("fail_at_provider", {"status": 404}, 404),
        ("fail_at_provider", {"status": 429}, 429),
        ("fail_at_provider", {"status": 503}, 502),
    ],
)
def test_every_failure_on_request_gives_the_published_shape(rpc, action, query, status):
    answer = rpc(f"fault_lab_{action}", rpc.faults, query=query)
    assert answer.status_code == status
    check(answer)


@pytest.mark.parametrize("status", ["suspended", "archived", "expired", "error"])
def test_an_account_that_cannot_be_used_gives_the_published_shape(rpc, status):
    account = rpc.client.get("/accounts", params={"status": status}).json()[0]
    answer = rpc(f"{account['provider']}_anything", account["id"])
    assert answer.status_code == 412
    assert answer.json()["details"]["status"] == status
    check(answer)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"auth": ("v1.eu1.wrong", "")}, 401),
        ({"auth": ("", "")}, 401),
        ({"action": "cedarfolk_no_such_action"}, 404),
        ({"account_id": "no-such-account"}, 400),
        ({"account_id": None}, 400),
        ({"headers": {"x-connector-profile-id": "cp-larkhire-default"}}, 400),
        ({"headers": {"x-connector-profile-id": "cp-nowhere"}}, 400),
        ({"action": ""}, 400),
        ({"path": 7}, 400),
        ({"defender_config": {"enabled": "yes"}}, 400),
        ({"params": {"sync": "maybe"}}, 400),
        ({"query": {"page_size": 0}}, 400),
        ({"query": {"next": "made up"}}, 400),
    ],
)
def test_a_refused_call_gives_the_published_shape(rpc, changes, status):
    answer = rpc(**{"action": "cedarfolk_list_employees", **changes})
    assert answer.status_code == status
    check(answer)


def test_a_key_over_its_limit_gives_the_published_shape(rpc):
    rpc.client.put("/_sandbox/switches", json={"rate_limit_per_minute": 1})
    answers = [rpc("cedarfolk_count_employees") for _ in range(3)]
    check(answers[-1])
    assert answers[-1].status_code == 429
