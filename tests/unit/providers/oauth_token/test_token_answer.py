"""What an answer of a token endpoint is read as: the errors of both platforms, word for word."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import Failure, MalformedAnswer, Party, Refused, Retry
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.oauth_token import ClientCredentials
from explorer.providers.oauth_token.token_answer import read_token

WHO = ClientCredentials(
    "Inly Core", "https://yourapp.example", "https://yourapp.example/oauth/token", "client", "very-secret-text"
)


def answer(status: int, body: object, *headers: tuple[str, str], kind: str = "application/json") -> ReceivedAnswer:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ReceivedAnswer(status, "", [("Content-Type", kind), *headers], content)


def refused(status: int, body: object, *headers: tuple[str, str]) -> Refused:
    with pytest.raises(Refused) as caught:
        read_token(answer(status, body, *headers), WHO, SecretMask(["very-secret-text"]))
    assert caught.value.explanation is not None
    return caught.value


def test_a_year_is_read_as_the_platform_says_it():
    mask = SecretMask()
    body = {"token_type": "Bearer", "expires_in": 31536000, "access_token": "eyJhbGciOi"}
    assert read_token(answer(200, body), WHO, mask) == ("eyJhbGciOi", 31536000.0)
    assert mask.text("eyJhbGciOi") == MASK


REFUSALS = [
    (401, {"error": "invalid_client", "error_description": "Client authentication failed"}, Party.INPUT),
    (400, {"error": "unsupported_grant_type", "error_description": "Not supported", "hint": "Check it"}, Party.INPUT),
    (400, {"error": "unauthorized_client", "error_description": "Not authorized"}, Party.INPUT),
    (
        400,
        {"error": "invalid_request", "error_description": "A parameter is missing", "hint": "client_id"},
        Party.INPUT,
    ),
    (400, {"error": "invalid_scope", "error_description": "Unknown scope"}, Party.INPUT),
    (400, {"error": "invalid_grant", "error_description": "Used already"}, Party.INPUT),
    (401, {"error": "Unauthorized"}, Party.INPUT),
    (429, {"message": "Too Many Attempts."}, Party.PLATFORM),
    (429, {"error": "Throttled"}, Party.PLATFORM),
    (500, {"message": "Server Error"}, Party.PLATFORM),
    (503, {"message": "Service Unavailable"}, Party.PLATFORM),
]


@pytest.mark.parametrize(("status", "body", "party"), REFUSALS)
def test_a_refusal_says_every_word_of_the_platform_once(status, body, party):
    failure = refused(status, body | {"message": next(iter(body.values()))})
    assert failure.said == ": ".join(body.values())
    assert failure.status == status
    assert failure.explanation.who is party
    assert failure.explanation.step == "getting a token"
    assert failure.explanation.retry is (Retry.AFTER_CHANGE if party is Party.INPUT else Retry.LATER)


def test_an_unknown_client_is_sent_to_the_connection():
    failure = refused(401, {"error": "invalid_client", "error_description": "Client authentication failed"})
    assert "client id and client secret" in failure.explanation.next_step


def test_a_limit_says_how_long_to_wait():
    failure = refused(429, {"error": "Throttled"}, ("Retry-After", "17"))
    assert (failure.retry_after_s, failure.explanation.retry_after_s) == (17, 17)


def test_a_refusal_without_words_shows_its_body():
    assert refused(400, b"go away").said == "go away"


def test_a_refusal_that_repeats_the_secret_does_not_show_it():
    assert refused(400, {"error": "bad secret very-secret-text"}).said == f"bad secret {MASK}"


MALFORMED = {
    "redirect to a login page": answer(302, b""),
    "page of a web server": answer(404, b"<h1>Not here</h1>", kind="text/html"),
    "page with status 200": answer(200, b"<h1>Welcome</h1>", kind="text/html"),
    "no token": answer(200, {"token_type": "Bearer"}),
    "token of another type": answer(200, {"access_token": 5}),
    "token of another kind": answer(200, {"access_token": "abcdef", "token_type": "mac"}),
    "token with a line break": answer(200, {"access_token": "abc\ndef"}),
    "a list": answer(200, ["access_token"]),
    "no text": answer(200, b"\xff"),
}


@pytest.mark.parametrize("received", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_no_token_answer_is_malformed(received):
    with pytest.raises(MalformedAnswer):
        read_token(received, WHO, SecretMask())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
token_fields = st.dictionaries(
    st.sampled_from(["access_token", "expires_in", "token_type", "error", "error_description", "hint"]), json_values
)


@given(st.integers(100, 599), token_fields | json_values)
def test_any_answer_gives_a_token_or_a_failure(status, body):
    try:
        token, lifetime_s = read_token(answer(status, body), WHO, SecretMask())
    except Failure:
        return
    assert token.isascii()
    assert token.isprintable()
    assert lifetime_s is None or lifetime_s >= 0
