import pytest

from explorer.sandbox.pipedream.access.tokens import SCOPES, TokenBook, covers


@pytest.mark.parametrize(
    ("granted", "needed", "expected"),
    [
        ({"*"}, "connect:proxy", True),
        ({"connect:*"}, "connect:accounts:read", True),
        ({"connect:actions:*"}, "connect:actions:*", True),
        ({"connect:actions:*"}, "connect:accounts:read", False),
        ({"connect:accounts:read"}, "connect:accounts:write", False),
        (set(), "connect:proxy", False),
    ],
)
def test_a_scope_covers_itself_and_what_its_star_stands_for(granted, needed, expected):
    assert covers(frozenset(granted), needed) is expected


def test_star_covers_every_scope():
    assert all(covers(frozenset({"*"}), scope) for scope in SCOPES)


def test_an_access_token_works_until_it_expires(clock):
    book = TokenBook(clock)
    token = book.issue_access(frozenset({"*"}), 60)
    clock.now += 59
    assert book.access(token.text) is token
    clock.now += 1
    assert book.access(token.text) is None


def test_a_connect_token_is_32_digits_and_expires(clock):
    book = TokenBook(clock)
    token = book.issue_connect("u", "development", frozenset({"connect:*"}), 10)
    assert len(token.text) == len("ctok_") + 32
    assert token.expiry_text == "2026-11-22T04:00:10.000Z"
    clock.now += 10
    assert book.connect(token.text) is None


def test_no_two_tokens_are_equal(clock):
    book = TokenBook(clock)
    assert len({book.issue_access(frozenset({"*"}), 60).text for _ in range(50)}) == 50
