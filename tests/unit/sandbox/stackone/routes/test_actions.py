import pytest

PEOPLE = "45355976281015164504"


def walk(stackone, **params):
    found, pages, following = [], 0, None
    while True:
        more = {} if following is None else {"next": following}
        page = stackone.get("/actions", params={**params, **more}).json()
        found += page["data"]
        pages += 1
        following = page["next"]
        if following is None:
            return found, pages


def test_pages_count_connectors_and_end_with_null(stackone):
    connectors, pages = walk(stackone, page_size=2)
    keys = [one["key"] for one in connectors]
    assert pages == -(-len(keys) // 2)
    assert len(set(keys)) == len(keys)
    assert sum(len(one["actions"]) for one in connectors) == 200


def test_details_come_only_when_they_are_asked_for(stackone):
    plain = stackone.get("/actions").json()["data"][0]["actions"][0]
    detailed = stackone.get("/actions", params={"include": "action_details"}).json()["data"][0]["actions"][0]
    assert "action_details" not in plain
    details = detailed["action_details"]
    assert details["entrypointHttpMethod"] == "get"
    page_size = details["inputs"][0]
    assert (page_size["name"], page_size["type"], page_size["in"]) == ("page_size", "number", "query")
    assert page_size["rules"] == {"min": 1, "max": 100}


def test_the_former_name_of_the_details_is_understood(stackone):
    listed = stackone.get("/actions", params={"include": "operation_details"}).json()["data"][0]["actions"][0]
    assert "operation_details" in listed
    assert "action_details" not in listed


def test_actions_can_be_left_out_and_guides_asked_for(stackone):
    params = {"exclude": "actions", "include": "authentication_guides"}
    connector = stackone.get("/actions", params=params).json()["data"][0]
    assert "actions" not in connector
    assert connector["authentication"][0]["support"]["guides"]["setup"]["sections"]


def test_connectors_are_chosen_by_key(stackone):
    listed = stackone.get("/actions", params={"filter[connectors]": "tidecrm,papernest"}).json()["data"]
    assert [one["key"] for one in listed] == ["tidecrm", "papernest"]


def test_accounts_give_an_entry_each(stackone):
    listed = stackone.get("/actions", params={"filter[account_ids]": f"{PEOPLE},45355976281015164510,nobody"}).json()
    assert [one["account_id"] for one in listed["data"]] == [PEOPLE, "45355976281015164510"]
    assert {one["connector_profile_id"] for one in listed["data"]} == {"cp-cedarfolk-default"}


def test_one_action_is_chosen_by_its_key(stackone):
    listed = stackone.get("/actions", params={"filter[action_key]": "cedarfolk_get_employee"}).json()["data"]
    assert [[action["id"] for action in one["actions"]] for one in listed] == [["cedarfolk_get_employee"]]


def test_text_is_looked_for_in_names_labels_and_descriptions(stackone):
    by_name = stackone.get("/actions", params={"search": "Papernest"}).json()["data"]
    assert [one["key"] for one in by_name] == ["papernest"]
    assert len(by_name[0]["actions"]) > 5
    by_label = stackone.get("/actions", params={"search": "pipeline", "page_size": 100}).json()["data"]
    assert by_label
    for one in by_label:
        for action in one["actions"]:
            assert "pipeline" in f"{action['label']} {action['description']}".lower()


def test_a_made_up_cursor_is_refused(stackone):
    assert stackone.get("/actions", params={"next": "abc"}).status_code == 400


@pytest.mark.parametrize("size", ["0", "-1", "x", "99999"])
def test_a_page_size_out_of_its_limits_is_refused(stackone, size):
    assert stackone.get("/actions", params={"page_size": size}).status_code == 400


def test_found_ids_have_the_versioned_form(stackone):
    body = {"query": "list employees", "connector": "cedarfolk", "top_k": 1}
    answer = stackone.post("/actions/search", json=body).json()
    assert [one["id"] for one in answer["results"]] == ["cedarfolk_1.4.0_cedarfolk_list_employees_global"]
    assert (answer["total_count"], answer["query"], answer["connector_filter"]) == (1, "list employees", "cedarfolk")


@pytest.mark.parametrize("body", [{}, {"query": ""}, {"query": "x", "top_k": 501}, {"query": "x", "min_similarity": 2}])
def test_a_search_out_of_its_limits_is_refused(stackone, body):
    assert stackone.post("/actions/search", json=body).status_code == 400


def test_feedback_needs_a_known_account(stackone):
    body = {"feedback": "nice", "account_id": "nobody", "tool_names": ["x"]}
    assert stackone.post("/ai/tool-feedback", json=body).status_code == 400
    assert stackone.post("/ai/tool-feedback", json={**body, "account_id": PEOPLE}).status_code == 200


def test_building_the_search_counts_the_actions(stackone):
    assert stackone.post("/actions/build", json={}).json()["actions_indexed"] == 200


@pytest.mark.parametrize(
    ("body", "status"), [({"resource_id": "1", "email": "a@b.cc"}, 200), ({"resource_id": "1"}, 400)]
)
def test_permissions_are_asked_for_somebody(stackone, body, status):
    answer = stackone.post("/unified/check_permissions", json=body, headers={"x-account-id": PEOPLE})
    assert answer.status_code == status
