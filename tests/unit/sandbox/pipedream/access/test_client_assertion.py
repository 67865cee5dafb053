import pytest

from explorer.sandbox.pipedream.access.client_assertion import AssertionCheck

AUDIENCE = "http://pipedream.test"


@pytest.fixture
def check(clock):
    return AssertionCheck("sandbox-client-id", clock)


def test_a_good_assertion_is_accepted_once(check, assertion):
    assert check.accepts(assertion(), AUDIENCE)
    assert not check.accepts(assertion(), AUDIENCE)


@pytest.mark.parametrize(
    "changes",
    [
        {"header": {"typ": "JWT"}},
        {"header": {"alg": "none"}},
        {"header": {"alg": "HS256"}},
        {"signature": ""},
        {"iss": "other"},
        {"sub": "other"},
        {"aud": "https://elsewhere.test"},
        {"exp": 1},
        {"exp": 1_795_320_000 + 4000},
        {"exp": "soon"},
        {"jti": None},
    ],
    ids=str,
)
def test_an_assertion_with_a_flaw_is_refused(check, assertion, changes):
    assert not check.accepts(assertion(**changes), AUDIENCE)


@pytest.mark.parametrize("text", [None, "", "a.b", "a.b.c", "!.!.!", "W10.W10.x"])
def test_what_is_no_assertion_is_refused(check, text):
    assert not check.accepts(text, AUDIENCE)
