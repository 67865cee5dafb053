"""
The pane that holds the rows of a form. Only those in view, and a little above and below, are made.

Positions come from heights: measured for rows that were made, estimated for the others. When a measured height
differs, what is in view stays where it is.
"""

import math
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import is_

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStyle, QWidget

from explorer.domain.json_value import Pointer
from explorer.ui.form.document.row_plan import PlannedRow, RowKey
from explorer.ui.form.faces.row_painter import paint_row
from explorer.ui.form.rows.block_place import GAP, BlockPlace, block_places, estimated_height, guide_lines
from explorer.ui.form.rows.form_row import FormRow
from explorer.ui.form.rows.hint_lines import hint_font
from explorer.ui.form.rows.row_label import label_font
from explorer.ui.form.rows.tab_edge import TabEdge, order_tabs

TOP = 4
AT_ONCE_S = 0.005
"""How long rows are made at a key that may be followed by another at once."""
PAINTED_FIRST_MS = 12
"""The others come when these are on the screen."""
MOST_MADE = 160
"""More rows than these are not kept; the ones farthest from view are made again when needed."""

RowMaker = Callable[[PlannedRow], FormRow]


class RowPane(QWidget):
    """
    Rows one below the other.

    Args:
        area: The scroll area that shows this pane.
        make_row: Makes and connects the row of a plan.
    """

    rows_made = Signal()

    def __init__(self, area: QScrollArea, make_row: RowMaker) -> None:
        super().__init__()
        self._area = area
        self._make_row = make_row
        self._plans: Sequence[PlannedRow] = ()
        self._index: dict[RowKey, int] = {}
        self._rows: dict[RowKey, FormRow] = {}
        self._heights: list[int] = []
        self._tops: list[int] = [TOP]
        self._places: dict[Pointer, BlockPlace] = {}
        self._guides: list[QRect] = []
        self._is_placing, self._has_order = False, True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.place_rows)
        self._measured_width = 0
        self._bar_width = -1  # asking the style sheet takes longer than placing a row
        self._edges = (TabEdge("Parameters, start", self), TabEdge("Parameters, end", self))
        self._edges[0].entered.connect(self._on_entered_from_above)
        self._edges[1].entered.connect(self._on_entered_from_below)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        area.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_plans(self, plans: Sequence[PlannedRow], *, is_from_start: bool = False) -> None:
        """Show these rows, from the first one on if wanted. Widgets of rows that stay keep focus and cursor."""
        if plans == self._plans and self._measured_width == self._layout_width():
            self._measure_made()
            self.place_rows()
            return
        wanted = {plan.key: plan for plan in plans}
        self._plans = plans
        self._index = {plan.key: number for number, plan in enumerate(plans)}
        self._dispose([key for key, row in self._rows.items() if wanted.get(key) != row.plan])
        if is_from_start:
            was_placing, self._is_placing = self._is_placing, True  # no rows on the way
            self._area.verticalScrollBar().setValue(0)
            self._is_placing = was_placing
        self._measure_all(for_s=AT_ONCE_S if is_from_start else None)

    def shows(self, plans: Sequence[PlannedRow]) -> bool:
        """Whether these very rows are shown."""
        return len(plans) == len(self._plans) and all(map(is_, plans, self._plans))

    def dispose(self, key: RowKey) -> None:
        """Let go of the row; where it is in view it is made anew when rows are placed next."""
        self._dispose([key])

    def rows(self) -> list[FormRow]:
        """The rows that are made, from top to bottom."""
        return sorted(self._rows.values(), key=lambda row: self._index[row.plan.key])

    def row(self, key: RowKey) -> FormRow | None:
        """The row, if it is made."""
        return self._rows.get(key)

    def row_of_widget(self, widget: QWidget | None) -> FormRow | None:
        """The row that the widget belongs to."""
        inside: set[QWidget] = set()
        while widget is not None and widget is not self:
            inside.add(widget)
            widget = widget.parentWidget()
        if widget is None:
            return None
        return next((row for row in self._rows.values() if not inside.isdisjoint(row.widgets())), None)

    def row_at(self, y: int) -> FormRow | None:
        """The row at a height of the pane, if it is made."""
        number = self._number_at(y)
        return self._rows.get(self._plans[number].key) if 0 <= number < len(self._plans) else None

    def top_of(self, row: FormRow) -> int:
        """Where the row begins."""
        return self._tops[self._index[row.plan.key]]

    def left_of(self, row: FormRow) -> int:
        """Where the label of the row may begin."""
        return self._places.get(row.plan.block, _NOWHERE).left

    def item_spans(self, place: Pointer) -> list[tuple[int, int, int]]:
        """Each item in view of the list at the place: its index, its top, and where all that belongs to it ends."""
        length = len(place)
        starts = [
            (int(plan.pointer[-1]), number)
            for number, plan in enumerate(self._plans)
            if plan.is_item and len(plan.pointer) == length + 1 and plan.pointer[:length] == place
        ]
        spans = []
        for index, number in starts:
            item, end = (*place, index), number + 1
            while end < len(self._plans) and self._plans[end].pointer[: length + 1] == item:
                end += 1
            spans.append((index, self._tops[number], self._tops[end] - GAP))
        return spans

    def right(self) -> int:
        """Where the tools of a row end."""
        return self._measured_width - 4

    def seen(self) -> tuple[RowKey, int] | None:
        """The row at the upper edge of what is in view, and how far it is scrolled; for `see_again`."""
        number, offset = self._anchor()
        return (self._plans[number].key, offset) if self._plans else None

    def see_again(self, seen: tuple[RowKey, int] | None) -> None:
        """Scroll to where it was, if that row is still there; else to the beginning."""
        number = self._index.get(seen[0]) if seen is not None else None
        for _ in range(2):  # heights settle as rows are made
            self._area.verticalScrollBar().setValue(
                0 if number is None or seen is None else self._tops[number] + seen[1]
            )
            self.place_rows()

    def make_visible(self, key: RowKey) -> FormRow | None:
        """Scroll to the row and make it; None where there is no such row."""
        number = self._index.get(key)
        if number is None:
            return None
        bar, view = self._area.verticalScrollBar(), self._area.viewport().height()
        for _ in range(3):  # heights settle as rows are made
            top, bottom = self._tops[number], self._tops[number] + self._heights[number]
            if top < bar.value() or bottom > bar.value() + view:
                bar.setValue(max(0, top - min(40, view // 4)))
            self.place_rows()
        if key not in self._rows:
            self._make(number)
            self.place_rows()
        return self._rows.get(key)

    def measure_again(self) -> None:
        """Heights may have changed: place what is made anew."""
        if not self._is_placing and self.isVisible():
            self._measure_made()
            self.place_rows()
        self.update()

    def place_rows(self, *, is_in_a_hurry: bool = False, for_s: float | None = None) -> None:
        """
        Make and place the rows in view, and some above and below; those a little later where there is a hurry, and
        also those in view for which `for_s` was too short.
        """
        if self._is_placing or not self._plans or not self.isVisible():
            return
        self._is_placing = True
        bar, view = self._area.verticalScrollBar(), max(200, self._area.viewport().height())
        was_made = set(self._rows)
        beyond = 0 if is_in_a_hurry else view // 3
        until = math.inf if for_s is None else time.perf_counter() + for_s
        for _ in range(4):
            first = max(0, self._number_at(bar.value() - beyond))
            last = min(len(self._plans) - 1, self._number_at(bar.value() + view + beyond))
            anchor, offset = self._anchor()
            if not self._place_range(first, last, until):
                break
            self._sum_heights()
            if self._tops[anchor] + offset != bar.value() and bar.value() > 0:
                bar.setValue(self._tops[anchor] + offset)
        self._is_placing = False
        if self._rows.keys() - was_made:
            self._drop_far_rows(first, last)
            self._has_order = False
            self.rows_made.emit()
        if not self._has_order and not is_in_a_hurry:
            self._order_tabs()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width moves everything."""
        super().resizeEvent(event)
        if self._layout_width() != self._measured_width:
            self._measure_all()

    def showEvent(self, event: QShowEvent) -> None:
        """Rows are made when there is somebody to see them."""
        super().showEvent(event)
        if self._layout_width() != self._measured_width:
            self._measure_all()
        self.place_rows()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Make the rows that Tab is about to visit, and show where it went."""
        row = self.row_of_widget(self.focusWidget())
        if row is not None:
            number = self._index[row.plan.key]
            step = 1 if is_next else -1
            near = [one for one in range(number, number + 4 * step, step) if 0 <= one < len(self._plans)]
            missing = [one for one in near if self._plans[one].key not in self._rows]
            for one in missing:
                self._place_row(one)
            if missing or not self._has_order:
                self._order_tabs()
        moved = super().focusNextPrevChild(is_next)
        found = self.row_of_widget(self.focusWidget())
        if moved and found is not None:
            self.scroll_to(found)
        return moved

    def scroll_to(self, row: FormRow) -> None:
        """Bring the row into view, moving as little as needed."""
        number = self._index[row.plan.key]
        bar, view = self._area.verticalScrollBar(), self._area.viewport().height()
        top, bottom = self._tops[number] - GAP, self._tops[number] + self._heights[number] + GAP
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + view:
            bar.setValue(min(top, bottom - view))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Guide lines, hints, and words about what is sent."""
        painter = QPainter(self)
        palette = QApplication.palette()  # the style sheet takes the dim colour out of the widget's own
        dim = palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(palette.color(QPalette.ColorRole.Midlight))
        for guide in self._guides:
            if guide.intersects(event.rect().adjusted(-4, 0, 4, 0)):
                painter.drawLine(guide.topLeft(), guide.bottomLeft())
        font, metrics = hint_font(self.font())
        for row in self._rows.values():
            painter.setFont(font)
            painter.setPen(dim)
            paint_row(painter, row, metrics, event.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a cut hint shows the rest."""
        row = self.row_at(int(event.position().y()))
        if row is not None and row.is_hint_cut and row.hint_area.contains(event.position().toPoint()):
            row.toggle_hint()
        else:
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style changes all sizes."""
        super().changeEvent(event)
        self._bar_width = -1
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._plans:
            self._measure_all()

    def _measure_all(self, *, for_s: float | None = None) -> None:
        self._measured_width = self._layout_width()
        self._places = block_places(self._plans, self._measured_width, QFontMetrics(label_font(self.font())))
        self._heights = [estimated_height(plan, self._places.get(plan.block, _NOWHERE)) for plan in self._plans]
        self._sum_heights()
        self._measure_made()
        self.place_rows(is_in_a_hurry=True, for_s=for_s)
        self._later.start(0 if for_s is None else PAINTED_FIRST_MS)
        self.update()

    def _layout_width(self) -> int:
        # As if the scroll bar were always there: rows that come and go move nothing sideways.
        if self._bar_width < 0:
            extent = QStyle.PixelMetric.PM_ScrollBarExtent
            self._bar_width = self._area.style().pixelMetric(extent, None, self._area.verticalScrollBar())
        return max(200, self._area.width() - self._bar_width)

    def _measure_made(self) -> None:
        was_placing, self._is_placing = self._is_placing, True
        changed = [self._place_row(self._index[key]) for key in list(self._rows)]
        if any(changed):
            self._sum_heights()
        self._is_placing = was_placing

    def _place_range(self, first: int, last: int, until: float) -> bool:
        """Place rows that follow each other; whether any height came out differently."""
        has_changed = False
        top = self._tops[first]
        for number in range(first, last + 1):
            if self._plans[number].key not in self._rows and time.perf_counter() > until:
                break
            has_changed = self._place_row(number, top) or has_changed
            top += self._heights[number] + GAP
        return has_changed

    def _sum_heights(self) -> None:
        self._tops = list(accumulate((height + GAP for height in self._heights), initial=TOP))
        total = self._tops[-1] + GAP
        if self.minimumHeight() != total:
            self.setMinimumHeight(total)
        self._guides = guide_lines(self._plans, self._places, self._tops)

    def _place_row(self, number: int, top: int | None = None) -> bool:
        plan = self._plans[number]
        row = self._rows.get(plan.key) or self._make(number)
        place = self._places.get(plan.block, _NOWHERE)
        height = row.place(self._tops[number] if top is None else top, place)
        if height == self._heights[number]:
            return False
        self._heights[number] = height
        return True

    def _make(self, number: int) -> FormRow:
        plan = self._plans[number]
        return self._rows.setdefault(plan.key, self._make_row(plan))

    def _number_at(self, y: int) -> int:
        return bisect_right(self._tops, y, hi=max(1, len(self._plans))) - 1

    def _anchor(self) -> tuple[int, int]:
        value = self._area.verticalScrollBar().value()
        number = max(0, self._number_at(value))
        return number, value - self._tops[number]

    def _drop_far_rows(self, first: int, last: int) -> None:
        if len(self._rows) <= MOST_MADE:
            return
        focused = self.row_of_widget(self.focusWidget())
        middle = (first + last) // 2
        far = sorted(self._rows, key=lambda key: abs(self._index[key] - middle), reverse=True)
        for key in far[: len(self._rows) - MOST_MADE]:
            if self._rows[key] is not focused and not first <= self._index[key] <= last:
                self._dispose([key])

    def _dispose(self, keys: Sequence[RowKey]) -> None:
        focused = self.row_of_widget(self.focusWidget())
        for row in [self._rows.pop(key) for key in keys]:
            widget = self.focusWidget()
            if row is focused and widget is not None:
                # Hiding a widget with the focus would hand it on along the chain, to a field that nobody went to.
                widget.clearFocus()
            row.dispose(had_keyboard=row is focused)

    def _order_tabs(self) -> None:
        self._has_order = True
        stops = [stop for row in self.rows() for stop in row.tab_stops()]  # makes what was only painted so far
        order_tabs([self._edges[0], *stops, self._edges[1]])

    def _on_scrolled(self, _value: int) -> None:
        self.place_rows()

    def _on_entered_from_above(self) -> None:
        self._focus_end(0)

    def _on_entered_from_below(self) -> None:
        self._focus_end(-1)

    def _focus_end(self, end: int) -> None:
        order = range(len(self._plans)) if end == 0 else range(len(self._plans) - 1, -1, -1)
        for number in order:
            row = self.make_visible(self._plans[number].key)
            stops = [stop for stop in row.tab_stops() if stop.focusPolicy() & Qt.FocusPolicy.TabFocus] if row else []
            if stops:
                stops[end].setFocus(Qt.FocusReason.TabFocusReason if end == 0 else Qt.FocusReason.BacktabFocusReason)
                return


_NOWHERE = BlockPlace(0, 400, 96, False)
