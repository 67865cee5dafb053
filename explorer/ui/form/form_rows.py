"""The rows of a form at work: edits go into the document, the document is shown in the rows that are made."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from shiboken6 import isValid

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, Pointer
from explorer.schema.field import Form, GroupField, ListField
from explorer.ui.form import shape_changes
from explorer.ui.form.choices_wanted import ChoicesAsked
from explorer.ui.form.dependence.open_questions import OpenQuestions
from explorer.ui.form.dependence.outdated import follow_change
from explorer.ui.form.dependence.reload_watch import ReloadWatch
from explorer.ui.form.document.acts.item_acts import fixed_places, paste_lines
from explorer.ui.form.document.edits import Act, perform, possible_acts, take_reading
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.row_plan import PlannedRow, RowKind, plan_rows
from explorer.ui.form.editors.editor import Reading, Wish
from explorer.ui.form.finding.finder import Finder
from explorer.ui.form.moving.item_drag import ItemDrag
from explorer.ui.form.problem_places import ProblemPlaces
from explorer.ui.form.ranking import editor_for
from explorer.ui.form.row_tools import RowTools
from explorer.ui.form.rows.form_pane import FormPane
from explorer.ui.form.rows.form_row import FormRow
from explorer.ui.form.rows.row_content import reading_of, show_row, show_value, value_of
from explorer.ui.form.undo.history import UndoHistory
from explorer.ui.form.undo.stepping import take_step
from explorer.ui.form.undo.undo_keys import UndoKeys, is_typed_in

_WISHED_ACTS = {Wish.SET: Act.SET, Wish.FOLD: Act.FOLD, Wish.ADD: Act.ADD}

_OF_ONE_EDITOR = (RowKind.VARIANT, RowKind.ADD_KEY, RowKind.EARLIER, RowKind.LATER)
"""Rows whose editor does not depend on a value."""

_ACTS_OF_SIGHT = (Act.FOLD, Act.EARLIER, Act.LATER)
"""They change what is seen, not what is held."""


class FormRows(QObject):
    """
    Between the document and the pane.

    Signals: those of `FormView`.
    """

    edited = Signal(object)
    field_left = Signal(object)
    reload_wanted = Signal(object)
    choices_wanted = Signal(object)
    choices_dropped = Signal(object)
    planned = Signal(object)

    def __init__(self, area: QScrollArea, parent: QWidget) -> None:
        super().__init__(parent)
        self.document = FormDocument(Form(GroupField()), {})
        self.problems = ProblemPlaces()
        self.history = UndoHistory()
        self.finder = Finder()
        self.which = "all"
        self._focused: Pointer | None = None
        self.left: Pointer | None = None
        self._is_syncing = False
        self.reloads = ReloadWatch()
        self.pane = FormPane(area, self._make_row)
        self.pane.row_pointed.connect(self.place_tools)
        self.questions = OpenQuestions(self.pane, self.choices_wanted.emit, self.choices_dropped.emit)
        self._tools = RowTools(self.pane)
        self._tools.act_wanted.connect(self.act)
        self._tools.menu_wanted.connect(self.open_menu)
        self.drag = ItemDrag(self.pane, area)
        self.drag.dropped.connect(self._on_dropped)
        self.undo_keys = UndoKeys(parent, self.step)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self.pane.measure_again)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def open(self, document: FormDocument) -> None:
        """Show another document; questions for choices of the one before are void."""
        self.document, self.left = document, None
        self.document.is_searched = self.finder.is_on
        self.problems = ProblemPlaces()
        self.questions.drop_all()
        self.reloads.forget()
        self.sync()
        self.questions.ask_again()

    def sync(self, *, kept: Iterable[Pointer] = (), keeps_focused: bool = True, is_from_start: bool = False) -> None:
        """Plan the rows anew and show everything; `kept` are places that no filter may hide."""
        focused, self._is_syncing = self.focused_row(), True
        places = {*kept, *(() if self.finder.is_on else self.problems.places())}
        if self._focused is not None and keeps_focused:
            places.add(self._focused)
        if self.finder.is_on:
            plans = self.finder.plans(self.document, frozenset(places))
        else:
            plans = plan_rows(self.document, self.which, frozenset(places))
        for plan in plans:
            row = self.pane.row(plan.key)
            if row is not None and row.plan == plan:
                self._show_found(row)
                if self._is_right_editor(row):
                    show_row(row, self.document, self.problems)
                else:
                    self.pane.dispose(plan.key)
        self.pane.show_plans(plans, is_from_start=is_from_start)
        self.history.refresh(self.document)
        self._is_syncing = False
        if focused is not None and self.focused_row() is None:
            self._focus_again(focused.plan)
        if self._tools.isVisible():
            self.place_tools(None)
        self.planned.emit(plans)

    def look_for(self, text: str, for_s: float) -> bool:
        """Show the fields that match, all of them for no text; False if it takes longer and has to be asked again."""
        self.document.is_searched = bool(text.strip())
        if self.document.is_searched and not self.finder.prepare(self.document, for_s):
            return False
        was_on = self.finder.is_on
        self.finder.look_for(text)
        if not self.finder.is_on:
            self.document.unfolded.clear()
        elif was_on and self.pane.shows(self.finder.plans(self.document, frozenset())):
            for row in self.pane.rows():
                self._show_found(row)
            self._settling.start()
            return True
        self.sync(keeps_focused=False, is_from_start=self.finder.is_on)
        return True

    def _show_found(self, row: FormRow) -> None:
        row.show_found(self.finder.words if self.finder.has(row.plan) else ())

    def tell_unreadable(self, place: Pointer) -> None:
        """Say why text is no value, now that the field was left."""
        left = self.document.unreadable.get(place)
        if left is not None:
            self.problems.add(place, FieldProblem(place, left.reason, "type"))

    def tell_all_unreadable(self) -> None:
        """The same for every field but the one that is being typed in."""
        for place in list(self.document.unreadable):
            if place != self._focused:
                self.tell_unreadable(place)

    def open_towards(self, places: Iterable[Pointer]) -> None:
        """Unfold the groups and lists around the places."""
        for place in places:
            self.document.turn_to(place)
            for length in range(1, len(place)):
                self.document.opened[place[:length]] = True
                self.document.unfolded.pop(place[:length], None)

    def focus(self, place: Pointer) -> bool:
        """Bring the row of a place into view and give it the keyboard."""
        return self._focus_row(self.row_at(place))

    def _focus_row(self, row: FormRow | None) -> bool:
        if row is None or row.editor is None:
            return False
        row.editor.focus_target().setFocus()
        return True

    def step(self, is_back: bool) -> None:
        """Take the last change back, or do it again, and go to where it was made."""
        take_step(self, is_back=is_back)

    def focused_row(self) -> FormRow | None:
        """The row that has the keyboard."""
        return self.pane.row_of_widget(QApplication.focusWidget())

    def item_around(self, row: FormRow) -> FormRow | None:
        """The row of the nearest item of a list around this one; None where there is none."""
        for length in range(len(row.plan.pointer), 0, -1):
            place = row.plan.pointer[:length]
            if isinstance(place[-1], int):
                found = next((one for one in self.pane.rows() if one.plan.pointer == place and one.plan.is_item), None)
                return found or self.pane.make_visible((RowKind.GROUP, place))
        return None

    def acts(self, row: FormRow) -> list[Act]:
        """What can be done with a row."""
        return possible_acts(self.document, row.plan)

    def act(self, row: FormRow, act: Act) -> None:
        """Do it, show the outcome, and leave the keyboard where it makes sense."""
        if self.pane.row(row.plan.key) is not row:
            return  # chosen in a menu of a row that is gone by now
        pointer = row.plan.pointer
        if act is Act.RENAME_KEY and row.key_line is not None:
            row.key_line.setFocus()
            row.key_line.selectAll()
            return
        was, held = self.document.value, self.document.at(pointer)
        is_item_act = act in (Act.DUPLICATE, Act.INSERT, Act.MOVE_UP, Act.MOVE_DOWN, Act.REMOVE)
        if act not in _ACTS_OF_SIGHT:
            self.remember(pointer)
        focused = self.focused_row()
        inner = focused.plan.pointer[len(pointer) :] if focused is not None and is_item_act else ()
        target = perform(self.document, row.plan, act)
        if not is_item_act:
            follow_change(self.document, pointer, held)
        self.history.note(self.document, pointer, target=target)
        self.document.turn_to(target)
        if is_item_act:
            self.problems.clear_below(pointer[:-1])
        elif act not in _ACTS_OF_SIGHT:
            self.problems.clear(pointer)
        self.sync(kept=[target])
        if act is Act.OTHER_KEYS:
            self._focus_row(self.pane.make_visible((RowKind.ADD_KEY, target)))
        elif (act is Act.REMOVE or not (inner and self.focus((*target, *inner)))) and not self.focus(target):
            self._focus_row(next(iter(self.pane.rows()[-1:]), None))
        if self.document.value is not was:
            self.announce(pointer[:-1] if is_item_act else pointer, is_complete=True)

    def open_menu(self, row: FormRow) -> None:
        """Show what can be done with a row."""
        if not self.acts(row) or row.editor is None:
            return
        target = row.editor.focus_target()
        menu = self._tools.new_menu()
        self.row_menu(row, menu)
        self._tools.open_menu(menu, row, target.mapToGlobal(QPoint(max(0, target.width() - 240), target.height() + 2)))

    def row_menu(self, row: FormRow, menu: QMenu) -> None:
        """Add what can be done with a row, and with the item that it is part of."""
        item = None if row.plan.is_item else self.item_around(row)
        self.undo_keys.take_over(menu)
        self._tools.fill_menu(menu, row, self.acts(row), item, self.acts(item) if item else ())

    def place_tools(self, row: FormRow | None) -> None:
        """Put the small buttons at the end of a row; of the one with the keyboard if none is named."""
        row = row or self.focused_row()
        top = self.pane.top_of(row) if row is not None else 0
        if row is not None and row.editor is not None:
            top = row.editor.widget().geometry().top()
        acts = self.acts(row) if row is not None else ()
        self._tools.show_beside(row, acts, self.pane.right(), top)
        is_movable = row is not None and (Act.MOVE_UP in acts or Act.MOVE_DOWN in acts)
        first = fixed_places(self.document, row.plan.pointer[:-1]) if row is not None and is_movable else 0
        self.drag.show_beside(row if is_movable else None, top, first)

    def _focus_again(self, plan: PlannedRow) -> None:
        row = self.pane.row(plan.key)
        self._focused = plan.pointer if row is not None else None
        if row is not None and row.editor is not None:
            row.editor.focus_target().setFocus()

    def _make_row(self, plan: PlannedRow) -> FormRow:
        reading = reading_of(self.document, plan)
        row = FormRow(plan, value_of(self.document, plan), self.pane, self, reading=reading)
        self._show_found(row)
        self.questions.teach(row)
        show_row(row, self.document, self.problems)
        return row

    def _is_right_editor(self, row: FormRow) -> bool:
        if row.notice is not None or row is self.focused_row() or row.plan.kind in _OF_ONE_EDITOR:
            return True
        return row.maker is editor_for(row.plan.field, value_of(self.document, row.plan), is_json=row.plan.is_json)

    def row_edited(self, row: FormRow, reading: Reading) -> None:
        """Take what was typed."""
        pointer = row.plan.pointer
        self.remember(pointer)
        shapes, held = self.document.shapes_changed, self.document.at(pointer)
        take_reading(self.document, row.plan, reading)
        touched = follow_change(self.document, pointer, held)
        for place in touched:
            self.problems.clear(place)
        self.history.note(self.document, pointer, is_typing=is_typed_in(row.editor))
        if self.problems.clear(pointer):
            show_row(row, self.document, self.problems)
            self._settling.start()
        if touched or self.document.shapes_changed != shapes or self.document.tree.has_conditions():
            self.sync()
        self.announce(pointer)

    def row_picked(self, row: FormRow, depth: int, outcome: int | None | Absent) -> None:
        """Choose a variant."""
        shape_changes.pick(self, row, depth, outcome)

    def row_key_added(self, row: FormRow, key: str) -> str:
        """One more key of one's own."""
        return shape_changes.add_key(self, row.plan.pointer, key)

    def row_key_renamed(self, row: FormRow, key: str) -> str:
        """Another name for a key of one's own."""
        return shape_changes.rename_key(self, row.plan.pointer, key)

    def _on_dropped(self, pointer: Pointer, target: int) -> None:
        shape_changes.move_item(self, pointer, target)

    def row_at(self, pointer: Pointer) -> FormRow | None:
        """The row of a place, brought into view; None where there is none."""
        kinds = (RowKind.FIELD, RowKind.GROUP, RowKind.LIST, RowKind.VARIANT)
        return next((row for kind in kinds if (row := self.pane.make_visible((kind, pointer))) is not None), None)

    def announce(self, pointer: Pointer, *, is_complete: bool = False) -> None:
        """Tell everybody that the value at the place has changed."""
        for row in self.pane.rows():
            place = row.plan.pointer
            if place == pointer[: len(place)] and place != pointer:
                show_value(row, self.document)
        self.questions.follow(self.document, pointer)
        self.pane.update()
        self.undo_keys.show_possible(self.history)
        self.edited.emit(pointer)
        if is_complete:
            self._complete(pointer)

    def remember(self, pointer: Pointer) -> None:
        """A place is about to change: what a field that reloads holds until then."""
        self.reloads.remember(self.document, pointer, self.document.value)

    def _complete(self, pointer: Pointer) -> None:
        place = self.reloads.completed(self.document, pointer)
        if place is not None:
            self.reload_wanted.emit(place)

    def row_committed(self, row: FormRow) -> None:
        """A field that reloads may have been changed by now."""
        self.history.end_typing()
        self._complete(row.plan.pointer)

    def row_asked(self, row: FormRow, wanted: ChoicesAsked) -> None:
        """Pass the question on."""
        self.questions.ask(row, wanted)

    def row_dropped(self, row: FormRow) -> None:
        """Nobody waits for what the row has asked for."""
        self.questions.drop(row)

    def row_resized(self, _row: FormRow) -> None:
        """Place the rows again, once for all changes of this moment."""
        self._settling.start()

    def row_wished(self, row: FormRow, wish: Wish) -> None:
        """Make, fold or extend a group or list; go to what a choice needs first, or put a choice back."""
        if wish is Wish.FIRST:
            shape_changes.go_to_first(self, row)
        elif wish is Wish.PUT_BACK:
            shape_changes.settle_outdated(self, row.plan.pointer)
        elif wish in _WISHED_ACTS:
            self.act(row, _WISHED_ACTS[wish])
        elif wish is Wish.TURN:
            page_before = self.document.page(row.plan.pointer)
            is_back = row.plan.kind is RowKind.EARLIER
            self.act(row, Act.EARLIER if is_back else Act.LATER)
            members = self.document.members(row.plan.pointer)
            self.focus((*row.plan.pointer, members[page_before.start - 1 if is_back else page_before.stop]))
        elif isinstance(row.plan.field, ListField):
            text = QApplication.clipboard().text()
            self.remember(row.plan.pointer)
            if paste_lines(self.document, row.plan.field, row.plan.pointer, text):
                self.history.note(self.document, row.plan.pointer)
                self.tell_all_unreadable()
                self.sync()
                self.announce(row.plan.pointer, is_complete=True)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # The window gives up the focus while its widgets are already being destroyed.
        if self._is_syncing or not isValid(self.pane):
            return
        row = self.pane.row_of_widget(new)
        place = row.plan.pointer if row is not None else None
        left, self._focused = self._focused, place
        self.undo_keys.watch(new if row is not None else None)
        if row is not None:
            self.place_tools(row)
        if left is None or left == place:
            return
        self.history.end_typing()
        self.left = left
        if left in self.document.unreadable:
            self.tell_unreadable(left)
            self.sync()
        self._complete(left)
        self.field_left.emit(left)
        if row is None:
            self.place_tools(None)
