import base64

import pytest


@pytest.fixture
def through(caller):
    account = caller.account("harbor_crm")["authProvisionId"]

    def call(url, method="GET", **parts):
        url_64 = base64.urlsafe_b64encode(url.encode()).decode()
        path = f"{caller.project}/proxy/{url_64}?external_user_id={caller.user}&account_id={account}"
        return caller.send(method, path, **parts)

    return call


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_method_address_and_query_arrive(through, method):
    received = through("https://api.example.test/a?b=c&b=d%20e", method).json()
    assert received["method"] == method
    assert received["url"] == "https://api.example.test/a?b=c&b=d%20e"
    assert received["query"] == [["b", "c"], ["b", "d e"]]


def test_a_body_arrives_exactly(through):
    answer = through("https://api.example.test/a", "POST", content=b'{"n": 0.10, "m": 9007199254740993}')
    assert b'"body":{"n":0.10,"m":9007199254740993}' in answer.content


def test_a_body_that_is_no_json_arrives_as_text(through):
    assert through("https://api.example.test/a", "POST", content=b"a=b").json()["body"] == "a=b"


def test_only_marked_headers_go_on_and_some_of_those_do_not(through):
    headers = {
        "x-pd-proxy-X-Good": "1",
        "X-PD-Proxy-Accept": "text/plain",
        "x-pd-proxy-Cookie": "no",
        "x-pd-proxy-Host": "no",
        "x-pd-proxy-Sec-Fetch-Mode": "no",
        "x-pd-proxy-Proxy-Authorization": "no",
        "X-Unmarked": "no",
    }
    received = through("https://api.example.test/a", headers=headers).json()["headers"]
    assert received == {"x-good": "1", "accept": "text/plain"}


def test_a_credential_takes_the_place_of_its_name(through):
    headers = {"x-pd-proxy-Authorization": "Bearer {{api_key}}{{nothing}}"}
    received = through("https://api.example.test/a", headers=headers).json()["headers"]
    assert received["authorization"].startswith("Bearer sandbox-api_key-")


@pytest.mark.parametrize("status", [201, 401, 404, 500])
def test_the_third_partys_status_comes_back(through, status):
    assert through(f"https://api.example.test/status/{status}").status_code == status


def test_bytes_text_and_nothing_come_back(through):
    assert through("https://api.example.test/bytes/4").content == b"\x00\x01\x02\x03"
    assert through("https://api.example.test/text").text == "plain text\n"
    assert through("https://api.example.test/empty").status_code == 204


def test_a_path_will_do_as_address(through):
    assert through("/api/v1/x?y=1").json()["url"] == "/api/v1/x?y=1"


def test_records_are_the_same_as_the_actions_see(caller, through):
    crm = {"harborCrm": caller.account("harbor_crm")}
    caller.run("harbor_crm-create-contact", {**crm, "name": "Zuzana Marsh"})
    contacts = through("https://api.harbor.example/contacts").json()["contacts"]
    assert contacts[-1]["name"] == "Zuzana Marsh"


def test_a_third_party_that_takes_too_long_is_504(through, sandbox):
    sandbox.switch("proxy_timeout_s", 0.01)
    assert through("https://api.example.test/delay/5").status_code == 504


@pytest.mark.parametrize("url_64", ["!!!", "aHR0cA", "ZmlsZTovLy9ldGMvcGFzc3dk", "ZnRwOi8vYQ==", "w"])
def test_an_address_that_is_none_is_a_bad_request(caller, url_64):
    account = caller.account("harbor_crm")["authProvisionId"]
    answer = caller.get(f"/proxy/{url_64}?external_user_id={caller.user}&account_id={account}")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("external_user_id=demo-user", 400), ("external_user_id=demo-user&account_id=apn_none", 404)],
)
def test_user_and_account_must_be_named(caller, query, status):
    assert caller.get(f"/proxy/aHR0cDovL2E=?{query}").status_code == status


def test_padding_may_be_left_out(caller):
    account = caller.account("harbor_crm")["authProvisionId"]
    answer = caller.get(f"/proxy/aHR0cDovL2E?external_user_id={caller.user}&account_id={account}")
    assert answer.json()["url"] == "http://a"
