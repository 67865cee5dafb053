"""
Runs the sandbox in a process of its own, which ends with this one.

The child's standard input is a pipe that nobody writes to. It breaks when this process ends, for whatever reason,
and the child stops then; nothing here is needed for that. Standard library only, so that starting it costs nothing.
"""

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from typing import IO

LAST_WORDS = 20
"""Lines of the child's standard error that are kept for a failed start."""


class SandboxNotStarted(Exception):
    """The sandbox's process gave no ready line in time; the text says why, with the process's own last words."""


class SandboxProcess:
    """A sandbox in a process of its own, which has said that it is ready."""

    def __init__(self, process: "subprocess.Popen[bytes]", ready: Mapping[str, Mapping[str, object]]) -> None:
        self.ready = ready
        """The ready line: for each platform its address, credentials and ids."""
        self._process = process

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    @property
    def process_id(self) -> int:
        """The process's number in the system."""
        return self._process.pid

    def stop(self, timeout_s: float = 5.0) -> int:
        """
        Ask the process to end by closing its input, and end it by force after a time limit.

        Blocks for up to `timeout_s` and a moment. May be called again.

        Returns:
            The exit status: 0 if it ended by itself.
        """
        _close_input(self._process)
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait(timeout_s)


def start_sandbox_process(
    *,
    actions: int = 10_000,
    seed: int = 1,
    deadline_s: float = 20.0,
    command: Sequence[str] | None = None,
) -> SandboxProcess:
    """
    Start the sandbox and wait for its ready line. Blocks: call it in a thread.

    Args:
        actions: How many actions StackOne has.
        seed: What its catalogue is made from.
        deadline_s: How long the ready line may take.
        command: Another command to start, for tests.

    Raises:
        SandboxNotStarted: It could not be started, ended, or was not ready in time; nothing is left running.
    """
    given = list(command) if command is not None else _own_command(actions, seed)
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program
            given,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # On Windows a console program would open a window of its own.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as problem:
        raise SandboxNotStarted(f"The sandbox's process cannot be started: {problem}") from problem
    assert process.stdout is not None
    assert process.stderr is not None
    first_line: queue.Queue[bytes] = queue.Queue()
    last_words: deque[bytes] = deque(maxlen=LAST_WORDS)
    threading.Thread(target=_drain_output, args=(process.stdout, first_line), daemon=True).start()
    errors = threading.Thread(target=_drain_errors, args=(process.stderr, last_words), daemon=True)
    errors.start()
    try:
        line = first_line.get(timeout=deadline_s)
        return SandboxProcess(process, _read_ready_line(line))
    except queue.Empty:
        _end(process)
        raise SandboxNotStarted(f"The sandbox was not ready after {deadline_s:g} s") from None
    except ValueError as problem:
        _end(process)
        errors.join(2.0)
        said = b"\n".join(last_words).decode("utf-8", "replace").strip()
        reason = said or f"its first line was no ready line ({problem})"
        raise SandboxNotStarted(f"The sandbox did not start: {reason}") from problem


def _own_command(actions: int, seed: int) -> list[str]:
    # A frozen program is its own interpreter and takes the words directly.
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "explorer"]
    return [*program, "sandbox", "--until-stdin-closes", "--actions", str(actions), "--seed", str(seed)]


def _read_ready_line(line: bytes) -> Mapping[str, Mapping[str, object]]:
    ready = json.loads(line)
    if not isinstance(ready, dict) or not all(isinstance(part, dict) for part in ready.values()):
        raise ValueError("not an object of objects")
    return ready


def _drain_output(stream: IO[bytes], first_line: "queue.Queue[bytes]") -> None:
    with stream, contextlib.suppress(OSError, ValueError):
        first_line.put(stream.readline())
        while stream.read(65_536):
            pass


def _drain_errors(stream: IO[bytes], last_words: deque[bytes]) -> None:
    with stream, contextlib.suppress(OSError, ValueError):
        for line in stream:
            last_words.append(line.rstrip())


def _close_input(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    _close_input(process)
    process.kill()
    process.wait()
