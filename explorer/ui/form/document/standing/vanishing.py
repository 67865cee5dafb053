"""
Values of fields that come and go with other values.

What a person typed into a field that has gone is kept aside and comes back with the field; it is not in the value, so
it is not sent. What was loaded and never typed over stays in the value: without a field it is a key like any other
that the form does not know.
"""

from collections.abc import Callable
from typing import Final

from explorer.domain.json_value import JsonValue, Pointer
from explorer.schema.field import GroupField
from explorer.ui.form.document.changed_value import with_new_key
from explorer.ui.form.document.place_map import PlaceMap
from explorer.ui.form.document.standing.field_tree import FieldTree

_MOST_ROUNDS: Final = 8
"""Branches may depend on each other; ones that contradict each other end here."""


class Vanishing:
    """
    Attributes:
        typed: The places in fields of branches that a person typed into.
        aside: What stood in fields that have gone.
    """

    def __init__(self, tree: FieldTree) -> None:
        self._tree = tree
        self.typed: PlaceMap[bool] = PlaceMap()
        self.aside: PlaceMap[JsonValue] = PlaceMap()

    def note(self, whole: GroupField, shape: GroupField, place: Pointer) -> None:
        """A person typed at or below the place, which is a key of the group."""
        key = place[-1]
        if isinstance(key, str) and key in self._tree.named(shape) and key not in self._tree.named(whole):
            self.typed[place] = True

    def forget(self, place: Pointer) -> None:
        """The place gets a key of one's own, which is no field that may come and go."""
        self.typed.forget(place)
        self.aside.forget(place)

    def settled(
        self,
        value: JsonValue,
        pointer: Pointer,
        whole: GroupField,
        shape_for: Callable[[GroupField, JsonValue], GroupField],
    ) -> JsonValue:
        """
        The value of a group without what was typed into fields that have gone, and with what comes back.

        Args:
            value: What the group holds.
            pointer: Its place.
            whole: The group without its branches.
            shape_for: Gives the group as it is for a value.
        """
        gone: set[str] = set()
        for _ in range(_MOST_ROUNDS):
            if not isinstance(value, dict):
                return value
            named = self._tree.named(shape_for(whole, value))
            going = [key for key in value if key not in named and self.typed.get((*pointer, key))]
            coming = [key for key in named if key not in value and key not in gone and (*pointer, key) in self.aside]
            if not going and not coming:
                return value
            held = value
            for key in going:
                self.aside[*pointer, key] = held[key]
                gone.add(key)
            value = {key: item for key, item in held.items() if key not in going}
            for key in coming:
                value = with_new_key(value, key, self.aside.pop((*pointer, key)), tuple(named))
        return value
