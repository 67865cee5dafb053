import pytest

PERIOD = {"from": "2026-01-01", "to": "2026-01-31"}


@pytest.fixture
def watched(full, inlycore):
    inlycore.switch("workflow_status", True)
    inlycore.switch("workflow_duration_s", 10)
    return full


def test_jobs_are_numbered_from_seven(full):
    assert full.execute("reports/generate-sales-report", **PERIOD).json() == {"success": True, "workflow_id": 7}
    assert full.execute("imports/import-products", source="fortnox").json() == {"success": True, "workflow_id": 8}


@pytest.mark.parametrize(
    ("passed_s", "status", "progress"),
    [(0, "pending", 0), (4, "running", 40), (10, "completed", 100), (99, "completed", 100)],
)
def test_a_job_goes_on_by_the_clock(watched, clock, passed_s, status, progress):
    watched.execute("reports/generate-sales-report", **PERIOD)
    clock.now += passed_s

    body = watched.get("/api/v1/workflows/7").json()

    assert (body["id"], body["status"], body["progress"]) == (7, status, progress)


def test_steps_are_finished_one_after_the_other(watched, clock):
    watched.execute("reports/generate-sales-report", **PERIOD)
    clock.now += 4

    steps = watched.get("/api/v1/workflows/7").json()["activities"]

    assert [step["status"] for step in steps] == ["completed", "running", "pending"]


def test_the_shape_of_a_status(watched):
    watched.execute("reports/generate-sales-report", **PERIOD)

    assert set(watched.get("/api/v1/workflows/7").json()) == {
        "id",
        "status",
        "progress",
        "message",
        "activities",
        "output",
        "created_at",
        "updated_at",
    }


@pytest.mark.parametrize("number", ["8", "x", "9" * 30])
def test_an_unknown_job_is_missing(watched, number):
    assert watched.get(f"/api/v1/workflows/{number}").status_code == 404


def test_there_is_no_status_address_by_default(full):
    full.execute("reports/generate-sales-report", **PERIOD)

    response = full.get("/api/v1/workflows/7")

    assert (response.status_code, response.json()["message"]) == (
        404,
        "The route api/v1/workflows/7 could not be found.",
    )
