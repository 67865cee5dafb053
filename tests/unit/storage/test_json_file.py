"""A JSON file that a person named: its exact content, or one line that says what is wrong."""

from pathlib import Path

import pytest

from explorer.domain.json_value import ExactNumber
from explorer.storage import json_file
from explorer.storage.json_file import FileUnusable, read_json_file


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_text_and_value_are_kept_to_the_letter(tmp_path: Path):
    file = read_json_file(written(tmp_path / "a.json", b'\xef\xbb\xbf{"b": 0.10,\r\n "a": 1e400}'))
    assert file.text == '{"b": 0.10,\r\n "a": 1e400}'
    assert file.value == {"b": ExactNumber("0.10"), "a": ExactNumber("1e400")}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"a": 1,\n "b" 2}', "not JSON: Expecting ':' delimiter (line 2, column 6)"),
        (b"[" * 300 + b"]" * 300, "nested deeper than 200 levels"),
        (b'{"a": "\xff"}', "not UTF-8 at byte 8"),
        (b"", "not JSON"),
        (b"[" + b"1," * 600 + b"1]", "larger than"),
    ],
)
def test_what_is_wrong_with_the_content_is_one_line(tmp_path, monkeypatch, content: bytes, said: str):
    monkeypatch.setattr(json_file, "LARGEST_FILE_BYTES", 1000)
    with pytest.raises(FileUnusable) as problem:
        read_json_file(written(tmp_path / "a.json", content))
    assert said in str(problem.value)
    assert str(tmp_path / "a.json") in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(FileUnusable, match=r"a\.json: there is no such file"):
        read_json_file(tmp_path / "a.json")


def test_a_directory_is_no_file(tmp_path: Path):
    with pytest.raises(FileUnusable, match=str(tmp_path)):
        read_json_file(tmp_path)


def test_other_failures_say_what_the_system_says(tmp_path: Path):
    with pytest.raises(FileUnusable, match="Not a directory"):
        read_json_file(written(tmp_path / "a.json", b"1") / "b.json")


def test_a_strange_name_stays_on_one_line_and_short(tmp_path: Path):
    with pytest.raises(FileUnusable) as problem:
        read_json_file(tmp_path / ("a\nb" * 80))
    assert len(str(problem.value).splitlines()) == 1
    assert len(str(problem.value)) < 300
