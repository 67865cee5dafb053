import pytest

from explorer.sandbox.pipedream import PipedreamSandbox

PARTS = {"base_url", "project_id", "client_id", "client_secret", "environment", "external_user_id"}


def test_ready_line_has_what_a_client_needs(sandbox):
    ready = sandbox.ready("http://127.0.0.1:1")
    assert set(ready) == PARTS
    assert ready["base_url"] == "http://127.0.0.1:1"
    assert ready["project_id"].startswith("proj_")


def test_unknown_paths_get_the_platforms_own_form(sandbox):
    status, body = sandbox.not_found("/v2/nothing")
    assert status == 404
    assert list(body) == ["error"]


def test_switches_are_shown_and_changed(sandbox):
    sandbox.switch("short_lists", True)
    assert sandbox.switches()["short_lists"] is True
    with pytest.raises(KeyError):
        sandbox.switch("nothing", 1)


def test_reset_forgets_records_tokens_and_switches(caller, sandbox):
    crm = {"harborCrm": caller.account("harbor_crm")}
    caller.run("harbor_crm-create-contact", {**crm, "name": "Soon forgotten"})
    sandbox.switch("short_lists", True)
    sandbox.reset()
    assert caller.get("/actions").status_code == 401
    caller.sign_in()
    assert sandbox.switches()["short_lists"] is False
    found = caller.run("harbor_crm-list-contacts", {**crm, "words": "forgotten"})
    assert found["ret"] == []


def test_equal_seeds_give_equal_accounts_and_other_seeds_give_others():
    def ids(seed):
        return [one.account_id for one in PipedreamSandbox(seed).state.accounts.search("development")]

    assert ids(1) == ids(1)
    assert ids(1) != ids(2)
