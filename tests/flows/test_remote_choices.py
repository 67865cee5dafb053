"""Choices that the platform is asked for, through the window and against the sandbox."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

EVERY = "fault_lab-every-choice"


@pytest.fixture
def every(pipedream, lists, run):
    """The form that has a field for every kind of paging."""
    run(pipedream.find_and_open("every choice", EVERY), timeout=30)
    return lists


def test_a_field_that_searches_on_the_platform_sends_what_was_typed_after_a_pause(every, run):
    async def work():
        await every.opened("By page number and search")
        for letter in "er":
            QTest.keyClicks(every.popup().focusWidget(), letter)
            await asyncio.sleep(0.02)
        await every.person.until(lambda: len(every.asked("configure")) == 2, "the search")
        await every.settled()

    run(work(), timeout=30)
    first, second = every.asked("configure")
    assert "query" not in first
    assert (second["query"], second["page"], second.get("prev_context")) == ("er", 0, None)
    assert every.offered()
    assert all("er" in one.lower() for one in every.offered() if not one.startswith("Use"))
    every.close()


def test_a_field_without_search_on_the_platform_searches_what_is_loaded(every, run):
    async def work():
        everything = await every.opened("By page number")
        word = everything[-1].split()[0]
        every.type(word)
        await asyncio.sleep(0.5)
        return everything, word

    everything, word = run(work(), timeout=30)
    assert len(every.asked("configure")) == 1
    shown = [one for one in every.offered() if not one.startswith("Use")]
    assert shown
    assert set(shown) == {one for one in everything if word.lower() in one.lower()}
    assert "Only the 20 that are loaded are searched." in every.words()
    every.close()


def test_an_answer_to_a_search_that_was_typed_over_is_dropped(every, run, control):
    async def work():
        await every.opened("By page number and search")
        slow = {"kind": "slow", "delay_s": 1.0, "match": {"body_contains": '"query":"a"'}}
        control("pipedream", "POST", "faults", slow)
        every.type("a")
        await every.person.until(lambda: len(every.asked("configure")) == 2, "the slow search")
        every.type("zzz")
        await every.person.until(lambda: len(every.asked("configure")) == 3, "the search after it")
        await every.settled()
        await asyncio.sleep(1.2)

    run(work(), timeout=30)
    assert every.offered() == ['Use "zzz"']
    every.close()


@pytest.mark.parametrize(
    ("label", "has_context"),
    [
        ("By page number", False),
        ("By context", True),
        ("By page number or context", True),
        ("By page number, context and search", True),
    ],
)
def test_more_is_asked_for_by_page_and_by_context(every, run, label, has_context):
    async def work():
        first = await every.opened(label)
        every.person.press("Load more", every.popup())
        await every.person.until(lambda: len(every.asked("configure")) == 2, "the second page")
        await every.settled()
        return first

    first = run(work(), timeout=30)
    one, two = every.asked("configure")
    assert (one["page"], one.get("prev_context")) == (0, None)
    assert two["page"] == 1
    assert bool(two.get("prev_context")) == has_context
    assert len(every.offered()) > len(first)
    assert every.offered()[: len(first)] == first
    every.close()


@pytest.mark.parametrize("label", ["All at once", "By page number", "By context", "By page number or context"])
def test_the_list_ends_when_nothing_new_comes_and_offers_each_value_once(every, run, label):
    async def work():
        await every.opened(label)
        while every.person.all_named("Load more", QPushButton, every.popup()):
            every.person.press("Load more", every.popup())
            await asyncio.sleep(0.01)
            await every.settled()

    run(work(), timeout=30)
    offered = every.offered()
    model = every.view().model()
    values = [model.entry(row).option.value for row in range(model.rowCount()) if model.entry(row).option]
    assert len(values) == len(set(values)) == (25 if label == "All at once" else 50)
    assert len(offered) >= len(values)
    every.close()


def test_an_empty_list_says_so_and_a_value_can_be_typed(every, run):
    async def work():
        await every.opened("No choices")
        assert every.words() == "Nothing found. A value can be typed."
        every.type("X-1")
        every.key(Qt.Key.Key_Return)

    run(work(), timeout=30)
    assert every.held()["nothing"] == {"__lv": {"label": "X-1", "value": "X-1"}}


def test_more_can_be_loaded_after_the_list_was_closed_and_opened_again(every, run):
    async def work():
        await every.opened("By page number")
        every.close()
        await every.opened("By page number")
        every.person.press("Load more", every.popup())
        await every.person.until(lambda: len(every.asked("configure")) == 2, "the second page")
        await every.settled()
        every.close()

    run(work(), timeout=30)
    assert [one["page"] for one in every.asked("configure")] == [0, 1]


def test_a_page_that_failed_is_asked_for_again_and_not_skipped(every, run):
    async def work():
        await every.opened("Choices that fail on the second page")
        every.person.press("Load more", every.popup())
        await every.person.until(lambda: "status code 500" in every.words(), "the failure in the list")
        every.close()
        await every.opened("Choices that fail on the second page")
        every.person.press("Load more", every.popup())
        await every.person.until(lambda: len(every.asked("configure")) == 3, "asking again")
        await every.settled()
        every.close()

    run(work(), timeout=30)
    assert [one["page"] for one in every.asked("configure")] == [0, 1, 1]


def test_what_the_component_says_stands_in_the_list_with_a_way_to_ask_again(every, run):
    async def work():
        await every.opened("Choices that fail")
        assert "This account may not list things" in every.words()
        every.person.press("Retry", every.popup())
        await every.person.until(lambda: len(every.asked("configure")) == 2, "asking again")
        await every.settled()
        every.close()

    run(work(), timeout=30)


def test_a_failure_on_the_way_stands_in_the_list_and_a_retry_mends_it(every, run, control):
    fault = {"kind": "status", "status": 503, "body": {"error": "down for maintenance"}}
    control("pipedream", "POST", "faults", fault | {"match": {"path_contains": "configure"}})

    async def work():
        await every.opened("By page number")
        assert "down for maintenance" in every.words()
        every.key(Qt.Key.Key_Return)
        await every.person.until(lambda: len(every.asked("configure")) == 2, "asking again")
        await every.settled()

    run(work(), timeout=30)
    assert len(every.offered()) == 21
    every.close()


def test_refresh_asks_for_the_list_again_from_its_start(every, run):
    async def work():
        await every.opened("By context")
        every.person.press("Load more", every.popup())
        await every.person.until(lambda: len(every.asked("configure")) == 2, "the second page")
        await every.settled()
        every.person.press("Refresh choices", every.popup())
        await every.person.until(lambda: len(every.asked("configure")) == 3, "asking again")
        await every.settled()

    run(work(), timeout=30)
    last = every.asked("configure")[-1]
    assert (last["page"], last.get("prev_context")) == (0, None)
    assert len([one for one in every.offered() if one != "Not sent"]) == 20
    every.close()


def test_closing_the_list_ends_its_request(every, run, control):
    explorer = every.person.explorer
    # Longer than anybody here waits.
    control("pipedream", "POST", "faults", {"kind": "slow", "delay_s": 20, "match": {"path_contains": "configure"}})

    async def work():
        every.open("By context")
        await every.person.until(lambda: every.asked("configure"), "the question")
        assert "choices of byContext" in explorer.scope.names
        every.close()
        await every.person.until(lambda: "choices of byContext" not in explorer.scope.names, "the end of the request")

    run(work(), timeout=30)
    assert len(every.asked("configure")) == 1


def test_whole_numbers_stay_numbers_with_their_label(every, run):
    label = run(every.pick("Numbers"), timeout=30)
    every.close()
    (chosen,) = every.held()["numbers"]["__lv"]
    assert chosen["label"] == label
    assert isinstance(chosen["value"], int)


def test_a_value_that_must_have_its_label_is_sent_with_it(every, run):
    async def work():
        label = await every.pick("With its label")
        await every.person.run_it("succeeded")
        return label

    label = run(work(), timeout=30)
    sent = every.asked("run")[-1]["configured_props"]["labelled"]
    assert sent["__lv"]["label"] == label


def test_a_typed_value_that_must_have_a_label_is_its_own(every, run):
    async def work():
        await every.opened("With its label")
        every.type("T-9")
        every.key(Qt.Key.Key_Return)
        await every.person.run_it("succeeded")

    run(work(), timeout=30)
    assert every.asked("run")[-1]["configured_props"]["labelled"] == {"__lv": {"label": "T-9", "value": "T-9"}}


SHAPES = [
    {"__lv": [{"label": "hot", "value": "t1"}, {"label": "cold", "value": "t2"}]},
    [{"__lv": {"label": "hot", "value": "t1"}}, {"__lv": {"label": "cold", "value": "t2"}}],
    ["hot", "cold"],
]


@pytest.mark.parametrize("shape", SHAPES, ids=["one object", "a list of objects", "a plain list"])
def test_every_spelling_of_several_choices_is_shown_and_comes_back(every, run, shape):
    every.person.window.editor.form.set_value({"several": shape})

    async def work():
        await every.person.until(lambda: "Remove hot" in every.person.field_names(), "the chips")
        await every.person.run_it("succeeded")

    run(work(), timeout=30)
    assert "Remove cold" in every.person.field_names()
    assert every.asked("run")[-1]["configured_props"]["several"] == shape
    assert every.asked("configure") == []


def test_only_values_of_earlier_fields_are_sent_with_the_question(every, run):
    later = {"__lv": {"label": "x", "value": "x"}}
    every.person.window.editor.form.set_value({"labelled": later, "parent": "p", "everything": "e"})
    run(every.opened("Parent"), timeout=30)
    every.close()
    (asked,) = every.asked("configure")
    assert asked["configured_props"] == {"everything": "e"}


def test_lists_of_one_user_are_not_shown_for_another(every, run):
    async def work():
        await every.opened("By context")
        every.close()
        await every.person.choose_account("second-user")
        await every.person.until(
            lambda: (
                every.person.explorer.form.session.account_id != "demo-user" and every.person.named("Run").isEnabled()
            ),
            "the form for the other user",
        )
        await every.opened("By context")
        every.close()

    run(work(), timeout=30)
    one, two = every.asked("configure")
    assert one["external_user_id"] != two["external_user_id"]
    assert (two["page"], two.get("prev_context")) == (0, None)
