"""The application's look: chosen at start, followed when the system turns light or dark."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from explorer.ui.look.palette import DARK, LIGHT, Tokens, qt_palette, system_tokens
from explorer.ui.look.resource_files import resource_path
from explorer.ui.look.style_sheet import style_sheet

LOOK = "look"
"""The section of the settings with the choice; anything but `light` and `dark` follows the system."""

_FIXED_WANTED = ("JetBrains Mono", "SF Mono", "Cascadia Mono", "Consolas", "DejaVu Sans Mono")
_TEXT_WANTED = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans")


class Appearance(QObject):
    """
    Applies colours and fonts to the whole application.

    Args:
        choice: `system`, `light` or `dark`.
        is_dressed: False leaves the style sheet to `dress`, for a start in which the window is built before it: every
            widget that is put into another would be styled anew each time.
    """

    changed = Signal(object)
    """The new `Tokens`; for what is painted by hand."""

    def __init__(self, app: QApplication, choice: str = "system", *, is_dressed: bool = True) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._is_dressed = is_dressed
        self._system = QPalette(app.palette())
        self.tokens: Tokens = LIGHT
        self.fixed_family = _fixed_family()
        self._icons: dict[str, QIcon] = {}
        app.setStyle("Fusion")
        app.setFont(_text_font(app.font()))
        app.setWindowIcon(QIcon(str(resource_path("icons/action-explorer.svg"))))
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def dress(self) -> None:
        """Put the style sheet on, if it was left for later."""
        self._is_dressed = True
        self._apply()

    def choose(self, choice: str) -> None:
        """Follow the system, or stay `light` or `dark`."""
        self._choice = choice
        # Each widget there is takes a new style sheet in: 150 ms for the whole window.
        if self._wanted_tokens() is not self.tokens:
            self._apply()

    def icon(self, name: str) -> QIcon:
        """The icon `resources/icons/<name>` in the present colours."""
        file = f"icons/{name}-{self.tokens.name}.svg"
        if file not in self._icons:
            self._icons[file] = QIcon(str(resource_path(file)))
        return self._icons[file]

    def _on_scheme_changed(self, _scheme: object) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        self.tokens = self._wanted_tokens()
        self._app.setPalette(qt_palette(self.tokens))
        if self._is_dressed:
            self._app.setStyleSheet(style_sheet(self.tokens, self.fixed_family))
        self.changed.emit(self.tokens)

    def _wanted_tokens(self) -> Tokens:
        return {"light": LIGHT, "dark": DARK}.get(self._choice) or system_tokens(self._system)


def _text_font(system: QFont) -> QFont:
    families = set(QFontDatabase.families())
    font = QFont(system)
    # A system without a configured font (a bare X server) falls back to the first good one that is installed.
    if system.family() not in families or system.family() in {"Sans Serif", "Sans", "DejaVu Sans"}:
        font.setFamily(next((name for name in _TEXT_WANTED if name in families), system.family()))
    font.setPixelSize(13)
    return font


def _fixed_family() -> str:
    families = set(QFontDatabase.families())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return next((name for name in _FIXED_WANTED if name in families), system)
