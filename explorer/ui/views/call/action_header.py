"""The head of an action: name, effect, key and version, description, link to the documentation."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.domain.action import Action, Effect
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import Badge, ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import tool_tip

_TONES = {Effect.READ: "accent", Effect.WRITE: "caution", Effect.DESTRUCTIVE: "bad", Effect.UNKNOWN: "neutral"}
_SHOWN_LETTERS = 180


class ActionHeader(QWidget):
    """What the action is; a long description is folded to its beginning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = ""
        self._description = ""
        self._name = ElidedLabel(kind="title")
        self._effect = Badge()
        self._deprecated = Badge("deprecated", tone="neutral")
        self._key = ElidedLabel(kind="code-dim", middle=True)
        self._key.setMaximumWidth(420)  # a long key leaves room for the name
        self._text = PlainLabel(kind="dim", wraps=True)
        self._more = self._link("More", self._on_more)
        self._link_button = self._link("Documentation", self._on_link)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name)
        top.addWidget(self._effect)
        top.addWidget(self._deprecated)
        top.addStretch(1)
        top.addWidget(self._key)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._text, 1)
        below.addWidget(self._more)
        below.addWidget(self._link_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(below)

    def show_action(self, action: Action) -> None:
        """Show one action."""
        self._name.setText(action.name)
        known = action.effect is not Effect.UNKNOWN
        self._effect.show_word(action.effect.value if known else "", _TONES[action.effect])
        self._deprecated.setVisible(action.is_deprecated)
        version = f" \u00b7 v{action.version}" if action.version else ""
        self._key.setText(f"{action.key}{version}")
        self._url = action.documentation_url
        self._link_button.setVisible(bool(self._url))
        self._link_button.setToolTip(tool_tip(self._url))
        self._description = action.description.strip()
        self._show_description(is_whole=False)

    def _show_description(self, *, is_whole: bool) -> None:
        is_long = len(self._description) > _SHOWN_LETTERS or "\n" in self._description
        if is_whole or not is_long:
            self._text.setText(self._description)
        else:
            first_line = self._description.split("\n", 1)[0]
            cut = first_line[:_SHOWN_LETTERS].rsplit(" ", 1)[0] if len(first_line) > _SHOWN_LETTERS else first_line
            self._text.setText(cut + " \u2026")
        self._more.setVisible(is_long)
        self._more.setText("Less" if is_whole else "More")
        self._text.setVisible(bool(self._description))

    def _on_more(self) -> None:
        self._show_description(is_whole=self._more.text() == "More")

    def _on_link(self) -> None:
        url = QUrl(self._url)
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)

    def _link(self, words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        mark(button, kind="link")
        button.clicked.connect(slot)
        return button
