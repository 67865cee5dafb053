"""Whatever was done to a form, all of it can be taken back, and all of it done again."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.json_value import ExactNumber, parse_json, same_json, value_at, write_json
from explorer.schema.field import (
    BooleanField,
    Condition,
    Form,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    TextField,
)
from explorer.ui.form.document.acts.item_acts import paste_lines
from explorer.ui.form.document.edits import Act, perform, possible_acts, take_reading
from explorer.ui.form.document.form_document import FormDocument, Unreadable
from explorer.ui.form.document.row_plan import RowKind, plan_rows
from explorer.ui.form.undo import history as limits
from explorer.ui.form.undo.history import UndoHistory
from explorer.ui.form.undo.shared_parts import first_change, unshared_bytes

PERSON = GroupField(
    key="person",
    label="Person",
    is_nullable=True,
    fields=(
        TextField(key="name", label="Name", default="Grace"),
        NumberField(key="age", label="Age", is_nullable=True),
        TextField(key="nick", label="Nick", visible_when=Condition("name", "filled")),
    ),
)
FORM = Form(
    GroupField(
        fields=(
            TextField(key="title", label="Title", is_required=True),
            BooleanField(key="on", label="On"),
            PERSON,
            ListField(key="people", label="People", item=PERSON),
            ListField(key="tags", label="Tags", item=NumberField()),
            JsonField(key="any", label="Any"),
        )
    )
)
START = {"title": "x", "people": [{"name": "Ada"}, {"name": "Bob", "age": 1}], "tags": [1, 2, 3], "other": True}

READINGS = st.one_of(
    st.text(max_size=4),
    st.integers(),
    st.booleans(),
    st.just(ExactNumber("0.10")),
    st.builds(Unreadable, st.text(max_size=3), st.just("no number")),
)
EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), READINGS), min_size=1, max_size=25)


def seen(document: FormDocument) -> tuple[object, ...]:
    """What a person has before them, but for what is folded."""
    content = document.content()
    texts = {place: one.text for place, one in document.unreadable.items()}
    return write_json(document.value), write_json(content.value), texts


def edit(document: FormDocument, history: UndoHistory, step: tuple[int, int, object], clock: list[float]) -> None:
    """One thing that somebody could do, chosen by the numbers."""
    row, what, reading = step
    plans = [plan for plan in plan_rows(document, "all") if plan.kind is not RowKind.NOTICE]
    history.refresh(document)
    plan = plans[row % len(plans)]
    acts = possible_acts(document, plan)
    clock[0] += 0.4 * (row % 5)
    if what == 9:
        document.load({"title": "loaded", "tags": [row]})
        history.note(document, None)
    elif what == 8 and isinstance(plan.field, ListField):
        paste_lines(document, plan.field, plan.pointer, "1\nx\n3")
        history.note(document, plan.pointer)
    elif what > 3 and acts:
        act = acts[(row + what) % len(acts)]
        target = perform(document, plan, act)
        history.note(document, plan.pointer, target=target)
    elif what == 3:
        perform(document, plan, Act.FOLD)
        history.refresh(document)
    elif plan.kind is RowKind.FIELD:
        take_reading(document, plan, reading)
        history.note(document, plan.pointer, is_typing=True)


@settings(max_examples=150, deadline=None)
@given(EDITS)
def test_all_that_was_done_can_be_taken_back_and_done_again(steps):
    document = FormDocument(FORM, copy.deepcopy(START))
    clock = [0.0]
    history = UndoHistory(lambda: clock[0])
    plan_rows(document, "all")
    history.start(document)
    first = seen(document)
    for step in steps:
        edit(document, history, step, clock)
    plan_rows(document, "all")
    history.refresh(document)
    last = seen(document)
    back = 0
    while history.undo(document) is not None:
        back += 1
        plan_rows(document, "all")
        history.refresh(document)
    assert seen(document) == first
    again = 0
    while history.redo(document) is not None:
        again += 1
        plan_rows(document, "all")
        history.refresh(document)
    assert seen(document) == last
    assert back == again


@settings(max_examples=100, deadline=None)
@given(EDITS, st.lists(st.booleans(), max_size=30))
def test_going_back_and_on_in_any_order_passes_only_what_was_there(steps, moves):
    document = FormDocument(FORM, copy.deepcopy(START))
    history = UndoHistory(lambda: 0.0)
    history.start(document)
    known = {write_json(document.value)}
    clock = [0.0]
    for step in steps:
        edit(document, history, step, clock)
        known.add(write_json(document.value))
    for is_back in moves:
        history.undo(document) if is_back else history.redo(document)
        assert write_json(document.value) in known


def test_a_new_change_takes_the_place_of_what_was_taken_back():
    document = FormDocument(FORM, {})
    history = UndoHistory()
    history.start(document)
    document.put(("title",), "a")
    history.note(document, ("title",))
    history.undo(document)
    document.put(("on",), True)
    history.note(document, ("on",))
    assert history.redo(document) is None
    assert document.value == {"on": True}


def test_a_change_that_nobody_told_of_is_taken_back_first():
    document = FormDocument(FORM, {"title": "a"})
    history = UndoHistory()
    history.start(document)
    document.put(("on",), True)
    assert history.undo(document) == ("on",)
    assert document.value == {"title": "a"}


def test_a_blank_in_a_json_text_is_no_step():
    document = FormDocument(FORM, {"any": {"a": 1}})
    history = UndoHistory()
    history.start(document)
    document.put(("any",), parse_json('{ "a":  1}'))
    history.note(document, ("any",), is_typing=True)
    assert not history.can_undo


def test_steps_are_bounded_by_their_number(monkeypatch):
    monkeypatch.setattr(limits, "MOST_STEPS", 3)
    document = FormDocument(FORM, {})
    history = UndoHistory()
    history.start(document)
    for number in range(10):
        document.put(("title",), str(number))
        history.note(document, ("title",))
    while history.undo(document) is not None:
        pass
    assert document.value == {"title": "6"}


def test_steps_are_bounded_by_what_only_they_hold(monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 50_000)
    document = FormDocument(FORM, {})
    history = UndoHistory()
    history.start(document)
    for number in range(20):
        document.put(("title",), str(number) * 10_000)
        history.note(document, ("title",))
    steps = 0
    while history.undo(document) is not None:
        steps += 1
    assert 2 <= steps < 8


def test_a_large_change_can_be_taken_back_however_large_it_is(monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 10)
    document = FormDocument(FORM, {"title": "x" * 1000})
    history = UndoHistory()
    history.start(document)
    document.put(("title",), "y")
    history.note(document, ("title",))
    history.undo(document)
    assert document.value == {"title": "x" * 1000}


def test_parts_that_are_shared_weigh_nothing():
    large = ["x" * 10_000 for _ in range(100)]
    before = {"a": large, "b": "1"}
    assert unshared_bytes(before, {**before, "b": "2"}) < 1_000
    assert unshared_bytes(large, large[1:]) < 20_000
    assert unshared_bytes(before, {"a": list(large), "b": "1"}) < 3_000
    assert unshared_bytes(before, {}) > 1_000_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text("ab", max_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, JSON)
def test_the_first_change_is_a_place_where_the_values_differ(before, after):
    place = first_change(before, after)
    if place is None:
        assert write_json(before) == write_json(after) or isinstance(before, dict | list)
    else:
        assert not same_json(value_at(before, place), value_at(after, place))
