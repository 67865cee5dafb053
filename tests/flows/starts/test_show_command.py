"""`action-explorer show`, as a script and as a person with a saved file meet it."""

import asyncio
import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from explorer.show_command.memory import resident_mb
from explorer.show_command.timings import TurnWatch
from explorer.show_command.window import _run
from explorer.storage.saved.saved_file import open_saved
from explorer.ui.show_window.show_window import ShowWindow

LIMIT_S = 90
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HAR = json.dumps({"log": {"entries": [{"request": {"method": "GET", "url": "u"}}, 5]}}).encode()


def show(program, *words: str) -> subprocess.CompletedProcess[str]:
    """The command; the timings with nothing that would tell them of a display."""
    told_of_display = {"QT_QPA_PLATFORM", "DISPLAY"} if "--timings" in words else set()
    environment = {name: value for name, value in os.environ.items() if name not in told_of_display}
    return subprocess.run(
        program("show", *words), env=environment, capture_output=True, text=True, timeout=LIMIT_S, check=False
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.json", b'{"a": 1, "a": 2}', id="duplicate keys"),
        pytest.param("a.json", b'{"a": "\xff\xfe", "b": [1]}', id="invalid UTF-8"),
        pytest.param("a.json", b"", id="empty"),
        pytest.param("a.json", b"[" * 10_000 + b"]" * 10_000, id="deep"),
        pytest.param("a.json", b'{"t": "' + b"x" * 2_000_000 + b'"}', id="a long line"),
        pytest.param("a.json", b"[" + b"1," * 300_000 + b"1]", id="many small values"),
        pytest.param("a.png", PNG, id="a picture"),
        pytest.param("a.har", HAR, id="HAR"),
        pytest.param("cut.har", HAR[:30], id="a HAR file that is cut"),
        pytest.param("empty.har", b'{"log": {"entries": []}}', id="a HAR file without requests"),
    ],
)
def test_timings_are_one_object_with_five_numbers(program, tmp_path: Path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    ended = show(program, str(path), "--timings")
    assert (ended.returncode, ended.stderr) == (0, "")
    told = json.loads(ended.stdout)
    assert list(told) == ["bytes", "parse_ms", "first_rows_ms", "longest_stall_ms", "rss_mb"]
    assert told["bytes"] == len(content)
    assert 0 < told["parse_ms"] <= told["first_rows_ms"]
    assert told["longest_stall_ms"] > 0
    assert told["rss_mb"] is None if sys.platform == "win32" else told["rss_mb"] > 1


@pytest.mark.parametrize("option", [[], ["--timings"]])
@pytest.mark.parametrize(("name", "said"), [("nowhere.json", "no such file"), (".", "that is a directory")])
def test_a_file_that_cannot_be_shown_is_one_line_and_status_2(program, tmp_path: Path, name, said, option):
    ended = show(program, str(tmp_path / name), *option)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert said in ended.stderr


def test_a_person_looks_at_a_file_and_closes_the_window(qapp: QApplication, run, tmp_path: Path):
    path = tmp_path / "answer.json"
    path.write_bytes(b'{"name": "Ada"}')
    qapp.setQuitOnLastWindowClosed(False)

    async def work() -> tuple[str, object]:
        showing = asyncio.create_task(_run(qapp, open_saved(path)))
        window = None
        while window is None or window.body is None:
            await asyncio.sleep(0.01)
            found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ShowWindow) and one.isVisible()]
            window = next(iter(found), None)
        tree = window.body.tree.model
        shown = tree.data(tree.index(0, 1))
        title = window.windowTitle()
        window.close()
        await showing
        return title, shown

    assert run(work(), timeout=30) == ("Action Explorer - answer.json", '"Ada"')
    qapp.setStyleSheet("")


def test_the_longest_time_between_turns_is_kept(monkeypatch: pytest.MonkeyPatch):
    times = iter([0.0, 1.0, 4.0, 5.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(times))
    turns = TurnWatch()
    for _ in range(3):
        turns.look()
    assert turns.longest_s == 3.0


def test_memory_is_told_where_the_system_tells_it():
    told = resident_mb()
    assert told is None if sys.platform == "win32" else 1 < told < 100_000
