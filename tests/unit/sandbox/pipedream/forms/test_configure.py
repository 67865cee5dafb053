import json

import pytest

LAB = "fault_lab-every-choice"
KINDS = {
    "everything": "",
    "byPage": "page",
    "byContext": "context",
    "byBoth": "page+context",
    "byQuery": "query",
    "byPageAndQuery": "page+query",
    "byContextAndQuery": "context+query",
    "byAllThree": "page+context+query",
}


@pytest.mark.parametrize("prop", KINDS)
def test_every_kind_of_paging_comes_to_an_end(caller, values_of, prop):
    seen, context, page = [], None, 0
    while page < 10:
        answer = caller.configure(LAB, prop, page=page, prev_context=context)
        new = [one for one in values_of(answer) if one not in seen]
        if not new:
            break
        seen += new
        context, page = answer["context"], page + 1
    assert page < 10
    assert len(seen) == {"everything": 25, "byQuery": 20}.get(prop, 75 if "query" in KINDS[prop] else 50)


@pytest.mark.parametrize("prop", [name for name, kind in KINDS.items() if "query" in kind])
def test_a_search_narrows_the_choices(caller, prop):
    options = caller.configure(LAB, prop, query="lantern")["options"]
    assert [one["label"] for one in options] == ["Lantern", "Lantern 2", "Lantern 3"]


def test_choices_of_different_parents_have_nothing_in_common(caller, values_of):
    first = values_of(caller.configure(LAB, "child", {"parent": "one"}))
    second = values_of(caller.configure(LAB, "child", {"parent": "two"}))
    assert first
    assert second
    assert not set(first) & set(second)


def test_a_wrapped_parent_is_the_same_parent(caller):
    wrapped = {"parent": {"__lv": {"label": "One", "value": "one"}}}
    bare = caller.configure(LAB, "child", {"parent": "one"})["options"]
    assert caller.configure(LAB, "child", wrapped)["options"] == bare


def test_choices_of_different_accounts_differ(caller, values_of):
    key, prop = "slack_v2-send-message-to-channel", "conversation"
    answers = [values_of(caller.configure(key, prop, {"slack": caller.account("slack_v2", one)})) for one in (0, 1)]
    assert not set(answers[0]) & set(answers[1])


def test_without_an_account_the_component_says_so_with_200(caller):
    body = caller.form("slack_v2-send-message-to-channel", {}, prop_name="conversation")
    answer = caller.post("/actions/configure", body)
    assert answer.status_code == 200
    assert answer.json()["options"] is None
    assert json.loads(answer.json()["errors"][0]) == {
        "name": "ConfigurationError",
        "message": "Connect an account of Slack first",
    }
    assert answer.json()["observations"][0]["k"] == "error"


def test_without_its_parent_a_choice_says_what_comes_first(caller):
    base = {"googleSheets": caller.account("google_sheets")}
    answer = caller.configure("google_sheets-get-values-in-range", "worksheetId", base)
    assert json.loads(answer["errors"][0])["message"] == "Choose Spreadsheet ID first"


def test_a_dead_account_fails_as_the_third_party_would(caller):
    dead = {"slack": caller.account("slack_v2", 2)}
    answer = caller.configure("slack_v2-send-message-to-channel", "conversation", dead)
    assert "401" in answer["observations"][-1]["err"]["message"]


def test_an_unknown_prop_is_an_error_with_200(caller):
    answer = caller.configure(LAB, "no_such_prop")
    assert "no_such_prop" in answer["errors"][0]
    assert answer["options"] is None


def test_a_prop_with_fixed_choices_has_no_remote_ones(caller):
    assert caller.configure("fault_lab-echo", "color")["errors"] != []


def test_failing_choices_come_with_their_console_lines(caller):
    answer = caller.configure(LAB, "failing")
    assert [one["k"] for one in answer["observations"]] == ["console.log", "console.log", "error"]


def test_choices_can_fail_on_a_later_page(caller, values_of):
    assert len(values_of(caller.configure(LAB, "failsLater", page=0))) == 20
    assert caller.configure(LAB, "failsLater", page=1)["errors"] != []


def test_no_choices_are_an_empty_list(caller):
    answer = caller.configure(LAB, "nothing")
    assert (answer["options"], answer["errors"]) == ([], [])


def test_choices_come_as_pairs_nested_pairs_or_strings(caller):
    pairs = caller.configure(LAB, "byPage")
    nested = caller.configure(LAB, "labelled")
    strings = caller.configure(LAB, "several")
    assert set(pairs["options"][0]) == {"label", "value"}
    assert set(nested["options"][0]) == {"__lv"}
    assert strings["options"] is None
    assert all(isinstance(one, str) for one in strings["stringOptions"])


def test_a_discord_channel_has_choices_without_saying_so(caller, values_of):
    answer = caller.configure("discord-send-message", "channel", {"discord": caller.account("discord")})
    assert len(values_of(answer)) == 15


def test_a_statement_prop_gets_the_schema_of_the_database(caller):
    base = {"postgresql": caller.account("postgresql")}
    context = caller.configure("postgresql-execute-custom-query", "sql", base)["context"]
    assert context["dbInfo"]["customers"]["schema"]["id"]["isNullable"] == "NO"


def test_a_prop_of_a_dynamic_list_is_configured_with_its_id(caller, values_of):
    base = {"github": caller.account("github"), "repoFullname": "northwind/web"}
    list_id, _ = caller.new_list("github-create-issue", base)
    with_id = caller.configure("github-create-issue", "labels", base, dynamic_props_id=list_id)
    assert len(values_of(with_id)) == 9
    assert caller.configure("github-create-issue", "labels", base)["errors"] != []


def test_created_records_are_among_the_choices(caller):
    crm = {"harborCrm": caller.account("harbor_crm")}
    made = caller.run("harbor_crm-create-contact", {**crm, "name": "Zuzana Marsh"})["ret"]
    found = caller.configure("harbor_crm-get-contact", "contactId", crm, query="marsh")["options"]
    assert found == [{"label": "Zuzana Marsh", "value": made["id"]}]


def test_spare_answers_leave_out_what_is_empty(caller, sandbox):
    sandbox.switch("spare_configure_answers", True)
    assert set(caller.configure(LAB, "several")) == {"observations", "stringOptions", "timings"}


def test_the_same_call_works_under_components(caller):
    body = caller.form(LAB, {}, prop_name="everything")
    under_actions = caller.post("/actions/configure", body).json()["options"]
    assert caller.post("/components/configure", body).json()["options"] == under_actions


@pytest.mark.parametrize("change", [{"id": ""}, {"id": 5}, {"prop_name": None}, {"configured_props": []}])
def test_a_body_that_lacks_something_is_a_bad_request(caller, change):
    body = {**caller.form(LAB, {}, prop_name="byPage"), **change}
    assert caller.post("/actions/configure", body).status_code == 400


def test_an_unknown_component_or_version_is_404(caller):
    assert caller.post("/actions/configure", caller.form("no-such", {}, prop_name="a")).status_code == 404
    pinned = caller.form(LAB, {}, prop_name="byPage", version="9.9.9")
    assert caller.post("/actions/configure", pinned).status_code == 404


def test_somebody_elses_account_is_404(caller):
    theirs = caller.get("/accounts?app=slack_v2&external_user_id=second-user").json()["data"][0]["id"]
    configured = {"slack": {"authProvisionId": theirs}}
    body = caller.form("slack_v2-send-message-to-channel", configured, prop_name="conversation")
    assert caller.post("/actions/configure", body).status_code == 404


def test_an_account_of_another_app_is_404(caller):
    body = caller.form("slack_v2-list-channels", {"slack": caller.account("stripe")})
    assert caller.post("/actions/run", body).status_code == 404


def test_an_optional_parent_may_be_left_out(caller, values_of):
    without = caller.configure(LAB, "child")
    assert without["errors"] == []
    assert not set(values_of(without)) & set(values_of(caller.configure(LAB, "child", {"parent": "one"})))
