import pytest


def test_every_connector_has_its_models_by_operation(stackone):
    listed = stackone.get("/connectors/meta").json()
    assert [one["provider"] for one in listed] == list(stackone.state.catalogue.keys)
    one = stackone.get("/connectors/meta/cedarfolk").json()
    assert one["models"]["employees"]["create"] == {"api_path": "/v1/employees", "operation_type": "write"}


@pytest.mark.parametrize("prefix", ["/connectors", "/v2/connectors"])
def test_the_newer_spellings_give_a_connector_with_its_actions(stackone, prefix):
    assert len(stackone.get(f"{prefix}?page_size=2").json()["data"]) == 2
    assert stackone.get(f"{prefix}/cedarfolk").json()["actions"][0]["id"] == "cedarfolk_list_employees"


@pytest.mark.parametrize("action_id", ["get_employee", "cedarfolk_get_employee"])
def test_one_action_comes_with_its_inputs(stackone, action_id):
    action = stackone.get(f"/v2/connectors/cedarfolk/actions/{action_id}").json()
    assert [one["name"] for one in action["action_details"]["inputs"]] == ["id", "expand"]


@pytest.mark.parametrize("path", ["/connectors/none", "/connectors/meta/none", "/v2/connectors/cedarfolk/actions/none"])
def test_what_does_not_exist_is_not_found(stackone, path):
    assert stackone.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/connector_profiles", "/auth_configs"])
def test_each_connector_has_two_profiles(stackone, path):
    answer = stackone.get(f"{path}?connector_key=cedarfolk&enabled=true").json()
    assert [one["id"] for one in answer["data"]] == ["cp-cedarfolk-default", "cp-cedarfolk-staging"]
    assert (answer["page"], answer["page_size"], answer["total"]) == (1, 25, 2)


def test_a_version_is_pinned_shown_and_let_go(stackone):
    path = "/connector_profiles/cp-cedarfolk-default/pinned_version"
    assert stackone.get(path).status_code == 404
    assert stackone.send("PUT", path, json={"pinned_version": "1.2.3"}).json()["pinned_version"] == "1.2.3"
    listed = stackone.get("/connector_profiles?connector_key=cedarfolk").json()["data"]
    assert [one["connector_pinned_version"] for one in listed] == ["1.2.3", None]
    assert stackone.send("DELETE", path).status_code == 200
    assert stackone.get(path).status_code == 404


def test_versions_of_a_profile_are_those_of_its_connector(stackone):
    assert stackone.get("/connector_profiles/cp-cedarfolk-staging/versions").json()["data"][0]["version"] == "1.4.0"


def test_an_unknown_profile_has_no_versions(stackone):
    assert stackone.get("/connector_profiles/cp-none/versions").status_code == 404


def test_a_version_must_be_text(stackone):
    path = "/connector_profiles/cp-cedarfolk-default/pinned_version"
    assert stackone.send("PUT", path, json={"pinned_version": 1}).status_code == 400
