"""Where an item comes to stand when it is let go."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drop:
    """
    Args:
        target: The index that the item has afterwards.
        y: The height of the gap that it goes into.
    """

    target: int
    y: int


def drop_at(spans: Sequence[tuple[int, int, int]], source: int, first: int, y: int, gap: int) -> Drop | None:
    """
    The gap between items that is nearest to a height; None where the item stands already, or nothing else may stand.

    Args:
        spans: Index, top and bottom of each item in view, from top to bottom.
        source: The index of the item that moves.
        first: The first index that it may have.
        y: The height.
        gap: Pixels between items.
    """
    movable = [span for span in spans if span[0] >= first]
    if not movable:
        return None
    half = gap // 2
    gaps = [(index, top - half) for index, top, _ in movable]
    gaps.append((movable[-1][0] + 1, movable[-1][2] + half))
    before, height = min(gaps, key=lambda one: abs(one[1] - y))
    target = before - 1 if before > source else before
    return None if target == source else Drop(target, height)
