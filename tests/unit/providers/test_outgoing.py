"""What goes out, and what cannot."""

import asyncio

import pytest

from explorer.domain.call import SentPart
from explorer.domain.failure import NotSendable
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.bounded_http import OutgoingRequest, Transport
from explorer.providers.outgoing import as_shown, checked
from explorer.providers.run_clock import RunClock


def test_secrets_are_masked_where_the_request_is_shown():
    transport = Transport(SecretMask(["s3cr3t-value"]))
    shown = transport.sent_request(
        OutgoingRequest(
            "POST",
            "http://127.0.0.1/x?token=s3cr3t-value",
            "http://127.0.0.1",
            [("Authorization", "Bearer not-told-to-the-mask"), ("X-Other", "s3cr3t-value")],
            b'{"key":"s3cr3t-value"}',
        )
    )
    everything = repr(shown) + shown.body.decode()
    assert "s3cr3t-value" not in everything
    assert "not-told-to-the-mask" not in everything


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": "http://other.example/x"}, "only to"),
        ({"url": "https://127.0.0.1/x"}, "only to"),
        ({"url": "http://127.0.0.1:81/x"}, "only to"),
        ({"url": "ftp://127.0.0.1/x"}, "must begin"),
        ({"url": "http://me:pw@127.0.0.1/x"}, "user name"),
        ({"url": "http://127.0.0.1/a/../b"}, '".."'),
        ({"url": "http://127.0.0.1/a/%2E%2e/b"}, '".."'),
        ({"url": "http://127.0.0.1/a#b"}, "#"),
        ({"url": "http://127.0.0.1/a\nb"}, "address"),
        ({"url": "http://127.0.0.1/\ud800"}, "half of a character"),
        ({"url": "http://127.0.0.1:99999/"}, "address"),
        ({"url": "http://127.0.0.1/" + "a" * 70_000}, "too long"),
        ({"headers": [("X-A", "one\r\nX-B: two")]}, "line break"),
        ({"headers": [("X-A", "\u20ac")]}, "20AC"),
        ({"headers": [("X-A", "\ud800")]}, "D800"),
        ({"headers": [("X A", "b")]}, "name of a header"),
        ({"headers": [("X-A", " b")]}, "blank"),
        ({"headers": [("Content-Length", "5")]}, "explorer itself"),
        ({"method": "GE T"}, "method"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_words(change, said):
    parts = {"method": "GET", "url": "http://127.0.0.1/x", "allowed_origin": "http://127.0.0.1", **change}
    transport = Transport(SecretMask())
    with pytest.raises(NotSendable, match=said):
        transport.sent_request(OutgoingRequest(**parts))
    with pytest.raises(NotSendable, match=said):
        asyncio.run(transport.send(OutgoingRequest(**parts), clock=RunClock(), deadline_s=5))


def test_secrets_in_a_form_with_files_are_masked_and_its_true_length_is_said():
    part = SentPart("name", "it is s3cr3t-value", "/x/s3cr3t-value.pdf", "s3cr3t-value.pdf", "application/pdf")
    request = OutgoingRequest("POST", "https://x.example", "https://x.example", body=b"..", parts=[part], length=5_000)
    shown = as_shown(checked(request, "agent"), SecretMask(["s3cr3t-value"]))
    assert "s3cr3t-value" not in repr(shown)
    assert shown.parts[0].text == f"it is {MASK}"
    assert dict(shown.headers)["Content-Length"] == "5000"
