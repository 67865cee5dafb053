"""A button with the ways to copy a request, and to save its body as a file."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from explorer.calls.copying.body_place import body_file
from explorer.calls.copying.ways import CopyWay, copied
from explorer.domain.call import SentRequest
from explorer.providers.copied_code.code import NotCopyable, OfficialSdk
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.body.body_file import BodyFile
from explorer.ui.views.results.parts.copying import copy_text

KEYS = "Ctrl+Shift+C"


class CopyButton(QPushButton):
    """
    Opens a menu of the ways; `told` says in words what came of one.

    Ctrl+Shift+C opens it from anywhere in the view that it belongs to.
    """

    told = Signal(object)

    def __init__(self, view: QWidget) -> None:
        super().__init__("Copy as\u2026", view)
        self.setAccessibleName("Copy as")
        mark(self, small="true")
        self.setAccessibleDescription("Opens a menu: cURL, Python, the platform's SDK, or the body as a file")
        self.setToolTip(f"Copies a text that makes this request elsewhere, secrets left out ({KEYS})")
        self._request: SentRequest | None = None
        self._sdk: OfficialSdk | None = None
        self.ways = QMenu(self)  # not the button's own menu, which it would open with a loop of its own
        self.ways.setAccessibleName("Copy as")
        self._actions = {way: self.ways.addAction(way.value) for way in CopyWay}
        for way, action in self._actions.items():
            action.triggered.connect(partial(self._on_way_chosen, way))
        self.ways.addSeparator()
        self.save = self.ways.addAction("Save the body as a file\u2026")
        self.save.triggered.connect(self._on_save)
        self._file = BodyFile(self)
        self._file.written.connect(self._on_written)
        self._file.not_written.connect(self.told)
        self.clicked.connect(self.open_menu)
        shortcut = QShortcut(QKeySequence(KEYS), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.open_menu)

    def show_request(self, request: SentRequest | None, sdk: OfficialSdk | None) -> None:
        """What is copied from now on; without a request there is no button."""
        self._request, self._sdk = request, sdk
        self.setVisible(request is not None)
        if request is not None:
            action = self._actions[CopyWay.SDK]
            action.setText(CopyWay.SDK.label(sdk))
            action.setEnabled(sdk is not None)
            # The content of files is not in what is shown; they lie on this computer anyway.
            self.save.setEnabled(bool(request.body) and not request.parts)

    def open_menu(self) -> None:
        """Show the ways below the button."""
        if self._request is not None:
            self.ways.popup(self.mapToGlobal(QPoint(0, self.height())))
            self.ways.setActiveAction(self._actions[CopyWay.POSIX])

    def copy(self, way: CopyWay) -> None:
        """Put the request on the clipboard, and tell what the text needs; or tell why not."""
        if self._request is None:
            return
        try:
            code = copied(self._request, way, self._sdk)
        except NotCopyable as problem:
            self.told.emit(f"Not copied: {problem}.")
            return
        copy_text(code.text)
        self.told.emit(" ".join([f"Copied as {way.label(self._sdk)}.", *(_sentence(note) for note in code.notes)]))

    def _on_way_chosen(self, way: CopyWay) -> None:
        self.copy(way)

    def _on_save(self) -> None:
        if self._request is not None:
            self._file.ask(self._request.body, body_file(self._request))

    def _on_written(self, path: object) -> None:
        self.told.emit(f"The body is in {path}.")


def _sentence(note: str) -> str:
    return note if note.endswith(".") else f"{note}."
