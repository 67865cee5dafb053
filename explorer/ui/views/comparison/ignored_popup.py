"""A small window with the places that do not count: those that are ignored, those that are proposed, and a new one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.calls.comparison.proposals import Proposal
from explorer.calls.comparison.values.ignored_paths import NotAPath, checked_path
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.parts.beside import scrolled
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.popup_place import move_onto_screen

WIDTH = 460
HIGHEST = 460


class IgnoredPopup(QFrame):
    """Stays open while paths come and go."""

    added = Signal(object)
    """The path that is not to count any more."""
    removed = Signal(object)
    """The path that counts again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        mark(self, kind="popup")
        self.setAccessibleName("Ignored places")
        self.path = QLineEdit(placeholderText="/data/*/updated_at or $..request_id")
        self.path.setAccessibleName("Path to ignore")
        mark(self.path, kind="code")
        self.path.returnPressed.connect(self._on_add)
        add = QPushButton("Ignore")
        add.setAccessibleName("Ignore this path")
        add.setAutoDefault(False)
        add.clicked.connect(self._on_add)
        self.problem = PlainLabel(kind="problem", wraps=True)
        self.problem.hide()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(2)
        inner = QWidget()
        inner.setLayout(self._column)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.path, 1)
        line.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel("Places that do not count for this action", kind="heading"))
        column.addLayout(line)
        column.addWidget(self.problem)
        column.addWidget(scrolled(inner, "Ignored and proposed paths"), 1)

    def show_paths(self, ignored: Sequence[str], proposals: Sequence[Proposal]) -> None:
        """What is ignored now, and what might be."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for path in ignored:
            self._add_row(path, "ignored", "Count again", self._saying(self.removed, path))
        left = [one for one in proposals if one.path not in ignored]
        if left:
            self._column.addWidget(PlainLabel("Proposed, since they seem to differ each time:", kind="hint"))
        for one in left:
            self._add_row(one.path, f"{one.why}, {one.count:,}\u00d7", "Ignore", self._saying(self.added, one.path))
        if not ignored and not left:
            self._column.addWidget(
                PlainLabel("Nothing is ignored. A right click on a row ignores its place.", kind="hint", wraps=True)
            )
        self.resize(WIDTH, min(HIGHEST, 120 + 28 * (len(ignored) + len(left) + 1)))

    def open_below(self, widget: QWidget) -> None:
        """Open under a button, ready to type."""
        self.path.clear()
        self.problem.hide()
        move_onto_screen(self, widget.mapToGlobal(QPoint(widget.width() - WIDTH, widget.height() + 2)), widget)
        self.show()
        self.path.setFocus(Qt.FocusReason.PopupFocusReason)

    def _add_row(self, path: str, words: str, act: str, slot: Callable[[], None]) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(ElidedLabel(path, kind="code", middle=True), 1)
        line.addWidget(PlainLabel(words, kind="hint"))
        button = QPushButton(act)
        button.setAccessibleName(f"{act} {path}")
        button.setAutoDefault(False)
        mark(button, kind="quiet", small="true")
        button.clicked.connect(slot)
        line.addWidget(button)
        self._column.addWidget(row)

    def _saying(self, signal: object, path: str) -> Callable[[], None]:
        return lambda: signal.emit(path)  # type: ignore[attr-defined]  # a bound signal has no public type

    def _on_add(self) -> None:
        try:
            path = checked_path(self.path.text())
        except NotAPath as why:
            self.problem.setText(f"Not understood: {why}")
            self.problem.show()
            return
        self.problem.hide()
        self.path.clear()
        self.added.emit(path)
