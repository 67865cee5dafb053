import re

import pytest

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")


def test_ready_line_holds_address_client_and_all_keys(inlycore, full):
    ready = inlycore.ready("http://127.0.0.1:5000")

    assert ready["base_url"] == "http://127.0.0.1:5000"
    assert ready["client_id"] == "0e9d1f2a-0000-4000-8000-000000000001"
    assert ready["client_secret"] == "sandbox-full-secret"
    assert len(ready["action_keys"]) == 23
    assert all(full.schema(key).status_code == 200 for key in ready["action_keys"])


def test_keys_look_as_inly_makes_them(inlycore):
    assert all(KEY.fullmatch(key) for key in inlycore.ready("")["action_keys"])


def test_name_is_its_part_of_the_ready_line(inlycore):
    assert inlycore.name == "inlycore"


def test_unknown_path_is_answered_as_laravel_does(inlycore):
    assert inlycore.not_found("/api/v1/nope") == (
        404,
        {"message": "The route api/v1/nope could not be found."},
    )


def test_a_switch_keeps_its_value_until_reset(inlycore):
    inlycore.switch("debug", True)
    assert inlycore.switches()["debug"] is True

    inlycore.reset()

    assert inlycore.switches()["debug"] is False


def test_reset_ends_every_token(inlycore, full):
    assert full.get("/api/v1/orders").status_code == 200

    inlycore.reset()

    assert full.get("/api/v1/orders").status_code == 401


def test_ids_begin_anew_after_reset(inlycore, stranger):
    def created():
        stranger.token = stranger.post("/oauth/token", json=FULL).json()["access_token"]
        return stranger.execute("orders/create-order", customer=12, ordered_at="2026-03-13").json()["data"]["id"]

    assert created() == 48
    assert created() == 49
    inlycore.reset()
    assert created() == 48


FULL = {
    "grant_type": "client_credentials",
    "client_id": "0e9d1f2a-0000-4000-8000-000000000001",
    "client_secret": "sandbox-full-secret",
}


def test_two_installations_share_nothing(inlycore, full):
    other = type(inlycore)()
    full.execute("orders/delete-order", "42")

    assert next(other._installation.records.present("App\\Models\\Order"))["id"] == 42


@pytest.mark.parametrize("seed", [1, 2])
def test_the_seed_decides_which_calls_fail(seed, clock, inlycore):
    first, second = type(inlycore)(seed, clock), type(inlycore)(seed, clock)

    assert drawn(first) == drawn(second)


def test_chance_begins_anew_after_reset(inlycore):
    before = drawn(inlycore)

    inlycore.reset()

    assert drawn(inlycore) == before


def drawn(sandbox):
    return [sandbox._installation.chance.random() for _ in range(5)]


def test_jobs_begin_anew_after_reset(inlycore):
    inlycore._installation.workflows.start("Count")

    inlycore.reset()

    assert inlycore._installation.workflows.start("Count") == 7


def test_limits_begin_anew_after_reset(inlycore, stranger):
    def ask():
        inlycore.switch("token_rate_limit", 1)
        return stranger.post("/oauth/token", json=FULL).status_code

    assert [ask(), ask()] == [200, 429]
    inlycore.reset()
    assert ask() == 200
