"""One value in the tree of an answer."""

from collections.abc import Sequence
from typing import Final

from explorer.ui.models.answer.json_search import Matches
from explorer.ui.models.answer.splitting.json_level import JsonKind, Level, Slice, is_empty, kind_of

BLOCK: Final = 1_000
"""How many members of one value become rows at a time."""
MOST_IN_ONE: Final = 5_000
"""Members of one value that stand under each other; more of them stand in groups of `BLOCK`, so that the last is as
near as the first, and so that the view, which looks at every open row whenever one is added, has few to look at."""


class JsonNode:
    """One value: where it is, its bytes, and what is known of its members."""

    __slots__ = (
        "children",
        "filtered",
        "has_members",
        "id",
        "is_group",
        "kind",
        "level",
        "name",
        "order",
        "parent",
        "raw",
        "row",
        "total",
    )

    def __init__(self, number: int, parent: "JsonNode | None", row: int, name: str | int, raw: Slice) -> None:
        self.id = number
        self.parent = parent
        self.row = row
        self.name = name
        self.raw = raw
        self.kind = kind_of(raw)
        self.has_members = self.is_container and not is_empty(raw)
        self.level: Level | None = None
        self.total: int | None = None if self.is_container else 0
        self.children: list[JsonNode] = []
        self.filtered: Matches | None = None
        self.order: Sequence[int] = ()
        """Which members become rows, by their numbers; set when the value is split."""
        self.is_group = False
        """Whether it is no value of its own, but some neighbours among the members of its parent."""

    @property
    def groups(self) -> int:
        """Into how many groups its members are put; 0 if they stand under each other."""
        return -(-len(self.order) // BLOCK) if len(self.order) > MOST_IN_ONE else 0

    @property
    def group_bytes(self) -> int:
        """How many bytes the members of a group have."""
        assert self.level is not None
        return sum(len(memoryview(self.level.raws[number])) for number in self.order)

    @property
    def is_container(self) -> bool:
        """Whether it is an object or a list."""
        return self.kind is JsonKind.OBJECT or self.kind is JsonKind.LIST


def shown_members(node: JsonNode) -> Sequence[int]:
    """Which members of a value that has been split become rows, by their numbers."""
    assert node.level is not None
    return range(len(node.level.raws)) if node.filtered is None else sorted(node.filtered)
