import pytest

PAGE = "/_static/connect.html"


@pytest.fixture
def link(caller):
    made = caller.post("/tokens", {"external_user_id": "demo-user"}).json()
    return made["connect_link_url"] + "&app=zoom"


def press(caller, link):
    token = link.partition("token=")[2].partition("&")[0]
    return caller.send("POST", PAGE, data={"token": token, "app": "zoom"})


def accounts(caller):
    return caller.get("/accounts?external_user_id=demo-user&app=zoom").json()["data"]


def test_the_link_shows_a_button_for_its_app(caller, link):
    page = caller.send("GET", link)
    assert page.status_code == 200
    assert "Connect Zoom" in page.text
    assert "<form" in page.text


def test_opening_the_link_connects_nothing_by_itself(caller, link):
    caller.send("GET", link)
    assert accounts(caller) == []


def test_the_button_connects_one_account(caller, link):
    assert "Zoom is connected" in press(caller, link).text
    assert [one["name"] for one in accounts(caller)] == ["Zoom of demo-user"]


def test_a_used_link_does_not_work_again(caller, link):
    press(caller, link)
    assert press(caller, link).status_code == 410
    assert caller.send("GET", link).status_code == 410
    assert len(accounts(caller)) == 1


def test_an_old_link_does_not_work(caller, link, clock):
    clock.now += 14400
    assert caller.send("GET", link).status_code == 410


def test_a_link_without_an_app_says_so(caller, link):
    page = caller.send("GET", link.replace("&app=zoom", ""))
    assert page.status_code == 404
    assert "names no app" in page.text


@pytest.mark.parametrize(("app", "place"), [("zoom", "http://a.test/ok"), ("none", "http://a.test/bad")])
def test_a_token_may_say_where_to_go_afterwards(caller, app, place):
    token = caller.connect_token(success_redirect_uri="http://a.test/ok", error_redirect_uri="http://a.test/bad")
    answer = caller.send("POST", PAGE, data={"token": token, "app": app})
    assert (answer.status_code, answer.headers["location"]) == (303, place)


def test_a_users_name_is_shown_as_plain_text(caller):
    token = caller.connect_token("<b>bold</b>")
    assert "<b>bold" not in caller.send("GET", f"{PAGE}?token={token}&app=zoom").text
