import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.calls.search import SLICE, ActionFilter, ActionIndex, folded, words_of
from explorer.domain.action import Action, ActionKey, Effect

ALPHABET = "abec EB_-1\u00e9\u00df"


def made(
    name,
    key="k",
    connector="x",
    description="",
    effect=Effect.UNKNOWN,
    is_deprecated=False,
):
    return Action(ActionKey(key), name, connector, connector, description, effect=effect, is_deprecated=is_deprecated)


EMPLOYEES = [
    made("List employees", "bamboohr_list_employees", "bamboohr", "All people"),
    made("Create employee", "bamboohr_create_employee", "bamboohr", "A new person"),
    made("Create employee time off", "bamboohr_create_time_off", "bamboohr"),
    made("Send message", "slack_send_message", "slack", "Posts to a channel"),
    made("Recreate employee", "workday_recreate_employee", "workday"),
    made("Archive channel", "slack_archive_channel", "slack", "An employee is told"),
]


def names(index, text, shown=None):
    rows = index.find(text) if shown is None else index.find(text, shown)
    return [index.action(row).name for row in rows]


def test_empty_text_lists_by_connector_in_listing_order():
    assert names(ActionIndex(EMPLOYEES), "  ") == [
        "List employees",
        "Create employee",
        "Create employee time off",
        "Send message",
        "Archive channel",
        "Recreate employee",
    ]


def test_whole_name_comes_before_its_beginning_before_word_starts_before_inside():
    assert names(ActionIndex(EMPLOYEES), "create employee") == [
        "Create employee",
        "Create employee time off",
        "Recreate employee",
    ]


def test_description_comes_last():
    assert names(ActionIndex(EMPLOYEES), "employee")[-1] == "Archive channel"


def test_key_as_written_finds_its_action_first():
    assert names(ActionIndex(EMPLOYEES), "slack_send_message")[0] == "Send message"


def test_key_that_is_typed_whole_stands_before_names_that_contain_it():
    index = ActionIndex([made("Go on", "a"), made("Stop", "go"), made("Go", "b")])
    assert names(index, "go") == ["Stop", "Go", "Go on"]


def test_words_may_stand_in_any_order_and_in_different_places():
    assert names(ActionIndex(EMPLOYEES), "channel slack") == ["Archive channel", "Send message"]


def test_misspelt_words_find_what_was_meant():
    assert names(ActionIndex(EMPLOYEES), "creat emploee")[0] == "Create employee"


def test_letters_in_the_wrong_order_find_what_was_meant():
    assert names(ActionIndex(EMPLOYEES), "mesasge") == ["Send message"]


def test_misspelt_word_not_typed_to_its_end_finds_what_was_meant():
    assert names(ActionIndex(EMPLOYEES), "archvie cha") == ["Archive channel"]


def test_misspelt_word_beside_a_number_keeps_the_number():
    index = ActionIndex([made("Message 17"), made("Message 18")])
    assert names(index, "mesage 17") == ["Message 17"]


def test_word_that_is_nowhere_finds_nothing():
    assert ActionIndex(EMPLOYEES).find("employee zzzzzz") == []


def test_short_words_are_not_taken_for_misspelt():
    assert ActionIndex(EMPLOYEES).find("xqz") == []


def test_nearer_words_come_before_farther_ones():
    index = ActionIndex([made("Channle"), made("Xhannele")])
    assert names(index, "channel") == ["Channle", "Xhannele"]


def test_misspelt_words_stay_within_the_filter():
    shown = ActionFilter(connectors=frozenset({"workday"}))
    assert names(ActionIndex(EMPLOYEES), "emploee", shown) == ["Recreate employee"]


def test_accents_and_case_do_not_count():
    assert names(ActionIndex([made("Cr\u00e9er un EMPLOY\u00c9")]), "creer employe") != []


@pytest.mark.parametrize("action", [made("Q&A"), made("Q", "&"), made("Q", description="A & B")])
def test_text_of_signs_only_is_looked_for_as_it_is(action):
    assert ActionIndex([made("Questions"), action]).find(" & ") == [1]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (ActionFilter(connectors=frozenset({"b"})), [1, 2]),
        (ActionFilter(effects=frozenset({Effect.READ})), [0, 2]),
        (ActionFilter(favourites=frozenset({ActionKey("k1")})), [1]),
        (ActionFilter(favourites=frozenset()), []),
        (ActionFilter(is_deprecated=True), [2]),
        (ActionFilter(is_deprecated=False), [0, 1]),
        (ActionFilter(connectors=frozenset({"b"}), effects=frozenset({Effect.READ})), [2]),
    ],
)
@pytest.mark.parametrize("text", ["", "act"])
def test_filter_leaves_only_what_it_lets(shown, expected, text):
    index = ActionIndex(
        [
            made("Act", "k0", "a", effect=Effect.READ),
            made("Act", "k1", "b", effect=Effect.WRITE),
            made("Act", "k2", "b", effect=Effect.READ, is_deprecated=True),
        ]
    )
    assert index.find(text, shown) == expected


def test_exact_key_outside_the_filter_is_not_found():
    shown = ActionFilter(connectors=frozenset({"slack"}))
    assert ActionIndex(EMPLOYEES).find("bamboohr_create_employee", shown) == []


def test_actions_added_later_are_found_by_the_same_text():
    index = ActionIndex(EMPLOYEES[:1])
    before = index.find("emploee")
    index.add(EMPLOYEES[1:2])
    assert (before, index.find("emploee"), len(index)) == ([0], [0, 1], 2)


def test_adding_many_lets_the_event_loop_turn_after_each_slice():
    async def turns_while_adding():
        index = ActionIndex()
        adding = asyncio.ensure_future(index.add_all([made("Act")] * (3 * SLICE + 1)))
        sizes = []
        while not adding.done():
            await asyncio.sleep(0)
            sizes.append(len(index))
        return sizes

    sizes = asyncio.run(turns_while_adding())
    assert {SLICE, 2 * SLICE, 3 * SLICE, 3 * SLICE + 1} <= set(sizes)


text = st.text(ALPHABET, max_size=8)
actions = st.lists(st.builds(made, text, text, st.sampled_from("abc"), text), max_size=8)


def naive_rank(action, words):
    phrase = "".join(f" {word}" for word in words)

    def joined(words):
        return "".join(f" {word}" for word in words)

    name = joined(words_of(action.name))
    head = name + joined(words_of(action.key)) + joined(words_of(f"{action.connector_name} {action.connector_key}"))
    if phrase in (name, joined(words_of(action.key))):
        return 0
    if name.startswith(phrase):
        return 1
    if all(f" {word}" in name for word in words):
        return 2
    if all(word in name for word in words):
        return 3
    if all(word in head for word in words):
        return 4
    return 5 if all(word in head + "\n" + folded(action.description) for word in words) else 6


@given(actions, text)
def test_plain_hits_come_in_the_order_of_a_naive_ranking(listed, typed):
    words = words_of(typed)
    found = ActionIndex(listed).find(typed)
    ranked = sorted((naive_rank(action, words), row) for row, action in enumerate(listed))
    plain = [row for rank, row in ranked if rank < 6]
    assert not words or found[: len(plain)] == plain


@given(actions, text)
def test_everything_that_plainly_contains_all_words_is_found(listed, typed):
    found = set(ActionIndex(listed).find(typed))
    for row, action in enumerate(listed):
        whole = folded(f"{action.name}\n{action.key}\n{action.connector_name}\n{action.description}")
        assert row in found or not all(word in whole for word in folded(typed).split())


@given(actions, text, st.integers(0, 8))
def test_typing_on_finds_the_same_as_typing_at_once(listed, typed, length):
    index = ActionIndex(listed)
    index.find(typed[:length])
    assert index.find(typed) == ActionIndex(listed).find(typed)


@given(actions, text)
def test_no_row_is_found_twice(listed, typed):
    found = ActionIndex(listed).find(typed)
    assert len(found) == len(set(found))


def test_an_abbreviation_of_three_letters_finds_the_word():
    index = ActionIndex([made("List employees"), made("Last payslip"), made("Create employee")])
    assert names(index, "lst employees") == ["List employees"]
