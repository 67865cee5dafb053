"""Notes kept beside a value, by place; they follow their items when a list is reordered."""

from collections.abc import Callable
from typing import Generic, TypeVar

from explorer.domain.json_value import Pointer

Note = TypeVar("Note")


class PlaceMap(dict[Pointer, Note], Generic[Note]):
    """A note for each place that has one."""

    def renumber(self, place: Pointer, new_index: Callable[[int], int | None]) -> None:
        """Items of the list at `place` got new indexes; None for one that is gone, and its notes with it."""
        length = len(place)
        moved: dict[Pointer, Note] = {}
        for pointer in [one for one in self if len(one) > length and one[:length] == place]:
            note = self.pop(pointer)
            index = pointer[length]
            if not isinstance(index, int):
                moved[pointer] = note
                continue
            target = new_index(index)
            if target is not None:
                moved[(*place, target, *pointer[length + 1 :])] = note
        self.update(moved)

    def rename(self, place: Pointer, new_key: str) -> None:
        """The key that the place ends with is called otherwise now."""
        length = len(place)
        for pointer in [one for one in self if one[:length] == place]:
            self[*place[:-1], new_key, *pointer[length:]] = self.pop(pointer)

    def forget(self, place: Pointer) -> None:
        """Drop the notes at the place and everywhere below it."""
        length = len(place)
        for pointer in [one for one in self if one[:length] == place]:
            del self[pointer]
