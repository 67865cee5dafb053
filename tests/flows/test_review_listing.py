"""What of a listing could not be read can be read all the same: which entry, and why."""

from PySide6.QtWidgets import QDialog, QPlainTextEdit

from explorer.domain.action import ListingProblem


def test_entries_that_could_not_be_read_are_listed_with_their_reasons(person, run):
    opened = person.explorer.connection.open
    opened.catalogue.problems.append(ListingProblem("entry 12", "it has no key"))
    person.explorer.connection.listed.emit(opened)
    person.press("1 entry could not be read", person.window.picker)
    said = person.named("Entries that could not be read", QPlainTextEdit).toPlainText()
    assert said == "entry 12: it has no key"
    person.press("Close", person.window.findChild(QDialog))

    async def work():
        await person.choose_connection("Inly Core sandbox")

    run(work(), timeout=30)
    assert not person.window.picker.unread.isVisible()
