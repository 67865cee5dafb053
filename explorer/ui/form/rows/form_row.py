"""One field as it stands in the form: label, editor, hint, problems. It places them and reports what a person does."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMenu, QWidget

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import ABSENT, Absent, JsonValue
from explorer.schema.field import BooleanField, Field, GroupField, NoticeField
from explorer.ui.form.choices.segments import Segments
from explorer.ui.form.choices_wanted import ChoicesAsked
from explorer.ui.form.dependence.outdated import OutdatedWords
from explorer.ui.form.document.row_plan import PlannedRow, RowKind
from explorer.ui.form.document.standing.standing import Pick
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Editor, Reading, Wish
from explorer.ui.form.editors.field_words import definition_words, hint_words, spoken_words
from explorer.ui.form.editors.notice import NoticeFrame
from explorer.ui.form.editors.structure.key_adder import key_adder_for
from explorer.ui.form.editors.structure.key_line import KeyLine
from explorer.ui.form.editors.structure.page_turn import PageTurn
from explorer.ui.form.editors.structure.variant_picker import VariantPicker
from explorer.ui.form.faces.face import Face
from explorer.ui.form.faces.face_table import face_for
from explorer.ui.form.finding.search_text import folded
from explorer.ui.form.ranking import EditorMaker, editor_for
from explorer.ui.form.row_listener import RowListener
from explorer.ui.form.rows.block_place import HINT_GAP, BlockPlace
from explorer.ui.form.rows.hint_lines import broken_lines, hint_font, short_lines
from explorer.ui.form.rows.problem_words import OutdatedLine, ProblemWords
from explorer.ui.form.rows.row_label import PaintedLabel, RowLabel, spoken_name
from explorer.ui.widgets.shown_text import MOST_OF_A_LABEL, bounded, shown_text

PICKER_GAP = 8
NARROWEST_BESIDE_PICKER = 160
"""With less room than this beside a choice between variants, the editor goes beneath it."""
_TOOLS = {(True, False): 78, (False, True): 26}
"""Width of the buttons that only items have, and only keys of one's own."""
_BETWEEN = " \u00b7 "


class FormRow:
    """
    The widgets of one row; all of them are children of the pane. Its editor may be painted first and made after.

    Attributes:
        face: What is painted in the place of an editor that is not made yet.
        maker: Makes the editor.

    Args:
        plan: What it shows.
        value: By which its editor is chosen.
        reading: What its editor is going to show.
        pane: Parent of the widgets.
        listener: Told what a person does.
    """

    def __init__(
        self,
        plan: PlannedRow,
        value: JsonValue | Absent,
        pane: QWidget,
        listener: RowListener,
        *,
        reading: Reading = ABSENT,
    ) -> None:
        self._listener = listener
        self.plan = plan
        self._editor: Editor | None = None
        self.face: Face | None = None
        self.maker: EditorMaker | None = None
        self.notice: NoticeFrame | None = None
        self._row_label: RowLabel | None = None
        self._pickers: list[VariantPicker] = []
        self._refusal = ""
        self.hint_area = QRect()
        self.hint_shown: list[str] = []
        self.is_hint_cut = self.is_hint_open = False
        self.state_area, self.editor_area = QRect(), QRect()
        self.found: tuple[str, ...] = ()
        self._has_key_in_hint = False
        self.problems: Sequence[FieldProblem] = ()
        self.is_stale = True
        self._placed: tuple[int, BlockPlace] | None = None
        self._height = 0
        self._problem_words: ProblemWords | None = None
        self._outdated: OutdatedLine | None = None
        has_no_hint = plan.stays or plan.kind in (RowKind.EARLIER, RowKind.LATER)
        self.hint = "" if has_no_hint else _bounded_hint(plan)
        self._pane = pane
        if isinstance(plan.field, NoticeField):
            self.notice = NoticeFrame(plan.field, pane)
            return
        self._row_label = RowLabel(plan, pane, self)
        if plan.picks:
            self._make_pickers()
        if plan.kind is RowKind.VARIANT:
            self._editor = self._pickers[-1].editor
            return
        maker = self.maker = _MAKERS.get(plan.kind) or editor_for(plan.field, value, is_json=plan.is_json)
        if plan.kind is RowKind.FIELD and not plan.picks:
            self.face = face_for(maker, _field_of_editor(plan), reading, pane)
        if self.face is None:
            self._make_editor(maker)

    def _make_editor(self, maker: EditorMaker) -> Editor:
        editor = self._editor = maker(_field_of_editor(self.plan), self._pane)
        editor.listener = self
        return editor

    @property
    def editor(self) -> Editor | None:
        """The editor, made now if only its face was painted so far; None in a row that is only read."""
        self.complete()
        return self._editor

    def complete(self) -> None:
        """Put the editor in the place of its face."""
        if self.face is None or self.maker is None:
            return
        reading, self.face = self.face.reading, None
        editor = self._make_editor(self.maker)
        editor.show_value(reading)
        self._speak(editor)
        if not self.editor_area.isEmpty():
            editor.widget().setGeometry(self.editor_area)
            _show(editor.widget())

    def _make_pickers(self) -> None:
        plan = self.plan
        is_left_out = not plan.stays and bool(plan.picks) and not plan.picks[0].field.is_required
        self._pickers = [
            VariantPicker(pick.field, depth, is_left_out=is_left_out, listener=self, parent=self._pane)
            for depth, pick in enumerate(plan.picks)
        ]

    @property
    def label(self) -> PaintedLabel | None:
        """The label, where there is one that is only read."""
        return self._row_label.label if self._row_label else None

    @property
    def key_line(self) -> KeyLine | None:
        """The name of a key of one's own."""
        return self._row_label.line if self._row_label else None

    @property
    def pickers(self) -> list[Editor]:
        """The choices between variants that stand before the editor."""
        return [one.editor for one in self._pickers if one.editor is not self._editor]

    @property
    def state_words(self) -> str:
        """What stands beside the editor about what is sent."""
        shape = self.face or self._editor
        return shape.state_words() if shape else ""

    def widgets(self) -> list[QWidget]:
        """Everything that is shown for the row."""
        found: list[QWidget | None] = [self.notice, self.key_line]
        found.extend(one.widget() for one in [*self.pickers, self._editor] if one is not None)
        found.extend(self._outdated.widgets() if self._outdated else [])
        found.extend(self._problem_words.widgets() if self._problem_words else [])
        return [widget for widget in found if widget is not None]

    def tab_stops(self) -> list[QWidget]:
        """The widgets that Tab visits."""
        stops: list[QWidget] = [self.key_line] if self.key_line else []
        for one in [*self.pickers, self.editor]:
            stops.extend(one.tab_stops() if one else [])
        return [*stops, *(self._outdated.tab_stops() if self._outdated else [])]

    def show_outdated(self, words: OutdatedWords | None) -> None:
        """Say what became of a choice that may not fit any more."""
        if words is None and self._outdated is None:
            return
        if self._outdated is None:
            self._outdated = OutdatedLine(self._pane, self._on_outdated_pressed)
        if self._outdated.show_words(words, shown_text(bounded(self.plan.field.label or self.plan.field.key))):
            self.height_changed()

    def show_picks(self, picks: Sequence[Pick], *, is_null: bool) -> None:
        """Show which variants are chosen."""
        for picker, pick in zip(self._pickers, picks, strict=True):
            picker.show_pick(pick.number, is_null=is_null and picker is self._pickers[0])

    def show_reading(self, reading: Reading) -> None:
        """Show what the document holds."""
        self.is_stale = True
        if self.face is not None and (reading is self.face.reading or self.face.show_value(reading)):
            return
        if self.editor is not None:
            self.editor.show_value(reading)

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Show what is wrong with the field; the frame of the editor turns red."""
        if self.face is not None and not problems:
            return  # the editor will be told when it is made
        if self.editor is None:
            return
        if self._refusal:
            problems = [FieldProblem(self.plan.pointer, self._refusal), *problems]
        if problems != self.problems:
            self.problems, self.is_stale = problems, True
        if problems and self._problem_words is None:
            self._problem_words = ProblemWords(self._pane)
        if self._problem_words is not None:
            self._problem_words.show_problems(problems, self.plan.field)
        self.editor.show_invalid(bool(problems) and not self._refusal)
        self._speak(self.editor)

    def _speak(self, editor: Editor) -> None:
        spoken = spoken_name(self.plan)
        description = shown_text(bounded(spoken_words(self.plan.field, self.problems)))
        editor.show_words(spoken, description)
        for picker in self.pickers:
            picker.show_words(f"Kind of {spoken}", description)

    def key_refused(self, reason: str) -> None:
        """Told by the editor or the key."""
        if reason != self._refusal:
            told = [one for one in self.problems if one.message != self._refusal or one.keyword]
            self._refusal = reason
            self.show_problems(told)
            self.height_changed()

    def show_found(self, words: tuple[str, ...]) -> None:
        """
        Show by which words the row was found, none where it was not: its key too if that is what has them, and all of
        a long hint.
        """
        if words == self.found or self.label is None or self.plan.is_item:
            return
        if self._has_key_in_hint:
            self.hint = self.hint.removeprefix(self.plan.field.key).removeprefix(_BETWEEN)
        seen = folded(f"{self.label.text()}\n{self.hint}")
        self._has_key_in_hint = any(word not in seen for word in words)
        if self._has_key_in_hint:
            self.hint = _BETWEEN.join(part for part in (self.plan.field.key, self.hint) if part)
        self.is_hint_open = any(word not in folded(self.label.text()) for word in words)
        self.found, self.is_stale = words, True

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
        shape = self.face or self._editor
        assert shape is not None
        assert self._row_label is not None
        line, left = top, block.editor_left
        label_height = self._row_label.place(top, block)
        if block.is_stacked:
            beside = self._row_label.width_beside(block)
            left += beside + 4 if beside else 0
            line += 0 if beside else self._row_label.height_above
        right = block.right - (_TOOLS.get((self.plan.is_item, self.plan.is_entry), 0) if self._is_wide() else 0)
        left, line = self._place_pickers(left, line, right)
        room = right - left
        width = max(20, min(room, shape.wanted_width(room)))
        height = shape.wanted_height(width)
        self.editor_area = QRect(left, line, width, height)
        if self._editor is not None:
            self._editor.widget().setGeometry(self.editor_area)
            _show(self._editor.widget())
        self.state_area = QRect(left + width + 10, line, max(0, room - width - 10), CONTROL_HEIGHT)
        below = line + height
        if self._outdated is not None and self._outdated.is_shown:
            below = self._outdated.place(block.editor_left, below + HINT_GAP, block.editor_width)
        below = self._place_problems(below, block)
        below = self._place_hint(below, block)
        return max(below, top + label_height) - top

    def _is_wide(self) -> bool:
        return self.plan.kind in (RowKind.FIELD, RowKind.VARIANT)

    def _place_pickers(self, left: int, line: int, right: int) -> tuple[int, int]:
        """Put the choices between variants before the editor; gives where the editor begins."""
        start = left
        for number, picker in enumerate(self.pickers):
            width = picker.wanted_width(right - left)
            if number and left + width > right:
                left, line = start, line + CONTROL_HEIGHT + HINT_GAP
            picker.widget().setGeometry(left, line, max(20, min(width, right - left)), CONTROL_HEIGHT)
            _show(picker.widget())
            left += width + PICKER_GAP
        is_narrow = bool(self.pickers) and self._is_wide() and right - left < NARROWEST_BESIDE_PICKER
        return (start, line + CONTROL_HEIGHT + HINT_GAP) if is_narrow else (left, line)

    def dispose(self, *, had_keyboard: bool = False) -> None:
        """Let go of all widgets."""
        for widget in self.widgets():
            widget.hide()
            if had_keyboard and isinstance(widget, Segments):
                # An arrow presses a button of a group first; then Qt gives it the keyboard, hidden or not.
                widget.setEnabled(False)
            widget.deleteLater()

    def toggle_hint(self) -> None:
        """Show the whole hint, or its first lines again."""
        self.is_hint_open = not self.is_hint_open
        self.height_changed()

    def _place_problems(self, below: int, block: BlockPlace) -> int:
        if not self.problems or self._problem_words is None:
            return below
        return self._problem_words.place(block.editor_left, below + HINT_GAP, block.editor_width)

    def _place_hint(self, below: int, block: BlockPlace) -> int:
        self.hint_area = QRect()
        if not self.hint:
            return below
        font, metrics = hint_font(self._pane.font())
        width = min(block.editor_width, 760)
        self.hint_shown, self.is_hint_cut = short_lines(self.hint, font, width)
        if self.is_hint_cut and self.is_hint_open:
            self.hint_shown = broken_lines(self.hint, font, width)
        height = len(self.hint_shown) * metrics.lineSpacing()
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

    def choices_dropped(self) -> None:
        """Told by the editor."""
        self._listener.row_dropped(self)

    def _on_outdated_pressed(self) -> None:
        self._listener.row_wished(self, Wish.PUT_BACK)

    def choices_asked(self, wanted: ChoicesAsked) -> None:
        """Told by the editor."""
        self._listener.row_asked(self, wanted)

    def wished(self, wish: Wish) -> None:
        """Told by the editor."""
        self._listener.row_wished(self, wish)

    def variant_picked(self, depth: int, outcome: int | None | Absent) -> None:
        """Told by a picker."""
        self._listener.row_picked(self, depth, outcome)

    def key_added(self, key: str) -> str:
        """Told by the editor."""
        return self._listener.row_key_added(self, key)

    def key_renamed(self, key: str) -> str:
        """Told by the key."""
        return self._listener.row_key_renamed(self, key)

    def fill_menu(self, menu: QMenu) -> None:
        """Told by the editor."""
        self._listener.row_menu(self, menu)


def _field_of_editor(plan: PlannedRow) -> Field:
    """The field as its editor sees it: one that stays is removed, not left out; a choice before it leaves it out."""
    is_chosen = bool(plan.picks) and isinstance(plan.field, BooleanField)
    is_kept = plan.stays and plan.kind is RowKind.FIELD
    return replace(plan.field, is_required=True) if is_kept or is_chosen else plan.field


def _show(widget: QWidget) -> None:
    if widget.isHidden():
        widget.show()


def _bounded_hint(plan: PlannedRow) -> str:
    if plan.kind is RowKind.ADD_KEY:
        return shown_text(bounded(plan.field.key_rule)) if isinstance(plan.field, GroupField) else ""
    words = [hint_words(plan.field, is_json=plan.is_json), definition_words(plan.field)]
    return shown_text(bounded("\n".join(part for part in words if part), MOST_OF_A_LABEL))


_MAKERS: dict[RowKind, EditorMaker] = {
    RowKind.EARLIER: PageTurn,
    RowKind.LATER: PageTurn,
    RowKind.ADD_KEY: key_adder_for,
}
