"""One connection: platform, name, address, options, secrets, and a test of it all before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.providers.contract import ConnectionStep, PlatformKind
from explorer.ui.dialogs.connection.connection_address import address_problem
from explorer.ui.dialogs.connection.step_list import StepList
from explorer.ui.dialogs.connection.typed_settings import TypedSettings, add_setting, settings_form
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel


@dataclass(frozen=True, slots=True)
class ConnectionDraft:
    """
    A connection as typed.

    Args:
        secrets: Those that were typed; a secret that was left alone is not among them.
        only_session_because: Why secrets are to be kept for this session only, which the person has agreed to; empty
            for the usual place.
    """

    connection: Connection
    secrets: Mapping[SecretName, str]
    only_session_because: str = ""


class ConnectionEditor(QDialog):
    """Adds a connection, or changes one."""

    save_wanted = Signal(object)
    """The `ConnectionDraft`."""
    test_wanted = Signal(object)
    """The `ConnectionDraft`; answered through `show_step` and `show_test_ended`."""

    def __init__(
        self,
        parent: QWidget,
        platforms: Mapping[Platform, PlatformKind],
        connection_id: ConnectionId,
        connection: Connection | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Change a connection" if connection else "Add a connection")
        self.resize(660, 640)
        self._platforms = platforms
        self._id = connection_id
        self._is_new = connection is None
        self._only_session_because = ""
        self.platform = QComboBox()
        self.platform.setAccessibleName("Platform")
        for platform in platforms:
            self.platform.addItem(platform.label, platform)
        self.platform.currentIndexChanged.connect(self._on_platform_changed)
        self.name = self._line("Name")
        self.address = self._line("Address")
        self.environment = QComboBox()
        self.environment.setAccessibleName("At stake")
        for environment in (Environment.DEVELOPMENT, Environment.PRODUCTION, Environment.SANDBOX):
            self.environment.addItem(environment.value.capitalize(), environment)
        self.settings = TypedSettings()
        self._problem = PlainLabel(kind="problem", wraps=True)
        self._problem.hide()
        self._steps = StepList()
        self.test_button = QPushButton("Test connection")
        self.test_button.clicked.connect(self._on_test)
        self.save_button = QPushButton("Save")
        mark(self.save_button, kind="primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._on_save)
        self._cancel = QPushButton("Cancel")
        self._cancel.clicked.connect(self.reject)
        self._lay_out()
        self._show(connection)

    def draft(self) -> ConnectionDraft:
        """What is typed now."""
        connection = Connection(
            id=self._id,
            name=self.name.text().strip(),
            platform=self.platform.currentData(),
            base_url=self.address.text().strip().rstrip("/"),
            environment=self.environment.currentData(),
            options=self.settings.options(),
        )
        return ConnectionDraft(connection, self.settings.secrets(), self._only_session_because)

    def show_problem(self, text: str) -> None:
        """Say what keeps this from being saved or tested; an empty text takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._problem.setAccessibleDescription(text)

    def offer_session_only(self, why: str) -> None:
        """The secret could not be stored: let the person choose to keep secrets for this session only."""
        self._only_session_because = why
        self.save_button.setText("Save for this session only")
        self.show_problem(f"The secret could not be stored: {why}")

    def show_saving(self, *, is_saving: bool) -> None:
        """Whether it is being saved just now; Cancel gives up waiting."""
        self.save_button.setEnabled(not is_saving)

    def show_step(self, step: ConnectionStep) -> None:
        """A step of the test has ended."""
        self._steps.show_step(step)

    def show_test_ended(self, words: str) -> None:
        """The test is over."""
        self._steps.show_words(words)
        self.test_button.setEnabled(True)

    def _show(self, connection: Connection | None) -> None:
        platform = connection.platform if connection else next(iter(self._platforms))
        self.platform.setCurrentIndex(self.platform.findData(platform))
        self.platform.setEnabled(connection is None)
        self._show_platform(platform, connection)
        if connection is not None:
            self.name.setText(connection.name)
            self.address.setText(connection.base_url)
            self.environment.setCurrentIndex(self.environment.findData(connection.environment))
        self.name.setFocus()

    def _show_platform(self, platform: Platform, connection: Connection | None) -> None:
        kind = self._platforms[platform]
        self.settings.show_kind(kind, connection.options if connection else {}, has_secrets=not self._is_new)
        self.name.setPlaceholderText(f"{platform.label} of Acme, production")
        self.address.setText(kind.default_base_url)
        self.address.setPlaceholderText("https://\u2026")

    def _on_platform_changed(self, _index: int) -> None:
        self._show_platform(self.platform.currentData(), None)

    def _check(self) -> bool:
        problem = "Give the connection a name." if not self.name.text().strip() else ""
        self.show_problem(problem or address_problem(self.address.text().strip()))
        return not self._problem.text()

    def _on_test(self) -> None:
        if self._check():
            self._steps.show_words("Testing\u2026", clears=True)
            self.test_button.setEnabled(False)
            self.test_wanted.emit(self.draft())

    def _on_save(self) -> None:
        if self._check():
            self.save_wanted.emit(self.draft())

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        return line

    def _lay_out(self) -> None:
        form = settings_form()
        for label, widget, hint in (
            ("Platform", self.platform, ""),
            ("Name", self.name, ""),
            ("Address", self.address, ""),
            ("At stake", self.environment, "Stands as a badge beside the account, and in the question before a run."),
        ):
            widget.setAccessibleDescription(hint)
            add_setting(form, label, hint, widget)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.settings)
        column.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inner)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.test_button)
        buttons.addStretch()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self._cancel)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self._problem)
        foot.addWidget(self._steps)
        foot.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
