"""Where the label of a row stands: beside its editor, or above it where there is little room."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from explorer.ui.form.document.row_plan import PlannedRow, RowKind
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, EditorListener
from explorer.ui.form.editors.structure.key_line import KeyLine
from explorer.ui.form.rows.block_place import BlockPlace, label_text
from explorer.ui.form.rows.painted_label import PaintedLabel

STACKED_LABEL = 22
_MOST_OF_A_KEY_LINE = 320
_LETTERS_IN = 9
"""How far from its edge the letters of a line begin."""


class RowLabel:
    """
    The label of a row; for a key of one's own a line in which it can be renamed.

    Args:
        plan: The row.
        pane: Parent of the line, and what the label is painted on.
        listener: Told of a new name.
    """

    def __init__(self, plan: PlannedRow, pane: QWidget, listener: EditorListener) -> None:
        self._plan = plan
        self.label = None if plan.is_entry else PaintedLabel(label_text(plan), pane)
        self.line = KeyLine(str(plan.pointer[-1]), listener, pane) if plan.is_entry else None

    def place(self, top: int, block: BlockPlace) -> int:
        """Put it at a height of the pane; gives the height that it takes beside the editor."""
        height = self._place_line(top, block) if self.line is not None else self._place_label(top, block)
        if self.line is not None and self.line.isHidden():
            self.line.show()
        return 0 if block.is_stacked else height

    @property
    def height_above(self) -> int:
        """The height that it takes above the editor where labels stand above and it has a line of its own."""
        if self._plan.kind is RowKind.ADD_KEY:
            return 0
        return STACKED_LABEL if self.line is None else CONTROL_HEIGHT + 2

    def width_beside(self, block: BlockPlace) -> int:
        """The width that it takes on the line of its editor where labels stand above; 0 if it has its own line."""
        # The head of a group or list needs no line of its own under its label.
        is_head = self._plan.kind in (RowKind.GROUP, RowKind.LIST)
        if not is_head or self.label is None or self.label.width() + 240 >= block.right - block.left:
            return 0
        return self.label.width() + 4

    def _place_line(self, top: int, block: BlockPlace) -> int:
        assert self.line is not None
        if block.is_stacked:
            self.line.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            width = min(_MOST_OF_A_KEY_LINE, block.right - block.left)
            self.line.setGeometry(block.left - _LETTERS_IN, top, width, CONTROL_HEIGHT)
        else:
            # Its text ends where labels end.
            self.line.setGeometry(block.left, top, block.label_width + 11, CONTROL_HEIGHT)
        return CONTROL_HEIGHT

    def _place_label(self, top: int, block: BlockPlace) -> int:
        label = self.label
        assert label is not None
        if block.is_stacked:
            beside = self.width_beside(block)
            height = CONTROL_HEIGHT if beside else STACKED_LABEL - 2
            label.place_above(QRect(block.left, top, beside or block.right - block.left, height))
            return 0
        return label.place_beside(block.left, top, block.label_width, CONTROL_HEIGHT)
