"""The steps of a form: what it held before each change, for going back, and what it held after, for going on."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from explorer.domain.json_value import Pointer, same_json, value_at
from explorer.schema.field import Form, GroupField
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.undo.form_state import FormState, go_to, state_of
from explorer.ui.form.undo.shared_parts import first_change, unshared_bytes

MOST_STEPS: Final = 500
MOST_BYTES: Final = 32_000_000
"""Of what old values hold that newer ones do not; the oldest steps go first."""
PAUSE_S: Final = 1.0
"""Typing goes on as the same step until nothing was typed for so long."""


@dataclass(slots=True)
class _Step:
    """A change: what was held before it and after it, and where the keyboard belongs on either side."""

    before: FormState
    after: FormState
    place: Pointer | None
    target: Pointer | None
    size_bytes: int


class UndoHistory:
    """
    The steps of one form.

    Args:
        clock: Gives seconds; what is typed within `PAUSE_S` of the key before is one step.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: deque[_Step] = deque()
        self._undone: list[_Step] = []
        self._size_bytes = 0
        self._typing: tuple[Pointer | None] | None = None
        self._typed_at = 0.0
        self._now = state_of(FormDocument(Form(GroupField()), {}))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a step that was taken back can be done again."""
        return bool(self._undone)

    def start(self, document: FormDocument) -> None:
        """Another form: what was done to the one before cannot be taken back here."""
        self._done.clear()
        self._undone.clear()
        self._size_bytes = 0
        self.end_typing()
        self._now = state_of(document)

    def note(
        self,
        document: FormDocument,
        place: Pointer | None,
        *,
        target: Pointer | None = None,
        is_typing: bool = False,
    ) -> None:
        """
        The document was changed.

        Args:
            document: As it is now.
            place: Where; None for anywhere: the first difference is looked for when it is wanted.
            target: Where the keyboard belongs after the change, if it is another place.
            is_typing: More of the same may follow and is part of this step.
        """
        before, self._now = self._now, state_of(document, self._now)
        if self._is_same(before, place, is_typing=is_typing):
            return
        now = self._clock()
        goes_on = is_typing and self._typing == (place,) and now - self._typed_at < PAUSE_S and bool(self._done)
        self._typing, self._typed_at = (place,) if is_typing else None, now
        self._undone.clear()
        if goes_on:
            self._done[-1].after = self._now
            return
        size = unshared_bytes(before.value, self._now.value)
        self._done.append(_Step(before, self._now, place, place if target is None else target, size))
        self._size_bytes += size
        while len(self._done) > MOST_STEPS or (self._size_bytes > MOST_BYTES and len(self._done) > 1):
            self._size_bytes -= self._done.popleft().size_bytes

    def refresh(self, document: FormDocument) -> None:
        """Something was folded, or is seen in another way: no step, but what the next one starts from."""
        if document.value is self._now.value:
            self._now = state_of(document, self._now)

    def end_typing(self) -> None:
        """The field was left: what is typed from now on is a step of its own."""
        self._typing = None

    def undo(self, document: FormDocument) -> Pointer | None:
        """Take the last step back; gives the place that changed, None where there was nothing to take back."""
        if document.value is not self._now.value:
            self.note(document, None)  # changed by somebody who did not say so
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._size_bytes -= step.size_bytes
        self._go(document, step.before, step.after)
        return _changed(step.place, step.after, step.before)

    def redo(self, document: FormDocument) -> Pointer | None:
        """Do what was taken back again; gives the place that changed, None where there was nothing."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._size_bytes += step.size_bytes
        self._go(document, step.after, step.before)
        return _changed(step.target, step.before, step.after)

    def _go(self, document: FormDocument, wanted: FormState, present: FormState) -> None:
        go_to(document, wanted, present)
        self._now = state_of(document)
        self.end_typing()

    def _is_same(self, before: FormState, place: Pointer | None, *, is_typing: bool) -> bool:
        kept = zip(before.kept, self._now.kept, strict=True)
        if before.unreadable is not self._now.unreadable or any(was is not now for was, now in kept):
            return False
        if before.value is self._now.value:
            return True
        if place is None:
            return same_json(before.value, self._now.value)
        # A blank typed between the parts of a JSON text changes nothing.
        return is_typing and same_json(value_at(before.value, place), value_at(self._now.value, place))


def _changed(place: Pointer | None, was: FormState, now: FormState) -> Pointer:
    return place if place is not None else first_change(was.value, now.value) or ()
