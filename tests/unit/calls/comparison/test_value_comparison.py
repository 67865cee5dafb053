import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.calls.comparison.values.difference import Change, members, places
from explorer.calls.comparison.values.ignored_paths import ignored_paths
from explorer.calls.comparison.values.json_patch import json_patch
from explorer.calls.comparison.values.value_comparison import GivenUp, compare_values
from explorer.domain.json_value import ABSENT, parse_json

from .any_json import ITEMS, VALUES, patched, plain


def compared(before: str, after: str, *ignored: str):
    return compare_values(parse_json(before), parse_json(after), ignored_paths(ignored))


def changes(difference) -> list[tuple[object, Change, bool]]:
    """Name, change and whether it moved, of each node that is a difference, from top to bottom."""
    found = [(difference.name, difference.change, difference.is_moved)] if difference.is_difference else []
    return found + [one for child in difference.children for one in changes(child)]


@given(VALUES)
def test_a_value_does_not_differ_from_itself(value):
    found = compare_values(value, value)
    assert found.tally.total == 0
    assert list(places(found)) == []


@given(VALUES, VALUES)
def test_the_patch_makes_one_value_the_other(before, after):
    assert plain(patched(before, json_patch(compare_values(before, after)))) == plain(after)


@given(st.lists(st.integers(0, 4), max_size=9), st.lists(st.integers(0, 4), max_size=9))
def test_the_patch_makes_one_list_the_other(before, after):
    assert patched(before, json_patch(compare_values(before, after))) == after


@given(
    st.lists(ITEMS, max_size=8, unique_by=lambda item: item["id"]),
    st.lists(ITEMS, max_size=8, unique_by=lambda item: item["id"]),
)
def test_the_patch_makes_one_list_of_items_the_other(before, after):
    assert plain(patched(before, json_patch(compare_values(before, after)))) == plain(after)


@given(VALUES, VALUES)
def test_exchanged_values_differ_in_the_mirror(before, after):
    one, other = compare_values(before, after).tally, compare_values(after, before).tally
    assert (one.added, one.removed) == (other.removed, other.added)
    mirrored = ("changed", "retyped", "respelled", "moved", "reordered")
    assert [getattr(one, name) for name in mirrored] == [getattr(other, name) for name in mirrored]


@given(VALUES, VALUES)
def test_nothing_differs_exactly_where_the_values_are_the_same(before, after):
    assert (compare_values(before, after).tally.total == 0) == (plain(before) == plain(after))


def places_of(difference, above=()):
    if difference.is_difference:
        yield above
    for child in difference.children:
        for name in {child.name_before, child.name_after} - {None}:
            yield from places_of(child, (*above, name))


@given(
    VALUES,
    VALUES,
    st.lists(
        st.sampled_from(["/a", "/*/a", "/**/b", "/0", "/**/at", "/*/id", "/a/*", "/~0", "/~2", "/~1"]), min_size=1
    ),
)
def test_what_is_ignored_never_appears(before, after, texts):
    ignored = ignored_paths(texts)
    for place in places_of(compare_values(before, after, ignored)):
        at = ignored
        for name in place:
            assert not at.is_here
            at = at.below(name)
        assert not at.is_here


@given(VALUES, VALUES)
def test_the_counts_are_those_of_the_places(before, after):
    found = compare_values(before, after)
    steps = list(places(found))
    assert len(set(steps)) == len(steps)
    moved_and_changed = sum(
        node.is_moved and node.change not in (Change.SAME, Change.INSIDE)
        for node in (at(found, step) for step in steps)
    )
    assert found.tally.total == len(steps) + moved_and_changed


def at(difference, steps):
    for step in steps:
        difference = difference.children[step]
    return difference


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("0.10", "0.1", Change.RESPELLED),
        ("1", "1.0", Change.RESPELLED),
        ("1e2", "100", Change.RESPELLED),
        ("0", "-0.0", Change.RESPELLED),
        ("1e400", "1e401", Change.CHANGED),
        ("9007199254740993", "9007199254740992", Change.CHANGED),
        ("1", '"1"', Change.RETYPED),
        ("1", "true", Change.RETYPED),
        ("null", "0", Change.RETYPED),
        ("[]", "{}", Change.RETYPED),
        ('"a"', '"b"', Change.CHANGED),
        ("true", "false", Change.CHANGED),
        ('"a"', '"\\u0061"', Change.SAME),
        (f"1e{'9' * 5000}", f"1e{'9' * 5000}", Change.SAME),
        (f"1e{'9' * 5000}", "1", Change.CHANGED),
    ],
)
def test_single_values_are_told_apart(before, after, change):
    assert compared(before, after).change is change


def test_keys_that_came_and_went_are_told_at_their_places():
    found = compared('{"a": 1, "old": 2, "b": 3}', '{"a": 1, "b": 4, "new": null}')
    assert [(child.name, child.change) for child in found.children] == [
        ("a", Change.SAME),
        ("old", Change.REMOVED),
        ("b", Change.CHANGED),
        ("new", Change.ADDED),
    ]
    assert found.children[1].after is ABSENT
    assert found.children[3].before is ABSENT


def test_another_order_of_keys_is_told_and_is_no_difference():
    found = compared('{"x": {"a": 1, "b": 2}}', '{"x": {"b": 2, "a": 1}}')
    assert found.tally.total == 0
    assert found.tally.reordered == 1
    assert found.children[0].is_reordered


def test_items_are_matched_by_what_names_them():
    found = compared('[{"id": 1, "n": "a"}, {"id": 2, "n": "b"}]', '[{"id": 2, "n": "c"}, {"id": 3, "n": "a"}]')
    assert changes(found) == [(0, Change.REMOVED, False), ("n", Change.CHANGED, False), (1, Change.ADDED, False)]


def test_items_are_matched_by_a_key_that_ends_like_an_identity():
    found = compared('[{"employee_id": 1, "n": "a"}]', '[{"employee_id": 9, "n": "x"}, {"employee_id": 1, "n": "b"}]')
    assert changes(found) == [(0, Change.ADDED, False), ("n", Change.CHANGED, False)]


def test_an_item_that_moved_and_changed_says_both():
    before = '[{"id": 1}, {"id": 2}, {"id": 3, "n": 1}]'
    assert changes(compared(before, '[{"id": 3, "n": 2}, {"id": 1}, {"id": 2}]')) == [
        (0, Change.INSIDE, True),
        ("n", Change.CHANGED, False),
    ]


def test_identities_that_are_new_each_time_match_nothing_and_are_changes():
    found = compared('[{"id": "x1", "n": 1}]', '[{"id": "x2", "n": 1}]')
    assert changes(found) == [("id", Change.CHANGED, False)]


@pytest.mark.parametrize("twice", ['[{"id": 1, "n": 1}, {"id": 1, "n": 2}]', '[{"id": null, "n": 1}, 5]', "[]"])
def test_what_names_no_item_for_sure_is_no_identity(twice):
    found = compared('[{"id": 1, "n": 1}]', twice)
    assert plain(patched(parse_json('[{"id": 1, "n": 1}]'), json_patch(found))) == plain(parse_json(twice))


def test_one_item_put_in_front_is_one_difference():
    assert changes(compared("[1, 2, 3]", "[0, 1, 2, 3]")) == [(0, Change.ADDED, False)]


def test_an_item_that_went_to_the_end_moved():
    assert changes(compared("[1, 2, 3]", "[2, 3, 1]")) == [(2, Change.SAME, True)]
    assert json_patch(compared("[1, 2, 3]", "[2, 3, 1]")) == [{"op": "move", "from": "/0", "path": "/2"}]


def test_what_is_left_between_two_items_that_stayed_is_paired():
    found = compared('[1, {"a": 1}, "x", 3]', '[1, {"a": 2}, null, 3]')
    assert changes(found) == [(2, Change.REMOVED, False), ("a", Change.CHANGED, False), (2, Change.ADDED, False)]


def test_long_lists_without_identity_are_matched_in_order():
    before = [f"line {number}" for number in range(3_000)]
    after = [line + "!" if number % 10 == 5 else line for number, line in enumerate(before)]
    after.insert(0, after.pop(1500))
    found = compare_values(before, after)
    assert (found.tally.changed, found.tally.moved, found.tally.added, found.tally.removed) == (300, 1, 0, 0)
    assert patched(before, json_patch(found)) == after


def test_a_list_in_which_very_much_moved_is_replaced_as_a_whole():
    before = [{"id": number} for number in range(3_000)]
    found = compare_values(before, before[::-1])
    assert found.tally.moved == 2_999
    assert json_patch(found) == [{"op": "replace", "path": "", "value": before[::-1]}]


def test_the_members_of_what_is_whole_are_given_when_asked_for():
    found = compared('{"gone": {"a": 1}, "same": [1]}', '{"same": [1], "new": ["x"]}')
    gone, same, new = found.children
    assert [(one.name_before, one.name_after, one.change) for one in members(gone)] == [("a", None, Change.REMOVED)]
    assert [(one.name_before, one.name_after, one.change) for one in members(same)] == [(0, 0, Change.SAME)]
    assert [(one.name_before, one.name_after, one.change) for one in members(new)] == [(None, 0, Change.ADDED)]
    assert members(compared("1", "2")) == ()
    assert members(compared("1", "1")) == []


def test_ignored_places_are_told_as_such():
    found = compared('{"at": 1, "n": 1}', '{"at": 2, "n": 1}', "/at")
    assert found.tally.total == 0
    assert [child.change for child in found.children] == [Change.IGNORED, Change.SAME]


def test_ignored_items_are_neither_matched_nor_counted():
    found = compared("[1, 2, 3]", "[9, 2]", "/0", "/2")
    assert found.tally.total == 0
    assert patched([1, 2, 3], json_patch(found)) == [1, 2, 3]


def test_the_patch_leaves_what_is_ignored_and_mends_the_rest():
    found = compared('[{"at": 1}, 2, 3]', '[3, 2, 4, {"at": 5}]', "/*/at")
    assert plain(patched(parse_json('[{"at": 1}, 2, 3]'), json_patch(found))) == plain([3, 2, 4, {"at": 1}])


def test_a_comparison_that_nobody_waits_for_ends():
    with pytest.raises(GivenUp):
        compare_values(list(range(2_000)), list(range(2_000)), is_given_up=lambda: True)
    assert compare_values(list(range(2_000)), list(range(2_000)), is_given_up=lambda: False).tally.total == 0


def test_counts_are_said_in_words():
    assert compared("[1, 2]", "[1, 3, null]").tally.words() == "1 changed, 1 added"
    assert compared("1", "1").tally.words() == "no differences"


def test_items_are_the_same_by_what_is_not_ignored_in_them():
    found = compared("[[1, 5], [2, 6]]", "[[3, 6], [4, 5]]", "/*/0")
    assert (found.tally.moved, found.tally.total) == (1, 1)
