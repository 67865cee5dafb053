import pytest

PEOPLE, FAULTS = "45355976281015164504", "fltlab01"


@pytest.fixture
def runs(stackone):
    """Three runs, the oldest first: one that went well, one failed at the provider, one in another account."""
    answers = [
        stackone.rpc("cedarfolk_list_employees"),
        stackone.rpc("cedarfolk_get_employee", path={"id": "none"}),
        stackone.rpc("fault_lab_fail_inside", FAULTS),
    ]
    return [one.headers["x-stackone-action-run-id"] for one in answers]


def ids(stackone, path="/logs/actions", filters=None, **page):
    body = stackone.post(path, json={"filters": filters, **page}).json()
    return [one["action_run_id"] for one in body["data"]]


def test_the_newest_run_comes_first(stackone, runs):
    assert ids(stackone) == runs[::-1]


def test_pages_are_numbered_and_counted(stackone, runs):
    body = stackone.post("/logs/actions", json={"page": 2, "page_size": 2}).json()
    assert [one["action_run_id"] for one in body["data"]] == runs[:1]
    assert (body["query"], body["total"]) == ({"page": 2, "page_size": 2}, 3)


@pytest.mark.parametrize(
    ("filters", "chosen"),
    [
        ({"account_secure_id": [PEOPLE]}, [1, 0]),
        ({"success": False}, [2, 1]),
        ({"action_id": ["cedarfolk_list_employees", "x"]}, [0]),
        ({"status_code": ["404"]}, [1]),
        ({"connector_key": ["fault_lab"], "success": True}, []),
        ({"start_time": "2100-01-01T00:00:00Z"}, []),
        ({"end_time": "2100-01-01T00:00:00Z"}, [2, 1, 0]),
        ({"start_time": "2020-01-01T00:00:00"}, [2, 1, 0]),
        ({"transport": None} and {"category": ["hris"]}, [1, 0]),
        (None, [2, 1, 0]),
    ],
)
def test_runs_are_chosen_by_all_filters(stackone, runs, filters, chosen):
    assert ids(stackone, filters=filters) == [runs[one] for one in chosen]


@pytest.mark.parametrize("filters", [[], {"colour": ["red"]}, {"action_id": "x"}, {"start_time": "yesterday"}])
def test_a_filter_that_is_none_is_refused(stackone, runs, filters):
    assert stackone.post("/logs/actions", json={"filters": filters}).status_code == 400


def test_one_run_has_the_facts_of_its_call(stackone, runs):
    log = stackone.get(f"/logs/actions/{runs[1]}?expand=connector").json()
    assert (log["log_type"], log["action_id"], log["status_code"]) == ("action", "cedarfolk_get_employee", 404)
    assert (log["account_id"], log["connector_version"], log["transport_type"]) == (PEOPLE, "1.4.0", "ACTION_RPC")
    assert log["connector"]["name"] == "Cedarfolk"
    assert log["duration_ms"] >= 0


def test_the_whole_exchange_is_shown(stackone, runs):
    shown = stackone.get(f"/logs/actions/{runs[1]}/advanced").json()
    assert shown["request"]["body"] == {"action": "cedarfolk_get_employee", "path": {"id": "none"}}
    assert shown["response"]["status_code"] == 404
    assert shown["response"]["provider_errors"][0]["status"] == 404


def test_steps_come_in_order_and_one_by_one(stackone, runs):
    steps = stackone.get(f"/logs/actions/{runs[0]}/steps").json()
    assert [one["step_index"] for one in steps["data"]] == [0, 1, 2]
    assert stackone.get(f"/logs/actions/{runs[0]}/steps/1").json() == steps["data"][1]
    assert stackone.get(f"/logs/actions/{runs[0]}/steps?page=2&page_size=2").json()["data"] == steps["data"][2:]


@pytest.mark.parametrize(
    "path", ["/logs/actions/none", "/logs/none", "/logs/none/steps", "/logs/actions/none/defender"]
)
def test_an_unknown_run_is_not_found(stackone, path):
    assert stackone.get(path).status_code == 404


@pytest.mark.parametrize("step", ["3", "x", "-1"])
def test_an_unknown_step_is_not_found(stackone, runs, step):
    assert stackone.get(f"/logs/actions/{runs[0]}/steps/{step}").status_code == 404


def test_steps_and_provider_requests_of_all_runs_are_listed(stackone, runs):
    steps = stackone.post("/logs/steps", json={"filters": {"action_run_id": [runs[1]]}}).json()["data"]
    assert [one["success"] for one in steps] == [True, False]
    requests = stackone.post("/logs/provider", json={}).json()["data"]
    assert {one["url"] for one in requests} == {
        "https://api.cedarfolk.example/v1/employees",
        "https://api.cedarfolk.example/v1/employees/none",
    }


def test_the_shorter_spellings_give_the_same(stackone, runs):
    assert [one["action_run_id"] for one in stackone.get("/logs").json()["data"]] == runs[::-1]
    assert stackone.get(f"/logs/{runs[0]}").json() == stackone.get(f"/logs/actions/{runs[0]}").json()
    assert stackone.get(f"/logs/{runs[0]}/steps").json() == stackone.get(f"/logs/actions/{runs[0]}/steps").json()
    assert stackone.get("/logs/platform").json()["data"] == []
    assert stackone.post("/logs", json={}).json()["total"] == 3


def test_a_scan_that_was_off_says_so(stackone, runs):
    assert stackone.get(f"/logs/actions/{runs[0]}/defender").json()["skipped"] == {"reason": "disabled"}


def test_runs_are_counted_by_what_is_asked_for(stackone, runs):
    body = stackone.post("/logs/stats/aggregate", json={"dimensions": ["success"]}).json()
    assert body == {"data": [{"success": False, "count": 2}, {"success": True, "count": 1}], "total": 3}


def test_filter_menus_get_the_values_that_occur(stackone, runs):
    body = stackone.post("/logs/stats/dimensions", json={"dimensions": ["account_secure_id"], "max_values": 5}).json()
    assert body["data"] == {"account_secure_id": [PEOPLE, FAULTS]}


@pytest.mark.parametrize("path", ["aggregate", "dimensions"])
def test_an_unknown_dimension_is_refused(stackone, path):
    assert stackone.post(f"/logs/stats/{path}", json={"dimensions": ["colour"]}).status_code == 400
