"""Keeps the keys of undo and redo for the form: text fields would take them for their own text."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from shiboken6 import isValid

from explorer.ui.form.editors.editor import Editor
from explorer.ui.form.undo.history import UndoHistory

UNDO_KEYS = ("Ctrl+Z",)
REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")

_OWN_ENTRIES = ("edit-undo", "edit-redo")
"""The names of Qt's entries in the menu of a text field."""


class UndoKeys(QObject):
    """
    The two actions, and their keys wherever in the form the keyboard is.

    Args:
        form: The widget within which the keys count.
        step: Told whether to go back, or on again.
    """

    def __init__(self, form: QWidget, step: Callable[[bool], None]) -> None:
        super().__init__(form)
        self._step = step
        self._watched: QWidget | None = None
        self.undo = QAction("Undo", self)
        self.redo = QAction("Redo", self)
        for action, keys in ((self.undo, UNDO_KEYS), (self.redo, REDO_KEYS)):
            action.setShortcuts([QKeySequence(one) for one in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.setEnabled(False)
            form.addAction(action)
        self.undo.triggered.connect(self._on_undo)
        self.redo.triggered.connect(self._on_redo)
        self._keys = [QKeySequence(keys) for keys in (*UNDO_KEYS, *REDO_KEYS)]

    def show_possible(self, history: UndoHistory) -> None:
        """What can be done now."""
        self.undo.setEnabled(history.can_undo)
        self.redo.setEnabled(history.can_redo)

    def watch(self, widget: QWidget | None) -> None:
        """Another widget has the keyboard now."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = widget
        if widget is not None:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text field that does not hear of the keys leaves them to the form, also while there is nothing to undo."""
        is_press = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if is_press and isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in self._keys:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.ignore()
            return True
        return super().eventFilter(watched, event)

    def take_over(self, menu: QMenu) -> None:
        """In the menu of a text field, undo and redo are the form's too."""
        for name, action in zip(_OWN_ENTRIES, (self.undo, self.redo), strict=True):
            own = next((one for one in menu.actions() if one.objectName() == name), None)
            if own is not None:
                menu.insertAction(own, action)
                menu.removeAction(own)

    def _on_undo(self) -> None:
        self._take_step(is_back=True)

    def _on_redo(self) -> None:
        self._take_step(is_back=False)

    def _take_step(self, *, is_back: bool) -> None:
        # In an open list the keys are meant for what is searched there.
        popup = QApplication.activePopupWidget()
        if popup is None or isinstance(popup, QMenu):
            self._step(is_back)


def is_typed_in(editor: Editor | None) -> bool:
    """Whether what is done in the editor now comes letter by letter."""
    widget, focused = editor.widget() if editor is not None else None, QApplication.focusWidget()
    is_within = widget is not None and (focused is widget or widget.isAncestorOf(focused or widget))
    return is_within and isinstance(focused, QLineEdit | QPlainTextEdit)


def put_cursor_last(widget: QWidget | None) -> None:
    """Put the cursor of a text field behind its text, as if it had just been typed."""
    if isinstance(widget, QLineEdit):
        widget.end(False)
    elif isinstance(widget, QPlainTextEdit):
        widget.moveCursor(QTextCursor.MoveOperation.End)
