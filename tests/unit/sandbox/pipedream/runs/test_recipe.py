"""Records that one action makes, others find."""

import pytest


@pytest.fixture
def crm(caller):
    return {"harborCrm": caller.account("harbor_crm")}


@pytest.fixture
def tasks(caller):
    return {"app": caller.account("plank_tasks")}


def test_a_created_contact_is_found_by_list_and_get(caller, crm):
    made = caller.run("harbor_crm-create-contact", {**crm, "name": "Zuzana Marsh", "employees": 2**60 + 1})
    listed = caller.run("harbor_crm-list-contacts", {**crm, "words": "marsh"})["ret"]
    got = caller.run("harbor_crm-get-contact", {**crm, "contactId": made["ret"]["id"]})["ret"]
    assert listed == [made["ret"]]
    assert got == made["ret"]
    assert got["employees"] == 2**60 + 1


def test_a_summary_and_console_lines_come_with_it(caller, crm):
    answer = caller.run("harbor_crm-create-contact", {**crm, "name": "Ada"})
    assert answer["exports"] == {"$summary": "Added Ada"}
    assert [one["msg"] for one in answer["os"]] == ["POST /contacts", "answered 201"]
    assert all(one["k"] == "console.log" and one["ts"] > 0 for one in answer["os"])


def test_a_record_belongs_to_its_account(caller, crm):
    other = {"harborCrm": caller.account("harbor_crm", 1)}
    caller.run("harbor_crm-create-contact", {**crm, "name": "Zuzana Marsh"})
    assert caller.run("harbor_crm-list-contacts", {**other, "words": "marsh"})["ret"] == []


def test_an_update_changes_only_what_was_entered(caller, crm):
    caller.run("harbor_crm-update-contact", {**crm, "contactId": "con_first001", "phone": "+47"})
    got = caller.run("harbor_crm-get-contact", {**crm, "contactId": "con_first001"})["ret"]
    assert (got["phone"], got["name"], got["email"]) == ("+47", "Ada Brandt", "ada@northwind.example")


def test_a_deleted_record_is_gone(caller, crm):
    caller.run("harbor_crm-delete-contact", {**crm, "contactId": "con_first001"})
    again = caller.run("harbor_crm-get-contact", {**crm, "contactId": "con_first001"})
    assert again["error"]["attribution"] == {"origin": "upstream_api"}
    assert "404" in again["error"]["message"]
    assert "ret" not in again


def test_a_limit_ends_a_list(caller, crm):
    answer = caller.run("harbor_crm-list-contacts", {**crm, "maxResults": 3})
    assert len(answer["ret"]) == 3
    assert answer["exports"]["$summary"] == "Found 3 contacts"


def test_a_filter_keeps_what_is_equal(caller, crm):
    won = caller.run("harbor_crm-list-deals", {**crm, "stage": "won"})["ret"]
    assert [one["title"] for one in won] == ["Yearly service"]


def test_tasks_belong_to_their_project(caller, tasks):
    first = caller.run("plank_tasks-create-project", {**tasks, "name": "Attic"})["ret"]["id"]
    made = caller.run("plank_tasks-create-task", {**tasks, "projectId": first, "title": "Sort boxes"})["ret"]
    assert made["priority"] == 2
    here = caller.run("plank_tasks-list-tasks", {**tasks, "projectId": first})["ret"]
    elsewhere = caller.run("plank_tasks-list-tasks", {**tasks, "projectId": "list_first1"})["ret"]
    assert (here, elsewhere) == ([made], [])


def test_a_completed_task_says_so_when_it_is_read_again(caller, tasks):
    place = {**tasks, "projectId": "list_first1"}
    task = caller.run("plank_tasks-create-task", {**place, "title": "Pack"})["ret"]["id"]
    caller.run("plank_tasks-complete-task", {**place, "taskId": task})
    assert caller.run("plank_tasks-get-task", {**place, "taskId": task})["ret"]["is_done"] is True


def test_a_new_task_is_among_the_choices_of_its_project_only(caller, tasks):
    place = {**tasks, "projectId": "list_first1"}
    task = caller.run("plank_tasks-create-task", {**place, "title": "Pack"})["ret"]["id"]
    here = caller.configure("plank_tasks-get-task", "taskId", place)["options"]
    other = caller.configure("plank_tasks-get-task", "taskId", {**tasks, "projectId": "list_first2"})["options"]
    assert here == [{"label": "Pack", "value": task}]
    assert other == []


def test_an_airtable_record_is_found_in_its_table(caller):
    key = "airtable_oauth-create-single-record"
    values = {
        "airtable": caller.account("airtable_oauth"),
        "baseId": {"__lv": {"label": "Shop", "value": "appX"}},
        "tableId": {"__lv": {"label": "Orders", "value": "tblX"}},
    }
    list_id, _ = caller.new_list(key, values)
    made = caller.run(key, {**values, "record": {"Name": "Lamp"}}, dynamic_props_id=list_id)
    assert made["exports"]["$summary"] == "Added a record to Orders"
    found = caller.run("airtable_oauth-list-records", values)["ret"]
    assert [one["record"] for one in found] == [{"Name": "Lamp"}]


def test_an_opened_issue_is_found_by_its_words(caller):
    github = {"github": caller.account("github")}
    caller.run("github-create-issue", {**github, "repoFullname": "northwind/web", "title": "Broken lantern"})
    found = caller.run("github-search-issues-and-pull-requests", {**github, "query": "is:open lantern"})["ret"]
    assert [(one["number"], one["title"]) for one in found] == [(3, "Broken lantern")]


def test_a_kept_value_replaces_the_one_before_and_is_offered_as_a_key(caller):
    place = {"dataStore": "store-1", "key": "colour"}
    for value in ("red", "blue"):
        caller.run("data_stores-add-update-record", {**place, "value": value})
    options = caller.configure("data_stores-add-update-record", "key", {"dataStore": "store-1"})["options"]
    assert options == [{"label": "colour", "value": "colour"}]


def test_every_action_runs_with_something_in_every_required_prop(caller, sandbox):
    failed = {}
    for component in sandbox.state.catalogue.components:
        key = component["key"]
        if component["component_type"] == "action" and not key.startswith("fault_lab"):
            configured = sensible_values(caller, key, component["configurable_props"])
            if configured is not None:
                answer = caller.run(key, configured, stash_id="NEW")
                if "error" in answer or not answer["exports"].get("$summary"):
                    failed[key] = answer.get("error")
    assert failed == {}


SAMPLES = {
    "string": "sample",
    "string[]": ["sample"],
    "integer": 5,
    "integer[]": [5],
    "boolean": True,
    "object": {"name": "sample"},
    "any": 1,
    "sql": {"value": "select 1 as one", "query": "select 1 as one", "params": [], "usePreparedStatements": True},
    "http_request": {"method": "GET", "url": "https://example.invalid/"},
    "data_store": "store",
    "$.discord.channel": "1",
}
FITTING = {
    "inputDate": "2026-01-02",
    "table": "customers",
    "contactId": "con_first001",
    "dealId": "deal_first1",
    "projectId": "list_first1",
}


def sensible_values(caller, key, props):
    configured = {}
    for prop in props:
        name = prop["name"]
        if prop["type"] == "app":
            if prop["app"] in ("zoom", "twitch", "calendly_v2"):
                return None  # not connected, or no longer working
            if prop["app"] not in ("http", "helper_functions", "pipedream_utils", "data_stores"):
                configured[name] = caller.account(prop["app"])
        elif prop["type"] == "http_request":
            configured[name] = SAMPLES["http_request"]
        elif prop.get("optional") or prop["type"] in ("alert", "dir", "$.service.db") or "default" in prop:
            continue
        elif name == "taskId":
            task = caller.run("plank_tasks-create-task", {**configured, "title": "t"})
            configured[name] = task["ret"]["id"]
        elif name in FITTING and (name != "projectId" or key.startswith("plank")):
            configured[name] = FITTING[name]
        elif prop.get("remoteOptions"):
            answer = caller.configure(key, name, configured)
            options = answer["options"] or [{"label": one, "value": one} for one in answer["stringOptions"] or []]
            chosen = options[0] if options else {"label": "sample", "value": "sample"}
            configured[name] = chosen if "__lv" in chosen else {"__lv": chosen}
        else:
            configured[name] = SAMPLES[prop["type"]]
    return configured
