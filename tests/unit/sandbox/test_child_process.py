"""The sandbox as a process: its ready line, its end, and the ends of those that never got ready."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from explorer.sandbox.child_process import SandboxNotStarted, start_sandbox_process

STACKONE_ALONE = """
from explorer.sandbox.command import serve_stand_ins
from explorer.sandbox.stackone import StackOneSandbox
raise SystemExit(serve_stand_ins([StackOneSandbox(100)], host="127.0.0.1", port=0, until_stdin_closes=True))
"""
READY = 'print(\'{"one": {"base_url": "http://127.0.0.1:1"}}\', flush=True)\n'


def python(text):
    return [sys.executable, "-c", text]


def test_a_ready_sandbox_says_where_it_is_and_ends_by_itself():
    process = start_sandbox_process(command=python(STACKONE_ALONE))
    try:
        assert process.is_running
        assert process.ready["stackone"]["base_url"].startswith("http://127.0.0.1:")
    finally:
        assert process.stop() == 0
    assert not process.is_running


def test_stopping_twice_is_harmless():
    process = start_sandbox_process(command=python(STACKONE_ALONE))
    assert [process.stop(), process.stop()] == [0, 0]


def test_a_process_that_does_not_listen_to_its_input_is_ended_by_force():
    process = start_sandbox_process(command=python(f"{READY}import time\ntime.sleep(60)"))
    assert process.stop(timeout_s=0.2) != 0
    assert not process.is_running


def test_a_process_that_ends_at_once_leaves_its_last_words():
    with pytest.raises(SandboxNotStarted, match="no room left"):
        start_sandbox_process(command=python("import sys; sys.exit('no room left')"))


def test_a_process_that_never_gets_ready_is_given_up(tmp_path):
    note = tmp_path / "pid"
    text = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    with pytest.raises(SandboxNotStarted, match="not ready"):
        start_sandbox_process(command=python(text), deadline_s=2)
    if sys.platform != "win32" and note.exists():
        with pytest.raises(ProcessLookupError):
            os.kill(int(note.read_text()), 0)


def test_a_first_line_that_is_no_ready_line_is_refused():
    with pytest.raises(SandboxNotStarted, match="ready line"):
        start_sandbox_process(command=python("print('[1]', flush=True); import time; time.sleep(60)"))


def test_a_program_that_is_not_there_is_named():
    with pytest.raises(SandboxNotStarted, match="cannot be started"):
        start_sandbox_process(command=["/nowhere/at all"])


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, which other systems do not have")
def test_the_sandbox_ends_when_its_parent_is_killed():
    """The parent starts a sandbox and is killed at once, without a chance to tidy up."""
    text = (
        "import sys, os\n"
        "from explorer.sandbox.child_process import start_sandbox_process\n"
        f"process = start_sandbox_process(command=[sys.executable, '-c', {STACKONE_ALONE!r}])\n"
        "sys.stdout.write('%d\\n' % process.process_id); sys.stdout.flush()\n"
        "sys.stdin.read()\n"
    )
    parent = subprocess.Popen(python(text), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 20
    while is_alive(child):
        assert time.monotonic() < deadline, "the sandbox outlived its parent"
        time.sleep(0.05)


def is_alive(process_id):
    """Whether a process that is not our child runs; a zombie does not."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
