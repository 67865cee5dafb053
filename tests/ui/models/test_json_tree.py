import json

import pytest
import shiboken6
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.ui.look.palette import DARK
from explorer.ui.models.answer.json_node import BLOCK, MOST_IN_ONE
from explorer.ui.models.answer.json_tree import JsonTree
from explorer.ui.models.answer.readable import readable_json
from explorer.ui.models.answer.splitting.json_level import JsonKind, NotReadable, text_of

NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
BLANKS = st.sampled_from(["", "", " ", "\n\t", "\r\n  "])


class Written(str):
    """A number as it was written."""

    __slots__ = ()


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS.map(Written), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=6), st.lists(st.tuples(TEXTS, inner), max_size=6).map(tuple)),
    max_leaves=40,
)
"""JSON values; an object is a tuple of pairs, so that a key may come twice."""


def written(value: object, blank: str) -> str:
    if isinstance(value, Written):
        return str(value)
    if isinstance(value, list):
        return f"[{blank}" + f"{blank},{blank}".join(written(one, blank) for one in value) + f"{blank}]"
    if isinstance(value, tuple):
        pairs = (f"{json.dumps(name)}{blank}:{blank}{written(one, blank)}" for name, one in value)
        return f"{{{blank}" + f"{blank},{blank}".join(pairs) + f"{blank}}}"
    return json.dumps(value, ensure_ascii=False)


def tree_of(text: str | bytes) -> JsonTree:
    tree = JsonTree()
    tree.show_json(readable_json(text.encode() if isinstance(text, str) else text))
    return tree


def load(tree: JsonTree, parent: QModelIndex) -> list[QModelIndex]:
    while tree.canFetchMore(parent):
        tree.fetchMore(parent)
    return [tree.index(row, 0, parent) for row in range(tree.rowCount(parent))]


def reassembled(tree: JsonTree, places: list[QModelIndex], kind: JsonKind) -> object:
    values = []
    for place in places:
        node = tree.node(place)
        if node.kind in (JsonKind.OBJECT, JsonKind.LIST):
            value = reassembled(tree, load(tree, place), node.kind)
        elif node.kind is JsonKind.NUMBER:
            value = Written(tree.whole_text(place))
        elif node.kind is JsonKind.TEXT:
            value = tree.whole_text(place)
        else:
            value = json.loads(tree.whole_text(place))
        values.append((node.name, value))
    return tuple(values) if kind is JsonKind.OBJECT else [value for _, value in values]


def shown(tree: JsonTree, place: QModelIndex) -> tuple[str, str]:
    value = place.siblingAtColumn(1)
    return tree.data(place), tree.data(value)


@given(
    st.one_of(st.lists(VALUES, min_size=1, max_size=6), st.lists(st.tuples(TEXTS, VALUES), min_size=1).map(tuple)),
    BLANKS,
)
@settings(deadline=None)
def test_the_texts_of_all_nodes_are_the_value_again(value, blank):
    tree = tree_of(written(value, blank))
    kind = JsonKind.OBJECT if isinstance(value, tuple) else JsonKind.LIST
    assert reassembled(tree, load(tree, QModelIndex()), kind) == value


@given(
    st.one_of(
        st.binary(max_size=120),
        st.lists(st.sampled_from('{}[]",:\\u0d8e1tn'), max_size=60).map("".join).map(str.encode),
    )
)
@settings(deadline=None)
def test_no_bytes_raise_once_they_are_readable(body):
    tree = JsonTree()
    try:
        tree.show_json(readable_json(body))
    except NotReadable:
        return
    places = load(tree, QModelIndex())
    while places:
        place = places.pop()
        assert shown(tree, place)
        places += load(tree, place)


@pytest.mark.parametrize("number", ["0.10", "1e400", "9223372036854775808", "-0", "1E+2", "1" * 70])
def test_a_number_is_shown_to_the_letter(number):
    tree = tree_of(f'{{"n":{number}}}')
    assert shown(tree, tree.index(0, 0)) == ("n", number)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[null]", "null"),
        ("[true]", "true"),
        ('[""]', '""'),
        ("[{}]", "{}  empty object"),
        ("[[ ]]", "[]  empty list"),
        ('[{"a":1}]', "{\u2026} 1 key"),
        ("[[1,2]]", "[\u2026] 2 items"),
        ('["a\\nb"]', '"a\\nb"'),
    ],
)
def test_every_kind_of_value_is_told_apart(text, words):
    tree = tree_of(text)
    assert shown(tree, tree.index(0, 0))[1] == words


def test_a_single_value_is_a_row_of_its_own():
    tree = tree_of(' "x" ')
    assert (tree.rowCount(), shown(tree, tree.index(0, 0)), tree.path(tree.index(0, 0))) == (1, ("", '"x"'), "$")


def test_an_empty_object_is_a_row_of_its_own():
    tree = tree_of("{ }")
    assert (tree.rowCount(), shown(tree, tree.index(0, 0))[1]) == (1, "{}  empty object")


def test_a_long_text_is_folded_to_its_length():
    tree = tree_of(json.dumps({"a": "x" * 500}))
    assert shown(tree, tree.index(0, 0))[1].endswith('\u2026"  (500 characters)')


def test_a_very_long_text_is_folded_without_being_read():
    tree = tree_of(json.dumps({"a": "\u00e4" * 300_000}, ensure_ascii=False))
    assert shown(tree, tree.index(0, 0))[1].endswith('\u2026"  (600,002 bytes)')


def test_html_and_characters_that_turn_text_are_shown_as_text():
    tree = tree_of(json.dumps({"<b>k\u202e": "<img src=x>\u0000"}))
    assert shown(tree, tree.index(0, 0)) == ("<b>k<U+202E>", '"<img src=x><U+0000>"')


def test_members_become_rows_in_blocks():
    tree = tree_of(json.dumps({"a": list(range(2_500))}))
    place = tree.index(0, 0)
    counts = []
    while tree.canFetchMore(place):
        tree.fetchMore(place)
        counts.append(tree.rowCount(place))
    assert counts == [BLOCK, 2 * BLOCK, 2_500]


def test_a_value_that_is_partly_loaded_says_so():
    tree = tree_of(json.dumps({"a": list(range(2_500))}))
    tree.fetchMore(tree.index(0, 0))
    assert shown(tree, tree.index(0, 0))[1] == "[\u2026] 2,500 items, first 1,000 shown"


def test_many_members_stand_in_groups_and_keep_their_places():
    tree = tree_of(json.dumps({"a": list(range(MOST_IN_ONE + 345))}))
    groups = load(tree, tree.index(0, 0))
    last = load(tree, groups[-1])[-1]
    assert [shown(tree, groups[0]), tree.path(last), tree.whole_text(last)] == [
        ("0 \u2026 999", "[\u2026] 1,000 items"),
        "$.a[5344]",
        "5344",
    ]


def test_a_group_is_copied_as_the_json_of_its_members():
    tree = tree_of(json.dumps({f"k{number}": number for number in range(MOST_IN_ONE + 1)}))
    last = load(tree, QModelIndex())[-1]
    assert tree.whole_text(last) == '{"k5000":5000}'


def test_places_are_told_as_json_pointer_and_json_path():
    tree = tree_of('{"a/b": [{"it\'s": {"plain": 1}}]}')
    place = QModelIndex()
    for _ in range(4):
        place = load(tree, place)[0]
    assert (tree.pointer(place), tree.path(place)) == ("/a~1b/0/it's/plain", "$['a/b'][0]['it\\'s'].plain")


def test_containers_are_copied_as_received():
    tree = tree_of('{"a": [1 , 0.10]}')
    assert tree.whole_text(tree.index(0, 0)) == "[1 , 0.10]"


def test_a_large_value_is_counted_after_it_was_shown(qtbot):
    tree = tree_of(json.dumps({"a": {"b": list(range(3_000))}}))
    place = load(tree, tree.index(0, 0))[0].siblingAtColumn(1)
    assert tree.data(place) == "[\u2026]"
    qtbot.waitUntil(lambda: tree.data(place) == "[\u2026] 3,000 items")


def test_only_matches_are_shown_and_all_again():
    tree = tree_of('{"a": {"x": 1, "y": 2}, "b": 3}')
    tree.show_matches({0: {1: None}})
    opened = tree.matched_places()
    assert [shown(tree, place) for place in load(tree, opened[0])] == [("y", "2")]
    tree.show_matches(None)
    assert tree.rowCount() == 2


def test_a_filtered_member_keeps_its_path():
    tree = tree_of("[[0, 1], [2, 3]]")
    tree.show_matches({1: {1: None}})
    assert tree.path(tree.index(0, 0, tree.matched_places()[0])) == "$[1][1]"


def test_colours_follow_the_look():
    tree = tree_of('{"a": "x"}')
    tree.show_colours(DARK)
    colour = tree.data(tree.index(0, 1), Qt.ItemDataRole.ForegroundRole)
    assert colour.name() == DARK.json_text


@pytest.mark.parametrize("text", ['{"a": [1, {"b": null}], "c": "x"}', "[]", "1", json.dumps([list(range(1_200))] * 3)])
def test_qt_finds_no_fault_in_the_model(text, qtbot):
    tree = tree_of(text)
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    places = load(tree, QModelIndex())
    while places:
        places += load(tree, places.pop())
    # A tester looks into a model in the middle of its reset, and loads rows then: another one looks after it.
    tester.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(tester))
    tree.show_matches({0: None})
    filtered = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert load(tree, QModelIndex())
    del filtered


def test_a_deep_value_can_be_opened_to_its_end():
    tree = tree_of(b"[" * 500 + b"7" + b"]" * 500)
    place = QModelIndex()
    for _ in range(500):
        place = load(tree, place)[0]
    assert text_of(tree.node(place).raw) == "7"
