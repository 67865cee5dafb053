"""One field as it stands in the form: label, editor, hint, problems. It places them and reports what a person does."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, JsonValue
from explorer.schema.field import NoticeField
from explorer.ui.form.choices_wanted import ChoicesAsked
from explorer.ui.form.document.row_plan import PlannedRow, RowKind
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Editor, Reading, Wish
from explorer.ui.form.editors.field_words import hint_words, spoken_words
from explorer.ui.form.editors.notice import NoticeFrame
from explorer.ui.form.editors.page_turn import PageTurn
from explorer.ui.form.ranking import editor_for
from explorer.ui.form.rows.block_place import BlockPlace, label_text
from explorer.ui.form.rows.hint_lines import broken_lines, short_lines
from explorer.ui.form.rows.problem_words import ProblemWords
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import MOST_OF_A_LABEL, bounded, shown_text

HINT_PIXELS = 12
HINT_GAP = 4
STACKED_LABEL = 22
ITEM_TOOLS = 78
"""Width of the buttons that only items have."""


class RowListener(Protocol):
    """Whoever a row tells what a person did in it."""

    def row_edited(self, row: "FormRow", reading: Reading) -> None:
        """The value changed."""
        ...

    def row_committed(self, row: "FormRow") -> None:
        """The change is complete."""
        ...

    def row_resized(self, row: "FormRow") -> None:
        """The row needs another height."""
        ...

    def row_asked(self, row: "FormRow", wanted: ChoicesAsked) -> None:
        """Remote choices are wanted."""
        ...

    def row_wished(self, row: "FormRow", wish: Wish) -> None:
        """Something is wanted of a group or list."""
        ...

    def row_menu(self, row: "FormRow", menu: QMenu) -> None:
        """Add what can be done with the row."""
        ...


class FormRow:
    """
    The widgets of one row; all of them are children of the pane.

    Args:
        plan: What it shows.
        value: By which its editor is chosen.
        pane: Parent of the widgets.
        listener: Told what a person does.
    """

    def __init__(self, plan: PlannedRow, value: JsonValue | Absent, pane: QWidget, listener: RowListener) -> None:
        self._listener = listener
        self.plan = plan
        self.editor: Editor | None = None
        self.notice: NoticeFrame | None = None
        self.label: PlainLabel | None = None
        self.hint_area = QRect()
        self.hint_shown: list[str] = []
        self.is_hint_cut = self.is_hint_open = False
        self.state_area = QRect()
        self.problems: Sequence[FieldProblem] = ()
        self.is_stale = True
        self._placed: tuple[int, BlockPlace] | None = None
        self._height = 0
        self._problem_words: ProblemWords | None = None
        has_no_hint = plan.is_item or plan.kind in (RowKind.EARLIER, RowKind.LATER)
        self.hint = "" if has_no_hint else _bounded_hint(plan)
        self._pane = pane
        if isinstance(plan.field, NoticeField):
            self.notice = NoticeFrame(plan.field, pane)
            return
        self.label = PlainLabel(label_text(plan), pane, kind="field")
        turns = plan.kind in (RowKind.EARLIER, RowKind.LATER)
        maker = PageTurn if turns else editor_for(plan.field, value, is_json=plan.is_json)
        self.editor = maker(plan.field, pane)
        self.maker = type(self.editor)
        self.editor.listener = self

    @property
    def state_words(self) -> str:
        """What stands beside the editor about what is sent."""
        return self.editor.state_words() if self.editor else ""

    def widgets(self) -> list[QWidget]:
        """Everything that is shown for the row."""
        found: list[QWidget | None] = [self.notice, self.label, self.editor.widget() if self.editor else None]
        found.extend(self._problem_words.widgets() if self._problem_words else [])
        return [widget for widget in found if widget is not None]

    def tab_stops(self) -> list[QWidget]:
        """The widgets that Tab visits."""
        return self.editor.tab_stops() if self.editor else []

    def show_reading(self, reading: Reading) -> None:
        """Show what the document holds."""
        if self.editor is not None:
            self.editor.show_value(reading)
            self.is_stale = True

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Show what is wrong with the field; the frame of the editor turns red."""
        if self.editor is None:
            return
        if problems != self.problems:
            self.problems, self.is_stale = problems, True
        if problems and self._problem_words is None:
            self._problem_words = ProblemWords(self._pane)
        if self._problem_words is not None:
            self._problem_words.show_problems(problems)
        self.editor.show_invalid(bool(problems))
        name = self.plan.field.label or self.plan.field.key or "Item"
        spoken = f"{name} {label_text(self.plan)}" if self.plan.is_item else name
        description = bounded(spoken_words(self.plan.field, problems))
        self.editor.show_words(shown_text(bounded(spoken)), shown_text(description))

    def place(self, top: int, block: BlockPlace) -> int:
        """Put everything at a height of the pane; gives the height that it takes."""
        if self.is_stale or self._placed != (top, block):
            self._placed, self.is_stale = (top, block), False
            self._height = self._place(top, block)
        return self._height

    def _place(self, top: int, block: BlockPlace) -> int:
        if self.notice is not None:
            width = block.right - block.left
            height = self.notice.wanted_height(width)
            self.notice.setGeometry(block.left, top, width, height)
            _show(self.notice)
            return height
        assert self.editor is not None
        assert self.label is not None
        line, left = top, block.editor_left
        label_height = self._place_label(top, block)
        if block.is_stacked:
            label_height = 0
            if self._has_label_beside(block):
                left += self.label.width() + 4
            else:
                line += STACKED_LABEL
        room = block.right - left - (ITEM_TOOLS if self.plan.is_item and self.plan.kind is RowKind.FIELD else 0)
        width = max(20, min(room, self.editor.wanted_width(room)))
        height = self.editor.wanted_height(width)
        widget = self.editor.widget()
        widget.setGeometry(left, line, width, height)
        _show(widget)
        self.state_area = QRect(left + width + 10, line, max(0, room - width - 10), CONTROL_HEIGHT)
        below = line + height
        below = self._place_problems(below, block)
        below = self._place_hint(below, block)
        return max(below, top + label_height) - top

    def dispose(self) -> None:
        """Let go of all widgets."""
        for widget in self.widgets():
            widget.hide()
            widget.deleteLater()

    def toggle_hint(self) -> None:
        """Show the whole hint, or its first lines again."""
        self.is_hint_open = not self.is_hint_open
        self.height_changed()

    def _has_label_beside(self, block: BlockPlace) -> bool:
        # The head of a group or list needs no line of its own under its label.
        room = block.right - block.left
        is_head = self.plan.kind in (RowKind.GROUP, RowKind.LIST)
        return is_head and self.label is not None and self.label.sizeHint().width() + 240 < room

    def _place_label(self, top: int, block: BlockPlace) -> int:
        assert self.label is not None
        text = label_text(self.plan)
        self.label.ensurePolished()
        metrics = QFontMetrics(self.label.font())
        if block.is_stacked:
            if self.label.wordWrap():
                self.label.setWordWrap(False)
                self.label.setText(label_text(self.plan))
            self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            is_beside = self._has_label_beside(block)
            width = metrics.horizontalAdvance(text) + 4 if is_beside else block.right - block.left
            self.label.setGeometry(block.left, top, width, CONTROL_HEIGHT if is_beside else STACKED_LABEL - 2)
            _show(self.label)
            return 0
        is_long = metrics.horizontalAdvance(text) > block.label_width
        if self.label.wordWrap() != is_long:
            self.label.setWordWrap(is_long)
        side = Qt.AlignmentFlag.AlignRight
        height = CONTROL_HEIGHT
        if is_long:
            words = [
                metrics.elidedText(word, Qt.TextElideMode.ElideMiddle, block.label_width) for word in text.split(" ")
            ]
            self.label.setText(" ".join(words))
            height = max(CONTROL_HEIGHT, self.label.heightForWidth(block.label_width) + 8)
        if height == CONTROL_HEIGHT:
            self.label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.label.setGeometry(block.left, top, block.label_width, height)
        else:
            self.label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
            offset = (CONTROL_HEIGHT - metrics.height()) // 2
            self.label.setGeometry(block.left, top + offset, block.label_width, height)
        _show(self.label)
        return height

    def _place_problems(self, below: int, block: BlockPlace) -> int:
        if not self.problems or self._problem_words is None:
            return below
        return self._problem_words.place(block.editor_left, below + HINT_GAP, block.editor_width)

    def _place_hint(self, below: int, block: BlockPlace) -> int:
        self.hint_area = QRect()
        if not self.hint:
            return below
        font = QFont(self._pane.font())
        font.setPixelSize(HINT_PIXELS)
        width = min(block.editor_width, 760)
        self.hint_shown, self.is_hint_cut = short_lines(self.hint, font, width)
        if self.is_hint_cut and self.is_hint_open:
            self.hint_shown = broken_lines(self.hint, font, width)
        height = len(self.hint_shown) * QFontMetrics(font).lineSpacing()
        self.hint_area = QRect(block.editor_left, below + HINT_GAP, width, height)
        return below + HINT_GAP + height

    def value_edited(self, reading: Reading) -> None:
        """Told by the editor."""
        self._listener.row_edited(self, reading)

    def committed(self) -> None:
        """Told by the editor."""
        self._listener.row_committed(self)

    def height_changed(self) -> None:
        """Told by the editor, and by whoever folds a hint."""
        self.is_stale = True
        self._listener.row_resized(self)

    def choices_asked(self, wanted: ChoicesAsked) -> None:
        """Told by the editor."""
        self._listener.row_asked(self, wanted)

    def wished(self, wish: Wish) -> None:
        """Told by the editor."""
        self._listener.row_wished(self, wish)

    def fill_menu(self, menu: QMenu) -> None:
        """Told by the editor."""
        self._listener.row_menu(self, menu)


def _show(widget: QWidget) -> None:
    if widget.isHidden():
        widget.show()


def estimated_height(plan: PlannedRow, block: BlockPlace) -> int:
    """About how high a row will be, before it is made."""
    height = CONTROL_HEIGHT + (STACKED_LABEL if block.is_stacked else 0)
    if plan.kind is RowKind.NOTICE:
        return height + 16 * (len(plan.field.description) * 7 // max(200, block.right - block.left))
    if plan.field.description and not plan.is_item:
        height += HINT_GAP + 16 * min(2, 1 + len(plan.field.description) * 6 // min(760, block.editor_width))
    return height


def _bounded_hint(plan: PlannedRow) -> str:
    return shown_text(bounded(hint_words(plan.field, is_json=plan.is_json), MOST_OF_A_LABEL))
