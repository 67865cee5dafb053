"""`action-explorer sandbox` as a process."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

from explorer.sandbox.command import serve

LONGEST_S = 30


@contextmanager
def started(*, until_stdin_closes=False, port=0):
    text = f"from explorer.sandbox.command import serve; raise SystemExit(serve('127.0.0.1', {port}, 200, 1, {until_stdin_closes}))"
    process = subprocess.Popen(
        [sys.executable, "-c", text], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_first_line_names_all_three_platforms():
    with started() as process:
        ready = json.loads(process.stdout.readline())
    assert set(ready) == {"stackone", "pipedream", "inlycore"}
    assert {"base_url", "api_key", "account_ids"} <= set(ready["stackone"])
    assert {"base_url", "project_id", "client_id", "client_secret", "environment", "external_user_id"} <= set(
        ready["pipedream"]
    )
    assert {"base_url", "client_id", "client_secret"} <= set(ready["inlycore"])
    assert len({part["base_url"].split("/")[2] for part in ready.values()}) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send to another process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_it_with_status_0_and_in_silence(number):
    with started() as process:
        process.stdout.readline()
        process.send_signal(number)
        output, errors = process.communicate(timeout=LONGEST_S)
    assert (process.returncode, output, errors) == (0, b"", b"")


def test_the_end_of_its_input_ends_it_where_that_was_asked_for():
    with started(until_stdin_closes=True) as process:
        process.stdout.readline()
        process.stdin.close()
        process.stdin = None
        assert process.wait(LONGEST_S) == 0


def test_a_taken_port_gives_one_plain_line_and_status_2(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        status = serve("127.0.0.1", taken.getsockname()[1], 100, 1, until_stdin_closes=False)
    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "--port" in said.err


def test_it_ends_when_nobody_can_read_its_first_line():
    text = "from explorer.sandbox.command import serve; raise SystemExit(serve('127.0.0.1', 0, 100, 1, False))"
    reading, writing = os.pipe()
    os.close(reading)
    try:
        process = subprocess.Popen([sys.executable, "-c", text], stdin=subprocess.DEVNULL, stdout=writing)
    finally:
        os.close(writing)
    try:
        assert process.wait(LONGEST_S) == 0
    finally:
        process.kill()


def test_serving_leaves_the_process_its_own_handlers(capsys):
    before = signal.getsignal(signal.SIGINT)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        serve("127.0.0.1", taken.getsockname()[1], 100, 1, until_stdin_closes=False)
    assert signal.getsignal(signal.SIGINT) is before
