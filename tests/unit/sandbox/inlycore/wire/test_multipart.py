import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.wire.multipart import UploadedFile, kind_of, read_multipart


def parts_of(**parts):
    request = httpx.Request("POST", "http://x.test", **parts)
    return read_multipart(request.read(), request.headers["content-type"])


def test_fields_and_files_come_in_order():
    parts = parts_of(data={"language": "sv"}, files={"document": ("Fl\u00f6de.pdf", b"%PDF-1.7\n", "application/pdf")})

    assert parts == [("language", "sv"), ("document", UploadedFile("Fl\u00f6de.pdf", 9, "pdf"))]


@given(st.binary(max_size=200))
def test_every_content_keeps_its_size(content):
    [(_, uploaded)] = parts_of(files={"a": ("a.bin", content)})

    assert uploaded.size_bytes == len(content)


def test_a_file_field_without_a_file_is_absent():
    body = b'--b\r\nContent-Disposition: form-data; name="a"; filename=""\r\n\r\n\r\n--b--\r\n'

    assert read_multipart(body, "multipart/form-data; boundary=b") == []


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=other", "nonsense"])
def test_without_its_boundary_a_body_has_no_parts(content_type):
    assert read_multipart(b"--b\r\n\r\nx\r\n--b--", content_type) == []


@given(st.binary(max_size=200))
def test_no_body_makes_it_stumble(body):
    assert isinstance(read_multipart(b"--b\r\n" + body + b"\r\n--b--", "multipart/form-data; boundary=b"), list)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.4", "pdf"), (b"hello", "txt"), (b"\xff\xfe", "bin"), (b"a\0b", "bin"), (b"\x89PNG\r\n", "png")],
)
def test_the_kind_is_seen_in_the_content(content, kind):
    assert kind_of(content) == kind
