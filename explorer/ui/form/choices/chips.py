"""Several choices as chips, each with a way out, and a button that adds one."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue, same_json
from explorer.providers.contract import ChoicesPage
from explorer.schema.field import ChoiceField, Option
from explorer.ui.form.choices.chooser import Chooser
from explorer.ui.form.choices_wanted import ChoicesAsked
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.document.labelled import MARK, chosen_options, is_labelled, labelled
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, EditorParts, Reading, Wish
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_line, shown_text

_LONGEST_CHIP = 40
_CHIP_HEIGHT = 24


class ChipBar(EditorParts, QWidget):
    """The chosen ones in their order. Delete or Backspace on a chip takes it out; "+ Add" opens the list."""

    def __init__(self, field: ChoiceField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._held: Reading = ABSENT
        self._name = self._description = ""
        self._chips: list[QPushButton] = []
        self._add = QPushButton("+ Add", self)
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self._on_add_clicked)
        self.chooser = Chooser(field, self._add)
        self.chooser.asked.connect(self._on_asked)
        self.chooser.picked.connect(self._on_picked)
        self.chooser.dropped.connect(self._on_dropped)
        self.chooser.first_wanted.connect(self._on_first_wanted)
        self._add.setEnabled(not field.is_fixed)
        self._state = ""

    def focus_target(self) -> QWidget:
        """The button that adds."""
        return self._add

    def reading(self) -> Reading:
        """The list of the chosen, labelled where the field keeps labels."""
        return self._held

    def show_value(self, reading: Reading) -> None:
        """Show the chosen ones."""
        if reading != self._held or bool(self._chips) != bool(self._parts(reading)):
            self._held = reading
            self._make_chips()
        self._held = reading

    def show_needs(self, words: str) -> None:
        """Say what has to be chosen first, on the button and when the list is opened."""
        self.chooser.show_needs(words)
        text = (words or "+ Add").replace("&", "&&")
        if text != self._add.text():
            self._add.setText(text)
            self._place(self.width())
            self.listener.height_changed()

    def show_choices(self, page: ChoicesPage) -> None:
        """Show a page that was asked for."""
        self.chooser.show_page(page)

    def show_choices_failure(self, text: str) -> None:
        """Show why the page did not come."""
        self.chooser.show_failure(text)

    def show_words(self, name: str, description: str) -> None:
        """The button that adds carries the field's label."""
        self._name, self._description = shown_text(name), shown_text(description)
        self._speak()

    def tab_stops(self) -> list[QWidget]:
        """The chips, then the button that adds."""
        return [*self._chips, self._add]

    def state_words(self) -> str:
        """What is sent while no chip is there."""
        if isinstance(self._held, Absent):
            return "" if self._field.is_required else "optional, not sent"
        return "null is sent" if self._held is None else "empty list is sent" if not self._chips else ""

    def wanted_width(self, available: int) -> int:
        """All of it if there are chips, else only the button's."""
        return available if self._chips else self._add.sizeHint().width()

    def wanted_height(self, width: int) -> int:
        """As many lines as the chips need."""
        return self._place(width, is_dry=True)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips flow into the new width."""
        super().resizeEvent(event)
        self._place(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take the chip out that has the keyboard."""
        chip = self.focusWidget()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and chip in self._chips:
            assert isinstance(chip, QPushButton)
            self._remove(self._chips.index(chip))
        else:
            super().keyPressEvent(event)

    def _place(self, width: int, *, is_dry: bool = False) -> int:
        left = top = 0
        for button in (*self._chips, self._add):
            is_add = button is self._add
            wide = min(button.sizeHint().width(), width)
            if left and left + wide > width:
                left, top = 0, top + CONTROL_HEIGHT + 2
            if not is_dry:
                height = CONTROL_HEIGHT if is_add else _CHIP_HEIGHT
                button.setGeometry(left, top + (CONTROL_HEIGHT - height) // 2, wide, height)
            left += wide + 6
        return top + CONTROL_HEIGHT

    def _parts(self, reading: Reading) -> list[JsonValue]:
        if isinstance(reading, Absent | Unreadable) or reading is None:
            return []
        if is_labelled(reading):
            assert isinstance(reading, dict)
            inner = reading[MARK]
            return list(inner) if isinstance(inner, list) else [inner]
        return list(reading) if isinstance(reading, list) else [reading]

    def _make_chips(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        held = self._held
        for option in [] if isinstance(held, Absent | Unreadable) else chosen_options(held):
            words = shown_line(self.chooser.label_of(option))
            chip = QPushButton(self)
            mark(chip, kind="chip")
            short = words if len(words) <= _LONGEST_CHIP else words[: _LONGEST_CHIP - 3] + "..."
            chip.setText(f"{short}  \u00d7".replace("&", "&&"))
            chip.setAccessibleName(f"Remove {words}")
            chip.setEnabled(not self._field.is_fixed)
            chip.setAutoDefault(False)
            chip.clicked.connect(self._on_chip_clicked)
            chip.show()
            self._chips.append(chip)
        stops = self.tab_stops()
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)
        self._place(self.width())
        self._speak()
        self.listener.height_changed()

    def _speak(self) -> None:
        if self._name:
            words = [chip.accessibleName().removeprefix("Remove ") for chip in self._chips]
            now = f"Now: {', '.join(words)}" if words else "Now: none"
            self._add.setAccessibleName(self._name)
            self._add.setAccessibleDescription(f"{self._description}. {now}" if self._description else now)

    def _bare_parts(self) -> list[JsonValue]:
        held = self._held
        return [] if isinstance(held, Absent | Unreadable) else [option.value for option in chosen_options(held)]

    def _on_dropped(self) -> None:
        self.listener.choices_dropped()

    def _on_first_wanted(self) -> None:
        self.listener.wished(Wish.FIRST)

    def _on_add_clicked(self) -> None:
        if self.chooser.needs and not self._chips:
            self._on_first_wanted()
            return
        self.chooser.open(self._bare_parts(), stays=True)

    def _on_asked(self, wanted: ChoicesAsked) -> None:
        self.listener.choices_asked(wanted)

    def _on_picked(self, outcome: object) -> None:
        if not isinstance(outcome, Option):
            return
        place = next((at for at, one in enumerate(self._bare_parts()) if same_json(one, outcome.value)), None)
        if place is None:
            self._take(self._with(outcome))
        else:
            self._take(self._lacking(place))
        self.chooser.show_chosen(self._bare_parts())

    def _with(self, option: Option) -> JsonValue:
        parts = self._parts(self._held)
        is_one_object = is_labelled(self._held) if not isinstance(self._held, Unreadable) else False
        if is_one_object or (self._field.keeps_label and not parts):
            made: JsonValue = {"label": option.label, "value": option.value}
            return {MARK: [*parts, made]}
        if parts and all(is_labelled(part) for part in parts):
            return [*parts, labelled([option], is_multiple=False)]
        return [*parts, option.value]

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if chip in self._chips:
            assert isinstance(chip, QPushButton)
            self._remove(self._chips.index(chip))

    def _lacking(self, place: int) -> JsonValue:
        parts = self._parts(self._held)
        del parts[place]
        is_one_object = not isinstance(self._held, Unreadable) and is_labelled(self._held)
        return {MARK: parts} if is_one_object else parts

    def _remove(self, place: int) -> None:
        self._take(self._lacking(place))
        (self._chips[min(place, len(self._chips) - 1)] if self._chips else self._add).setFocus()

    def _take(self, value: JsonValue) -> None:
        self._held = value
        self._make_chips()
        self.listener.value_edited(value)
        self.listener.committed()
