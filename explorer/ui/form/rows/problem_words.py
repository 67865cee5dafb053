"""What is wrong with a field, in words beneath it; the rule behind it dim in brackets."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from explorer.domain.failure import FieldProblem
from explorer.schema.field import Field
from explorer.ui.form.problem_naming import rule_words
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
