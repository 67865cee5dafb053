"""What every editor does, and what most of them do alike."""

from enum import Enum
from typing import Protocol, TypeAlias

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from explorer.domain.json_value import Absent, JsonValue
from explorer.ui.form.choices_wanted import ChoicesAsked
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_text

CONTROL_HEIGHT = 30

Reading: TypeAlias = "JsonValue | Absent | Unreadable"
"""What an editor holds: a value, nothing, or text that is no value yet."""


class Wish(Enum):
    """What the head of a group or list is asked for, or the row of a choice."""

    SET = "set"
    FOLD = "fold"
    ADD = "add"
    PASTE = "paste"
    TURN = "turn the page"
    FIRST = "go to what has to be chosen first"
    PUT_BACK = "put back what was set aside"


class EditorListener(Protocol):
    """
    Whoever an editor tells what a person did. Plain calls: a form has hundreds of editors, and connecting signals
    takes longer than making them.
    """

    def value_edited(self, reading: Reading) -> None:
        """A person changed the value; never told by `show_value`."""
        ...

    def committed(self) -> None:
        """The change is complete: a choice was made, Return was pressed."""
        ...

    def height_changed(self) -> None:
        """The editor needs another height."""
        ...

    def choices_asked(self, wanted: ChoicesAsked) -> None:
        """A page of remote choices is wanted."""
        ...

    def choices_dropped(self) -> None:
        """The page that was asked for is not wanted any more."""
        ...

    def wished(self, wish: Wish) -> None:
        """Something is wanted of the row."""
        ...

    def key_added(self, key: str) -> str:
        """One more key is wanted; gives why it cannot be, empty where it was added."""
        ...

    def key_renamed(self, key: str) -> str:
        """The key is to be called so; gives why it cannot be, empty where it is now."""
        ...

    def key_refused(self, reason: str) -> None:
        """Say why a key was refused; empty to say nothing."""
        ...

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done with the field to the editor's own menu."""
        ...


class NobodyListening:
    """Takes everything and does nothing."""

    def value_edited(self, _reading: Reading) -> None:
        """Nothing."""

    def committed(self) -> None:
        """Nothing."""

    def height_changed(self) -> None:
        """Nothing."""

    def choices_asked(self, _wanted: ChoicesAsked) -> None:
        """Nothing."""

    def choices_dropped(self) -> None:
        """Nothing."""

    def wished(self, _wish: Wish) -> None:
        """Nothing."""

    def key_added(self, _key: str) -> str:
        """Nothing."""
        return ""

    def key_renamed(self, _key: str) -> str:
        """Nothing."""
        return ""

    def key_refused(self, _reason: str) -> None:
        """Nothing."""

    def fill_menu(self, _menu: QMenu) -> None:
        """Nothing."""


class Editor(Protocol):
    """
    An editor of one value. It is made for a field and a parent, shows what it is told, and says what a person did.

    Attributes:
        listener: Told what a person does.
    """

    listener: EditorListener

    def widget(self) -> QWidget:
        """The widget to be placed."""
        ...

    def focus_target(self) -> QWidget:
        """The widget that takes the keyboard; it carries the field's name for screen readers."""
        ...

    def reading(self) -> Reading:
        """What the editor holds now."""
        ...

    def show_value(self, reading: Reading) -> None:
        """Show a value. The cursor stays where it can when nothing differs."""
        ...

    def show_words(self, name: str, description: str) -> None:
        """Give screen readers the field's label, and its description with what is wrong."""
        ...

    def show_invalid(self, is_invalid: bool) -> None:
        """Draw as wrong, or not."""
        ...

    def tab_stops(self) -> list[QWidget]:
        """The widgets that Tab visits, in order of sight."""
        ...

    def state_words(self) -> str:
        """What is said beside it about what is sent; empty where the editor itself shows that."""
        ...

    def wanted_width(self, available: int) -> int:
        """How much of the width it makes use of."""
        ...

    def wanted_height(self, width: int) -> int:
        """The height that it needs at that width."""
        ...


class EditorParts:
    """What editors that are one widget have in common; mixed into a class that is also a `QWidget`."""

    listener: EditorListener = NobodyListening()

    def widget(self) -> QWidget:
        """Itself."""
        assert isinstance(self, QWidget)
        return self

    def focus_target(self) -> QWidget:
        """Itself."""
        return self.widget()

    def show_words(self, name: str, description: str) -> None:
        """Name and describe the widget that takes the keyboard."""
        target = self.focus_target()
        target.setAccessibleName(shown_text(name))
        target.setAccessibleDescription(shown_text(description))

    def show_invalid(self, is_invalid: bool) -> None:
        """Red border."""
        target = self.focus_target()
        if is_invalid or target.property("invalid"):
            mark(target, invalid=is_invalid)

    def tab_stops(self) -> list[QWidget]:
        """The one that takes the keyboard."""
        return [self.focus_target()]

    def state_words(self) -> str:
        """Nothing."""
        return ""

    def wanted_width(self, available: int) -> int:
        """All of it."""
        return available

    def wanted_height(self, _width: int) -> int:
        """One line."""
        return CONTROL_HEIGHT


def usual_width(available: int, usual: int) -> int:
    """The usual width where there is much more room, else all of it: edges that nearly meet look crooked."""
    return usual if available > usual + 100 else available


def paint_state_chip(widget: QWidget, words: str, left: int) -> None:
    """Draw a word such as `null` on coloured ground into an editor that is otherwise empty."""
    painter = QPainter(widget)
    paint_chip(painter, words, QRect(left, 0, widget.width(), widget.height()), widget.font())
    painter.end()


def paint_chip(painter: QPainter, words: str, area: QRect, base: QFont) -> None:
    """Draw such a word at the left of an area, in the middle of its first line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(base)
    font.setPixelSize(12)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    height, left = metrics.height() + 4, area.left()
    middle = area.top() + min(area.height(), CONTROL_HEIGHT) // 2
    place = QRectF(QPoint(left, middle - height // 2), QPoint(left + metrics.horizontalAdvance(words) + 14, 0))
    place.setHeight(height)
    palette = QApplication.palette()  # the style sheet gives editors a selection colour of their own
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.brush(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(palette.color(QPalette.ColorRole.Link))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
