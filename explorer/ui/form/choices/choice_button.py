"""One choice of many, or an account: a button that shows what is chosen and opens the list."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue
from explorer.providers.contract import ChoicesPage
from explorer.schema.field import AccountField, ChoiceField, Option
from explorer.ui.form.choices.chooser import Chooser
from explorer.ui.form.choices_wanted import ChoicesAsked
from explorer.ui.form.document.fitting import is_locked
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.document.labelled import bare_value, chosen_options, labelled
from explorer.ui.form.editors.editor import EditorParts, Reading, Wish, usual_width
from explorer.ui.form.editors.field_words import empty_words
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_line, shown_text

_OPENING_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4}


WORDS_FOR_NOTHING: Final = "Choose..."


def choice_width(available: int) -> int:
    """Wide enough for a list that is read."""
    return usual_width(available, 440)


class ChoiceButton(EditorParts, QPushButton):
    """Shows the label of the choice. Space, Return, the arrows or any letter open the list."""

    words_for_nothing = WORDS_FOR_NOTHING

    def __init__(self, field: ChoiceField | AccountField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._held: Reading = ABSENT
        self._words = ""
        self._name = self._description = ""
        self.chooser = Chooser(field, self)
        self.chooser.asked.connect(self._on_asked)
        self.chooser.picked.connect(self._on_picked)
        self.chooser.dropped.connect(self._on_dropped)
        self.chooser.first_wanted.connect(self._on_first_wanted)
        self.clicked.connect(self._on_clicked)
        self.setAutoDefault(False)
        mark(self, kind="choice")
        self._show()

    def reading(self) -> Reading:
        """The value of the choice, with its label where the field keeps it."""
        return self._held

    def show_value(self, reading: Reading) -> None:
        """Show a value; one that is not among the options is shown as it is."""
        self._held = reading
        self._show()

    def words(self) -> str:
        """What it says is chosen."""
        return self._words

    def show_needs(self, words: str) -> None:
        """Say what has to be chosen first."""
        self.chooser.show_needs(words)
        self._show()

    def show_choices(self, page: ChoicesPage) -> None:
        """Show a page that was asked for."""
        self.chooser.show_page(page)
        self._show()

    def show_choices_failure(self, text: str) -> None:
        """Show why the page did not come."""
        self.chooser.show_failure(text)

    def show_words(self, name: str, description: str) -> None:
        """The name is the field's label; what is chosen follows the description."""
        self._name, self._description = shown_text(name), shown_text(description)
        self._speak()

    def wanted_width(self, available: int) -> int:
        """Wide enough for a list that is read."""
        return choice_width(available)

    def sizeHint(self) -> QSize:
        """A line of a usual length."""
        return QSize(200, 30)

    def minimumSizeHint(self) -> QSize:
        """May shrink to its arrow."""
        return QSize(40, 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that open the list; a letter is the first that is searched for."""
        text = event.text()
        has_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in _OPENING_KEYS and not has_command:
            self._open()
        elif text.isprintable() and text.strip() and not has_command:
            self._open(text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._fit_text()

    def chosen_values(self) -> list[JsonValue]:
        """What is marked as chosen in the list."""
        bare = bare_value(self._held) if not isinstance(self._held, Unreadable) else ABSENT
        return [] if isinstance(bare, Absent) else [bare]

    def _open(self, typed: str = "") -> None:
        is_fixed = not isinstance(self._held, Unreadable) and is_locked(self._field, self._held)
        if self.chooser.needs and not typed and isinstance(self._held, Absent) and not is_fixed:
            self._on_first_wanted()  # there is no list yet; a value can be typed all the same
        elif not is_fixed:
            self.chooser.open(self.chosen_values(), typed)

    @Slot()
    def _on_clicked(self) -> None:
        self._open()

    @Slot(object)
    def _on_asked(self, wanted: ChoicesAsked) -> None:
        self.listener.choices_asked(wanted)

    @Slot()
    def _on_dropped(self) -> None:
        self.listener.choices_dropped()

    @Slot()
    def _on_first_wanted(self) -> None:
        self.listener.wished(Wish.FIRST)

    @Slot(object)
    def _on_picked(self, outcome: object) -> None:
        self._held = self._value_of(outcome) if isinstance(outcome, Option) else outcome  # type: ignore[assignment]  # None or ABSENT
        self._show()
        self.listener.value_edited(self._held)
        self.listener.committed()

    def _value_of(self, option: Option) -> JsonValue:
        keeps_label = isinstance(self._field, ChoiceField) and self._field.keeps_label
        return labelled([option], is_multiple=False) if keeps_label else option.value

    def _show(self) -> None:
        held = self._held
        is_empty = False
        if held is None:
            self._words = next((one.label for one in self._null_options()), "null")
        elif isinstance(held, Absent | Unreadable):
            is_empty = True
            self._words = self.chooser.needs or empty_words(self._field) or self.words_for_nothing
        else:
            chosen = chosen_options(held)
            self._words = ", ".join(shown_line(self.chooser.label_of(option)) for option in chosen) or "[]"
        if self.property("empty") != is_empty:
            mark(self, empty=is_empty)
        self._fit_text()
        self._speak()

    def _null_options(self) -> list[Option]:
        options = self._field.options if isinstance(self._field, ChoiceField) else ()
        return [option for option in options if option.value is None]

    def _speak(self) -> None:
        if self._name:
            self.setAccessibleName(self._name)
            now = f"Now: {self._words}"
            self.setAccessibleDescription(f"{self._description}. {now}" if self._description else now)

    def _fit_text(self) -> None:
        room = max(20, self.width() - 40)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
