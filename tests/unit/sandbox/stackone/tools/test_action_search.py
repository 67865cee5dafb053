import pytest

from explorer.sandbox.stackone.catalogue.catalogue import Catalogue
from explorer.sandbox.stackone.tools.action_search import ActionSearch, stems


@pytest.fixture(scope="module")
def search():
    return ActionSearch(Catalogue(500, 1))


def ids(found):
    return [action.id for _, action, _ in found]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("list people", "cedarfolk_list_employees"),
        ("vacation", "cedarfolk_list_time_off_requests"),
        ("add an employee", "cedarfolk_create_employee"),
        ("download document", "papernest_unified_download_file"),
    ],
)
def test_words_and_their_likes_find_the_action(search, query, best):
    connector = best.split("_")[0]
    assert best in ids(search.best(query, connector, count=4, least=0.3))


def test_the_most_similar_comes_first(search):
    scores = [score for _, _, score in search.best("update employee", None, count=50, least=0)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_only_the_asked_connector_is_searched(search):
    assert {one.key for one, _, _ in search.best("list", "tidecrm", count=50, least=0)} == {"tidecrm"}


def test_no_more_than_asked_and_none_below_the_least(search):
    assert len(search.best("list", None, count=3, least=0)) == 3
    assert search.best("list employees", None, count=50, least=1.0) == []


def test_words_without_any_likeness_find_nothing(search):
    assert search.best("zzz qqq", None, count=10, least=0) == []


def test_plurals_are_the_same_word():
    assert stems("Companies employees") == stems("company employee")
