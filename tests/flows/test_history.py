"""Runs are kept: written before they are sent, completed when they end, whatever becomes of the window."""

from PySide6.QtWidgets import QApplication

from explorer.storage.history.records import HistoryUnusable, KeptOutcome

KEY = "cedarfolk_create_employee"


async def create_employee(person, first_name="Ada", outcome="succeeded"):
    await person.find_and_open("create employee", KEY)
    person.fill("First name", first_name)
    person.fill("Last name", "Lovelace")
    person.fill("Email", f"{first_name.lower()}@analytical.example")
    await person.run_it(outcome)


async def kept_lines(person):
    return (await person.explorer.kept.store.page()).lines


async def all_written(person, count=1):
    """The lines of the history, when so many runs in it have ended."""
    lines = []

    async def look():
        nonlocal lines
        lines = await kept_lines(person)

    for _ in range(500):
        await look()
        if len(lines) == count and all(one.outcome is not KeptOutcome.RUNNING for one in lines):
            break
        await person.until(lambda: True, "a turn")
    return lines


def test_a_run_is_kept_with_who_it_was_made_for_and_how_it_ended(person, run):
    async def work():
        await create_employee(person)
        account = person.explorer.connection.open.accounts
        lines = await all_written(person)
        return lines, {one.id: one.label for one in account}

    (line,), labels = run(work(), timeout=30)
    assert (line.action_key, line.outcome, line.status) == (KEY, KeptOutcome.SUCCEEDED, 200)
    assert line.account_label == labels[line.account_id]
    assert line.connection_name == "StackOne sandbox"


def test_a_run_is_on_the_disk_before_it_is_sent(person, run, control):
    async def work():
        store = person.explorer.kept.store
        begin, seen = store.begin, []

        async def watched(begun, context):
            await begin(begun, context)
            paths = [one["path"] for one in control("stackone", "GET", "requests")]
            seen.append(((await store.page()).lines[0].outcome, paths.count("/actions/rpc")))

        store.begin = watched
        await create_employee(person)
        return seen

    assert run(work(), timeout=30) == [(KeptOutcome.RUNNING, 0)]


def test_a_history_that_cannot_be_written_is_told_once_and_keeps_no_run_from_being_made(person, run, monkeypatch):
    async def full(*_more, **_others):
        raise HistoryUnusable("The history cannot be written: no space left on device.")

    async def work():
        monkeypatch.setattr(person.explorer.kept.store, "begin", full)
        monkeypatch.setattr(person.explorer.kept.store, "complete", full)
        await create_employee(person)
        await create_employee(person, "Grace")
        return person.window.notice.text()

    assert run(work(), timeout=30) == "The history cannot be written: no space left on device."


def test_runs_are_not_kept_while_that_is_switched_off(person, run):
    async def work():
        await create_employee(person)
        await all_written(person)
        person.explorer.preferences.open_settings()
        person.press("Keep runs")
        dialog = QApplication.activeModalWidget()
        await person.until(lambda: not person.explorer.kept.store.limits.is_on, "the switch")
        dialog.accept()
        await create_employee(person, "Grace")
        lines = await kept_lines(person)
        person.press("History")
        await person.until(lambda: "nothing new is kept" in person.screen_text(), "the words")
        QApplication.activeModalWidget().reject()
        return [line.summary for line in lines]

    assert len(run(work(), timeout=30)) == 1
