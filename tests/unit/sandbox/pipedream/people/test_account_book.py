import pytest

from explorer.sandbox.pipedream.people.first_accounts import CROWDED_USER, DEMO_USER
from explorer.sandbox.pipedream.refusal import RequestRefusedError


@pytest.fixture
def book(sandbox):
    return sandbox.state.accounts


def test_the_environments_share_no_account(book):
    development = {one.account_id for one in book.search("development")}
    production = {one.account_id for one in book.search("production")}
    assert development
    assert production
    assert not development & production


def test_an_app_may_have_healthy_and_dead_accounts_of_one_user(book, sandbox):
    slack = sandbox.state.apps.find("slack_v2")
    found = book.search("development", external_user_id=DEMO_USER, app=slack)
    assert [(one.healthy, one.dead) for one in found] == [(True, False), (True, False), (False, True)]


def test_a_user_with_too_many_accounts_is_413_when_asked_for_all_at_once(book):
    with pytest.raises(RequestRefusedError) as refused:
        book.of_user("development", CROWDED_USER)
    assert refused.value.status == 413
    assert refused.value.body["error"] == "account_limit_reached"


def test_an_account_of_somebody_else_is_not_found(book):
    account = book.search("development", external_user_id=DEMO_USER)[0]
    assert book.find("development", account.account_id, DEMO_USER) is account
    for environment, user in (("development", "second-user"), ("production", DEMO_USER)):
        with pytest.raises(RequestRefusedError) as refused:
            book.find(environment, account.account_id, user)
        assert refused.value.status == 404


def test_a_removed_user_takes_all_accounts_along(book):
    book.remove_user("development", DEMO_USER)
    assert book.search("development", external_user_id=DEMO_USER) == []
    assert book.search("production", external_user_id=DEMO_USER) != []
    with pytest.raises(RequestRefusedError):
        book.remove_user("development", DEMO_USER)


def test_development_has_at_most_ten_users(book, sandbox):
    stripe = sandbox.state.apps.find("stripe")
    for number in range(7):
        book.connect(stripe, "development", f"user {number}", "n", {})
    with pytest.raises(RequestRefusedError) as refused:
        book.connect(stripe, "development", "one too many", "n", {})
    assert refused.value.status == 403
    book.connect(stripe, "production", "one too many", "n", {})


def test_an_account_shows_no_credentials_in_its_repr(book):
    account = book.search("development", external_user_id=DEMO_USER)[0]
    assert account.credentials["oauth_access_token"].startswith("sandbox-token")
    assert "sandbox-token" not in repr(account)


def test_credentials_stay_with_accounts_of_a_client_of_ones_own(book, sandbox):
    gmail = book.search("development", app=sandbox.state.apps.find("gmail"))[0]
    assert gmail.shown(with_credentials=True)["credentials"] == {}
    assert "credentials" not in gmail.shown()
