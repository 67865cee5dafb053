import pytest


def all_pages(caller, path, limit):
    found, after = [], ""
    while True:
        page = caller.get(f"{path}?limit={limit}&after={after}").json()
        if not page["data"]:
            return found
        found += page["data"]
        after = page["page_info"]["end_cursor"]


@pytest.mark.parametrize("limit", [7, 100])
def test_following_the_pages_gives_every_action_with_its_definition(caller, sandbox, limit):
    found = all_pages(caller, "/actions", limit)
    assert [one["key"] for one in found] == [one["key"] for one in sandbox.state.components.search("action")]
    assert all(one["configurable_props"] for one in found)


def test_lists_can_be_short(caller, sandbox):
    sandbox.switch("short_lists", True)
    assert set(caller.get("/actions?limit=1").json()["data"][0]) == {"key", "name", "version"}


def test_before_gives_the_page_in_front(caller):
    first = caller.get("/actions?limit=5").json()
    second = caller.get(f"/actions?limit=5&after={first['page_info']['end_cursor']}").json()
    back = caller.get(f"/actions?limit=5&before={second['page_info']['start_cursor']}").json()
    assert back["data"] == first["data"]


@pytest.mark.parametrize(
    ("query", "count"),
    [("q=create contact", 2), ("app=plank_tasks", 7), ("registry=private", 1), ("q=nothing at all", 0)],
)
def test_a_query_narrows_the_list(caller, query, count):
    assert caller.get(f"/actions?{query}").json()["page_info"]["total_count"] == count


@pytest.mark.parametrize("path", ["/actions?registry=secret", "/components?component_type=thing", "/actions?limit=x"])
def test_a_query_that_makes_no_sense_is_a_bad_request(caller, path):
    assert caller.get(path).status_code == 400


def test_components_hold_both_kinds_and_can_be_narrowed_to_one(caller):
    both = caller.get("/components").json()["page_info"]["total_count"]
    kinds = [
        caller.get(f"/components?component_type={kind}").json()["page_info"]["total_count"]
        for kind in ("action", "trigger")
    ]
    assert kinds[1] == 6
    assert sum(kinds) == both


def test_one_component_comes_inside_data(caller):
    assert caller.get("/actions/gitlab-list-commits").json()["data"]["version"] == "0.0.4"
    assert caller.get("/actions/gitlab-list-commits?version=0.0.3").json()["data"]["version"] == "0.0.3"


def test_a_private_key_stands_in_the_path_as_it_is(caller):
    assert caller.get("/actions/~/write-release-note").json()["data"]["key"] == "~/write-release-note"


@pytest.mark.parametrize(
    "path", ["/actions/nothing", "/actions/gitlab-new-issue", "/actions/gitlab-list-commits?version=8.8.8"]
)
def test_what_is_not_there_is_404(caller, path):
    assert caller.get(path).status_code == 404


def test_a_trigger_can_be_read_and_configured(caller, values_of):
    assert caller.get("/triggers/gitlab-new-issue").json()["data"]["component_type"] == "trigger"
    body = caller.form("gitlab-new-issue", {"gitlab": caller.account("gitlab")}, prop_name="projectId")
    assert len(values_of(caller.post("/triggers/configure", body).json())) == 20


def test_reload_works_under_components_too(caller):
    body = caller.form("fault_lab-growing-form", {"groupCount": 1})
    assert caller.post("/components/props", body).json()["dynamicProps"]["id"].startswith("dyp_")


def test_configure_and_run_share_a_limit_when_it_is_switched_on(caller, sandbox):
    sandbox.switch("runs_per_minute", 2)
    body = caller.form("fault_lab-echo", {})
    statuses = [caller.post("/actions/run", body).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
