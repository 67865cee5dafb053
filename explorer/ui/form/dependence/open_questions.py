"""The questions for remote choices that the rows of a form have open, and which choices hold no longer."""

from collections.abc import Callable, Iterator

from explorer.domain.json_value import Pointer, write_json
from explorer.providers.contract import ChoicesPage
from explorer.schema.field import AccountField, ChoiceField, RemoteChoices
from explorer.ui.form.choices.chooser import Chooser
from explorer.ui.form.choices_wanted import ChoicesAsked, ChoicesWanted, ChoiceTickets
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.row_plan import RowKind
from explorer.ui.form.rows.form_row import FormRow
from explorer.ui.form.rows.row_content import show_value
from explorer.ui.form.rows.row_pane import RowPane

MOST_LABELS = 5_000


class OpenQuestions:
    """
    Gives the questions of rows their tickets.

    Args:
        pane: Holds the rows.
        wanted: Told each `ChoicesWanted`.
        dropped: Told the ticket of a question whose answer is not wanted any more.
    """

    def __init__(
        self, pane: RowPane, wanted: Callable[[ChoicesWanted], object], dropped: Callable[[int], object]
    ) -> None:
        self._pane = pane
        self._wanted = wanted
        self._dropped = dropped
        self._tickets = ChoiceTickets()
        self._account_labels: dict[str, str] = {}

    def ask(self, row: FormRow, asked: ChoicesAsked) -> None:
        """Pass a row's question on; an older one of the same row is dropped."""
        remote = _remote(row)
        if remote is not None:
            self.drop(row)
            ticket = self._tickets.give(row.plan.pointer)
            self._wanted(ChoicesWanted(row.plan.pointer, remote.name, asked.query, asked.page, asked.context, ticket))

    def drop(self, row: FormRow) -> None:
        """Nobody waits for what the row has asked for."""
        for ticket in self._tickets.drop(row.plan.pointer):
            self._dropped(ticket)

    def drop_all(self) -> None:
        """The form is another one: no answer is wanted any more."""
        for ticket in self._tickets.void_all():
            self._dropped(ticket)

    def teach(self, row: FormRow) -> None:
        """Tell a row the names of accounts that were seen in a list: an account's value carries none."""
        chooser = getattr(row.editor, "chooser", None) if isinstance(row.plan.field, AccountField) else None
        if isinstance(chooser, Chooser):
            chooser.know_labels(self._account_labels)

    def learn(self, page: ChoicesPage) -> None:
        """Remember the names of accounts in a list."""
        for option in page.options:
            if isinstance(option.value, dict) and len(self._account_labels) < MOST_LABELS:
                self._account_labels[write_json(option.value)] = option.label

    def waiting_editor(self, ticket: int) -> object | None:
        """The editor that still waits for the answer to a ticket, which is used up."""
        place = self._tickets.take(ticket)
        row = self._pane.row((RowKind.FIELD, place)) if place is not None else None
        return row.editor if row is not None and hasattr(row.editor, "show_choices") else None

    def ask_again(self) -> None:
        """What open lists wait for was asked of the form before: ask this one."""
        for _, _, chooser in self._choosers():
            chooser.ask_again()

    def forget(self) -> None:
        """What was loaded for one action says nothing about another."""
        for row, _, chooser in self._choosers():
            chooser.forget_all()
            self.teach(row)

    def follow(self, document: FormDocument, pointer: Pointer) -> None:
        """The field at the place was changed: show what others need now, and forget choices that depend on it."""
        for row, remote, chooser in self._choosers():
            around = row.plan.pointer[:-1]
            if row.plan.pointer == pointer:
                continue
            show_value(row, document)
            key = next(iter(pointer[len(around) :] if pointer[: len(around)] == around else pointer), None)
            if key is None or key in remote.needs or key in remote.follows:
                chooser.forget_loaded()

    def _choosers(self) -> Iterator[tuple[FormRow, RemoteChoices, Chooser]]:
        for row in self._pane.rows():
            remote = _remote(row)
            chooser = getattr(row.editor, "chooser", None) if remote is not None else None
            if remote is not None and isinstance(chooser, Chooser):
                yield row, remote, chooser


def _remote(row: FormRow) -> RemoteChoices | None:
    field = row.plan.field
    return field.remote if isinstance(field, ChoiceField | AccountField) else None
