"""The window: the form on the left, on the right what is to be read, problems below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QSplitter, QVBoxLayout, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.schema_window.problem_table import ProblemTable
from explorer.ui.schema_window.text_pane import TextPane
from explorer.ui.schema_window.value_pane import ValuePane
from explorer.ui.views.call.notice_bar import NoticeBar
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import shown_line
from explorer.ui.widgets.thin_line import thin_line

TITLE = "Action Explorer"


class SchemaWindow(QMainWindow):
    """Shows; `SchemaFlow` decides what."""

    closed = Signal()
    reload_wanted = Signal()
    copy_wanted = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._title = PlainLabel(kind="title")
        self._file = ElidedLabel(kind="hint", middle=True)
        self.notice = NoticeBar()
        self.values = ValuePane()
        self.texts = TextPane()
        self._problem_head = PlainLabel("Problems", kind="heading")
        self.problems = ProblemTable()
        self.problems.place_wanted.connect(self.values.focus_place)
        self._status = PlainLabel(kind="hint")
        self._status.setAccessibleName("Status")
        self.setCentralWidget(self._arranged())
        self.resize(1280, 800)
        self.setMinimumSize(760, 480)
        for keys, wanted in (
            (QKeySequence(Qt.Key.Key_F5), self.reload_wanted),
            (QKeySequence(QKeySequence.StandardKey.Save), self.save_wanted),
            (QKeySequence(QKeySequence.StandardKey.Close), None),
            (QKeySequence("Ctrl+Q"), None),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(wanted or self.close)

    def show_title(self, title: str, file: str) -> None:
        """The schema's title and where it lies."""
        line = shown_line(title)
        self._title.setText(line if len(line) <= 120 else line[:119] + "\u2026")
        self._file.setText(file)
        self.setWindowTitle(f"{TITLE} \u2013 {line[:80]}")

    def show_status(self, text: str) -> None:
        """The line at the bottom."""
        self._status.setText(text)

    def status(self) -> str:
        """What the line at the bottom says."""
        return self._status.text()

    def show_problem_count(self, words: str) -> None:
        """What stands above the problems."""
        self._problem_head.setText(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is asked: the value of a form that is looked at is nobody's work until it is saved."""
        event.accept()
        self.closed.emit()

    def _arranged(self) -> QWidget:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for words, wanted, tip in (
            ("Reload", self.reload_wanted, "Read the schema's file again (F5)"),
            ("Copy value", self.copy_wanted, "Copy the value as JSON"),
            ("Save value as\u2026", self.save_wanted, "Save the value as a JSON file (Ctrl+S)"),
        ):
            button = QPushButton(words)
            button.setToolTip(tip)
            button.clicked.connect(wanted)
            if words == "Reload":
                mark(button, kind="quiet")
            buttons.addWidget(button)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._file)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 16, 10)
        head.setSpacing(16)
        head.addLayout(names, 1)
        head.addLayout(buttons)
        noticed = QVBoxLayout()
        noticed.setContentsMargins(20, 0, 16, 0)
        noticed.addWidget(self.notice)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(12, 10, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._problem_head)
        column.addWidget(self.problems, 1)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(self.texts)
        right.addWidget(below)
        right.setSizes([460, 240])
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.addWidget(self.values)
        across.addWidget(right)
        across.setStretchFactor(0, 1)
        across.setSizes([720, 560])
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 5, 16, 5)
        foot.addWidget(self._status, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(noticed)
        column.addWidget(across, 1)
        column.addWidget(thin_line())
        column.addLayout(foot)
        return whole
