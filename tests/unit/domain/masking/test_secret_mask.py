import base64
import html
import json
import threading
from urllib.parse import parse_qsl, quote, quote_plus, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.domain.masking import MASK, SHORTEST, SecretMask

secrets = st.text(st.characters(exclude_categories=["Cs"]), min_size=SHORTEST, max_size=20)
prefixes = st.binary(max_size=4)


def forms_of(secret):
    """Every form in which the value travels."""
    raw = secret.encode()
    return {
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        base64.b64encode(raw).decode(),
        base64.urlsafe_b64encode(raw).decode(),
        base64.b64encode(raw + b":").decode(),
        html.escape(secret),
        json.dumps(secret)[1:-1].replace("/", "\\/"),
    }


@given(secrets, st.text(max_size=5), st.text(max_size=5))
def test_no_form_of_a_secret_survives(secret, before, after):
    assume(secret not in MASK)
    mask = SecretMask([secret])
    for form in forms_of(secret):
        masked = mask.text(f"{before} {form} {after}")
        assert MASK in masked
        assert form not in masked.replace(MASK, "\x00" if "\x00" not in form else "\x01")


@given(secrets, st.integers(1, 3), st.booleans())
def test_no_secret_survives_in_json_that_is_a_text_within_json(secret, levels, is_ascii):
    assume(secret not in MASK)
    text = f"before {secret} behind"
    for _ in range(levels):
        text = json.dumps(text, ensure_ascii=is_ascii)
    masked = SecretMask([secret]).text(text)
    for _ in range(levels):
        masked = json.loads(masked)
    assert masked in {f"before {MASK} behind", f"before{MASK}behind", f"before{MASK} behind", f"before {MASK}behind"}


@given(secrets)
def test_secret_in_an_encoded_query_does_not_survive(secret):
    query = urlencode({"token": secret})
    masked = SecretMask([secret]).text(query)
    assert dict(parse_qsl(masked)).get("token") == MASK


@given(secrets, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_secret_as_user_of_basic_authentication_does_not_survive(secret, password):
    token = base64.b64encode(f"{secret}:{password}".encode()).decode()
    masked = SecretMask([secret]).text(f"Authorization: Basic {token}")
    hidden = masked.removeprefix("Authorization: Basic ")
    assert hidden.startswith(MASK)


@given(prefixes, secrets)
def test_secret_behind_other_bytes_in_base64_does_not_survive(prefix, secret):
    raw = secret.encode()
    token = base64.b64encode(prefix + raw + b"tail").decode()
    before = SecretMask([secret]).text(token).split(MASK)[0]
    assert len(before) * 6 <= len(prefix) * 8


def test_key_of_basic_authentication_with_an_empty_password_is_masked_whole():
    header = "Basic " + base64.b64encode(b"v1.eu1.secret-key:").decode()
    assert SecretMask(["v1.eu1.secret-key"]).text(header) == f"Basic {MASK}"


def test_client_secret_as_password_of_basic_authentication_is_masked():
    header = "Basic " + base64.b64encode(b"client-id:very-secret-value").decode()
    masked = SecretMask(["very-secret-value"]).text(header)
    before, behind = masked.removeprefix("Basic ").split(MASK)
    assert (base64.b64decode(before + "AAA")[:9], len(before), behind) == (b"client-id", 13, "")


def test_the_longer_of_two_overlapping_secrets_is_masked_whole():
    for order in (["abcd", "abcdefgh"], ["abcdefgh", "abcd"]):
        assert SecretMask(order).text("x abcdefgh abcd y") == f"x {MASK} {MASK} y"


def test_secrets_that_overlap_at_their_ends_leave_nothing_of_either():
    masked = SecretMask(["alpha-secret", "secret-omega"]).text("see alpha-secret-omega here")
    assert masked == f"see {MASK} here"


@given(st.lists(secrets, min_size=2, max_size=3), st.text(max_size=5))
def test_no_secret_survives_beside_others(several, between):
    mask = SecretMask(several)
    masked = mask.text(between.join(several))
    rest = masked.replace(MASK, "\n\x00\n")
    assert not any(secret in rest for secret in several if "\x00" not in secret and "\n" not in secret)


def test_percent_encoding_in_small_letters_is_masked():
    assert SecretMask(["a/b+c=d"]).text("token=a%2fb%2bc%3dd") == f"token={MASK}"


def test_secret_with_a_slash_is_masked_in_a_path_that_keeps_it():
    assert SecretMask(["ab/cd ef"]).text("GET /ab/cd%20ef/x") == f"GET /{MASK}/x"


def test_json_with_escaped_slashes_is_masked():
    assert SecretMask(["ab/cd/ef"]).text('{"t":"ab\\/cd\\/ef"}') == f'{{"t":"{MASK}"}}'


def test_json_with_escapes_in_capitals_is_masked():
    assert SecretMask(["p\u00e4ss\u00fcord"]).text('"p\\u00E4ss\\u00FCord"') == f'"{MASK}"'


@pytest.mark.parametrize("short", ["", "a", "abc"])
def test_short_values_are_left_alone(short):
    assert SecretMask([short]).text("abc a") == "abc a"


def test_text_without_secrets_stays():
    assert SecretMask(["secret-value"]).text("nothing here") == "nothing here"


def test_without_secrets_everything_stays():
    assert SecretMask().text("secret-value") == "secret-value"


def test_secret_added_later_is_masked_from_then_on():
    mask = SecretMask()
    before = mask.text("secret-value")
    mask.add("secret-value")
    mask.add("secret-value")
    assert (before, mask.text("secret-value")) == ("secret-value", MASK)


def test_header_values_are_masked_and_names_are_not():
    pairs = [("X-Api-Key", "secret-value"), ("Accept", "text/plain")]
    assert SecretMask(["secret-value"]).pairs(pairs) == [("X-Api-Key", MASK), ("Accept", "text/plain")]


def test_representation_shows_no_secret():
    assert "secret-value" not in repr(SecretMask(["secret-value"]))


def test_secret_with_half_a_surrogate_pair_is_masked():
    assert SecretMask(["secret\ud800value"]).text("a secret\ud800value b") == f"a {MASK} b"


def test_secrets_may_be_added_while_others_are_masked():
    mask = SecretMask(["first-secret"])
    survived = []

    def watch():
        survived.extend(1 for _ in range(300) if "first-secret" in mask.text("first-secret"))

    threads = [threading.Thread(target=watch) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(100):
        mask.add(f"another-secret-{number}")
    for thread in threads:
        thread.join()
    assert survived == []
    assert mask.text("another-secret-99") == MASK
