import json

import pytest

PEOPLE = {"x-account-id": "45355976281015164504"}


def passed(stackone, address="/unified/proxy", *, headers=None, **body):
    return stackone.post(address, json=body, headers={**PEOPLE, **(headers or {})})


@pytest.mark.parametrize("address", ["/unified/proxy", "/proxy"])
def test_records_are_the_same_as_those_of_the_actions(stackone, address):
    answer = passed(stackone, address, path="/v1/employees/emp_1").json()
    assert (answer["status"], answer["data"]["email"]) == (200, "ada.abara@cedarfolk.example")


def test_a_record_is_made_changed_and_removed(stackone):
    made = passed(stackone, method="POST", path="/v1/employees", body={"first_name": "A"})
    assert (made.status_code, made.json()["status"]) == (201, 201)
    place = f"v1/employees/{made.json()['data']['id']}"
    assert passed(stackone, method="patch", path=place, body={"first_name": "B"}).json()["data"]["first_name"] == "B"
    assert passed(stackone, method="delete", path=place).status_code == 204
    assert passed(stackone, path=place).status_code == 404


def test_the_path_may_have_a_query(stackone):
    assert len(passed(stackone, path="/v1/employees?limit=3").json()["data"]["items"]) == 3


def test_another_base_address_is_used(stackone):
    answer = passed(stackone, url="https://eu.cedarfolk.example/", path="/v1/none")
    assert answer.json()["provider_errors"][0]["url"] == "https://eu.cedarfolk.example/v1/none"


def test_a_heartbeat_is_newlines_before_the_answer(stackone):
    answer = passed(stackone, headers={"prefer": "heartbeat"}, path="/v1/employees/emp_1")
    assert answer.headers["preference-applied"] == "heartbeat"
    assert answer.text.startswith("\n\n{")
    assert json.loads(answer.text)["status"] == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"path": "/v1/none"}, 404),
        ({"path": "/elsewhere"}, 404),
        ({"path": "/v1/employees", "method": "delete"}, 400),
        ({"path": "/v1/employees/emp_1", "method": "post"}, 400),
        ({"method": "brew"}, 400),
    ],
)
def test_what_the_provider_refuses_is_an_error(stackone, body, status):
    assert passed(stackone, **body).status_code == status


def test_a_suspended_account_takes_no_requests(stackone):
    assert passed(stackone, headers={"x-account-id": "45355976281015164521"}, path="/v1/x").status_code == 412
