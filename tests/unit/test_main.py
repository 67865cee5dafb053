"""The program's start, as a script sees it: exit status, standard output and standard error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer import __main__ as start

FULL = Path("/dev/full")


def program(words, **streams):
    return subprocess.run([sys.executable, "-m", "explorer", *words], check=False, timeout=60, **streams)


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize("word", ["--version", "--help"])
def test_an_output_that_cannot_be_written_is_one_line_on_standard_error(word):
    with FULL.open("wb") as full:
        ended = program([word], stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 2
    assert ended.stderr.startswith(b"action-explorer: ")
    assert ended.stderr.count(b"\n") == 1


def test_a_pipe_that_nobody_reads_leaves_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    ended = program(["--version"], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert b"Traceback" not in ended.stderr
    assert b"Exception ignored" not in ended.stderr


def test_an_interruption_at_the_start_ends_quietly(monkeypatch):
    def interrupted(_words):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "read_arguments", interrupted)
    assert start.main([]) == start.INTERRUPTED
