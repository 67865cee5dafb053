"""The steps of a connection test, one below the other, each with its result in words."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.providers.contract import ConnectionStep
from explorer.ui.widgets.explanation_card import ExplanationCard
from explorer.ui.widgets.plain_label import Badge, PlainLabel
from explorer.ui.widgets.row import row_of


class StepList(QWidget):
    """Steps that ended; the one that failed has its five questions below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel(kind="dim", wraps=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._words)
        self._rows: list[QWidget] = []
        self.hide()

    def show_words(self, words: str, *, clears: bool = False) -> None:
        """What is going on; `clears` takes away the steps of a test before."""
        if clears:
            for row in self._rows:
                row.setParent(None)
                row.deleteLater()
            self._rows = []
        self._words.setText(words)
        self.show()

    def show_step(self, step: ConnectionStep) -> None:
        """Add a step that has ended."""
        failed = step.failure is not None
        badge = Badge("failed" if failed else "ok", tone="bad" if failed else "good")
        row = row_of(badge, PlainLabel(step.name, kind="heading"), PlainLabel(step.detail, kind="dim", wraps=True))
        self._add(row)
        if step.failure is not None:
            card = ExplanationCard()
            card.show_explanation(step.failure)
            self._add(card)

    def _add(self, row: QWidget) -> None:
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
