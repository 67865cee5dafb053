"""Words beneath a field: what is wrong with it, the rule behind it dim in brackets; and what became of its choice."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from explorer.domain.failure import FieldProblem
from explorer.schema.field import Field
from explorer.ui.form.dependence.outdated import OutdatedWords
from explorer.ui.form.problem_naming import rule_words
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

MOST_PROBLEMS = 4


class ProblemWords:
    """Labels for the problems of one field, so that their text can be selected and copied."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._lines: list[tuple[PlainLabel, PlainLabel]] = []

    def widgets(self) -> list[QWidget]:
        """All labels."""
        return [label for line in self._lines for label in line]

    def show_problems(self, problems: Sequence[FieldProblem], field: Field) -> None:
        """Say the first few, each with the rule behind it."""
        shown = list(problems[:MOST_PROBLEMS])
        while len(self._lines) < len(shown):
            self._lines.append(
                (PlainLabel("", self._parent, kind="problem"), PlainLabel("", self._parent, kind="hint")),
            )
        for number, (message, keyword) in enumerate(self._lines):
            is_there = number < len(shown)
            message.setText(shown[number].message if is_there else "")
            rule = rule_words(shown[number], field) if is_there else ""
            keyword.setText(f"({rule})" if rule else "")
            message.setVisible(is_there)
            keyword.setVisible(bool(keyword.text()))

    def place(self, left: int, top: int, width: int) -> int:
        """Put the lines under each other; gives where they end."""
        for message, keyword in self._lines:
            if not message.text():
                continue
            beside = keyword.sizeHint().width() + 4 if keyword.text() else 0
            wide = message.fontMetrics().horizontalAdvance(message.text()) + 2
            message.ensurePolished()
            wide = max(wide, message.sizeHint().width() if not message.wordWrap() else 0)
            if wide + beside <= width:
                message.setWordWrap(False)
                height = message.sizeHint().height()
                message.setGeometry(left, top, wide, height)
                keyword.setGeometry(left + wide + 4, top, beside, height)
            else:
                message.setWordWrap(True)
                height = message.heightForWidth(width)
                message.setGeometry(left, top, width, height)
                if keyword.text():
                    keyword.setGeometry(left, top + height, min(width, beside), keyword.sizeHint().height())
                    height += keyword.sizeHint().height()
            top += height + 2
        return top - 2


class OutdatedLine:
    """
    Words and a button.

    Args:
        parent: Of the widgets.
        on_pressed: Called when the button is.
    """

    def __init__(self, parent: QWidget, on_pressed: Callable[[], None]) -> None:
        self._label = PlainLabel("", parent, kind="hint")
        self.button = QPushButton("", parent)
        self.button.setAutoDefault(False)
        mark(self.button, kind="link")
        self.button.clicked.connect(on_pressed)

        self._words: OutdatedWords | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there is something to say."""
        return self._words is not None

    def widgets(self) -> list[QWidget]:
        """Both."""
        return [self._label, self.button]

    def tab_stops(self) -> list[QWidget]:
        """The button, while it is there."""
        return [self.button] if self.is_shown else []

    def show_words(self, words: OutdatedWords | None, name: str) -> bool:
        """Say this of the field of that name; None says nothing. Whether it was not said already."""
        if words == self._words:
            return False
        self._words = words
        self._label.setText(words.text if words else "")
        self.button.setText(words.button if words else "")
        self.button.setAccessibleName(f"{words.button}: {name}" if words else "")
        for widget in self.widgets():
            widget.setVisible(words is not None)
        return True

    def place(self, left: int, top: int, width: int) -> int:
        """Put it there; gives where it ends."""
        beside = self.button.sizeHint()
        self._label.ensurePolished()
        wide = min(self._label.sizeHint().width(), max(40, width - beside.width() - 6))
        height = max(self._label.sizeHint().height(), beside.height())
        self._label.setGeometry(left, top, wide, height)
        self.button.setGeometry(left + wide + 6, top, beside.width(), height)
        return top + height
