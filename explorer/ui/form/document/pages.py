"""Which items of long lists are shown: planning rows takes time for each of them."""

from typing import Final

from explorer.domain.json_value import Pointer
from explorer.ui.form.document.place_map import PlaceMap

ITEMS_AT_ONCE: Final = 200
"""A longer list is shown by so many items at a time."""


class Pages(PlaceMap[int]):
    """Where the part that is shown begins, for each list that is not shown from its start."""

    def page(self, place: Pointer, count: int) -> range:
        """The items shown of a list with so many: all of one that is not very long."""
        start = min(self.get(place, 0), max(0, count - 1) // ITEMS_AT_ONCE * ITEMS_AT_ONCE)
        return range(start, min(count, start + ITEMS_AT_ONCE))

    def turn_to(self, place: Pointer, index: int) -> None:
        """Show the part with the item."""
        self[place] = index // ITEMS_AT_ONCE * ITEMS_AT_ONCE
