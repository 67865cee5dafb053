"""The official SDK of StackOne, a client that nobody here wrote, finds its way in the sandbox."""

import pytest


@pytest.fixture(scope="module")
def results(sandbox_process, sdk_client):
    return sdk_client("stackone", "stackone_client.py", sandbox_process.ready["stackone"])


def test_every_action_of_the_account_is_a_tool(results):
    tools = results["tools_of_one_account"]
    assert {"cedarfolk_list_employees", "cedarfolk_create_employee", "cedarfolk_delete_employee"} <= set(tools)
    assert all(name.startswith("cedarfolk_") for name in tools)


def test_tools_of_several_accounts_come_together(results):
    assert results["tools_of_several_accounts"] == ["cedarfolk", "larkhire", "tidecrm"]


def test_schemas_come_flat_with_the_location_in_front(results):
    schema = results["schema_of_a_write"]
    assert {"path_id", "headers_if_match", "body_first_name", "body_tags"} <= set(schema["properties"])
    assert schema["required"] == ["path_id"]


def test_a_list_has_the_asked_page_and_a_cursor(results):
    page = results["reading_a_list"]
    assert len(page["data"]) == 3
    assert isinstance(page["next"], str)


def test_walking_the_cursors_meets_every_record_once(results):
    assert sorted(results["walking_all_pages"]) == sorted(f"emp_{number}" for number in range(1, 58))


def test_what_is_created_and_changed_is_found_again(results):
    created = results["creating_and_finding_again"]
    assert created["found"]["id"] == created["made"]
    assert created["found"]["email"] == "nia.sol@people.example"
    assert created["changed"] == created["found"]["tags"] == ["x"]


def test_header_inputs_reach_the_provider(results):
    refused = results["header_inputs_are_taken"]
    assert refused["body"]["provider_errors"][0]["status"] == 412


def test_a_missing_record_is_an_api_error_with_the_envelope(results):
    error = results["a_record_that_is_not_there"]
    assert (error["class"], error["status"]) == ("StackOneAPIError", 404)
    assert error["body"]["statusCode"] == 404
    assert {"message", "timestamp"} <= set(error["body"])


def test_a_provider_failure_carries_what_the_provider_said(results):
    error = results["a_taken_email"]
    assert (error["class"], error["status"]) == ("StackOneAPIError", 400)
    said = error["body"]["provider_errors"][0]
    assert said["status"] == 409
    assert said["url"] == "https://api.cedarfolk.example/v1/employees"
    assert said["raw"]["error"]["code"] == "email_taken"
    assert said["headers"]["x-request-id"]


def test_a_download_is_a_file_with_its_name_and_bytes(results):
    answer = results["a_download"]
    assert answer["file_name"] == "staff-2026.csv"
    assert answer["content_type"] == "text/csv; charset=utf-8"
    assert answer["content"] == repr(b"id,name,salary\nemp_1,Ada Abara,85000.10\n")


def test_a_rate_limit_is_an_api_error(results):
    assert results["being_rate_limited"]["status"] == 429


def test_found_action_names_lead_to_the_action(results):
    assert results["searching_action_names"][0] == "cedarfolk_1.4.0_cedarfolk_list_employees_global"


def test_search_finds_tools_by_words(results):
    assert results["searching_tools"][0] == "cedarfolk_list_employees"


def test_feedback_is_taken(results):
    assert results["giving_feedback"]["message"]


def test_a_wrong_key_fails_while_tools_are_loaded(results):
    assert results["a_wrong_key"]["class"] == "ToolsetLoadError"
