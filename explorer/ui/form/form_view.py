"""A tree of fields as a form: shows values, reports edits, and asks for nothing itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, JsonValue, Pointer, same_json
from explorer.providers.contract import ChoicesPage
from explorer.schema.field import Field, Form, GroupField
from explorer.ui.form.dependence.carried import bring_back, carry_over, unplaced_words
from explorer.ui.form.dependence.kept import Unplaced
from explorer.ui.form.dependence.reload_watch import reloading
from explorer.ui.form.document.edits import Act
from explorer.ui.form.document.fitting import is_locked
from explorer.ui.form.document.form_document import FormContent, FormDocument, Unreadable
from explorer.ui.form.document.row_plan import PlannedRow, RowKind, plan_rows
from explorer.ui.form.document.set_count import set_count
from explorer.ui.form.finding.field_search import FieldSearch
from explorer.ui.form.finding.json_places import json_places
from explorer.ui.form.form_rows import FormRows
from explorer.ui.form.problem_naming import place_words, rule_words
from explorer.ui.form.problem_places import home_of
from explorer.ui.form.row_tools import KEYS, MENU_KEYS
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel

_NOTHING = {
    "required": "Nothing is required. All fields are optional.",
    "set": "No field is set.",
    "all": "There is nothing to fill in.",
}
_FIND = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_F)


@dataclass(frozen=True, slots=True)
class LeftText:
    """Text that was typed into a field and is no value of it yet; for another field it would mean something else."""

    field: Field
    text: Unreadable


class FormView(QWidget):
    """
    The form of one action.

    Signals:
        edited: the place whose value changed; at every keystroke.
        field_left: the place that the keyboard left.
        reload_wanted: the place of a field that `reloads`, changed and complete: a choice made, the field left.
        choices_wanted: a `ChoicesWanted`; answered with `show_choices` or `show_choices_failure`.
        choices_dropped: the ticket of a `ChoicesWanted` whose answer is not wanted any more.
        find_wanted: the keys for finding a field were pressed.
    """

    edited = Signal(object)
    field_left = Signal(object)
    reload_wanted = Signal(object)
    choices_wanted = Signal(object)
    choices_dropped = Signal(object)
    find_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = PlainLabel("", self, kind="hint", wraps=True)
        self._unplaced = ElidedLabel(kind="hint")
        self._unplaced.setContentsMargins(8, 0, 20, 0)
        self._empty = PlainLabel("", self, kind="dim")
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = FormRows(self._area, self)
        self._area.setWidget(self._rows.pane)
        self.search = FieldSearch(self._rows)
        self._rows.pane.take_key = self._take_key
        self._rows.edited.connect(self.edited)
        self._rows.field_left.connect(self.field_left)
        self._rows.reload_wanted.connect(self.reload_wanted)
        self._rows.choices_wanted.connect(self.choices_wanted)
        self._rows.choices_dropped.connect(self.choices_dropped)
        self._rows.planned.connect(self._on_planned)
        self._clear = QPushButton("Clear", self)
        mark(self._clear, kind="link")
        self._clear.clicked.connect(self._on_clear)
        self._shortcuts: dict[QObject, list[Act]] = {}
        for keys in {*KEYS.values(), MENU_KEYS}:
            shortcut = QShortcut(QKeySequence(keys), self)
            # Shortcuts, since buttons and scroll areas take arrows for themselves whatever modifiers come with them.
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_row_key)
            self._shortcuts[shortcut] = [act for act, one in KEYS.items() if one == keys]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._note)
        layout.addWidget(self._unplaced)
        nothing = QHBoxLayout()
        nothing.addWidget(self._empty)
        nothing.addWidget(self._clear)
        nothing.addStretch(1)
        layout.addLayout(nothing)
        layout.addWidget(self._area, 1)
        self._note.hide()
        self._unplaced.hide()
        self._empty.hide()
        self._clear.hide()

    def show_form(
        self,
        form: Form,
        value: JsonValue | Absent,
        *,
        note: str = "",
        is_reload: bool = False,
        left: Mapping[Pointer, LeftText] | None = None,
        unplaced: Mapping[str, Unplaced] | None = None,
    ) -> None:
        """
        Show a form and what it holds. `note` is said above the fields; `left` is text that was no value yet, `unplaced`
        are values whose fields were gone.

        Fields that are the same as before keep widget, focus and cursor. With `is_reload` it is the form of the same
        action again: folding and text that is no value yet stay too, and choices that were loaded. Values of fields
        that are gone are kept until they are back.
        """
        old, document = self._rows.document, FormDocument(form, value)
        document.unplaced.update(unplaced or {})
        if is_reload:
            carry_over(old, document)
        else:
            bring_back(document)
            self._rows.questions.forget()
            self.search.forget()
        for place, one in {**(left or {}), **(self.left_texts() if is_reload else {})}.items():
            if one.field == document.field_at(place):
                document.unreadable[place] = one.text
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._unplaced.setText(unplaced_words(document))
        self._unplaced.setVisible(bool(self._unplaced.full_text()))
        self._rows.open(document)
        if is_reload or (same_json(value, old.value) and form == old.form):
            self._rows.history.note(document, None)
        else:
            self._rows.history.start(document)
        self._rows.undo_keys.show_possible(self._rows.history)

    def undo_actions(self) -> tuple[QAction, QAction]:
        """Undo and redo, enabled while there is something to take back or to do again."""
        return self._rows.undo_keys.undo, self._rows.undo_keys.redo

    def set_value(self, value: JsonValue | Absent, *, is_typing: bool = False) -> None:
        """
        Replace all values, as one change that can be taken back; with `is_typing`, as a part of the one before. What
        is the same already keeps its cursor.
        """
        self._rows.document.load(value)
        self._rows.history.note(self._rows.document, None, is_typing=is_typing)
        self._rows.undo_keys.show_possible(self._rows.history)
        self._rows.reloads.forget()
        self._rows.sync()

    def content(self) -> FormContent:
        """What the form holds now, and where text is no value yet."""
        return self._rows.document.content()

    def left_texts(self) -> dict[Pointer, LeftText]:
        """Text that is no value of its field yet, to be shown again when the form is."""
        document = self._rows.document
        found = {place: (document.field_at(place), text) for place, text in document.unreadable.items()}
        return {place: LeftText(field, text) for place, (field, text) in found.items() if field is not None}

    def shown_form(self) -> Form:
        """The form that is shown."""
        return self._rows.document.form

    def unplaced(self) -> dict[str, Unplaced]:
        """Values that are kept and not sent, because their fields are gone for the moment."""
        return dict(self._rows.document.unplaced)

    def is_reloading(self, pointer: Pointer) -> bool:
        """Whether the field, or one around it, is one that reloads: it says so by itself when it is complete."""
        return reloading(self._rows.document, pointer) is not None

    def counts(self) -> tuple[int, int]:
        """How many fields hold something, and how many there are."""
        document = self._rows.document
        root = document.effective(document.form.root, ())
        if isinstance(root, GroupField):
            return set_count(document, root, ())
        return (0 if isinstance(document.value, Absent) else 1, 1)

    def json_places(self) -> list[Pointer]:
        """The places that are edited as JSON because nothing else holds their value, or no other editor is known."""
        return json_places(self._rows.document)

    def show_problems(self, problems: Sequence[FieldProblem]) -> list[FieldProblem]:
        """Show these under their fields, instead of all that were shown; gives those that have no field in view."""
        homeless = self._rows.problems.replace(self._rows.document, problems)
        self._rows.tell_all_unreadable()
        self._rows.open_towards(self._rows.problems.places())
        self._rows.sync()
        return homeless

    def focus_field(self, pointer: Pointer) -> bool:
        """Bring a field into view and give it the keyboard; False where there is none."""
        place = home_of(self._rows.document, pointer)
        if place is None:
            return False
        self._rows.open_towards([place])
        self._rows.sync(kept=[place])
        return self._rows.focus(place)

    def last_place(self) -> Pointer | None:
        """The place of the field that has the keyboard, or that had it last."""
        row = self._rows.focused_row()
        return row.plan.pointer if row is not None else self._rows.left

    def focus_last(self) -> None:
        """Give the keyboard back to the field that had it last; to the first one if that is gone."""
        if self._rows.left is None or not self._rows.focus(self._rows.left):
            self.focus_first()

    def problem_words(self, problem: FieldProblem) -> tuple[str, str, str]:
        """The way to the field of a problem in labels, the message, and the rule as the schema has it."""
        document = self._rows.document
        field = document.field_at(problem.pointer)
        return place_words(document, problem.pointer), problem.message, rule_words(problem, field)

    def focus_first(self) -> bool:
        """Give the keyboard to the first required field without a value, or else to the first field."""
        document = self._rows.document
        plans = [
            plan for plan in plan_rows(document, self._rows.which) if _takes_keyboard(plan, document.at(plan.pointer))
        ]
        missing = [plan for plan in plans if plan.field.is_required and isinstance(document.at(plan.pointer), Absent)]
        fields = [plan for plan in [*missing, *plans] if plan.kind in (RowKind.FIELD, RowKind.VARIANT)]
        first = next(iter([*fields, *plans]), None)
        return first is not None and self._rows.focus(first.pointer)

    def show_filter(self, which: str) -> None:
        """Show the `required` fields, those that are `set`, or `all`."""
        self.search.show_only(which)

    def show_choices(self, ticket: int, page: ChoicesPage) -> None:
        """Answer a `ChoicesWanted`; dropped where nobody waits for it any more."""
        self._rows.questions.learn(page)
        editor = self._rows.questions.waiting_editor(ticket)
        if editor is not None:
            editor.show_choices(page)  # type: ignore[attr-defined]  # editors that ask can be answered

    def show_choices_failure(self, ticket: int, text: str) -> None:
        """Say why the choices did not come; dropped like a late answer."""
        editor = self._rows.questions.waiting_editor(ticket)
        if editor is not None:
            editor.show_choices_failure(text)  # type: ignore[attr-defined]  # as above

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or of the one with the keyboard."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self._rows.pane.mapFrom(self, event.pos())
        row = self._rows.focused_row() if is_key else self._rows.pane.row_at(place.y())
        if row is not None:
            self._rows.open_menu(row)

    def event(self, event: QEvent) -> bool:
        """The keys for finding are taken from the window while the keyboard is in the form."""
        if isinstance(event, QKeyEvent) and event.keyCombination() == _FIND:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.find_wanted.emit()
                return True
        return super().event(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        row, focused = self._rows.focused_row(), self.focusWidget()
        if row is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
                focused.click()
                return True
            return False
        if event.key() == Qt.Key.Key_F1 and row.is_hint_cut:
            row.toggle_hint()
            return True
        return False

    def _on_row_key(self) -> None:
        pressed = self._shortcuts.get(self.sender())
        row = self._rows.focused_row()
        if row is None or pressed is None:
            return
        if not pressed:
            self._rows.open_menu(row)
            return
        for one in (row, self._rows.item_around(row)):
            acts = self._rows.acts(one) if one is not None else []
            act = next((act for act in acts if act in pressed), None)
            if one is not None and act is not None:
                self._rows.act(one, act)
                return

    def _on_planned(self, plans: Sequence[PlannedRow]) -> None:
        not_found = self.search.words_for_none()
        self._empty.setText("" if plans else not_found or _NOTHING.get(self._rows.which, ""))
        self._empty.setVisible(not plans)
        self._clear.setVisible(not plans and bool(not_found))

    def _on_clear(self) -> None:
        self.search.look_for("")
        self.focus_first()


def _takes_keyboard(plan: PlannedRow, value: JsonValue | Absent) -> bool:
    return plan.kind not in (RowKind.NOTICE, RowKind.ADD_KEY) and not is_locked(plan.field, value)
