"""Runs of actions, from the request to the answer and the log."""

import base64
import json

import pytest

HIRING, SALES, PAPERS = "45355976281015164505", "45355976281015164506", "45355976281015164507"
READ_ONLY, ONE_PERSON = "45355976281015164511", "45355976281015164512"
PERSON = {"first_name": "Nia", "last_name": "Sol", "email": "nia@people.example"}


def log_of(stackone, answer):
    return stackone.get(f"/logs/actions/{answer.headers['x-stackone-action-run-id']}").json()


def steps_of(stackone, answer):
    return stackone.get(f"/logs/actions/{answer.headers['x-stackone-action-run-id']}/steps").json()["data"]


def test_what_is_created_is_found_changed_and_removed(stackone):
    made = stackone.rpc("cedarfolk_create_employee", body=PERSON).json()["data"]
    path = {"id": made["id"]}
    assert stackone.rpc("cedarfolk_list_employees").json()["data"][0]["id"] == made["id"]
    stackone.rpc("cedarfolk_update_employee", path=path, body={"job_title": "Planner"})
    found = stackone.rpc("cedarfolk_get_employee", path=path).json()["data"]
    assert (found["job_title"], found["email"]) == ("Planner", "nia@people.example")
    stackone.rpc("cedarfolk_delete_employee", path=path)
    assert stackone.rpc("cedarfolk_get_employee", path=path).status_code == 404


@pytest.mark.parametrize("number", ["9007199254740993", "9223372036854775807"])
@pytest.mark.parametrize("salary", ["85000.10", "0.1000", "1e20"])
def test_numbers_come_back_as_they_were_sent(stackone, number, salary):
    text = json.dumps({"action": "cedarfolk_create_employee", "body": PERSON})
    text = text[:-2] + f', "employee_number": {number}, "salary": {salary}}}}}'
    made = stackone.post("/actions/rpc", content=text, headers={"x-account-id": "45355976281015164504"})
    assert f'"employee_number":{number},"salary":{salary},' in made.text
    found = stackone.rpc("cedarfolk_get_employee", path={"id": made.json()["data"]["id"]})
    assert f'"employee_number":{number},"salary":{salary},' in found.text


def test_a_list_is_walked_by_its_cursor(stackone):
    first = stackone.rpc("cedarfolk_list_employees", query={"page_size": 40}).json()
    second = stackone.rpc("cedarfolk_list_employees", query={"page_size": 40, "next": first["next"]}).json()
    assert second["next"] is None
    assert len({one["id"] for one in first["data"] + second["data"]}) == 57


def test_a_list_is_filtered_by_its_fields(stackone):
    found = stackone.rpc("cedarfolk_list_employees", query={"department": "Care", "page_size": 100}).json()["data"]
    assert 0 < len(found) < 57
    assert {one["department"] for one in found} == {"Care"}


@pytest.mark.parametrize("moment", ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00"])
def test_a_list_has_only_what_was_changed_since(stackone, moment):
    found = stackone.rpc("cedarfolk_list_employees", query={"updated_since": moment, "page_size": 100}).json()["data"]
    assert 0 < len(found) < 57
    assert all(one["updated_at"] >= "2026" for one in found)


def test_a_search_finds_by_words_and_conditions(stackone):
    conditions = [{"field": "last_name", "operator": "equals", "value": "Abara"}]
    found = stackone.rpc("cedarfolk_search_employees", body={"query": "ada", "conditions": conditions}).json()["data"]
    assert [one["id"] for one in found] == ["emp_1"]


def test_a_taken_email_is_the_providers_failure(stackone):
    answer = stackone.rpc("cedarfolk_create_employee", body={**PERSON, "email": "Ada.Abara@cedarfolk.example"})
    assert answer.status_code == 400
    (said,) = answer.json()["provider_errors"]
    assert (said["status"], said["url"]) == (409, "https://api.cedarfolk.example/v1/employees")
    assert said["raw"]["error"]["code"] == "email_taken"
    assert said["headers"]["x-request-id"] == "req-emp_1"


def test_an_employee_keeps_the_own_email(stackone):
    body = {"email": "ada.abara@cedarfolk.example"}
    assert stackone.rpc("cedarfolk_update_employee", path={"id": "emp_1"}, body=body).status_code == 200


@pytest.mark.parametrize(("version", "status"), [("1", 200), ('"1"', 200), ("2", 400)])
def test_a_change_is_made_only_to_the_version_that_was_read(stackone, version, status):
    sent = {"action": "cedarfolk_update_employee", "path": {"id": "emp_2"}, "body": {"job_title": "x"}}
    sent["headers"] = {"if_match": version}
    answer = stackone.post("/actions/rpc", json=sent, headers={"x-account-id": "45355976281015164504"})
    assert answer.status_code == status


def test_the_same_idempotency_key_creates_once(stackone):
    sent = {"action": "tidecrm_create_contact", "body": PERSON}
    sent["headers"] = {"idempotency_key": "0e9d1f2a-0000-4000-8000-000000000001", "x-account-id": SALES}
    made = [stackone.post("/actions/rpc", json=sent).json()["data"]["id"] for _ in range(2)]
    assert made[0] == made[1]


def test_several_are_created_at_once_and_too_many_are_refused(stackone):
    items = [{**PERSON, "email": f"p{number}@people.example"} for number in range(51)]
    made = stackone.rpc("tidecrm_create_several_contacts", SALES, body={"items": items[:3]}).json()["data"]
    assert [one["position"] for one in made] == [0, 1, 2]
    refused = stackone.rpc("tidecrm_create_several_contacts", SALES, body={"items": items})
    assert refused.json()["provider_errors"][0]["status"] == 422


def test_a_rule_between_inputs_is_checked_though_no_schema_shows_it(stackone):
    answer = stackone.rpc("cedarfolk_update_employee", path={"id": "emp_1"}, body={"employment_status": "terminated"})
    assert answer.status_code == 400
    assert "end_date" in answer.json()["message"]


def test_a_file_is_stored_and_given_back_byte_for_byte(stackone):
    content = bytes(range(256))
    body = {"file_name": "a b.bin", "content_base64": base64.b64encode(content).decode(), "content_type": "image/x-own"}
    made = stackone.rpc("papernest_unified_upload_file", PAPERS, body=body).json()["data"]
    assert made["size_bytes"] == 256
    answer = stackone.rpc("papernest_unified_download_file", PAPERS, path={"id": made["id"]})
    assert answer.content == content
    assert answer.headers["content-type"] == "image/x-own"
    assert answer.headers["content-disposition"] == 'attachment; filename="a b.bin"'


def test_a_file_name_of_another_alphabet_is_encoded(stackone):
    answer = stackone.rpc("papernest_unified_download_file", PAPERS, path={"id": "file_5"})
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%C3%BCbersicht")


def test_content_that_is_no_base64_is_the_providers_failure(stackone):
    body = {"file_name": "x", "content_base64": "%%%"}
    answer = stackone.rpc("papernest_unified_upload_file", PAPERS, body=body)
    assert answer.json()["provider_errors"][0]["raw"]["error"]["code"] == "bad_content"


@pytest.mark.parametrize(("form", "start"), [("csv", "address,"), ("json", '[{"id"')])
def test_an_export_is_a_file_of_all_records(stackone, form, start):
    answer = stackone.rpc("cedarfolk_export_employees", body={"format": form})
    assert answer.text.startswith(start)
    assert answer.text.count("@cedarfolk.example") == 57
    assert f"employees.{form}" in answer.headers["content-disposition"]


def test_a_candidate_moves_to_a_stage(stackone):
    body = {"stage": "offer", "note": None}
    moved = stackone.rpc("larkhire_move_candidate", HIRING, path={"id": "1"}, body=body).json()["data"]
    assert (moved["stage"], moved["stage_note"]) == ("offer", None)


def test_a_made_up_connector_keeps_records_too(stackone):
    account = next(one for one in stackone.state.accounts.values() if one.id.startswith("7700"))
    actions = stackone.state.catalogue.connector(account.connector_key).actions
    remove = next(one for one in actions if one.verb == "delete")
    path = {"id": 1 if remove.inputs[0].type == "number" else "1"}
    assert stackone.rpc(remove.id, account.id, path=path).status_code == 200
    assert stackone.rpc(remove.id, account.id, path=path).status_code == 404


def test_writes_to_an_account_for_reading_are_forbidden(stackone):
    assert stackone.rpc("tidecrm_list_contacts", READ_ONLY).status_code == 200
    refused = stackone.rpc("tidecrm_create_contact", READ_ONLY, body=PERSON)
    assert refused.status_code == 403
    assert "contacts:write" in refused.json()["message"]


def test_an_action_of_another_connector_is_refused(stackone):
    answer = stackone.rpc("larkhire_list_candidates")
    assert answer.status_code == 400
    assert "larkhire" in answer.json()["message"]


@pytest.mark.parametrize(
    ("switch", "call"),
    [
        ("unknown_action_status", {"action": "cedarfolk_nothing"}),
        ("unknown_account_status", {"action": "cedarfolk_list_employees", "account": "nobody"}),
    ],
)
def test_the_status_for_the_unknown_is_a_switch(stackone, switch, call):
    stackone.switch(**{switch: 409})
    assert stackone.rpc(**call).status_code == 409


@pytest.mark.parametrize(
    ("profile", "status"),
    [("cp-cedarfolk-default", 200), ("cp-cedarfolk-staging", 200), ("cp-larkhire-default", 400), ("cp-x", 400)],
)
def test_another_profile_must_be_of_the_same_connector(stackone, profile, status):
    answer = stackone.rpc("cedarfolk_count_employees", headers={"x-connector-profile-id": profile})
    assert answer.status_code == status


def test_debug_adds_an_object_of_our_own(stackone):
    answer = stackone.rpc("cedarfolk_count_employees", params={"debug": "true"})
    assert answer.json()["debug"]["action_run_id"] == answer.headers["x-stackone-action-run-id"]
    assert "debug" not in stackone.rpc("cedarfolk_count_employees").json()


def test_a_run_is_logged_with_its_steps_and_the_providers_exchange(stackone):
    answer = stackone.rpc("cedarfolk_create_employee", body={**PERSON, "email": "ada.abara@cedarfolk.example"})
    log = log_of(stackone, answer)
    assert (log["action_id"], log["status_code"], log["success"]) == ("cedarfolk_create_employee", 400, False)
    steps = steps_of(stackone, answer)
    assert [one["step_id"] for one in steps] == ["check_inputs", "call_provider"]
    assert [one["success"] for one in steps] == [True, False]
    advanced = stackone.get(f"/logs/actions/{log['action_run_id']}/steps/1/advanced").json()
    assert advanced["request"]["url"]["hostname"] == "api.cedarfolk.example"
    assert advanced["request"]["headers"]["authorization"] == "***"
    assert advanced["response"]["status_code"] == 409


def test_a_run_that_went_well_has_three_steps(stackone):
    answer = stackone.rpc("cedarfolk_count_employees")
    assert [one["success"] for one in steps_of(stackone, answer)] == [True, True, True]


def test_a_call_without_a_key_is_logged_too(stackone):
    answer = stackone.rpc("cedarfolk_count_employees", auth=("wrong", ""))
    assert answer.status_code == 401
    assert log_of(stackone, answer)["status_code"] == 401


def test_the_key_is_in_no_log(stackone):
    answer = stackone.rpc("cedarfolk_count_employees")
    advanced = stackone.get(f"/logs/actions/{answer.headers['x-stackone-action-run-id']}/advanced")
    assert advanced.json()["request"]["headers"]["authorization"] == "***"


def test_a_synced_result_is_given_again_by_page_and_filter(stackone):
    asked = {"query": {"page_size": 30}}
    synced = stackone.rpc("cedarfolk_list_employees", params={"sync": "true"}, **asked).json()
    given = {"x-account-id": "45355976281015164504"}
    body = {"action": "cedarfolk_list_employees", **asked}
    again = stackone.post("/actions/rpc/synced?page_size=10&skip=5", json=body, headers=given).json()
    assert again["data"] == synced["data"][5:15]
    assert again["datasync"] == synced["datasync"]
    one = stackone.post("/actions/rpc/synced", json={**body, "filter": {"id": "emp_50"}}, headers=given).json()
    assert [record["id"] for record in one["data"]] == ["emp_50"]


def test_other_inputs_than_those_of_the_sync_are_refused(stackone):
    stackone.rpc("cedarfolk_list_employees", params={"sync": "true"})
    body = {"action": "cedarfolk_list_employees", "query": {"page_size": 3}}
    answer = stackone.post("/actions/rpc/synced", json=body, headers={"x-account-id": "45355976281015164504"})
    assert (answer.status_code, answer.json()["synced"]) == (200, False)


def test_the_window_of_a_sync_is_bounded(stackone):
    body = {"action": "cedarfolk_list_employees"}
    answer = stackone.post("/actions/rpc/synced?page_size=200&skip=9900", json=body)
    assert answer.status_code == 400


@pytest.fixture
def of_invented(stackone):
    """Calls the first action of a made-up connector that does a verb: `of_invented("archive", path={"id": "1"})`."""
    stackone = type(stackone)(2_000)
    actions = [
        (account, action)
        for account in stackone.state.accounts.values()
        if account.id.startswith("7700")
        for action in stackone.state.catalogue.connector(account.connector_key).actions
    ]

    def call(verb, **groups):
        account, action = next(
            (account, action)
            for account, action in actions
            if action.verb == verb and not any(one.is_integer and one.location == "path" for one in action.inputs)
        )
        return stackone.rpc(action.id, account.id, **groups)

    return call


@pytest.mark.parametrize(("verb", "archived"), [("archive", True), ("restore", False)])
def test_a_record_is_put_away_and_brought_back(of_invented, verb, archived):
    assert of_invented(verb, path={"id": "1"}).json()["data"]["is_archived"] is archived


def test_a_duplicate_is_another_record_with_the_same_fields(of_invented):
    made = of_invented("duplicate", path={"id": "1"}).json()["data"]
    assert not made["id"].endswith("_1")


@pytest.mark.parametrize(
    ("operator", "value", "count"),
    [
        ("equals", "emp_1", 1),
        ("contains", "EMP_1", 11),
        ("before", "emp_10", 1),
        ("after", "emp_8", 1),
        ("equals", "x", 0),
    ],
)
def test_conditions_compare_as_they_say(stackone, operator, value, count):
    body = {"query": "cedarfolk", "conditions": [{"field": "id", "operator": operator, "value": value}]}
    assert len(stackone.rpc("cedarfolk_search_employees", body=body).json()["data"]) == count


@pytest.mark.parametrize("expand", [["owner", "history"], "owner"])
def test_more_is_given_with_a_record_where_it_is_asked_for(stackone, expand):
    found = stackone.rpc("cedarfolk_get_employee", path={"id": "emp_2"}, query={"expand": expand}).json()["data"]
    assert found["owner"]["id"] == "emp_1"
