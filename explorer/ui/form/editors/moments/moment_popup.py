"""A calendar, a clock and a zone in a small window; nothing of it exists until it is opened."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.ui.form.editors.moments.month_grid import MonthGrid
from explorer.ui.form.editors.moments.rfc3339 import Moment, MomentKind, read_moment
from explorer.ui.form.editors.moments.words import MONTHS, moment_words
from explorer.ui.form.editors.moments.zones import LOCAL, named_zones, plain_zones, zone_name, zone_offset
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.pick_popup import PickPopup
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.popup_place import move_onto_screen
from explorer.ui.widgets.thread_answer import Errand, ThreadAnswer

_SECTION: Final = 3
"""Letters of an hour with the colon behind it."""


class MomentPopup(QFrame):
    """
    Changes a copy of what the line holds; Return or "Use" takes it, Escape leaves.

    Args:
        kind: Which parts there are.
        text: What the line holds; one that is no date starts now.
        now: With the zone of the person.

    Signals:
        taken: The text that was made.
    """

    taken = Signal(object)

    def __init__(self, kind: MomentKind, text: str, now: datetime, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        mark(self, kind="popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kind, self._now = kind, now
        found = read_moment(kind, text)
        self._moment = found or _start(kind, now)
        self._zone = self._moment.zone if found else LOCAL
        self._zones: PickPopup | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)
        self.grid: MonthGrid | None = None
        self.clock: QLineEdit | None = None
        self.zone: QPushButton | None = None
        self._month: PlainLabel | None = None
        if kind in (MomentKind.DATE, MomentKind.DATE_TIME):
            self._add_calendar(self._moment.day or now.date())
        if kind is not MomentKind.DATE:
            self._add_clock()
        self._preview = PlainLabel("", self, kind="code")
        self._words = PlainLabel("", self, kind="hint", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self._preview)
        self._column.addWidget(self._words)
        self._add_buttons()
        self.setFixedWidth(276)
        self._show_moment()

    def open_under(self, widget: QWidget) -> None:
        """Show it below a widget, with the keyboard in it."""
        self._words.ensurePolished()
        self._words.setFixedHeight(2 * self._words.fontMetrics().lineSpacing() + 2)
        self._column.activate()
        self.resize(self.width(), self._column.sizeHint().height())
        below = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        if below.y() + self.height() > widget.screen().availableGeometry().bottom():
            above = widget.mapToGlobal(QPoint(0, -self.height() - 2))
            below = above if above.y() >= widget.screen().availableGeometry().top() else below
        move_onto_screen(self, below, widget)
        self.show()
        first = self.grid or self.clock
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def text(self) -> str:
        """What would be taken now; empty while the clock says no time."""
        return self._moment.text(self._kind) if self.clock is None or self._read_clock() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the clock turn its hour, minute or second; Return takes the whole."""
        if watched is self.clock and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._turn_clock(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_use()
                return True
        return super().eventFilter(watched, event)

    def _add_calendar(self, day: date) -> None:
        grid = self.grid = MonthGrid(day, self._now.date(), self)
        month = self._month = PlainLabel("", self, kind="heading")
        head = QHBoxLayout()
        for words, name, months in (("\u2039", "Month before", -1), ("\u203a", "Month after", 1)):
            button = self._button(words, name, _turning(grid, months), "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setFixedWidth(28)
            if months > 0:
                head.addWidget(month, 1, Qt.AlignmentFlag.AlignCenter)
            head.addWidget(button)
        self._column.addLayout(head)
        self._column.addWidget(grid)
        grid.moved.connect(self._on_day_moved)
        grid.taken.connect(self._on_use)

    def _add_clock(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        clock = self.clock = QLineEdit(self._moment.clock(), self)
        clock.setAccessibleName("Time")
        clock.setAccessibleDescription("Hours, minutes and seconds; Up and Down turn them")
        clock.textEdited.connect(self._on_clock_edited)
        clock.installEventFilter(self)
        clock.setCursorPosition(0)
        line.addWidget(clock, 1)
        if self._kind is not MomentKind.LOCAL_TIME:
            self.zone = self._button("", "Zone", self._on_zone_wanted, "choice")
            line.addWidget(self.zone, 1)
        self._column.addLayout(line)

    def _add_buttons(self) -> None:
        line = QHBoxLayout()
        words = "Today" if self._kind is MomentKind.DATE else "Now"
        line.addWidget(self._button(words, words, self._on_now, "link"))
        line.addStretch(1)
        line.addWidget(self._button("Cancel", "Cancel", self._on_cancel, "quiet"))
        self._use = self._button("Use", "Use", self._on_use, "primary")
        line.addWidget(self._use)
        self._column.addLayout(line)

    def _button(self, words: str, name: str, slot: Callable[[], object], kind: str) -> QPushButton:
        button = QPushButton(words, self)
        mark(button, kind=kind)
        button.setAccessibleName(name)
        button.clicked.connect(slot)
        return button

    def _wall(self) -> datetime:
        day = self._moment.day or self._now.date()
        return datetime.combine(day, time(self._moment.hour, self._moment.minute))

    def _change(self, moment: Moment) -> None:
        self._moment = moment
        if self._zone:
            self._moment = replace(moment, zone=zone_offset(self._zone, self._wall()))
        self._show_moment()

    def _show_moment(self) -> None:
        text = self.text()
        if not self._moment.zone and self._zone:
            self._moment = replace(self._moment, zone=zone_offset(self._zone, self._wall()))
            text = self.text()
        if self._month is not None and self.grid is not None:
            self._month.setText(f"{MONTHS[self.grid.day.month - 1]} {self.grid.day.year}")
        if self.zone is not None:
            words = zone_name(self._zone, self._wall()) if self._zone else "No zone"
            self.zone.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 112))
            self.zone.setAccessibleDescription(f"Now: {words}")
        self._preview.setText(text or "-")
        self._words.setText(
            moment_words(self._kind, text, self._now) if text else "Type a time such as 09:30 or 09:30:00"
        )
        self._use.setEnabled(bool(text))

    def _read_clock(self) -> Moment | None:
        return None if self.clock is None else read_moment(MomentKind.LOCAL_TIME, self.clock.text().strip())

    def _turn_clock(self, step: int) -> None:
        found = self._read_clock()
        if found is None or self.clock is None:
            return
        cursor = self.clock.cursorPosition()
        section = min(2 if found.second is not None else 1, cursor // _SECTION)
        if section == 0:
            found = replace(found, hour=(found.hour + step) % 24)
        elif section == 1:
            found = replace(found, minute=(found.minute + step) % 60)
        else:
            found = replace(found, second=((found.second or 0) + step) % 60)
        self.clock.setText(found.clock())
        self.clock.setCursorPosition(cursor)
        self._on_clock_edited()

    def _on_day_moved(self, day: date) -> None:
        self._change(replace(self._moment, day=day))

    def _on_clock_edited(self, _text: str = "") -> None:
        found = self._read_clock()
        if found is None:
            self._show_moment()
            return
        is_exact = self._kind is MomentKind.LOCAL_TIME
        second = found.second if is_exact or found.second is not None else 0
        self._change(
            replace(self._moment, hour=found.hour, minute=found.minute, second=second, fraction=found.fraction)
        )

    def _on_zone_wanted(self) -> None:
        if self._zones is None:
            self._zones = PickPopup("Search zones", self)
            self._zones.picked.connect(self._on_zone_picked)
            self._names = ThreadAnswer(self)
            self._names.answered.connect(self._on_names_answered)
        wall = self._wall()
        self._zones.show_choices(plain_zones(wall))
        self._zones.open_below(self.zone or self)

        def look(_errand: Errand) -> object:
            return named_zones(wall)

        self._names.start(look, name="time zones")

    def _on_names_answered(self, names: list[tuple[str, str]]) -> None:
        if self._zones is not None:
            self._zones.show_choices([*plain_zones(self._wall()), *names])

    def _on_zone_picked(self, pair: tuple[str, str]) -> None:
        self._zone = pair[0]
        self._change(self._moment)

    def _on_now(self) -> None:
        if self.grid is not None:
            self.grid.choose(self._now.date())
        if self.clock is not None:
            self._zone = LOCAL if self._zone or self._kind is not MomentKind.LOCAL_TIME else ""
            self.clock.setText(f"{self._now.hour:02}:{self._now.minute:02}:{self._now.second:02}")
            self._on_clock_edited()

    def _on_cancel(self) -> None:
        self.close()

    def _on_use(self) -> None:
        text = self.text()
        if text:
            self.close()
            self.taken.emit(text)


def _turning(grid: MonthGrid, months: int) -> Callable[[], None]:
    return lambda: grid.turn(months)


def _start(kind: MomentKind, now: datetime) -> Moment:
    second = None if kind is MomentKind.LOCAL_TIME else 0
    day = now.date() if kind in (MomentKind.DATE, MomentKind.DATE_TIME) else None
    return Moment(day, now.hour, now.minute, second)
