"""Closing the program in the middle of anything: exit status 0, nothing on standard error, nothing left running."""

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = textwrap.dedent(
    '''
    """The program itself, with somebody in it who ends it when a certain moment has come."""

    import asyncio
    import os
    import signal
    import sys

    from explorer import app
    from explorer.__main__ import main
    from explorer.domain.call import Call
    from explorer.own_sandbox import OwnSandbox

    MOMENT, WAY, DATA_DIR = sys.argv[1:]


    async def until(what):
        while not what():
            await asyncio.sleep(0.005)


    async def discovered(explorer):
        await until(lambda: explorer.connection.open is not None and explorer.connection.open.catalogue.refreshed_at)


    async def described(explorer, key):
        await discovered(explorer)
        opened = explorer.connection.open
        action = opened.action(key)
        description = await opened.provider.describe(action, opened.account_for(action))
        return Call(opened.connection.id, description.action, opened.account_for(action), {}, timeout_s=60.0)


    async def at_once(explorer):
        pass


    async def sandbox_starting(explorer):
        await until(lambda: "Starting the sandbox" in explorer.window.status.texts()[0])
        await until(lambda: explorer._sandbox._starting is not None)


    async def discovering(explorer):
        await until(lambda: explorer.window.status.texts()[0].startswith("Discovering"))


    async def reading_a_form(explorer):
        await discovered(explorer)
        explorer.form.open_action(explorer.connection.open.catalogue.actions[0])
        await asyncio.sleep(0)


    async def twenty_runs(explorer):
        call = await described(explorer, "fault_lab_write_slowly")
        for _ in range(20):
            explorer.runs.start(call, explorer.connection.open.provider)
        await until(lambda: explorer.window.status.texts()[1] == "20 calls running")


    async def dialogs(explorer):
        await discovered(explorer)
        explorer.preferences.open_settings()
        explorer.preferences.add_connection()
        explorer.history.open_history()
        await asyncio.sleep(0.05)


    async def idle(explorer):
        await discovered(explorer)
        await asyncio.sleep(0.3)


    async def end(explorer):
        await globals()[MOMENT](explorer)
        process = explorer._sandbox._process
        print(process.process_id if process is not None else "", flush=True)
        if WAY == "close":
            explorer.window.close()
        elif WAY == "quit":
            explorer._app_quits()
        else:
            os.kill(os.getpid(), getattr(signal, WAY))


    class Ended(app.Explorer):
        def __init__(self, qt_app, *more, **others):
            super().__init__(qt_app, *more, **others)
            self._app_quits = qt_app.quit

        def open(self, *, with_sandbox):
            super().open(with_sandbox=with_sandbox)
            self.scope.start(end(self), name="the one who ends it")


    app.Explorer = Ended
    app.OwnSandbox = lambda: OwnSandbox(actions=1_500)
    sys.exit(main(["--sandbox", "--data-dir", DATA_DIR]))
    '''
)

MOMENTS = ["at_once", "sandbox_starting", "discovering", "reading_a_form", "twenty_runs", "dialogs", "idle"]

signals = pytest.mark.skipif(os.name != "posix", reason="this system ends programs without a signal")


@pytest.fixture
def end_in(tmp_path: Path, data_dir: Path) -> Callable[[str, str], subprocess.CompletedProcess[str]]:
    """Start the program and end it at a moment in a way; gives what became of it. Nothing it started may live on."""
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")

    def end(moment: str, way: str) -> subprocess.CompletedProcess[str]:
        ended = subprocess.run(
            [sys.executable, str(script), moment, way, str(data_dir)],
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        sandbox = ended.stdout.strip()
        assert not sandbox or is_gone(int(sandbox)), "the sandbox's process lives on"
        return ended

    return end


def is_gone(process_id: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not Path(f"/proc/{process_id}").exists():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("moment", MOMENTS)
def test_closing_the_window_ends_the_program_in_order(end_in, moment):
    ended = end_in(moment, "close")
    assert (ended.stderr, ended.returncode) == ("", 0)


@signals
@pytest.mark.parametrize("moment", ["discovering", "twenty_runs", "dialogs"])
@pytest.mark.parametrize("way", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_the_program_in_order(end_in, moment, way):
    ended = end_in(moment, way)
    assert (ended.stderr, ended.returncode) == ("", 0)


@pytest.mark.parametrize("moment", ["discovering", "twenty_runs"])
def test_the_systems_wish_to_quit_ends_the_program_in_order(end_in, moment):
    ended = end_in(moment, "quit")
    assert (ended.stderr, ended.returncode) == ("", 0)


def test_what_was_remembered_is_written_when_the_window_is_closed_in_the_middle(end_in, data_dir):
    end_in("twenty_runs", "close")
    written = (data_dir / "settings.json").read_text()
    assert "fault_lab_write_slowly" in written
    assert '"geometry"' in written


def test_no_crash_is_told_of_at_the_next_start(end_in, data_dir):
    end_in("twenty_runs", "close")
    assert not [path for path in (data_dir / "logs").iterdir() if "crash" in path.name]
    assert "Traceback" not in "".join(path.read_text() for path in (data_dir / "logs").iterdir())
