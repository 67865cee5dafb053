import pytest


@pytest.mark.parametrize("prefix", ["/v1/connect", "/v1"])
def test_apps_are_served_under_both_names(caller, prefix):
    assert caller.send("GET", f"{prefix}/apps").json()["page_info"]["count"] == 10
    assert caller.send("GET", f"{prefix}/apps/slack_v2").json()["data"]["name"] == "Slack"
    categories = caller.send("GET", f"{prefix}/app_categories").json()
    one = caller.send("GET", f"{prefix}/app_categories/{categories[0]['id']}").json()
    assert one == categories[0]


@pytest.mark.parametrize("value", ["true", "1"])
def test_yes_can_be_said_in_two_ways(caller, value):
    found = caller.send("GET", f"/v1/connect/apps?has_triggers={value}").json()
    assert found["page_info"]["total_count"] == 5


@pytest.mark.parametrize(
    "query", ["category_ids=appcat_yuWXw6&category_ids=appcat_8vDnuS", "category_ids=appcat_yuWXw6,appcat_8vDnuS"]
)
def test_several_categories_can_be_given_in_two_ways(caller, query):
    assert caller.send("GET", f"/v1/connect/apps?{query}").json()["page_info"]["total_count"] == 4


def test_the_order_can_be_turned_round(caller):
    down = caller.send("GET", "/v1/connect/apps?sort_key=name_slug&sort_direction=desc&limit=1").json()
    assert down["data"][0]["name_slug"] == "zoom"


@pytest.mark.parametrize("query", ["sort_key=age", "sort_direction=up", "limit=0", "after=%25"])
def test_a_query_that_makes_no_sense_is_a_bad_request(caller, query):
    assert caller.send("GET", f"/v1/connect/apps?{query}").status_code == 400


@pytest.mark.parametrize("path", ["apps/nothing", "app_categories/appcat_nothing"])
def test_what_is_not_there_is_404(caller, path):
    answer = caller.send("GET", f"/v1/connect/{path}")
    assert (answer.status_code, answer.json()) == (404, {"error": "record not found"})


def test_apps_need_a_token(anonymous):
    assert anonymous.send("GET", "/v1/connect/apps").status_code == 401


def test_a_connect_token_will_do(caller):
    caller.token = caller.connect_token()
    assert caller.send("GET", "/v1/connect/apps/slack_v2").status_code == 200
