"""A program that ends while a run is on its way: the next start knows the run, and sends nothing by itself."""

import json
import subprocess
import sys
import textwrap

from explorer.storage.history.records import KeptOutcome

from .test_history_reopened import open_newest, shown_form

KEY = "fault_lab_write_slowly"

PROGRAM = textwrap.dedent(
    '''
    """The program itself, with a run on its way, until it is killed."""

    import asyncio
    import json
    import sys

    from explorer import app
    from explorer.__main__ import main
    from explorer.domain.call import Call

    DATA_DIR, KEY = sys.argv[1:]
    READY = json.loads(sys.stdin.readline())


    class Sandbox:
        async def ready(self):
            return READY

        async def stop(self):
            pass


    async def until(what):
        while not what():
            await asyncio.sleep(0.005)


    async def run(explorer):
        await until(lambda: explorer.connection.open is not None and explorer.connection.open.catalogue.refreshed_at)
        opened = explorer.connection.open
        action = opened.action(KEY)
        account_id = opened.account_for(action)
        description = await opened.provider.describe(action, account_id)
        call = Call(opened.connection.id, description.action, account_id, {"body": {"note": "left behind"}})
        session = explorer.runs.start(call, opened.provider)
        await until(lambda: session.words.startswith("waiting"))
        print(session.run.id, flush=True)


    class Killed(app.Explorer):
        def open(self, *, with_sandbox):
            super().open(with_sandbox=with_sandbox)
            self.scope.start(run(self), name="the one who runs something")


    app.Explorer = Killed
    app.OwnSandbox = Sandbox
    sys.exit(main(["--sandbox", "--data-dir", DATA_DIR]))
    '''
)


def killed_while_running(sandbox, data_dir, tmp_path) -> str:
    """The id of the run that was on its way when the program was killed."""
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    arguments = [sys.executable, str(script), str(data_dir), KEY]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        program.stdin.write(json.dumps(sandbox) + "\n")
        program.stdin.flush()
        run_id = program.stdout.readline().strip()
        program.kill()
    return run_id


def sent(control) -> int:
    return sum(one["path"] == "/actions/rpc" for one in control("stackone", "GET", "requests"))


def test_a_run_cut_off_by_a_crash_is_there_at_the_next_start_and_is_not_sent_again(
    starts, sandbox, control, data_dir, tmp_path, run
):
    run_id = killed_while_running(sandbox, data_dir, tmp_path)
    before = sent(control)

    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        await person.until(lambda: "1 run was cut off" in person.window.notice.text(), "the notice")
        page = await person.explorer.kept.store.page()
        await open_newest(person)
        await shown_form(person, KEY)
        await person.until(lambda: "it ended before the run did" in person.screen_text(), "what is known of it")
        return [(one.id, one.outcome, one.is_unknown, one.action_key) for one in page.lines]

    assert run(work(), timeout=30) == [(run_id, KeptOutcome.INTERRUPTED, True, KEY)]
    assert (before, sent(control)) == (1, 1)


def test_closing_the_window_ends_a_run_as_cancelled_and_the_next_start_knows_it(starts, run):
    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        await person.find_and_open("write slowly", KEY)
        person.press("Run")
        await person.until(lambda: "waiting" in person.screen_text().lower(), "the run being on its way")
        await starts.close()
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        page = await person.explorer.kept.store.page()
        return [(one.outcome, one.action_key) for one in page.lines]

    assert run(work(), timeout=60) == [(KeptOutcome.CANCELLED, KEY)]
