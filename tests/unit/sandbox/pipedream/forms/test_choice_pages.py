import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.pipedream.component_error import ComponentError
from explorer.sandbox.pipedream.forms.choice_pages import choice_page
from explorer.sandbox.pipedream.forms.choice_rule import Choice, ChoiceRule

COUNTS = st.integers(0, 95)


def rule(kind, **more):
    return ChoiceRule(paging=frozenset(kind.split("+")) if kind else frozenset(), page_size=20, **more)


def made(count):
    return [Choice(f"choice {number}", number) for number in range(count)]


def by_page(kind, choices):
    found, number = [], 0
    while answer := choice_page(rule(kind), choices, "s", page=number).choices:
        found += answer
        number += 1
    return found


def by_context(kind, choices, **more):
    found, context = [], None
    while True:
        answer = choice_page(rule(kind), choices, "s", prev_context=context, **more)
        found += answer.choices
        context = answer.context
        if context["cursor"] is None:
            return found


@given(COUNTS, st.sampled_from(["page", "page+query", "page+context", "page+context+query"]))
def test_counting_pages_up_gives_everything_once(count, kind):
    assert by_page(kind, made(count)) == made(count)


@given(COUNTS, st.sampled_from(["context", "context+query", "page+context", "page+context+query"]))
def test_following_the_context_gives_everything_once(count, kind):
    assert by_context(kind, made(count)) == made(count)


@given(COUNTS)
def test_a_client_that_sends_page_and_context_gets_everything_once(count):
    found, context, number = [], None, 0
    while True:
        answer = choice_page(rule("page+context"), made(count), "s", page=number, prev_context=context)
        found += answer.choices
        context, number = answer.context, number + 1
        if context["cursor"] is None:
            break
    assert found == made(count)


@given(COUNTS, st.integers(0, 50))
def test_without_paging_every_page_is_the_same(count, number):
    first = choice_page(rule(""), made(count), "s", page=0)
    assert choice_page(rule(""), made(count), "s", page=number) == first
    assert list(first.choices) == made(count)
    assert first.context is None


@pytest.mark.parametrize("kind", ["", "query"])
def test_some_props_answer_any_page_with_the_same_items(kind):
    pages = [choice_page(rule(kind), made(50), "s", page=number) for number in (0, 1, 7)]
    assert pages[0] == pages[1] == pages[2] != []


@pytest.mark.parametrize("kind", ["query", "page+query", "context+query", "page+context+query"])
def test_a_search_finds_parts_of_labels_whatever_their_case(kind):
    answer = choice_page(rule(kind), made(30), "s", query="CHOICE 2")
    assert [one.value for one in answer.choices] == [2, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]


@pytest.mark.parametrize("kind", ["", "page", "context", "page+context"])
def test_a_prop_that_cannot_search_ignores_the_words(kind):
    assert len(choice_page(rule(kind), made(15), "s", query="no such label").choices) == 15


def test_a_context_of_another_search_is_refused():
    first = choice_page(rule("context+query"), made(90), "s", query="choice")
    with pytest.raises(ComponentError):
        choice_page(rule("context+query"), made(90), "s", query="other", prev_context=first.context)


def test_a_context_of_another_parent_is_refused():
    first = choice_page(rule("context"), made(90), "parent one")
    with pytest.raises(ComponentError):
        choice_page(rule("context"), made(90), "parent two", prev_context=first.context)


@pytest.mark.parametrize("cursor", ["x", "", "!!!", "MTA=", 5])
def test_a_context_that_was_never_given_is_refused(cursor):
    with pytest.raises(ComponentError):
        choice_page(rule("context"), made(90), "s", prev_context={"cursor": cursor})


@pytest.mark.parametrize("context", [None, {}, {"cursor": None}, "text", []])
def test_an_empty_context_begins_at_the_start(context):
    answer = choice_page(rule("context"), made(90), "s", prev_context=context)
    assert [one.value for one in answer.choices] == list(range(20))


@pytest.mark.parametrize(("page", "first"), [(None, 0), (-1, 0), ("1", 20), (2.0, 40), (True, 0)])
def test_page_numbers_are_read_kindly(page, first):
    assert choice_page(rule("page"), made(90), "s", page=page).choices[0].value == first
