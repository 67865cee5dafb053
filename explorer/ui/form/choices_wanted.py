"""Questions for remote choices, each with a ticket; an answer to a question that nobody asks any more is dropped."""

from dataclasses import dataclass

from explorer.domain.json_value import JsonValue, Pointer


@dataclass(frozen=True, slots=True)
class ChoicesAsked:
    """A page of remote choices that a list wants; `context` is what the page before gave back."""

    query: str = ""
    page: int = 0
    context: JsonValue = None


@dataclass(frozen=True, slots=True)
class ChoicesWanted:
    """
    A page of choices that a field wants.

    Args:
        pointer: The field.
        name: What the platform calls it in its own request for choices.
        query: What was typed, for fields that search on the platform.
        page: From 0.
        context: What the page before gave back, unchanged.
        ticket: To be given back with the answer.
    """

    pointer: Pointer
    name: str
    query: str
    page: int
    context: JsonValue
    ticket: int


class ChoiceTickets:
    """Gives out tickets; only the newest of each field is good, and only until it is used or the form changes."""

    def __init__(self) -> None:
        self._last = 0
        self._open: dict[int, Pointer] = {}

    def give(self, pointer: Pointer) -> int:
        """A new ticket; older ones of the same field are void."""
        self._open = {ticket: place for ticket, place in self._open.items() if place != pointer}
        self._last += 1
        self._open[self._last] = pointer
        return self._last

    def drop(self, pointer: Pointer) -> list[int]:
        """Nobody waits for the answer to the field's question any more; gives its tickets, which are void now."""
        void = [ticket for ticket, place in self._open.items() if place == pointer]
        for ticket in void:
            del self._open[ticket]
        return void

    def take(self, ticket: int) -> Pointer | None:
        """The field of a ticket that is still good; it is used up."""
        return self._open.pop(ticket, None)

    def void_all(self) -> list[int]:
        """No answer is wanted any more; gives the tickets, which are void now."""
        void = list(self._open)
        self._open.clear()
        return void
