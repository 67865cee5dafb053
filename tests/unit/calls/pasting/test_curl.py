"""A cURL command as a request."""

import contextlib
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.calls.pasting.curl import LEFT_OUT, NotCurl, form_values, is_curl, read_curl
from explorer.calls.pasting.curl_options import SHORT, TAKES_VALUE, option_of
from explorer.domain.json_value import NotJson, same_json, write_json

ADDRESS = "https://api.example/actions/rpc"
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
BODIES = st.dictionaries(TEXTS, TEXTS | st.none() | st.integers() | st.lists(TEXTS, max_size=2), max_size=3)


@given(BODIES, st.sampled_from(["-d", "--data", "--data-raw", "--data-binary", "--json", "--data-ascii"]))
def test_a_body_is_read_whichever_option_holds_it(body, option):
    found = read_curl(f"curl {option} {shlex.quote(write_json(body))} {ADDRESS}")
    assert same_json(found.body(), body)


@given(st.text(alphabet="curl -dXH'\"\\$@{}:=&^| \n@FGu"))
def test_any_command_is_read_or_refused_with_a_reason(text):
    with contextlib.suppress(NotCurl, NotJson):
        read_curl(f"curl {text}").body()


@pytest.mark.parametrize(
    "text",
    [
        "# why\n# more: a 'b\ncurl x",
        "rem why\nREM x\n:: y\ncurl x",
        "# curl x",
        "curl x",
        "  curl",
        "$ curl x",
        "curl.exe x",
        "C:\\bin\\curl.exe x",
        "/usr/bin/curl x",
        "CURL x",
    ],
)
def test_a_command_is_known_by_its_first_word(text):
    assert is_curl(text)


@pytest.mark.parametrize("text", ["curly", "{}", "", "wget x", "echo curl", "# curly", "rem curl x", "# why\n"])
def test_other_text_is_no_command(text):
    assert not is_curl(text)


@pytest.mark.parametrize(
    "text",
    [
        f"curl -X POST '{ADDRESS}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{{\"a\": 1}}'",
        f'curl -X POST "{ADDRESS}" ^\r\n  -H "Content-Type: application/json" ^\r\n  -d "{{\\"a\\": 1}}"',
        f'curl -XPOST "{ADDRESS}" -d "{{""a"": 1}}"',
        f"curl --location --request POST --url {ADDRESS} --data $'{{\"a\":\\u00201}}'",
        f"curl -sSLd '{{\"a\": 1}}' {ADDRESS} | jq .",
        f"curl {ADDRESS} -H 'X: y' --json '{{\"a\"' --json ':1}}'",
        f"curl {ADDRESS} --data='{{\"a\":1}}' --next https://other.example",
        f"curl -o /tmp/x -w '%{{http_code}}' -m 30 {ADDRESS} --data-raw '{{\"a\":1}}' -X POST",
        f"$ curl {ADDRESS} --data-raw '{{\"a\":1}}' -X post > out.json",
    ],
)
def test_a_command_in_any_usual_spelling_says_the_same(text):
    found = read_curl(text)
    assert (found.method, found.url, found.body()) == ("POST", ADDRESS, {"a": 1})


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("curl -G https://x.example/a -d a=1 --data-urlencode 'q=b c&d'", "https://x.example/a?a=1&q=b+c%26d"),
        ("curl -G 'https://x.example/a?z=1' -d a=1", "https://x.example/a?z=1&a=1"),
        ("curl -G https://x.example/a", "https://x.example/a"),
        ("curl x.example/a", "x.example/a"),
        ("curl -I https://x.example/a", "https://x.example/a"),
        ("curl", ""),
    ],
)
def test_what_goes_into_the_query_stands_in_the_address(text, url):
    found = read_curl(text)
    assert (found.url, found.body(), found.method) == (url, None, "GET")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("curl x -d @body.json", "in a file"),
        ("curl x --data-binary @body", "in a file"),
        ("curl x --json @-", "in a file"),
        ("curl x --data-urlencode name@file", "in a file"),
        ("curl x -F 'a=@photo.png'", "in a file"),
        ("curl x -F 'a=<text.txt'", "in a file"),
        ("curl x -T big.bin", "sends a file"),
        ("curl 'x", "never closed"),
        ('curl ^\n "x', "never closed"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text, words):
    with pytest.raises(NotCurl, match=words):
        read_curl(text)


def test_a_text_that_begins_with_the_sign_of_a_file_is_text_where_curl_takes_it_so():
    assert read_curl("curl x --data-raw @home").text == "@home"


@pytest.mark.parametrize(
    "secret",
    [
        "-H 'Authorization: Bearer s3cret'",
        "-H 'authorization: Basic s3cret'",
        "-H 'Cookie: s3cret'",
        "-H 'X-Api-Key: s3cret'",
        "-H 'PRIVATE-TOKEN: s3cret'",
        "-u name:s3cret",
        "--user=name:s3cret",
        "-b s3cret",
        "--oauth2-bearer s3cret",
        "--proxy-user s3cret",
    ],
)
def test_a_secret_is_left_out_and_that_is_said(secret):
    found = read_curl(f"curl {secret} -d '{{}}' -H 'X-Request: 1' {ADDRESS} {secret}")
    assert "s3cret" not in repr(found)
    assert found.notes == [LEFT_OUT]
    assert found.headers == [("X-Request", "1")]


def test_a_header_without_value_and_one_from_a_file_are_no_trouble():
    assert read_curl("curl x -H 'X-Empty;' -H '@headers.txt' -H ''").headers == [("X-Empty", "")]


def test_form_data_becomes_texts_and_lists_of_texts():
    assert read_curl("curl x -d a=1 -d b=c+d%21 -d 'e[]=1' -d 'e[]=2' -d 'e[]=3'").body() == {
        "a": "1",
        "b": "c d!",
        "e": ["1", "2", "3"],
    }
    assert read_curl("curl x -F a=1 --form-string b=@c").body() == {"a": "1", "b": "@c"}
    assert form_values("") == {"": ""}
    assert read_curl("curl x --data-urlencode =a+b --data-urlencode 'c d'").text == "a%2Bb&c+d"


def test_a_body_that_is_neither_json_nor_a_form_is_told():
    with pytest.raises(NotJson):
        read_curl("curl x -d 'a b'").body()
    with pytest.raises(NotJson):
        read_curl("curl x -H 'Content-Type: application/json' -d a=1").body()


def test_variables_of_the_shell_stand_as_written_with_a_remark():
    found = read_curl('curl x -d "{\\"a\\":\\"$NAME\\"}"')
    assert found.body() == {"a": "$NAME"}
    assert "$NAME" in found.notes[0]


def test_the_first_of_several_requests_is_read():
    assert "several" in read_curl("curl https://a.example -d '{}' --next https://b.example").notes[0]
    assert read_curl("curl https://a.example -: https://b.example").url == "https://a.example"


@pytest.mark.parametrize(
    ("word", "options"),
    [
        ("-sXPOST", [("s", None), ("request", "POST")]),
        ("-d", [("data", None)]),
        ("--data", [("data", None)]),
        ("--data=x=y", [("data", "x=y")]),
        ("-", []),
        ("--", []),
        ("x", []),
    ],
)
def test_options_are_told_from_their_values(word, options):
    assert option_of(word) == options


def test_every_letter_stands_for_a_known_name():
    assert set(SHORT.values()) - TAKES_VALUE == {"get", "head", "next"}
