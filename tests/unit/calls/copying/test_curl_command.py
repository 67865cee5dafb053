"""A request as a cURL command: what a shell makes of it is what was meant, and pasting it back gives the same call."""

import json
import os
import shlex
import shutil
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.calls.copying.curl_command import NOT_PLAIN, NOT_TRIED, TOO_LONG, posix_curl, windows_curl
from explorer.calls.pasting.curl import LEFT_OUT, is_curl, read_curl
from explorer.calls.pasting.windows_words import windows_words
from explorer.domain.call import SentPart, SentRequest
from explorer.domain.json_value import same_json, write_json
from explorer.domain.masking import MASK

ADDRESS = "https://api.example/actions/rpc"
JSON = ("Content-Type", "application/json")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
ASCII = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40)
BODIES = st.dictionaries(TEXTS, TEXTS | st.none() | st.integers() | st.lists(TEXTS, max_size=2), max_size=3)
ASCII_BODIES = st.dictionaries(ASCII, ASCII | st.none() | st.integers(), max_size=3)


def words_of(text):
    # A line that goes on in the next is nothing that shlex knows.
    return shlex.split(text.replace(" \\\n ", " "), comments=True)


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """A POSIX shell in which `curl` tells the words that it was given."""
    if os.name != "posix":
        pytest.skip("the line is for POSIX shells, and this system has none")
    folder = tmp_path_factory.mktemp("bin")
    fake = folder / "curl"
    fake.write_text(f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n")
    fake.chmod(0o755)

    def read(line: str, **variables: str) -> list[str]:
        place = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8", **variables}
        done = subprocess.run([shutil.which("sh"), "-c", line], env=place, capture_output=True, check=True, timeout=30)
        assert done.stderr == b""
        return json.loads(done.stdout)

    return read


def expected(url, name, value, body):
    header = f"{name}: {value}" if value else f"{name};"
    data = ["--data-raw", body]
    return ["--globoff", "--request", "POST", "--url", url, "--header", header, "--header", "Content-Type:", *data]


@given(url=TEXTS, value=ASCII, body=TEXTS | st.just("@/etc/passwd") | st.just("two\nlines"))
def test_splitting_the_line_gives_the_words_back(url, value, body):
    line = posix_curl(SentRequest("POST", url, [("X-A", value)], body.encode())).text
    assert words_of(line) == ["curl", *expected(url, "X-A", value, body)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(url=TEXTS, value=ASCII, body=TEXTS | st.just("two\nlines"))
def test_a_shell_reads_back_exactly_the_words(shell, url, value, body):
    line = posix_curl(SentRequest("POST", url, [("X-A", value)], body.encode())).text
    assert shell(line) == expected(url, "X-A", value, body)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(value=st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), min_size=1))
def test_letters_of_a_header_go_out_as_the_bytes_that_the_explorer_sends(shell, value):
    words = shell(posix_curl(SentRequest("GET", ADDRESS, [("X-A", value)])).text)
    assert words[-1].encode("utf-8", "surrogateescape") == f"X-A: {value}".encode(
        "latin-1" if not value.isascii() else "ascii"
    )


def test_a_secret_is_a_variable_that_the_shell_fills(shell):
    request = SentRequest(
        "POST", f"{ADDRESS}?k={MASK}", [("Authorization", f"Bearer {MASK}"), JSON], f'"{MASK}"'.encode()
    )
    code = posix_curl(request)
    filled = {
        "ACTION_EXPLORER_TOKEN": "to'k $en",
        "ACTION_EXPLORER_SECRET": "in address",
        "ACTION_EXPLORER_SECRET_2": "in body",
    }
    words = shell(code.text, **filled)
    assert words[4] == f"{ADDRESS}?k=in address"
    assert words[6] == "Authorization: Bearer to'k $en"
    assert words[-1] == '"in body"'
    assert all(any(note.startswith(f"{name}:") for note in code.notes) for name in filled)
    assert all(f"# {note}" in code.text for note in code.notes)
    assert MASK not in code.text


def test_an_api_key_is_the_user_name_without_a_password(shell):
    code = posix_curl(SentRequest("POST", ADDRESS, [("Authorization", f"Basic {MASK}")], b"{}"))
    words = shell(code.text, ACTION_EXPLORER_TOKEN="k")
    assert words[words.index("--user") + 1] == "k:"


def test_what_curl_says_by_itself_is_left_out():
    own = [("Host", "x"), ("Content-Length", "2"), ("Accept-Encoding", "gzip"), ("Accept", "*/*")]
    words = words_of(posix_curl(SentRequest("POST", ADDRESS, [*own, JSON], b"{}")).text)
    assert [word for at, word in enumerate(words) if words[at - 1] == "--header"] == ["Accept: */*", ": ".join(JSON)]


def test_what_curl_would_add_is_taken_back():
    words = words_of(posix_curl(SentRequest("POST", ADDRESS, [], b"x" * 2000)).text)
    assert "Content-Type:" in words
    assert "Expect:" in words


def test_a_write_without_a_body_says_that_it_has_none():
    assert words_of(posix_curl(SentRequest("POST", ADDRESS, [])).text)[-2:] == ["--data-raw", ""]


@pytest.mark.parametrize(("method", "words"), [("GET", ["--request", "GET"]), ("HEAD", ["--head"])])
def test_a_read_has_no_body(method, words):
    assert words_of(posix_curl(SentRequest(method, ADDRESS, [])).text) == [
        "curl",
        "--globoff",
        *words,
        "--url",
        ADDRESS,
    ]


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a\x00b", b"\x1b[2J", b"a\r\nb", b"x" * 100_001], ids=len)
def test_a_body_that_no_terminal_takes_is_in_a_file(body):
    code = posix_curl(SentRequest("POST", ADDRESS, [JSON], body))
    assert words_of(code.text)[-2:] == ["--data-binary", "@request-body.json"]
    assert code.body_file == "request-body.json"
    assert any("save it there" in note for note in code.notes)


def test_secrets_of_a_body_in_a_file_are_told():
    code = posix_curl(SentRequest("POST", ADDRESS, [], b"\xff" + MASK.encode()))
    assert any("masked" in note for note in code.notes)


def test_the_parts_of_a_form_are_parts_again():
    parts = [SentPart("tags[]", "@a;b"), SentPart("cv", "", 'C:\\a "b".pdf', 'a "b".pdf', "application/pdf")]
    words = words_of(
        posix_curl(
            SentRequest("POST", ADDRESS, [("Content-Type", "multipart/form-data; boundary=x")], b"..", parts)
        ).text
    )
    assert words[-4:] == [
        "--form-string",
        "tags[]=@a;b",
        "--form",
        'cv=@"C:\\\\a \\"b\\".pdf";type=application/pdf;filename="a \\"b\\".pdf"',
    ]


@given(BODIES)
def test_the_copied_command_is_read_back(body):
    headers = [("Host", "h"), ("Authorization", f"Basic {MASK}"), ("x-account-id", "a1"), JSON]
    code = posix_curl(SentRequest("POST", f"{ADDRESS}?sync=true", headers, write_json(body).encode()))
    found = read_curl(code.text)
    assert is_curl(code.text)
    assert (found.method, found.url) == ("POST", f"{ADDRESS}?sync=true")
    assert ("x-account-id", "a1") in found.headers
    assert LEFT_OUT in found.notes
    assert same_json(found.body(), body)


@given(ASCII_BODIES)
def test_the_copied_command_for_windows_is_read_back(body):
    headers = [("Authorization", f"Bearer {MASK}"), ("x-account-id", "a1"), JSON]
    code = windows_curl(SentRequest("POST", f"{ADDRESS}?a=%20b&c=d", headers, write_json(body).encode()))
    found = read_curl(code.text)
    assert is_curl(code.text)
    assert (found.method, found.url) == ("POST", f"{ADDRESS}?a=%20b&c=d")
    assert same_json(found.body(), body)


@given(url=ASCII, value=ASCII, body=ASCII)
def test_the_rules_of_windows_give_the_words_back(url, value, body):
    text = windows_curl(SentRequest("POST", url, [("X-A", value)], body.encode())).text
    assert windows_words(text[text.index("curl ") :]) == ["curl", *expected(url, "X-A", value, body)]


@given(ASCII)
def test_the_prompt_finds_no_mark_of_its_own_and_no_variable(body):
    text = windows_curl(SentRequest("POST", ADDRESS, [JSON], b'"' + body.encode() + b'"')).text
    word = text[text.index("--data-raw ") + 11 :]
    bare = word.replace("^^", "")
    assert all(bare[at - 1] == "^" for at, letter in enumerate(bare) if letter in '"&|<>()%!')


def test_a_secret_is_a_variable_of_the_prompt():
    text = windows_curl(SentRequest("GET", ADDRESS, [("Authorization", f"Bearer {MASK}")])).text
    assert '--header ^"Authorization: Bearer %ACTION_EXPLORER_TOKEN%^"' in text


def test_the_command_for_windows_says_that_it_was_not_tried():
    code = windows_curl(SentRequest("GET", ADDRESS, []))
    assert NOT_TRIED in code.notes
    assert code.text.startswith("rem ")


@pytest.mark.parametrize("body", ["two\nlines", "\u20ac", "x" * 4_001], ids=len)
def test_a_body_that_the_prompt_does_not_take_is_in_a_file(body):
    assert windows_curl(SentRequest("POST", ADDRESS, [], body.encode())).body_file == "request-body.bin"


def test_a_line_that_is_too_long_for_the_prompt_is_told():
    assert TOO_LONG in windows_curl(SentRequest("GET", ADDRESS + "?" + "x" * 9_000, [])).notes


def test_letters_that_depend_on_the_code_page_are_told():
    assert NOT_PLAIN in windows_curl(SentRequest("GET", ADDRESS, [("X-A", "\xe9")])).notes


def test_a_header_that_cannot_be_sent_still_reads_as_it_is():
    assert words_of(posix_curl(SentRequest("GET", ADDRESS, [("X-A", "\u20ac")])).text)[-1] == "X-A: \u20ac"
