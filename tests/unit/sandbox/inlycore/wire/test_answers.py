import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.wire.answers import asks_for_json, invalid, server_error, wrong_method


@pytest.mark.parametrize(
    "accept",
    [
        "application/json",
        "application/problem+json",
        "application/json, text/html",
        "text/html;q=0.5, application/json",
    ],
)
def test_json_as_the_first_choice_asks_for_json(accept):
    assert asks_for_json({"accept": accept})


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "text/html",
        "text/html, application/json",
        "application/json;q=0.1, */*",
        "application/json;q=x, */*",
        "text/html;level=1, application/json",
    ],
)
def test_anything_else_asks_for_a_page(accept):
    assert not asks_for_json({"accept": accept})


def test_a_script_in_a_page_gets_json():
    assert asks_for_json({"accept": "*/*", "x-requested-with": "XMLHttpRequest"})
    assert not asks_for_json({"accept": "text/html", "x-requested-with": "XMLHttpRequest"})


@given(st.text(max_size=40))
def test_no_header_makes_it_stumble(accept):
    assert asks_for_json({"accept": accept}) in {True, False}


@pytest.mark.parametrize(
    ("errors", "message"),
    [
        ({"a": ["A."]}, "A."),
        ({"a": ["A.", "B."]}, "A. (and 1 more error)"),
        ({"a": ["A."], "b": ["B.", "C."]}, "A. (and 2 more errors)"),
    ],
)
def test_the_message_counts_the_other_errors(errors, message):
    assert invalid(errors).body == {"message": message, "errors": errors}


def test_debug_mode_tells_what_was_thrown():
    assert server_error("Secret", debug=False).body == {"message": "Server Error"}
    assert server_error("Secret", debug=True).body["message"] == "Secret"
    assert set(server_error("x", debug=True).body) == {"message", "exception", "file", "line", "trace"}


def test_a_wrong_method_names_the_right_ones():
    aborted = wrong_method("GET", "/api/v1/actions/x/execute", ["POST"])

    assert aborted.body["message"] == (
        "The GET method is not supported for route api/v1/actions/x/execute. Supported methods: POST."
    )
    assert aborted.headers == {"Allow": "POST"}
