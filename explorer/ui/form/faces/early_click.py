"""A click on a face, in the moment before its editor stands there: the editor gets it."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from explorer.ui.form.editors.editor import Editor
from explorer.ui.form.faces.face import Face


class FacedRow(Protocol):
    """A row whose editor may only be painted so far."""

    face: Face | None
    editor_area: QRect

    @property
    def editor(self) -> Editor | None:
        """The editor, made now if it was not."""
        ...


class EarlyClick:
    """
    Keeps a press until its release.

    Args:
        pane: Where the faces are painted; it has the mouse until the button is released.
    """

    def __init__(self, pane: QWidget) -> None:
        self._pane = pane
        self._press: QMouseEvent | None = None

    def press(self, row: FacedRow | None, event: QMouseEvent) -> bool:
        """A press over a row; whether it was one on a face, which then becomes the editor and has the keyboard."""
        self._press = None
        if row is None or row.face is None or not row.editor_area.contains(event.position().toPoint()):
            return False
        if row.editor is not None:
            row.editor.tab_stops()  # makes the buttons of segments
        target = self._target(event)
        if target is not None and target.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            target.setFocus(Qt.FocusReason.MouseFocusReason)
        self._press = event.clone()
        return True

    def release(self, event: QMouseEvent) -> None:
        """The button is up: the editor gets the press and the release."""
        pressed, self._press = self._press, None
        target = self._target(pressed) if pressed is not None else None
        if pressed is None or target is None:
            return
        for kind, one in ((QEvent.Type.MouseButtonPress, pressed), (QEvent.Type.MouseButtonRelease, event)):
            place = target.mapFrom(self._pane, one.position())
            told = QMouseEvent(kind, place, one.globalPosition(), one.button(), one.buttons(), one.modifiers())
            QCoreApplication.sendEvent(target, told)

    def _target(self, event: QMouseEvent) -> QWidget | None:
        return self._pane.childAt(event.position().toPoint())
