"""The line at the bottom: discovery, running calls, which secret store is in use."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import tool_tip


class StatusLine(QFrame):
    """Three short texts; a thin bar while something is being counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, kind="bar")
        self._discovery = ElidedLabel(kind="hint")
        self._discovery.setObjectName("discovery")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName("Discovery progress")
        self._bar.setFixedWidth(120)
        self._bar.hide()
        self._runs = PlainLabel(kind="hint")
        self._runs.setObjectName("runs")
        self._secrets = PlainLabel(kind="hint")
        self._secrets.setObjectName("secrets")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(12)
        row.addWidget(self._bar)
        row.addWidget(self._discovery, 1)
        row.addWidget(self._runs)
        row.addWidget(self._secrets)

    def show_discovery(self, text: str, *, found: int = 0, expected: int | None = None, is_busy: bool = False) -> None:
        """What is known of the list of actions; `expected` None while busy shows that the end is not known."""
        self._discovery.setText(text)
        self._bar.setVisible(is_busy)
        self._bar.setRange(0, expected or 0)
        self._bar.setValue(min(found, expected or 0))

    def show_runs(self, count: int) -> None:
        """How many calls are on their way."""
        self._runs.setText("" if count == 0 else f"{count} call{'s' if count > 1 else ''} running")

    def show_secrets(self, text: str, *, hint: str = "") -> None:
        """Which secret store is in use; the hint explains it."""
        self._secrets.setText(text)
        self._secrets.setAccessibleDescription(hint)
        self._secrets.setToolTip(tool_tip(hint))

    def texts(self) -> tuple[str, str, str]:
        """What the line says: discovery, runs, secrets."""
        return self._discovery.full_text(), self._runs.text(), self._secrets.text()
