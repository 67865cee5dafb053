"""Where the rows of one group or list stand: how far in, how wide the labels, beside or above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from explorer.domain.json_value import Pointer
from explorer.ui.form.document.row_plan import PlannedRow, RowKind
from explorer.ui.form.editors.editor import CONTROL_HEIGHT
from explorer.ui.widgets.shown_text import shown_line

MOST_OF_A_NAME: Final = 200
"""Letters of a label; the place of the field tells the rest."""
WIDEST_LABEL: Final = 220
LABEL_GAP: Final = 16
INDENT: Final = 20
GAP: Final = 8
"""Between rows."""
HINT_GAP: Final = 4
"""Between an editor and what stands beneath it."""
STACKED_LABEL: Final = 22
"""Height of a label above its editor."""
GUTTER: Final = 36
"""Kept free on the right for the tools of a row."""
NARROWEST_EDITOR: Final = 240
"""With less room than this beside the labels, they go above."""


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Pixels from the left of the pane; `right` is where editors end at the latest."""

    left: int
    right: int
    label_width: int
    is_stacked: bool

    @property
    def editor_left(self) -> int:
        """Where editors begin."""
        return self.left if self.is_stacked else self.left + self.label_width + LABEL_GAP

    @property
    def editor_width(self) -> int:
        """The width that editors can have."""
        return max(60, self.right - self.editor_left)


def estimated_height(plan: PlannedRow, block: BlockPlace) -> int:
    """About how high a row will be, before it is made."""
    height = CONTROL_HEIGHT + (STACKED_LABEL if block.is_stacked else 0)
    if plan.kind is RowKind.NOTICE:
        return height + 16 * (len(plan.field.description) * 7 // max(200, block.right - block.left))
    if plan.field.description and not plan.is_item:
        height += HINT_GAP + 16 * min(2, 1 + len(plan.field.description) * 6 // min(760, block.editor_width))
    return height


def label_text(plan: PlannedRow) -> str:
    """The words of a label, with the mark of a required field; an item has its number."""
    if plan.kind in (RowKind.EARLIER, RowKind.LATER, RowKind.ADD_KEY):
        return ""
    if plan.title:
        return shown_line(plan.title[:MOST_OF_A_NAME])
    if plan.is_item:
        return str(int(plan.pointer[-1]) + 1)
    label = shown_line((plan.field.label or plan.field.key)[:MOST_OF_A_NAME])
    return f"{label}\u00a0*" if plan.field.is_required and plan.kind is not RowKind.NOTICE else label


def block_places(plans: Sequence[PlannedRow], width: int, metrics: QFontMetrics) -> dict[Pointer, BlockPlace]:
    """The place of every block of the rows, at a width of the pane."""
    labels: dict[Pointer, set[str]] = {}
    has_sections = any(plan.kind is RowKind.GROUP and not plan.block for plan in plans)
    for plan in plans:
        if plan.kind is not RowKind.NOTICE:
            words = label_text(plan)
            # The name of a key is typed over, so it has some room to grow.
            labels.setdefault(plan.block, set()).add(f"{words:<12}mm" if plan.is_entry else words)
            is_section = plan.kind in (RowKind.GROUP, RowKind.ADD_KEY)
            has_sections = has_sections and (bool(plan.block) or is_section)
    places: dict[Pointer, BlockPlace] = {}
    for block, texts in labels.items():
        outer = places.get(block[:-1]) if block else None
        left = outer.editor_left + INDENT if outer else 0
        is_stacked = has_sections and not block
        places[block] = _place(left, max(left + 80, width - GUTTER), texts, metrics, outer, is_stacked=is_stacked)
    return places


def guide_lines(plans: Sequence[PlannedRow], places: Mapping[Pointer, BlockPlace], tops: Sequence[int]) -> list[QRect]:
    """The lines that lead from the head of each group and list along what is in it."""
    guides: list[QRect] = []
    open_heads: list[tuple[PlannedRow, int]] = []
    for number, plan in enumerate([*plans, None]):
        while open_heads and (
            plan is None or plan.pointer[: len(open_heads[-1][0].pointer)] != open_heads[-1][0].pointer
        ):
            head, start = open_heads.pop()
            inner = places.get(head.pointer)
            if head.pointer and number - 1 > start and inner is not None:
                top = tops[start + 1]
                bottom = tops[number] - GAP
                guides.append(QRect(inner.left - INDENT // 2 - 1, top, 1, bottom - top))
        if plan is not None and plan.kind in (RowKind.GROUP, RowKind.LIST):
            open_heads.append((plan, number))
    return guides


def _place(
    left: int, right: int, labels: Iterable[str], metrics: QFontMetrics, outer: BlockPlace | None, *, is_stacked: bool
) -> BlockPlace:
    # The longest by letters are the widest but for a few pixels; measuring all of a long list would cost more.
    longest = sorted(labels, key=len, reverse=True)[:8]
    label_width = min(WIDEST_LABEL, max((metrics.horizontalAdvance(label) for label in longest), default=0) + 2)
    # The numbers of items are narrow enough to stay beside.
    is_narrow = right - left - label_width - LABEL_GAP < NARROWEST_EDITOR and label_width > 40
    if outer is None:
        label_width = max(label_width, 96)
    return BlockPlace(left, right, label_width, is_stacked or is_narrow)
