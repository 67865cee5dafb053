"""Any JSON in any form: what is loaded is read back to the letter, whatever is opened, folded or looked at."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.domain.json_value import ABSENT, ExactNumber, same_json
from explorer.schema.build import build_form
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Form,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    Option,
    TextField,
    Variant,
    VariantField,
)
from explorer.ui.form.document.acts import key_acts, variant_acts
from explorer.ui.form.document.edits import Act, perform, possible_acts, take_reading
from explorer.ui.form.document.form_document import FormDocument, Unreadable
from explorer.ui.form.document.row_plan import RowKind, plan_rows
from explorer.ui.form.rows.row_content import reading_of
from explorer.ui.form.undo.history import UndoHistory

KEYS = st.sampled_from(["a", "b", "c", "x-1", "", "~/", "kind"])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([2**53 + 1, ExactNumber("0.10"), ExactNumber("1e400"), ExactNumber("1.0"), ExactNumber("-0")]),
    st.sampled_from(["", "a", "cat", "dog", "two\nlines", "\ud800", "\u2028"]),
)
VALUES = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=4), max_leaves=12
)


def grown(inside):
    """Groups, lists and unions of all sorts around other fields."""
    named = st.lists(st.tuples(KEYS, inside), max_size=3, unique_by=lambda one: one[0])
    maybe = st.none() | inside
    groups = st.builds(
        lambda fields, others, patterns, names, is_open: GroupField(
            fields=[of(field, key) for key, field in fields],
            others=others,
            patterns=[("^x-", one) for one in patterns],
            key_names=names,
            is_open=is_open,
        ),
        named,
        maybe,
        st.lists(inside, max_size=1),
        st.sampled_from([(), ("a", "b")]),
        st.booleans(),
    )
    lists = st.builds(
        lambda item, places, takes_more: ListField(item=item, places=places, takes_more=takes_more),
        inside,
        st.lists(inside, max_size=2),
        st.booleans(),
    )
    kinds = st.sampled_from([(), ("string",), ("object",), ("array",), ("number", "integer"), ("boolean",)])
    marks = st.sampled_from([{}, {"kind": ["cat"]}, {"kind": ["dog"]}])
    shapes = st.lists(st.tuples(inside, kinds, marks), min_size=1, max_size=3)
    unions = st.builds(
        lambda shapes, is_nullable, is_required: VariantField(
            variants=[Variant(f"V{number}", *parts) for number, parts in enumerate(spread(shapes))],
            is_nullable=is_nullable,
            is_required=is_required,
        ),
        shapes,
        st.booleans(),
        st.booleans(),
    )
    return groups | lists | unions


def spread(shapes):
    return [(shape, "", kinds, marks) for shape, kinds, marks in shapes]


def of(field, key):
    return type(field)(
        **{**{name: getattr(field, name) for name in field.__dataclass_fields__}, "key": key, "label": "L"}
    )


class Case:
    """A form with a short name, since whole forms fill pages."""

    def __init__(self, form):
        self.form = form

    def __repr__(self):
        return f"Form({type(self.form.root).__name__}, schema={self.form.schema})"


LEAVES = {
    "text": TextField(),
    "number": NumberField(is_nullable=True),
    "boolean": BooleanField(is_required=True),
    "constant": ChoiceField(options=[Option("cat", "Cat")], is_fixed=True),
    "choices": ChoiceField(options=[Option(1, "one"), Option(2, "two")], is_multiple=True),
    "json": JsonField(),
    "any": JsonField(closed={}),
    "union": JsonField(closed={"oneOf": [{"type": "string"}, {"properties": {"a": {"type": "integer"}}}]}),
}


@st.composite
def fields(draw, levels):
    """A field with at most so many levels of others in it; with a short name, unlike what `st.recursive` gives."""
    if levels == 0 or draw(st.booleans()):
        return LEAVES[draw(st.sampled_from(sorted(LEAVES)))]
    return draw(grown(fields(levels - 1)))


CONDITIONAL = st.sampled_from(
    [
        {
            "properties": {"a": {"type": "string"}},
            "if": {"properties": {"a": {"const": "a"}}, "required": ["a"]},
            "then": {"properties": {"b": {"type": "integer"}}},
            "else": {"properties": {"c": {"items": {}}}},
        },
        {"type": "array", "prefixItems": [{"type": "string"}, {}], "items": {"$ref": "#"}},
        {"properties": {"a": {"$ref": "#"}, "b": {"items": {"$ref": "#"}}}, "additionalProperties": {"$ref": "#"}},
        {"dependentSchemas": {"a": {"properties": {"b": {"type": "string"}}}}, "patternProperties": {"(x+)+$": {}}},
    ]
)


@st.composite
def cases(draw):
    schema = draw(st.none() | CONDITIONAL)
    return Case(Form(draw(fields(3))) if schema is None else build_form(schema))


FORMS = cases()
thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def look_everywhere(document):
    """Unfold all there is, plan it, ask every row for what it shows, then fold it again."""
    for _ in range(8):
        plans = plan_rows(document, "all")
        for plan in plans:
            document.opened[plan.pointer] = True
            if plan.kind is not RowKind.NOTICE:
                reading_of(document, plan)
                possible_acts(document, plan)
        assert len({plan.key for plan in plans}) == len(plans)
        if len(plan_rows(document, "all")) == len(plans):
            break
    plan_rows(document, "set")
    plan_rows(document, "required")
    for place in list(document.opened):
        document.opened[place] = False
    plan_rows(document, "all")


@thorough
@given(FORMS, VALUES)
def test_any_value_is_read_back_from_any_form(case, value):
    document = FormDocument(case.form, value)
    look_everywhere(document)
    content = document.content()
    assert same_json(content.value, value)
    assert content.unreadable == []


@thorough
@given(FORMS, VALUES, VALUES)
def test_another_value_takes_the_place_of_the_first(case, first, second):
    document = FormDocument(case.form, first)
    look_everywhere(document)
    document.load(second)
    look_everywhere(document)
    assert same_json(document.content().value, second)


READINGS = st.one_of(SCALARS, st.just(ABSENT), st.builds(Unreadable, st.text(max_size=2), st.just("why")))
STEPS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), READINGS, KEYS), max_size=12)


def one_step(document, number, what, reading, key):
    """Something that a person can do in a row."""
    plans = plan_rows(document, "all")
    if not plans:
        return
    plan = plans[number % len(plans)]
    acts = [act for act in possible_acts(document, plan) if act is not Act.RENAME_KEY]
    if plan.kind is RowKind.ADD_KEY:
        if not key_acts.why_not(document, plan.pointer, key):
            key_acts.add_key(document, plan.pointer, key)
    elif plan.picks and what % 3 == 0:
        depth = what % len(plan.picks)
        picked = what % len(plan.picks[depth].field.variants)
        variant_acts.choose(document, plan.pointer, depth, picked, stays=plan.stays)
    elif plan.is_entry and what % 5 == 1 and not key_acts.why_not(document, plan.pointer[:-1], key):
        key_acts.rename(document, plan.pointer, key)
    elif plan.kind is RowKind.FIELD and what % 2:
        take_reading(document, plan, reading)
    elif plan.kind in (RowKind.GROUP, RowKind.LIST) and what % 4 == 0:
        perform(document, plan, Act.SET)
    elif acts:
        perform(document, plan, acts[what % len(acts)])


@thorough
@given(FORMS, VALUES | st.just(ABSENT), STEPS)
def test_whatever_is_done_the_form_holds_a_value_and_all_of_it_can_be_taken_back(case, value, steps):
    document, history = FormDocument(case.form, value), UndoHistory()
    history.start(document)
    for step in steps:
        one_step(document, *step)
        history.note(document, None)
        document.content()
        plan_rows(document, "all")
    while history.undo(document) is not None:
        plan_rows(document, "all")
    assert same_json(document.content().value, value)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=FORMS, value=VALUES)
def test_looking_at_every_row_and_visiting_it_with_tab_changes_nothing(desk, case, value):
    desk.events.clear()
    view = desk.show_form(case.form, value)
    for _ in range(3):
        view._rows.open_towards([(*plan.pointer, "") for plan in plan_rows(view._rows.document, "all")])
        view._rows.sync()
    view.focus_first()
    for _ in range(12):
        if QApplication.focusWidget() is not None:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert same_json(view.content().value, value)
    assert desk.happened("edited") == []
