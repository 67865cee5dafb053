from explorer.domain.action import ListingProblem
from explorer.ui.views.unread_entries import MOST_TOLD, UnreadEntries


def test_the_link_is_hidden_while_everything_could_be_read(show):
    link = show(UnreadEntries(), 300, 40)
    link.show_problems([])
    assert not link.isVisible()


def test_every_entry_is_told_with_its_reason(show):
    link = show(UnreadEntries(), 300, 40)
    link.show_problems([ListingProblem("entry 7", "has no key"), ListingProblem("x\u202ey", "is no\nobject")])
    assert link.isVisible()
    assert link.text() == "2 entries could not be read"
    assert link.report() == "entry 7: has no key\nx<U+202E>y: is no object"


def test_a_report_of_very_many_entries_is_bounded(show):
    link = show(UnreadEntries(), 300, 40)
    link.show_problems([ListingProblem("e" * 10_000, "r" * 10_000)] * (MOST_TOLD + 5))
    lines = link.report().split("\n")
    assert lines[-1] == "and 5 more"
    assert max(map(len, lines)) < 1_100
