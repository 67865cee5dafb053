"""A request as text, and as a line that a shell reads back word for word."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from explorer.domain.call import SentRequest
from explorer.ui.views.call.request_view import RequestView, curl_line

REQUEST = SentRequest(
    "POST",
    "https://api.example.com/actions/rpc",
    [("Authorization", "Basic ******"), ("Content-Length", "9"), ("Content-Type", "application/json")],
    b'{"n":0.10}',
)
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """A POSIX shell in which `curl` tells the words that it was given."""
    if os.name != "posix":
        pytest.skip("the line is for POSIX shells, and this system has none")
    folder = tmp_path_factory.mktemp("bin")
    fake = folder / "curl"
    fake.write_text(f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n")
    fake.chmod(0o755)

    def read(line: str) -> list[str]:
        place = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run([shutil.which("sh"), "-c", line], env=place, capture_output=True, check=True, timeout=30)
        assert done.stderr == b""
        return json.loads(done.stdout)

    return read


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(url=LINES, name=st.sampled_from(["X-A", "Cookie"]), value=LINES, body=WORDS)
def test_a_shell_reads_back_exactly_the_words(shell, url, name, value, body):
    line = curl_line(SentRequest("POST", url, [(name, value)], body.encode()))
    header = f"{name}: {value}" if value else f"{name};"
    expected = ["--globoff", "--request", "POST", "--url", url, "--header", header]
    assert shell(line) == expected + (["--data-raw", body] if body else [])


def test_what_curl_says_by_itself_is_left_out(shell):
    assert "Content-Length: 9" not in shell(curl_line(REQUEST))


def test_a_body_that_begins_with_an_at_sign_is_no_file(shell):
    words = shell(curl_line(SentRequest("POST", "https://x.example", [], b"@/etc/passwd")))
    assert words[-2:] == ["--data-raw", "@/etc/passwd"]


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a\x00b"])
def test_a_body_that_is_no_word_is_named_as_a_file(shell, body):
    assert shell(curl_line(SentRequest("POST", "https://x.example", [], body)))[-2:] == ["--data-binary", "@body"]


@pytest.fixture
def view(appearance, show):
    return show(RequestView())


def test_a_request_reads_as_line_headers_and_laid_out_body(view):
    view.show_request(REQUEST)
    assert view.text.toPlainText() == (
        "POST https://api.example.com/actions/rpc\nAuthorization: Basic ******\nContent-Length: 9\n"
        'Content-Type: application/json\n\n{\n  "n": 0.10\n}'
    )


def test_a_body_that_is_no_json_is_shown_as_it_is(view):
    view.show_request(SentRequest("POST", "https://x.example", [], b"a=1&b=\xe2\x82\xac"))
    assert view.text.toPlainText().endswith("\n\na=1&b=\u20ac")


def test_a_body_that_is_no_text_is_counted(view):
    view.show_request(SentRequest("POST", "https://x.example", [], b"\xff" * 1234))
    assert "(1,234 bytes that are no text)" in view.text.toPlainText()


def test_a_large_text_that_is_cut_within_a_letter_is_still_text(view):
    body = ("a" + "\u20ac" * 200_000).encode()
    view.show_request(SentRequest("POST", "https://x.example", [], body))
    assert "600,001 bytes in all" in view.text.toPlainText()


def test_an_endless_line_is_cut(view):
    view.show_request(SentRequest("POST", "https://x.example", [], b'{"a":"' + b"x" * 100_000 + b'"}'))
    assert max(len(line) for line in view.text.toPlainText().split("\n")) < 11_000


def test_text_that_turns_is_written_out(view):
    view.show_request(SentRequest("GET", "https://x.example/\u202ecod", []))
    assert "/<U+202E>cod" in view.text.toPlainText()


def test_the_line_goes_to_the_clipboard(view):
    view.show_request(REQUEST)
    button = view.findChild(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == curl_line(REQUEST)


def test_without_a_request_it_says_why_and_offers_no_copy(view):
    view.show_request(REQUEST)
    view.show_nothing("This cannot be sent yet: the id is missing")
    assert (view._note.text(), view.text.isHidden(), view.findChild(QPushButton).isHidden()) == (
        "This cannot be sent yet: the id is missing",
        True,
        True,
    )
