"""What of a row is painted: its words, what they were found by, and its editor while that is not made."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from explorer.ui.form.finding.found_marks import paint_found
from explorer.ui.form.rows.form_row import FormRow
from explorer.ui.form.rows.hint_lines import paint_words
from explorer.ui.form.rows.row_label import paint_label


def paint_row(painter: QPainter, row: FormRow, hint_metrics: QFontMetrics, wanted: QRect) -> None:
    """Paint it as far as it is in the wanted part of the pane; the painter has font and pen of hints."""
    paint_found(painter, row, hint_metrics)
    paint_words(painter, row, hint_metrics, wanted)
    paint_label(painter, row.label, wanted)
    if row.face is not None and row.editor_area.intersects(wanted):
        row.face.paint(painter, row.editor_area)
