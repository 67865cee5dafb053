"""
Pictures of the window, to be looked at: each scene light and dark, at the sizes that people have.

    python tests/pictures/take_pictures.py [FOLDER] [--only WORD] [--actions 10000]

The program runs off screen on its own sandbox; what is in a picture is what it really shows.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from comparisons import take_comparisons
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar, QWidget

from explorer.app import Explorer
from explorer.crash_report import CrashReport
from explorer.domain.action import ActionKey
from explorer.domain.json_value import JsonObject
from explorer.domain.masking import SecretMask
from explorer.own_sandbox import OwnSandbox
from explorer.storage.locations import locations
from explorer.ui.event_loop import run_on_qt
from explorer.ui.flows.filling.drafts import KeptDraft

SIZES = {"1280x800": (1280, 800), "1440x900": (1440, 900), "2560x1440": (2560, 1440)}

EMPLOYEE: JsonObject = {
    "body": {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada.lovelace@analytical.example",
        "employee_number": 9007199254740993,
    }
}


class Photographer:
    """Arranges scenes and keeps pictures of them."""

    def __init__(self, explorer: Explorer, folder: Path, only: str) -> None:
        self.explorer = explorer
        self.window = explorer.window
        self._folder = folder
        self._only = only

    async def until(self, what: Callable[[], object]) -> None:
        """Wait until something is so, at most 30 s."""
        deadline = time.monotonic() + 30
        while not what():
            if time.monotonic() > deadline:
                raise TimeoutError("a scene could not be arranged")
            await asyncio.sleep(0.01)

    async def connection(self, name: str) -> None:
        """Open a connection of the sandbox."""
        flow = self.explorer.connection
        wanted = next(one for one in flow.connections if one.name == name)
        if flow.open is None or flow.open.connection.id != wanted.id:
            flow.open_connection(wanted)
        await self.until(lambda: flow.open and flow.open.connection.id == wanted.id and flow.open.catalogue.actions)
        await self.until(lambda: not flow.open.is_discovering)

    async def action(self, key: str, arguments: JsonObject | None = None, subject: str = "") -> None:
        """Open an action, with a filled form."""
        found = self.explorer.connection.open.action(ActionKey(key))
        draft = KeptDraft(arguments, {}, subject) if arguments is not None else None
        self.explorer.form.session = None
        self.explorer.form.open_action(found, draft)
        self.window.picker.show_chosen(found.key)
        await self.until(lambda: self.explorer.form.session and self.explorer.form.session.action.key == key)
        await self.until(self.window.editor.bar.run_button.isEnabled)

    async def run(self) -> None:
        """Run what is in the form, as it is."""
        before = len(self.explorer.runs.runs)
        self.window.editor.run_anyway_wanted.emit()
        await asyncio.sleep(0.2)
        if (dialog := QApplication.activeModalWidget()) is not None:
            dialog.findChild(QPushButton).click()  # the question before a run
        await self.until(lambda: len(self.explorer.runs.runs) > before)
        await self.until(lambda: self.explorer.runs.runs[0].result)
        await asyncio.sleep(0.4)

    def tab(self, name: str) -> None:
        """Bring a tab to the front."""
        for bar in self.window.findChildren(QTabBar):
            for index in range(bar.count()):
                if (bar.accessibleTabName(index) or bar.tabText(index)) == name:
                    bar.setCurrentIndex(index)

    async def take(self, name: str, *, widget: QWidget | None = None) -> None:
        """Keep pictures of the window as it is now, in each look and size."""
        if self._only not in name:
            return
        for look in ("light", "dark"):
            self.explorer.appearance.choose(look)
            for words, (width, height) in SIZES.items() if widget is None else [("", (0, 0))]:
                shown = widget or self.window
                if widget is None:
                    self.window.resize(width, height)
                await asyncio.sleep(0.15)
                file = "-".join(part for part in (name, look, words) if part) + ".png"
                shown.grab().save(str(self._folder / file))
        print(name, flush=True)


async def take_all(person: Photographer) -> None:
    """Every scene."""
    explorer, window = person.explorer, person.window
    explorer.open(with_sandbox=False)
    await asyncio.sleep(0.3)
    await person.take("01-welcome")
    explorer.connection.open_sandbox()
    await person.until(lambda: explorer.connection.open and explorer.connection.open.catalogue.actions)
    await person.connection("StackOne sandbox")
    await person.take("02-choose")
    window.picker.search.setText("create emp")
    await person.action("cedarfolk_create_employee")
    await person.take("03-form-empty")
    await person.action("cedarfolk_create_employee", EMPLOYEE)
    await person.run()
    await person.take("04-success")
    await person.run()
    await person.take("05-provider-failed")
    person.tab("Provider errors")
    await person.take("06-provider-errors")
    person.tab("Logs")
    await asyncio.sleep(0.5)
    await person.take("07-logs")
    person.tab("Request")
    await person.take("08-request")
    person.tab("Timeline")
    await person.take("09-timeline")
    person.tab("JSON")
    await person.take("10-json")
    person.tab("Form")
    person.tab("Response")
    window.editor.run_wanted.emit()
    await person.action("cedarfolk_create_employee", {"body": {"first_name": "Ada"}})
    window.editor.run_wanted.emit()
    await asyncio.sleep(0.2)
    await person.take("11-problems")
    window.picker.search.setText("zzzz")
    await person.take("12-nothing-found")
    window.picker.search.setText("")
    await person.action("fault_lab_be_rate_limited", {"query": {"times": 1, "retry_after": 30}})
    await person.run()
    await person.take("13-rate-limited")
    await person.action("papernest_unified_download_file", {"path": {"id": "file_1"}})
    await person.run()
    await person.take("14-download")
    await take_comparisons(person, EMPLOYEE | {"body": EMPLOYEE["body"] | {"email": "other@analytical.example"}})
    await person.connection("Pipedream sandbox")
    await person.action("slack_v2-send-message")
    await person.take("20-pipedream-form")
    await person.action("fault_lab-throw-error", {})
    await person.run()
    await person.take("21-pipedream-throws")
    person.tab("Logs")
    await person.take("22-pipedream-logs")
    person.tab("Response")
    await person.action("fault_lab-upstream-error", {})
    await person.run()
    person.tab("Provider errors")
    await person.take("23-pipedream-provider-errors")
    await person.connection("Inly Core sandbox")
    await person.action("users/invite-user", {"email": "no", "role": "boss"})
    await person.run()
    await person.take("30-inlycore-field-errors")
    await person.action("orders/approve-order", {}, "45")
    await person.run()
    await person.take("31-inlycore-refusal")
    explorer.preferences.open_settings()
    await asyncio.sleep(0.2)
    await person.take("40-settings", widget=QApplication.activeModalWidget())
    QApplication.activeModalWidget().close()
    explorer.preferences.add_connection()
    await asyncio.sleep(0.2)
    await person.take("41-add-connection", widget=QApplication.activeModalWidget())
    QApplication.activeModalWidget().close()
    explorer.palette.open_palette()
    await asyncio.sleep(0.2)
    await person.take("42-go-to", widget=QApplication.activeModalWidget())
    QApplication.activeModalWidget().close()
    explorer.history.open_history()
    await asyncio.sleep(0.4)
    history = QApplication.activeModalWidget()
    await person.take("43-history", widget=history)
    history.filters.outcome_box.setCurrentIndex(1)
    history.filters.search.setText("employee")
    await asyncio.sleep(0.4)
    history.delete_button.press()
    await person.take("44-history-filtered", widget=history)
    history.filters.search.setText("nowhere to be found")
    await asyncio.sleep(0.4)
    await person.take("45-history-empty", widget=history)
    history.close()


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("pictures"))
    parser.add_argument("--only", default="", help="scenes whose name contains this")
    parser.add_argument("--actions", type=int, default=10_000)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)

    async def work(data_dir: Path, scenes: Callable[[Photographer], Awaitable[None]]) -> None:
        places = locations(data_dir)
        places.make_directories()
        mask = SecretMask()
        crash = CrashReport(places.logs, mask)
        explorer = Explorer(app, places, mask, crash, OwnSandbox(actions=asked.actions))
        try:
            await scenes(Photographer(explorer, asked.folder, asked.only))
        finally:
            explorer.window.close()
            await explorer.aclose()

    with tempfile.TemporaryDirectory() as folder:
        run_on_qt(app, work(Path(folder), take_all))


if __name__ == "__main__":
    main()
