"""A ground behind the letters of a row by which it was found."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from explorer.ui.form.finding.search_text import occurrences
from explorer.ui.form.rows.form_row import FormRow


def paint_found(painter: QPainter, row: FormRow, hint_metrics: QFontMetrics) -> None:
    """Paint it for the label and the hint of the row, before their letters are."""
    if not row.found:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QApplication.palette().color(QPalette.ColorRole.Highlight))
    for place in [*_in_label(row), *_in_hint(row, hint_metrics)]:
        painter.drawRoundedRect(place, 3, 3)
    painter.restore()


def _in_label(row: FormRow) -> list[QRectF]:
    label = row.label
    if label is None:
        return []
    area, metrics = QRectF(label.area), label.metrics
    if label.is_wrapped:
        return [area] if occurrences(label.text(), row.found) else []
    left = area.right() - label.width() if label.is_right else area.left()
    return _grounds(label.text(), row.found, metrics, left, area.center().y() - metrics.height() / 2)


def _in_hint(row: FormRow, metrics: QFontMetrics) -> list[QRectF]:
    area = row.hint_area
    return [
        ground
        for number, line in enumerate(row.hint_shown if not area.isEmpty() else ())
        for ground in _grounds(line, row.found, metrics, area.left(), area.top() + number * metrics.lineSpacing())
    ]


def _grounds(text: str, words: Sequence[str], metrics: QFontMetrics, left: float, top: float) -> list[QRectF]:
    return [
        QRectF(
            left + metrics.horizontalAdvance(text[:start]) - 1,
            top,
            metrics.horizontalAdvance(text[start : start + length]) + 2,
            metrics.height(),
        )
        for start, length in occurrences(text, words)
    ]
