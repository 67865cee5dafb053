"""Bodies of runs: JSON to the last digit, and forms as Laravel reads them."""

import email
import email.policy

import pytest

from explorer.domain.failure import NotSendable
from explorer.domain.json_value import ExactNumber
from explorer.providers.inlycore.sending.body import form_body, json_body
from explorer.providers.inlycore.sending.files import files_in


def parts_of(body):
    head = f"Content-Type: {body.content_type}\r\n\r\n".encode()
    whole = email.message_from_bytes(head + body.content, policy=email.policy.HTTP)
    return [
        (part.get_param("name", header="content-disposition"), part.get_filename(), part.get_payload(decode=True))
        for part in whole.iter_parts()
    ]


def test_no_parameters_are_an_empty_object():
    assert json_body({}).content == b"{}"


def test_numbers_go_out_to_the_last_digit():
    assert json_body({"a": ExactNumber("0.10"), "b": 2**63}).content == b'{"a":0.10,"b":9223372036854775808}'


def test_values_in_a_form_are_spelled_as_laravel_reads_them(tmp_path):
    (tmp_path / "f.pdf").write_bytes(b"%PDF")
    held = {
        "doc": str(tmp_path / "f.pdf"),
        "t": True,
        "f": False,
        "n": None,
        "x": ExactNumber("0.10"),
        "l": [1, "b"],
        "o": {"k": [2]},
    }
    body = form_body(held, files_in(held, frozenset({"doc"})))
    assert parts_of(body) == [
        ("t", None, b"1"),
        ("f", None, b"0"),
        ("n", None, b""),
        ("x", None, b"0.10"),
        ("l[]", None, b"1"),
        ("l[]", None, b"b"),
        ("o[k][]", None, b"2"),
        ("doc", "f.pdf", b"%PDF"),
    ]


def test_several_files_come_under_one_name(tmp_path):
    names = ["a.txt", "b.txt"]
    for name in names:
        (tmp_path / name).write_text(name)
    held = {"docs": [str(tmp_path / name) for name in names]}
    found = parts_of(form_body(held, files_in(held, frozenset({"docs"}))))
    assert [(name, file) for name, file, _ in found] == [("docs[]", "a.txt"), ("docs[]", "b.txt")]


def test_a_shown_form_names_the_size_of_a_file_and_does_not_read_it(tmp_path):
    (tmp_path / "f.bin").write_bytes(b"secret content")
    held = {"doc": str(tmp_path / "f.bin")}
    body = form_body(held, files_in(held, frozenset({"doc"})), is_shown=True)
    assert b"(14 bytes of f.bin)" in body.content
    assert b"secret content" not in body.content


def test_a_name_cannot_end_its_header(tmp_path):
    (tmp_path / "f.txt").write_text("x")
    held = {'a"\r\nX: 1': "v", "doc": str(tmp_path / "f.txt")}
    content = form_body(held, files_in(held, frozenset({"doc"}))).content
    assert b"\r\nX: 1" not in content


@pytest.mark.parametrize("held", [{"doc": "no such file"}, {"doc": ["no such file"]}, {"doc": "\0"}])
def test_a_file_that_is_not_there_is_refused_at_its_field(held):
    with pytest.raises(NotSendable) as caught:
        files_in(held, frozenset({"doc"}))
    assert caught.value.pointer[0] == "doc"


def test_a_directory_is_no_file(tmp_path):
    with pytest.raises(NotSendable):
        files_in({"doc": str(tmp_path)}, frozenset({"doc"}))


@pytest.mark.parametrize("held", [{"doc": ""}, {"doc": None}, {"doc": []}, {"other": "x"}, {"doc": 5}])
def test_without_a_path_there_is_no_file(held):
    assert list(files_in(held, frozenset({"doc"}))) == []
