"""The options and secrets of a platform as fields: secrets first, then options, assumptions folded away."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.domain.connection import SecretName
from explorer.providers.contract import PlatformKind, Setting
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.row import row_of

_Input = QLineEdit | QComboBox | QPlainTextEdit
LABEL_WIDTH = 124
"""Labels of all parts of the dialog end at one line, in pixels."""

LONG = ("catalogue",)
"""Options that hold a list, one entry a line."""


class TypedSettings(QWidget):
    """Made anew for each platform."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inputs: dict[str, _Input] = {}
        self._unknown: dict[str, str] = {}
        self._starts: dict[str, str] = {}
        self._secrets: dict[SecretName, QLineEdit] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._content = QWidget()
        self._column.addWidget(self._content)

    def show_kind(self, kind: PlatformKind, options: Mapping[str, str], *, has_secrets: bool) -> None:
        """Fields for a platform, filled with a connection's options. Secrets that are stored are never shown."""
        self._column.removeWidget(self._content)
        self._content.setParent(None)
        self._content.deleteLater()
        self._content = QWidget()
        self._column.addWidget(self._content)
        self._inputs, self._starts, self._secrets = {}, {}, {}
        names = {one.name for one in kind.settings}
        self._unknown = {name: text for name, text in options.items() if name not in names}
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        known = settings_form()
        for secret in kind.secrets:
            line = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
            line.setAccessibleName(secret.label)
            line.setPlaceholderText("Stored; type to replace it" if has_secrets else "")
            self._secrets[secret.name] = line
            line.setAccessibleDescription(secret.description)
            add_setting(known, secret.label, secret.description, line)
        self._add_settings(known, [one for one in kind.settings if not one.is_assumption], options)
        column.addLayout(known)
        assumed = [one for one in kind.settings if one.is_assumption]
        if assumed:
            column.addWidget(self._make_fold(assumed, options))

    def options(self) -> dict[str, str]:
        """What differs from the start values, and what this version does not know."""
        typed = {name: _text(one) for name, one in self._inputs.items()}
        return self._unknown | {name: text for name, text in typed.items() if text != self._starts[name].strip()}

    def secrets(self) -> dict[SecretName, str]:
        """The secrets that were typed."""
        typed = {name: line.text().strip() for name, line in self._secrets.items()}
        return {name: text for name, text in typed.items() if text}

    def input(self, name: str) -> _Input:
        """The field of an option, for whoever wants to put the cursor there."""
        return self._inputs[name]

    def secret_input(self, name: SecretName) -> QLineEdit:
        """The field of a secret."""
        return self._secrets[name]

    def _add_settings(self, form: QFormLayout, settings: Sequence[Setting], options: Mapping[str, str]) -> None:
        for setting in settings:
            field = _input(setting, options.get(setting.name, setting.default))
            field.setAccessibleName(setting.label)
            field.setAccessibleDescription(setting.description)
            self._inputs[setting.name] = field
            self._starts[setting.name] = setting.default
            add_setting(form, setting.label, setting.description, field)

    def _make_fold(self, assumed: Sequence[Setting], options: Mapping[str, str]) -> QWidget:
        fold = QWidget()
        column = QVBoxLayout(fold)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._fold_button = QPushButton("Show paths and assumptions")
        mark(self._fold_button, kind="link")
        self._fold_button.clicked.connect(self._on_fold)
        self._folded = QWidget()
        form = settings_form()
        self._add_settings(form, assumed, options)
        inner = QVBoxLayout(self._folded)
        inner.setContentsMargins(0, 0, 0, 0)
        about = "Nothing public settles these. The start values fit what is known; change them if yours differs."
        inner.addWidget(PlainLabel(about, kind="hint", wraps=True))
        inner.addLayout(form)
        self._folded.hide()
        column.addWidget(self._fold_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._folded)
        return fold

    def _on_fold(self) -> None:
        shows = self._folded.isHidden()
        self._folded.setVisible(shows)
        self._fold_button.setText(f"{'Hide' if shows else 'Show'} paths and assumptions")


def settings_form() -> QFormLayout:
    """A form whose labels end where those of any other such form do."""
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    return form


def add_setting(form: QFormLayout, label: str, description: str, field: QWidget) -> None:
    """A row: the label beside the field, the description below it."""
    name = PlainLabel(label, kind="heading", wraps=True)
    name.setFixedWidth(LABEL_WIDTH)
    name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    name.setContentsMargins(0, 7, 0, 0)
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(row_of(field, QWidget()) if isinstance(field, QComboBox) else field)
    if description:
        column.addWidget(PlainLabel(description, kind="hint", wraps=True))
    form.addRow(name, cell)


def _input(setting: Setting, value: str) -> _Input:
    if setting.choices:
        box = QComboBox()
        box.addItems(list(setting.choices))
        if value not in setting.choices:
            box.addItem(value)
        box.setCurrentText(value)
        return box
    if setting.name in LONG:
        text = QPlainTextEdit(value)
        text.setTabChangesFocus(True)
        text.setFixedHeight(110)
        mark(text, kind="code")
        return text
    return QLineEdit(value)


def _text(field: _Input) -> str:
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText().strip()
    return field.text().strip()
