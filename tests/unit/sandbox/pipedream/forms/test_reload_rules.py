import pytest


def names(props):
    return [prop["name"] for prop in props]


def prop_of(props, name):
    return next(prop for prop in props if prop["name"] == name)


def test_an_answer_has_the_whole_list_under_a_new_id(caller):
    first = caller.reload("fault_lab-growing-form", {"groupCount": 1})["dynamicProps"]
    second = caller.reload("fault_lab-growing-form", {"groupCount": 1}, dynamic_props_id=first["id"])["dynamicProps"]
    assert first["id"] != second["id"]
    assert first["configurableProps"] == second["configurableProps"]
    assert names(first["configurableProps"])[:2] == ["faultLab", "groupCount"]


@pytest.mark.parametrize("count", [0, 1, 3, 10])
def test_as_many_groups_as_asked_for(caller, count):
    _, props = caller.new_list("fault_lab-growing-form", {"groupCount": count})
    assert sum(name.endswith("_name") for name in names(props)) == count


def test_too_many_groups_leave_no_list(caller):
    answer = caller.reload("fault_lab-growing-form", {"groupCount": 11})
    assert answer["dynamicProps"] is None
    assert answer["errors"] == ["ConfigurationError: At most 10 are possible here, not 11"]
    assert answer["observations"][0]["err"]["name"] == "ConfigurationError"


def test_a_hidden_prop_appears_and_may_become_required(caller):
    _, props = caller.new_list("fault_lab-growing-form", {"showSecret": True})
    assert prop_of(props, "secret") == {
        "name": "secret",
        "type": "string",
        "label": "Hidden until now",
        "description": "Masked while you type.",
        "optional": False,
        "hidden": False,
        "secret": True,
    }


def test_a_prop_that_was_added_can_add_another(caller):
    key = "fault_lab-growing-form"
    _, first = caller.new_list(key, {"mode": "nested"})
    _, second = caller.new_list(key, {"mode": "nested", "second": 5})
    assert "second" in names(first)
    assert "third" not in names(first)
    assert names(second)[names(second).index("second") + 1] == "third"


def test_an_alert_may_come_instead_of_fields(caller):
    github = caller.account("github")
    _, allowed = caller.new_list("github-create-issue", {"github": github, "repoFullname": "northwind/web"})
    _, refused = caller.new_list("github-create-issue", {"github": github, "repoFullname": "northwind/legacy-archive"})
    assert names(allowed)[-3:] == ["assignees", "labels", "milestoneNumber"]
    assert refused[-1]["type"] == "alert"
    assert "labels" not in names(refused)


def test_a_table_that_is_known_gives_its_fields_and_one_that_was_typed_gives_an_object(caller):
    key = "airtable_oauth-create-single-record"
    base = {"airtable": caller.account("airtable_oauth"), "baseId": {"__lv": {"label": "B", "value": "appX"}}}
    table = caller.configure(key, "tableId", base)["options"][0]
    _, known = caller.new_list(key, {**base, "tableId": {"__lv": table}})
    _, typed = caller.new_list(key, {**base, "tableId": "tblTyped"})
    assert "field_Name" in names(known)
    assert prop_of(typed, "record")["type"] == "object"
    assert typed[-1]["type"] == "alert"


def test_a_tables_fields_belong_to_their_base(caller):
    key = "airtable_oauth-create-single-record"
    base = {"airtable": caller.account("airtable_oauth"), "baseId": {"__lv": {"label": "B", "value": "appX"}}}
    table = caller.configure(key, "tableId", base)["options"][0]
    other = {**base, "baseId": {"__lv": {"label": "C", "value": "appY"}}, "tableId": {"__lv": table}}
    assert "record" in names(caller.new_list(key, other)[1])


def test_a_sheet_gives_a_field_for_each_column_only_with_headers(caller):
    key = "google_sheets-add-single-row"
    values = {"googleSheets": caller.account("google_sheets"), "sheetId": "1abc", "worksheetId": 5}
    _, headed = caller.new_list(key, {**values, "hasHeaders": True})
    _, plain = caller.new_list(key, {**values, "hasHeaders": False})
    assert [prop["label"] for prop in headed if prop["name"] == "col_0000"] == ["Name"]
    assert names(plain)[-1] == "myColumnData"
    assert "col_0000" not in names(plain)


def test_functions_are_counted_after_their_tool_is_chosen(caller):
    values = {"openai": caller.account("openai"), "toolTypes": ["function"], "numberOfFunctions": 2}
    _, props = caller.new_list("openai-chat", values)
    assert names(props)[-7:-5] == ["numberOfFunctions", "functionName_1"]
    _, without = caller.new_list("openai-chat", {**values, "toolTypes": []})
    assert not any(name.startswith("function") for name in names(without))


def test_disabled_props_come_alive(caller):
    values = {"app": caller.account("navigatr"), "recipientHasAccount": False}
    _, props = caller.new_list("navigatr-issue-badge", values)
    assert prop_of(props, "recipientEmail")["disabled"] is False
    assert prop_of(props, "recipientId")["disabled"] is True


def test_a_component_that_cannot_say_what_follows_answers_without_a_list(caller):
    answer = caller.reload("fault_lab-broken-form", {"objectType": "invoice"})
    assert answer["dynamicProps"] is None
    assert answer["errors"] == ["Error: The description of this object could not be loaded"]


def test_a_default_can_trigger_a_rule(caller):
    _, props = caller.new_list("fault_lab-growing-form", {})
    assert names(props)[-2:] == ["group_1_name", "group_1_amount"]


def test_reloading_leaves_the_definition_alone(caller):
    before = caller.get("/actions/fault_lab-growing-form").json()
    caller.new_list("fault_lab-growing-form", {"showSecret": True, "groupCount": 3})
    assert caller.get("/actions/fault_lab-growing-form").json() == before


def test_every_form_that_reloads_can_be_reloaded_empty(caller, sandbox):
    for component in sandbox.state.catalogue.components:
        if component["key"] in sandbox.state.catalogue.reloads and component["component_type"] == "action":
            accounts = {
                prop["name"]: caller.account(prop["app"])
                for prop in component["configurable_props"]
                if prop["type"] == "app" and prop["app"] not in ("fault_lab", "calendly_v2")
            }
            answer = caller.reload(component["key"], accounts)
            assert component["key"].startswith("calendly") or answer["dynamicProps"], component["key"]
