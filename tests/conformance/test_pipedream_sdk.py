"""The official SDK of Pipedream, a client that nobody here wrote, finds its way in the sandbox."""

import json

import pytest


@pytest.fixture(scope="module")
def results(sandbox_process, sdk_client):
    return sdk_client("pipedream", "pipedream_client.py", sandbox_process.ready["pipedream"])


def test_nothing_raised(results):
    assert {name: one for name, one in results.items() if isinstance(one, dict) and "raised" in one} == {}


def test_every_definition_of_an_action_fits_the_sdks_models(results):
    actions = results["all_actions"]
    assert len(actions["keys"]) == len(set(actions["keys"])) == actions["total"] >= 98
    assert actions["parsed_props"] > 700


def test_pages_hold_as_many_as_asked_for(results):
    assert results["all_actions"]["count"] == 30


def test_components_are_actions_and_triggers(results):
    kinds = results["all_components"]
    assert [key for key, kind in kinds.items() if kind == "trigger"] == results["all_triggers"]
    assert sorted(key for key, kind in kinds.items() if kind == "action") == sorted(results["all_actions"]["keys"])


def test_a_search_stays_within_an_app(results):
    assert results["search_actions"] == ["harbor_crm-create-contact", "harbor_crm-create-deal"]


def test_private_actions_are_listed_and_read_under_their_own_key(results):
    assert results["private_actions"] == ["~/write-release-note"]
    assert results["private_action"] == "Write Release Note"


def test_a_wrong_registry_is_a_bad_request(results):
    refused = results["wrong_registry"]
    assert (refused["kind"], refused["status"]) == ("BadRequestError", 400)
    assert "registry" in refused["body"]["details"]


def test_one_action_is_read_in_its_newest_and_an_older_version(results):
    one = results["one_action"]
    assert (one["newest"], one["older"]) == ("0.0.4", "0.0.3")
    assert one["types"] == ["app", "integer", "string", "integer"]
    assert one["read_only"] is True


def test_an_unknown_action_is_404(results):
    lost = results["one_action"]["lost"]
    assert (lost["status"], lost["body"]) == (404, {"error": "record not found"})


def test_apps_are_paged_ordered_and_found(results):
    apps = results["apps"]
    assert apps["slugs"] == sorted(apps["slugs"])
    assert len(apps["slugs"]) >= 50
    assert apps["heaviest"] == "harbor_crm"
    assert apps["by_id"] == "slack_v2"
    assert apps["category"] is True
    assert apps["crm"] == ["harbor_crm", "hubspot", "salesforce_rest_api"]


def test_accounts_say_whether_they_work(results):
    accounts = results["accounts"]
    assert [one[1:] for one in accounts["health"]] == [[True, False], [True, False], [False, True]]
    assert (accounts["user"], accounts["app"]) == ("demo-user", "slack_v2")
    assert accounts["credentials"]["oauth_access_token"]
    assert accounts["count"] > 40


def test_an_account_is_not_seen_from_the_other_environment(results):
    assert results["accounts"]["production"]["status"] == 404


def test_users_are_paged(results):
    assert results["users"] == ["demo-user", "second-user", "crowded-user"]


def test_a_connect_token_is_a_whole_credential_for_one_user(results):
    token = results["connect_token"]
    assert token["prefix"] == "ctok_"
    assert token["users_seen"] == ["demo-user"]
    assert token["actions_seen"] == 5
    assert token["other_user"]["status"] == 403


def test_a_connect_token_is_validated(results):
    assert results["connect_token"]["valid"] == [True, "slack_v2", "development"]
    assert results["connect_token"]["unknown"] is False


def test_an_account_is_connected_read_and_removed(results):
    assert results["connect_account"]["found"] == "Made by the SDK"
    assert results["connect_account"]["after"]["status"] == 404


def test_a_wrong_secret_is_unauthorized(results):
    refused = results["wrong_secret"]
    assert refused["kind"] == "UnauthorizedError"
    assert refused["body"]["error"] == "invalid_client"


def test_an_unknown_project_is_404(results):
    assert results["unknown_project"]["status"] == 404


def test_choices_by_page_end_with_an_empty_page(results):
    first, second, last = results["choices_by_page"]
    assert len(first) == len(second) == 20
    assert not {value for _, value in first} & {value for _, value in second}
    assert last == []


def test_choices_by_context_end_with_an_empty_cursor(results):
    found = results["choices_by_context"]
    assert found["pages"] == 3
    assert len(set(found["values"])) == len(found["values"]) == 50


def test_choices_are_searched(results):
    assert results["choices_by_query"] == ["Lantern", "Lantern 2", "Lantern 3"]


def test_both_wrappings_of_choices_fit_the_sdks_models(results):
    assert results["choices_in_both_wrappings"] == {"wrapped": 10, "all": 20}
    assert "gpt-5-mini" in results["choices_as_strings"]


def test_choices_belong_to_their_parent(results):
    first, second = ({value for _, value in one} for one in results["choices_of_another_parent"])
    assert first
    assert second
    assert not first & second


def test_choices_that_fail_tell_the_sdk_why(results):
    failed = results["choices_that_fail"]
    assert json.loads(failed["errors"][0])["name"] == failed["name"] == "ConfigurationError"
    assert failed["kinds"] == ["console.log", "console.log", "error"]


def test_a_reload_adds_props_that_a_run_needs(results):
    reload = results["reload"]
    assert reload["names"][-4:] == ["group_1_name", "group_1_amount", "group_2_name", "group_2_amount"]
    assert reload["ret"] == [{"name": "a", "amount": None}, {"name": "b", "amount": 5}]
    assert reload["without_list"] == "undefined is not an array or an array-like"


def test_a_sheets_columns_are_filled_and_read_back(results):
    sheet = results["reload_of_a_sheet"]
    assert sheet["columns"] == sheet["rows"][0]
    assert sheet["rows"][1][0] == "from the SDK"


def test_a_created_record_is_offered_and_found(results):
    made = results["create_and_find"]
    assert made["offered"] == [["Sadie Kestrel", made["made"]]]
    assert made["found"]["tags"] == ["sdk"]
    assert made["logs"] == ["console.log", "console.log"]


@pytest.mark.parametrize(
    ("action", "origin", "name"),
    [
        ("throw-error", "component_code", "TypeError"),
        ("upstream-error", "upstream_api", "AxiosError"),
        ("network-failure", "network_io", "Error"),
        ("unreadable-answer", "response_parsing", "SyntaxError"),
        ("configuration-error", "component_code", "ConfigurationError"),
    ],
)
def test_a_failed_run_says_where_it_failed(results, action, origin, name):
    failed = results["failures_by_origin"][action]
    assert (failed["origin"], failed["name"]) == (origin, name)
    assert failed["kinds"][-1] == "error"
    assert failed["has_ret"] is False


def test_a_dead_account_fails_at_the_third_party(results):
    message, origin = results["dead_account"]
    assert "401" in message
    assert origin == "upstream_api"


@pytest.mark.parametrize("status", ["400", "403", "404", "413", "422", "429", "500"])
def test_a_refused_request_raises_its_status(results, status):
    refused = results["request_refused"][status]
    assert refused["status"] == int(status)
    assert isinstance(refused["body"]["error"], str)


def test_throttling_raises_and_says_how_long(results):
    refused = results["throttled"]
    assert refused["kind"] == "TooManyRequestsError"
    assert refused["body"] == {"error": "Throttled"}
    assert (refused["retry_after"], refused["limit"]) == ("7", "100")


def test_the_sdk_repeats_a_run_after_a_500_and_the_log_shows_it(results):
    assert results["run_repeated_by_the_sdk"] == 2


def test_a_file_is_left_downloaded_and_signed(results):
    stash = results["stash"]
    assert stash["stash_id"].startswith("stash_")
    assert stash["text"] == "Content of the file abc, made up by the sandbox.\n"
    assert stash["signed"] is True


def test_the_proxy_forwards_and_answers(results):
    proxy = results["proxy"]
    assert proxy["got"]["url"] == "https://api.harbor.example/things?limit=2&word=a+b"
    assert proxy["got"]["headers"]["x-key"].startswith("sandbox-api_key-")
    assert "cookie" not in proxy["got"]["headers"]
    assert (proxy["posted"]["method"], proxy["posted"]["body"]) == ("POST", {"n": 1})
    assert proxy["missing"]["status"] == 404


def test_the_proxy_gives_bytes_and_nothing(results):
    assert results["proxy_other_bodies"] == {"bytes": [0, 1, 2], "empty": None}


def test_usage_and_projects_fit_the_sdks_models(results):
    assert results["usage_and_projects"] == {"runs": True, "projects": ["proj_Sandbox1"], "linked": True}
