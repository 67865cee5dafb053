import asyncio
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.crash_report import CrashNotice, CrashReport
from explorer.domain.masking import MASK, SecretMask

SECRET = "v1.eu1.secret value"


@pytest.fixture
def notices() -> list[CrashNotice]:
    return []


@pytest.fixture
def report(tmp_path: Path, notices: list[CrashNotice]) -> Iterator[CrashReport]:
    made = CrashReport(tmp_path, SecretMask([SECRET]), on_notice=notices.append)
    before = sys.excepthook, threading.excepthook
    made.install()
    yield made
    made.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def fail(text: str = "broken") -> None:
    raise ValueError(text)


def caught(text: str = "broken") -> ValueError:
    try:
        fail(text)
    except ValueError as error:
        return error
    raise AssertionError


def hook(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_an_uncaught_error_is_told_about(report: CrashReport, notices: list[CrashNotice]):
    hook(caught())
    (notice,) = notices
    assert (notice.summary, notice.where) == ("ValueError: broken", "the window")
    assert "in fail" in notice.details


def test_a_kind_is_told_about_once_and_logged_each_time(
    report: CrashReport, notices: list[CrashNotice], caplog: pytest.LogCaptureFixture
):
    for number in range(3):
        hook(caught(f"number {number}"))
    assert len(notices) == 1
    assert [record.exc_info is not None for record in caplog.records] == [True] * 3


def test_another_place_or_type_is_another_kind(report: CrashReport, notices: list[CrashNotice]):
    hook(caught())
    hook(KeyError("broken"))
    hook(ValueError("broken"))
    assert len(notices) == 3


def test_secrets_are_masked_in_all_that_leaves(
    report: CrashReport, notices: list[CrashNotice], capsys: pytest.CaptureFixture[str]
):
    hook(caught(SECRET))
    said = repr(notices) + capsys.readouterr().err
    assert SECRET not in said
    assert MASK in said


def test_an_error_in_a_thread_is_told_about(report: CrashReport, notices: list[CrashNotice]):
    thread = threading.Thread(target=fail, name="reader")
    thread.start()
    thread.join()
    assert [notice.where for notice in notices] == ["the thread reader"]


def test_a_thread_may_end_itself(report: CrashReport, notices: list[CrashNotice]):
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    assert not notices


def test_an_interruption_by_keyboard_is_no_error(
    report: CrashReport, notices: list[CrashNotice], capsys: pytest.CaptureFixture[str]
):
    hook(KeyboardInterrupt())
    assert not notices
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_a_callback_of_the_loop_that_fails_is_told_about(report: CrashReport, notices: list[CrashNotice]):
    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(report.on_loop_error)
        loop.call_soon(fail)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(main())
    assert [notice.where for notice in notices] == ["the event loop"]


def test_a_message_of_the_loop_without_an_error_is_told_about_once(report: CrashReport, notices: list[CrashNotice]):
    loop = asyncio.new_event_loop()
    for _ in range(2):
        report.on_loop_error(loop, {"message": f"Task was destroyed {SECRET}"})
    loop.close()
    assert [notice.summary for notice in notices] == [f"Task was destroyed {MASK}"]


def test_a_failed_task_is_told_about_by_its_name(report: CrashReport, notices: list[CrashNotice]):
    report.on_task_error("discover actions", caught())
    assert [notice.where for notice in notices] == ["discover actions"]


def test_a_program_without_standard_error_reports_all_the_same(
    report: CrashReport, notices: list[CrashNotice], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "stderr", None)
    hook(caught())
    assert len(notices) == 1


def test_the_window_can_take_over_the_notices(report: CrashReport, notices: list[CrashNotice]):
    shown: list[CrashNotice] = []
    report.tell_to(shown.append)
    hook(caught())
    assert (len(shown), len(notices)) == (1, 0)


PROGRAM = """
import ctypes, sys
from pathlib import Path
from explorer.crash_report import CrashReport
from explorer.domain.masking import SecretMask

sys.stderr = None
report = CrashReport(Path(sys.argv[1]), SecretMask(["last_function"]))
report.install()
print(repr(report.last_crash))

def last_function():
    if sys.argv[2] == "crash":
        ctypes.string_at(0)

last_function()
report.uninstall()
"""


def run_program(directory: Path, how: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(directory), how], capture_output=True, text=True, timeout=60, check=False
    )


def test_a_crash_of_the_interpreter_is_known_at_the_next_start(tmp_path: Path):
    assert run_program(tmp_path, "crash").returncode != 0
    after = run_program(tmp_path, "end")
    assert "Segmentation fault" in after.stdout or "access violation" in after.stdout
    assert "last_function" not in after.stdout


def test_a_normal_end_leaves_no_crash_file(tmp_path: Path):
    assert run_program(tmp_path, "end").stdout == "''\n"
    assert not list(tmp_path.iterdir())


def test_a_directory_that_cannot_be_written_is_logged_and_stops_nothing(tmp_path: Path):
    # In a process of its own: the tests' own crash file would be in the way.
    program = PROGRAM.replace(
        "report.install()", "import logging; logging.basicConfig(stream=sys.stdout); report.install()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "missing"), "end"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0
    assert "No crash file" in ended.stdout


def test_errors_are_logged_with_their_place(report: CrashReport, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.ERROR):
        report.on_task_error("discover actions", caught())
    assert "Unexpected error in discover actions: ValueError: broken" in caplog.text
