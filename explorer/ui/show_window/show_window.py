"""The window: what the file is, and below it the answer or the requests that are in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget

from explorer.storage.saved.media_type import is_binary
from explorer.storage.saved.saved_file import SavedFile, read_ahead
from explorer.ui.look.appearance import Appearance
from explorer.ui.show_window.archive_pane import ArchivePane
from explorer.ui.show_window.exchange_view import ExchangeFace
from explorer.ui.views.results.body.body_view import BodyFace, BodyView
from explorer.ui.views.results.body.raw_pane import RawPane
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.row import padded
from explorer.ui.widgets.shown_text import bounded, shown_line, size_text
from explorer.ui.widgets.thin_line import thin_line
from explorer.ui.widgets.thread_answer import ThreadAnswer

TITLE = "Action Explorer"


class ShowWindow(QMainWindow):
    """Empty until it is told to show a file. Ctrl+F finds in what is in view, Ctrl+W closes."""

    closed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setWindowTitle(TITLE)
        self.body: BodyView | None = None
        self.archive: ArchivePane | None = None
        self._file: SavedFile | None = None
        self._waiting: EmptyNote | None = None
        self._ahead = ThreadAnswer(self)
        self._ahead.answered.connect(self._on_read_ahead)
        self._title = ElidedLabel(kind="title", middle=True)
        self._place = ElidedLabel(kind="hint", middle=True)
        self._kind = PlainLabel(kind="hint", wraps=True)
        self._kind.setAccessibleName("What the file is")
        head = QWidget()
        lines = QVBoxLayout(head)
        lines.setContentsMargins(20, 12, 20, 10)
        lines.setSpacing(2)
        for label in (self._title, self._place, self._kind):
            lines.addWidget(label)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(thin_line())
        self.setCentralWidget(whole)
        self.resize(1280, 800)
        self.setMinimumSize(760, 480)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find_wanted),
            (QKeySequence(QKeySequence.StandardKey.Save), self._on_save_wanted),
            (QKeySequence("Ctrl+W"), self.close),
            (QKeySequence("Ctrl+Q"), self.close),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def show_file(self, file: SavedFile) -> None:
        """Show a file; once for each window."""
        name = shown_line(bounded(file.path.name, 120))
        self._title.setText(name)
        self._place.setText(shown_line(str(file.path.parent)))
        self._kind.setText(_kind_words(file))
        self.setWindowTitle(f"{TITLE} - {name}")
        if file.archive is not None:
            self.archive = ArchivePane(self._appearance, file.archive)
            self._column.addWidget(self.archive, 1)
            self.archive.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not file.body:
            self._column.addWidget(EmptyNote("The file is empty."), 1)
        elif isinstance(file.body, bytes):
            self._show_body(file)
        else:
            self._waiting = EmptyNote()
            self._waiting.show_text(f"Reading {size_text(len(file.body))}\u2026", is_busy=True)
            self._column.addWidget(self._waiting, 1)
            self._file = file
            self._ahead.start(lambda errand: read_ahead(file.path, lambda: errand.is_given_up), name="read ahead")

    def _on_read_ahead(self, _nothing: object) -> None:
        if self._waiting is not None and self._file is not None:
            self._column.removeWidget(self._waiting)
            self._waiting.hide()
            self._waiting.deleteLater()
            self._waiting = None
            self._show_body(self._file)

    def _show_body(self, file: SavedFile) -> None:
        self.body = BodyView(self._appearance, file_stem=file.path.stem)
        self._column.addWidget(padded(self.body, 20, 10, 20), 1)
        # A text needs no name to be read; it would be offered as a file alone.
        self.body.show_answer(file.answer(), file.path.name if is_binary(file.media_type) else "")
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def kind_words(self) -> str:
        """What is said about the file."""
        return self._kind.text()

    def is_reading(self) -> bool:
        """Whether rows are still to come that are not in view yet."""
        if self.archive is not None:
            return self.archive.is_reading() and not self.archive.model.rowCount()
        return self._waiting is not None or (self.body is not None and self.body.face() is BodyFace.EMPTY)

    def rows(self) -> QWidget:
        """The widget that the first rows are painted in."""
        if self.archive is not None:
            return self.archive.table.viewport()
        if self.body is not None:
            face = self.body.view(self.body.face())
            if self.body.face() is BodyFace.TREE:
                return self.body.tree.view.viewport()
            return face.text.viewport() if isinstance(face, RawPane) else face
        return self

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is asked: nothing was changed."""
        self._ahead.give_up()
        super().closeEvent(event)
        self.closed.emit()

    def _on_find_wanted(self) -> None:
        line = self._find_line()
        if line is not None:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()

    def _find_line(self) -> QLineEdit | None:
        """Where to type what is looked for in what is in view; of a HAR file, in the half that has the keyboard."""
        pane = self.archive
        if pane is not None:
            focused = self.focusWidget()
            if focused is None or not pane.exchange.isAncestorOf(focused):
                return pane.filter
            if pane.exchange.face() is ExchangeFace.REQUEST:
                return pane.exchange.request.finder.typed
        body = self.body if pane is None else pane.exchange.body
        if body is None or not body.isVisible():
            return None
        face = body.view(body.face())
        if isinstance(face, RawPane):
            return face.finder.typed
        return body.tree.filter if body.face() is BodyFace.TREE else None

    def _on_save_wanted(self) -> None:
        body = self.archive.exchange.body if self.archive is not None else self.body
        if body is not None and body.isVisible():
            body.save()


def _kind_words(file: SavedFile) -> str:
    size = size_text(len(file.body))
    if file.archive is not None:
        by = f", written by {shown_line(file.archive.creator)}" if file.archive.creator else ""
        return f"HAR file, {size}{by}."
    is_named_so = file.path.suffix.lower() == ".har"
    other = "It is named as a HAR file and is none" if is_named_so else "It is no HAR file"
    return (
        f"{file.media_type}, {size}. {other}, and no support bundle of a kind that is known: shown as a saved answer."
    )
