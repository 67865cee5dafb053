import pytest

PEOPLE, FAULTS = "45355976281015164504", "fltlab01"


@pytest.fixture
def runs(stackone):
    answers = [stackone.rpc("cedarfolk_list_employees"), stackone.rpc("fault_lab_fail_inside", FAULTS)]
    return [one.headers["x-stackone-action-run-id"] for one in answers]


def ids(stackone, **params):
    return [one["request_id"] for one in stackone.get("/requests/logs", params=params).json()["data"]]


@pytest.mark.parametrize(
    ("params", "chosen"),
    [
        ({}, [1, 0]),
        ({"order_direction": "asc"}, [0, 1]),
        ({"order_by": "status", "order_direction": "asc"}, [0, 1]),
        ({"providers": "cedarfolk,other"}, [0]),
        ({"filter[account_ids]": FAULTS}, [1]),
        ({"status_codes": "200,404"}, [0]),
        ({"success": "false"}, [1]),
        ({"start_date": "2100-01-01T00:00:00.000Z"}, []),
        ({"end_date": "2100-01-01T00:00:00.000Z"}, [1, 0]),
    ],
)
def test_logs_are_chosen_and_ordered(stackone, runs, params, chosen):
    assert ids(stackone, **params) == [runs[one] for one in chosen]


def test_pages_follow_a_cursor(stackone, runs):
    first = stackone.get("/requests/logs", params={"page_size": 1}).json()
    second = stackone.get("/requests/logs", params={"page_size": 1, "next": first["next"]}).json()
    assert [page["data"][0]["request_id"] for page in (first, second)] == runs[::-1]
    assert second["next"] is None


def test_steps_and_exchange_come_when_they_are_asked_for(stackone, runs):
    plain = stackone.get(f"/requests/logs/{runs[0]}").json()["data"]
    assert {"step_requests", "request", "response"}.isdisjoint(plain)
    params = {"include": "step_logs,advanced_logs"}
    full = stackone.get(f"/requests/logs/{runs[0]}", params=params).json()["data"]
    assert len(full["step_requests"]) == 3
    assert full["response"]["status_code"] == 200


def test_steps_of_all_runs_are_listed(stackone, runs):
    steps = stackone.get("/requests/logs/steps", params={"providers": "cedarfolk"}).json()["data"]
    assert [one["url"] for one in steps] == [None, "https://api.cedarfolk.example/v1/employees", None]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/requests/logs/none", 404),
        ("/requests/logs?page_size=101", 400),
        ("/requests/logs?order_by=colour", 400),
        ("/requests/logs?start_date=yesterday", 400),
        ("/requests/platform-logs", 200),
    ],
)
def test_what_is_asked_wrongly_is_refused(stackone, path, status):
    assert stackone.get(path).status_code == status
