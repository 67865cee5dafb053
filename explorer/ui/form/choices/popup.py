"""A list under a button, searched by typing; it never asks for anything itself."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from explorer.ui.form.choices.option_list import Entry, OptionList
from explorer.ui.form.choices.option_painter import OptionPainter
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

_ROWS_IN_VIEW = 9
_ROW_HEIGHT = 28


class ChoicePopup(QFrame):
    """Search line, list, and below it what is going on: loading, an error with Retry, more to load, Refresh."""

    picked = Signal(object)
    typed = Signal(str)
    more_wanted = Signal()
    retry_wanted = Signal()
    refresh_wanted = Signal()
    first_wanted = Signal()
    """To the field that has to be chosen first."""
    closed = Signal()

    def __init__(self, options: OptionList, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        mark(self, kind="popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._options = options
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText("Type to search")
        self.search.setAccessibleName("Search choices")
        self.list = QListView(self)
        self.list.setUniformItemSizes(True)
        self.list.setModel(options)
        self.list.setAccessibleName("Choices")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        mark(self.list, kind="choices")
        self.list.setItemDelegate(OptionPainter(self.list))
        self._words = PlainLabel("", self, kind="hint", wraps=True)
        self._retry = QPushButton("Retry", self)
        self._more = QPushButton("Load more", self)
        self._refresh = QPushButton("Refresh", self)
        self._refresh.setAccessibleName("Refresh choices")
        self._refresh.setToolTip("Ask for the list again (F5)")
        self._first = QPushButton("", self)
        for button in (self._retry, self._more, self._refresh, self._first):
            mark(button, kind="link")
            button.hide()
        below = QHBoxLayout()
        below.setContentsMargins(4, 0, 4, 0)
        below.addWidget(self._words, 1)
        below.addStretch()
        below.addWidget(self._retry)
        below.addWidget(self._first)
        below.addWidget(self._more)
        below.addWidget(self._refresh)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(7, 7, 7, 7)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)
        self.search.textChanged.connect(self._on_text_changed)
        self.search.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        self._retry.clicked.connect(self.retry_wanted)
        self._more.clicked.connect(self.more_wanted)
        self._refresh.clicked.connect(self.refresh_wanted)
        self._first.clicked.connect(self.first_wanted)
        options.modelReset.connect(self._on_rows_changed)
        options.rowsInserted.connect(self._fit_height)

    def open_under(self, button: QWidget) -> None:
        """Show it below the button, or above where there is no room."""
        self._words.setVisible(bool(self._words.text()))
        width = max(button.width(), 300)
        self.setFixedWidth(width)
        self._fit_height()
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        screen = button.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = button.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - width)))
        self.move(place)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        chosen = self._options.first_chosen()
        self._select(chosen)
        if chosen > 0:
            # What is chosen stands at the top of a long list, what follows it below.
            self.list.scrollTo(self._options.index(chosen, 0), QListView.ScrollHint.PositionAtTop)

    def show_words(self, text: str, *, is_problem: bool = False, may_retry: bool = False, first: str = "") -> None:
        """Say what is going on; nothing if empty. `first` is the button that leads to the field to be chosen first."""
        self._words.setText(text)
        mark(self._words, kind="problem" if is_problem else "hint")
        self._words.setVisible(bool(text))
        self._retry.setVisible(may_retry)
        self._first.setText(first.replace("&", "&&"))
        self._first.setVisible(bool(first))
        self._fit_height()

    def offer_more(self, has_more: bool) -> None:
        """Show the button that loads the next page, or hide it."""
        self._more.setVisible(has_more)
        self._fit_height()

    def offer_refresh(self, can_refresh: bool) -> None:
        """Show the button that asks for the list again, or hide it."""
        self._refresh.setVisible(can_refresh)
        self._fit_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the search line that move in the list or choose."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """However it was closed, somebody wants to know."""
        super().hideEvent(event)
        self.closed.emit()

    def _take_key(self, key: int) -> bool:
        row = self.list.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            self._select(max(0, min(self._options.rowCount() - 1, row + steps[Qt.Key(key)])))
            if key == Qt.Key.Key_Down and row == self._options.rowCount() - 1 and self._more.isVisible():
                self.more_wanted.emit()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._retry.isVisible() and not self.search.text().strip():
                self.retry_wanted.emit()
            elif self._first.isVisible() and not self.search.text():
                self.first_wanted.emit()
            else:
                self._pick(self._options.entry(row))
            return True
        if key == Qt.Key.Key_F5:
            self.refresh_wanted.emit()
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close()
            return True
        return False

    def _on_text_changed(self, text: str) -> None:
        self.typed.emit(text)

    def _on_rows_changed(self) -> None:
        self._select(0 if self.search.text() else self._options.first_chosen())
        self._fit_height()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._pick(self._options.entry(index.row()))

    def _pick(self, entry: Entry | None) -> None:
        if entry is not None:
            self.picked.emit(entry)

    def _select(self, row: int) -> None:
        index = self._options.index(row, 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _fit_height(self, *_where: object) -> None:
        rows = max(1, min(_ROWS_IN_VIEW, self._options.rowCount()))
        self.list.setFixedHeight(rows * _ROW_HEIGHT)
        self.list.setVisible(self._options.rowCount() > 0)
        self._column.activate()
        self.resize(QSize(self.width(), self._column.heightForWidth(self.width())))
