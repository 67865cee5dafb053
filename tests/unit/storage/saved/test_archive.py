"""HAR files: what a good one says, and that none of the others can do harm."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from explorer.domain.call import Phase
from explorer.domain.masking import MASK
from explorer.storage.saved.archive import Archive, entry_line, looks_like_archive, read_archive
from explorer.storage.saved.exchange import MASKED_NOTE, Exchange, read_exchange
from explorer.storage.saved.raw_value import text_of


def entry(**more: object) -> dict[str, object]:
    parts: dict[str, object] = {
        "startedDateTime": "2026-01-05T14:03:40Z",
        "time": 90.5,
        "request": {"method": "GET", "url": "https://api.example/people", "headers": []},
        "response": {
            "status": 200,
            "statusText": "OK",
            "headers": [],
            "content": {"mimeType": "text/plain", "text": "x"},
        },
        "timings": {},
    }
    return parts | more


def response(**content: object) -> dict[str, object]:
    return {"status": 200, "headers": [], "content": content}


def archive(*entries: object) -> bytes:
    return json.dumps(
        {"log": {"version": "1.2", "creator": {"name": "Otter", "version": "9"}, "entries": entries}}
    ).encode()


def read(one: object) -> Exchange:
    return read_exchange(Raw(json.dumps(one).encode()))


def found(body: bytes) -> Archive:
    opened = read_archive(body)
    assert opened is not None
    return opened


def test_entries_are_found_in_the_order_of_the_file():
    opened = found(archive(entry(), entry(request={"method": "POST", "url": "u2"})))
    assert [(line.method, line.url) for line in map(entry_line, opened.entries)] == [
        ("GET", "https://api.example/people"),
        ("POST", "u2"),
    ]
    assert opened.creator == "Otter 9"


def test_a_line_tells_status_type_and_time():
    line = entry_line(found(archive(entry(response=response(mimeType="text/html; charset=x")))).entries[0])
    assert (line.status, line.media_type, line.time_ms, line.problem) == (200, "text/html", 90.5, "")


def test_a_byte_order_mark_before_it_does_not_matter():
    assert len(found(b"\xef\xbb\xbf" + archive(entry())).entries) == 1


@pytest.mark.parametrize("bad", [17, None, "text", [], {}, {"request": 5}, {"request": {}}])
def test_a_bad_entry_is_listed_with_the_reason_and_hides_no_good_one(bad):
    lines = [entry_line(one) for one in found(archive(bad, entry())).entries]
    assert [bool(line.problem) for line in lines] == [True, False]


def test_a_body_in_base64_is_decoded():
    packed = base64.b64encode(b"\x89PNG\0").decode()
    answer = read(entry(response=response(mimeType="image/png", text=packed, encoding="base64"))).answer
    assert (answer.body, answer.media_type) == (b"\x89PNG\0", "image/png")


def test_a_body_that_only_says_it_is_base64_is_kept_as_it_stands():
    exchange = read(entry(response=response(text="not base64 \u20ac", encoding="base64")))
    assert exchange.answer.body.decode() == "not base64 \u20ac"
    assert "base64" in exchange.notes[0]


def test_a_text_is_written_in_the_charset_that_its_reader_will_go_by():
    answer = read(entry(response=response(mimeType="text/plain; charset=iso-8859-1", text="caf\u00e9"))).answer
    assert answer.body == b"caf\xe9"


def test_a_body_that_the_file_does_not_hold_is_told():
    exchange = read(entry(response=response(size=9, mimeType="text/plain")))
    assert exchange.answer.body == b""
    assert exchange.notes == ["An answer with a body came, but the file does not hold the body."]


@pytest.mark.parametrize("name", ["Authorization", "cookie", "PROXY-authorization", "X-Api-Key"])
def test_credentials_in_headers_of_a_request_are_masked_with_a_note(name):
    headers = [{"name": name, "value": "Bearer abc"}, {"name": "accept", "value": "*/*"}]
    exchange = read(entry(request={"method": "GET", "url": "u", "headers": headers}))
    assert exchange.request.headers == [(name, MASK), ("accept", "*/*")]
    assert exchange.notes == [MASKED_NOTE]


def test_cookies_that_an_answer_sets_are_masked():
    sent = response() | {"headers": [{"name": "Set-Cookie", "value": "sid=1"}]}
    exchange = read(entry(response=sent))
    assert exchange.answer.headers == [("Set-Cookie", MASK)]
    assert exchange.notes == [MASKED_NOTE]


def test_the_body_of_a_request_is_what_was_posted():
    asked = {"method": "POST", "url": "u", "postData": {"text": '{"a": 0.10}'}}
    assert read(entry(request=asked)).request.body == b'{"a": 0.10}'


def test_posted_fields_stand_for_a_body_that_was_not_kept_and_are_told():
    asked = {"method": "POST", "url": "u", "postData": {"params": [{"name": "a", "value": "1"}, {"name": "b"}]}}
    exchange = read(entry(request=asked))
    assert exchange.request.body == b"a=1\nb="
    assert exchange.notes == ["The body of the request was recorded as fields, not as it went out."]


def test_a_request_without_an_answer_says_so_and_why():
    exchange = read(entry(response={"status": 0, "_error": "net::ERR_FAILED"}))
    assert exchange.answer is None
    assert exchange.notes == ["No answer was recorded: net::ERR_FAILED"]


def test_times_become_phases_and_tls_is_taken_out_of_the_connecting():
    timings = {"blocked": -1, "dns": 2, "connect": 30, "ssl": 20, "send": 0, "wait": 40, "receive": 8}
    phases = read(entry(timings=timings)).phases
    assert [(one.phase, one.start_ms, one.duration_ms) for one in phases] == [
        (Phase.CONNECT, 0, 2),
        (Phase.CONNECT, 2, 10),
        (Phase.TLS, 12, 20),
        (Phase.WAIT, 32, 40),
        (Phase.RECEIVE, 72, 8),
    ]


def test_numbers_without_end_count_as_not_said():
    raw = Raw(b'{"time": 1e999, "request": {"url": "u"}, "response": {"status": 1e999}, "timings": {"wait": 1e999}}')
    exchange = read_exchange(raw)
    assert (exchange.duration_ms, exchange.answer, exchange.phases) == (0.0, None, [])
    assert entry_line(raw).time_ms == -1.0


def test_bytes_that_are_no_text_are_shown_as_such():
    line = entry_line(Raw(b'{"request": {"method": "G\xffT", "url": "a"}}'))
    assert line.method == "G<0xFF>T"


def test_halves_of_letters_are_shown_as_they_were_written_and_whole_ones_as_letters():
    url = "a\\ud800b \\ud83d\\ude00 \\\\ud83d"
    line = entry_line(found(f'{{"log": {{"entries": [{{"request": {{"url": "{url}"}}}}]}}}}'.encode()).entries[0])
    assert line.url == "a\\ud800b \U0001f600 \\ud83d"


@pytest.mark.parametrize(
    ("start", "name", "is_one"),
    [
        (b'{"log": {', "saved", True),
        (b' \n{ "log"', "x.json", True),
        (b"\xef\xbb\xbf{ }", "a.HAR", True),
        (b'{"data": {"log"', "x.json", False),
        (b"[", "a.har", False),
        (b"", "a.har", False),
    ],
)
def test_a_file_is_tried_by_its_first_member_or_its_name(start, name, is_one):
    assert looks_like_archive(start, name) is is_one


@pytest.mark.parametrize(
    "body",
    [b'{"log": {"entries"', b'{"log": []}', b'{"log": {}}', b'{"log": {"entries": {}}}', b'{"log":' + b"[" * 50_000],
)
def test_what_is_cut_or_of_another_shape_is_no_archive(body):
    assert read_archive(body) is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("base64") | st.just("/+x="),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "request",
                    "response",
                    "headers",
                    "content",
                    "text",
                    "encoding",
                    "mimeType",
                    "status",
                    "timings",
                    "name",
                    "value",
                    "postData",
                    "params",
                    "wait",
                    "ssl",
                    "connect",
                    "url",
                    "time",
                    "_error",
                    "size",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(ANYTHING, ANYTHING, ANYTHING)
def test_an_entry_of_any_shape_is_read_without_failing(request, response, timings):
    text = json.dumps({"request": request, "response": response, "timings": timings, "time": timings})
    for one in found(
        f'{{"log": {{"entries": [{text}, {json.dumps(request)}]}}}}'.replace("NaN", "0")
        .replace("Infinity", "1")
        .encode()
    ).entries:
        entry_line(one)
        assert isinstance(read_exchange(one).request.body, bytes)


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda part: archive(entry())[: 30 + len(part)] + part))
def test_bytes_of_any_kind_are_read_without_failing(body):
    opened = read_archive(body)
    for one in opened.entries if opened is not None else ():
        entry_line(one)
        read_exchange(one)


@given(st.data())
def test_a_file_with_broken_bytes_in_it_is_read_without_failing(data):
    body = bytearray(archive(entry(), entry(response=response(text="YWJj", encoding="base64"))))
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    opened = read_archive(bytes(body))
    for one in opened.entries if opened is not None else ():
        entry_line(one)
        read_exchange(one)


def test_an_encoding_that_these_files_do_not_know_is_told_and_changes_nothing():
    told = read(entry(response=response(mimeType="text/plain", text="x", encoding="rot13")))
    assert told.answer is not None
    assert (told.answer.body, any("rot13" in note for note in told.notes)) == (b"x", True)


def test_letters_that_the_charset_has_not_are_told():
    told = read(entry(response=response(mimeType="text/plain; charset=latin-1", text="\u4e2d")))
    assert told.answer is not None
    assert (told.answer.body.decode(), any("charset" in note for note in told.notes)) == ("\u4e2d", True)


def test_text_that_is_broken_beyond_its_bytes_is_shown_as_it_stands():
    assert text_of(Raw(b'"a\\q\xff"')) == "a\\q<0xFF>"
