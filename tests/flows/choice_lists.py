"""Hands for lists of choices and for fields that come and go, and a look at what was asked for them."""

import asyncio
import json
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QWidget


class Lists:
    """The lists of choices of a form, the requests behind them, and the fields that come with values."""

    def __init__(self, person: object, control: Callable[..., object]) -> None:
        self.person = person
        self._control = control

    def popup(self) -> QWidget | None:
        """The list that is open."""
        popup = QApplication.activePopupWidget()
        return popup if popup is not None and popup.isVisible() else None

    def open(self, label: str) -> None:
        """Press the field; its list opens."""
        field = self.person.field(label)
        field.setFocus()
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)

    async def opened(self, label: str) -> list[str]:
        """Open the list of a field, wait for what the platform offers, and give it."""
        await asyncio.sleep(0.05)  # nobody is faster, and the window has just got the keyboard back
        self.open(label)
        await self.settled()
        return self.offered()

    async def settled(self) -> None:
        """Wait until the open list says no more that it is loading."""
        await self.person.until(lambda: self.popup() and "Loading" not in self.words(), "the list being loaded")

    def words(self) -> str:
        """What the open list says."""
        popup = self.popup()
        assert popup is not None, "no list is open"
        return "\n".join(label.text() for label in popup.findChildren(QLabel) if label.isVisible())

    def offered(self) -> list[str]:
        """The choices in the open list."""
        model = self.view().model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def view(self) -> QListView:
        """The open list itself."""
        popup = self.popup()
        assert popup is not None, "no list is open"
        return popup.findChild(QListView)

    def type(self, text: str) -> None:
        """Type into the open list."""
        popup = self.popup()
        assert popup is not None, "no list is open"
        search = popup.findChild(QLineEdit)
        search.selectAll()
        QTest.keyClicks(search, text) if text else search.clear()

    def key(self, key: Qt.Key) -> None:
        """Press a key in the open list."""
        popup = self.popup()
        assert popup is not None, "no list is open"
        QTest.keyClick(popup.findChild(QLineEdit), key)

    async def pick(self, label: str, words: str = "") -> str:
        """Choose the first that is offered with these words; gives all its words."""
        await self.opened(label)
        return self.pick_offered(words)

    def pick_offered(self, words: str = "") -> str:
        """Choose the first with these words in the open list."""
        view = self.view()
        offered = self.offered()
        row = next((at for at, one in enumerate(offered) if words in one and one not in ("Not sent", "null")), None)
        assert row is not None, f"{words!r} is not among {offered}"
        index = view.model().index(row, 0)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        self.person.window.activateWindow()  # as a window manager does when a list is gone
        return offered[row]

    def close(self) -> None:
        """Close the open list."""
        self.key(Qt.Key.Key_Escape)
        self.person.window.activateWindow()

    def asked(self, kind: str) -> list[Mapping[str, object]]:
        """The bodies of the requests so far whose path ends so: configure, props, run."""
        found = self._control("pipedream", "GET", "requests")
        return [json.loads(one["body"]) for one in found if one["path"].endswith(f"/actions/{kind}")]

    def held(self) -> Mapping[str, object]:
        """What the form holds."""
        return self.person.window.editor.form.content().value

    def dynamic_id(self) -> str:
        """The id of the fields that are shown."""
        return self.person.explorer.form.session.description.state.get("dynamic_props_id", "")

    async def reloaded(self, before: str = "") -> str:
        """Wait until the fields have come that belong to the values; gives their id."""
        await self.person.until(
            lambda: self.dynamic_id() not in ("", before) and self.person.named("Run").isEnabled(), "a reload"
        )
        return self.dynamic_id()

    def labels(self) -> list[str]:
        """The names of the fields that the form has now, in order."""
        root = self.person.explorer.form.session.description.form.root
        return [field.label for field in root.fields if not field.is_hidden]
