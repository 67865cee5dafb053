"""The runs that are kept, as small tabs: what was run, when, how it ended."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QTabBar, QWidget

from explorer.domain.call import Run, RunId
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.parts.words import outcome_words, tone
from explorer.ui.widgets.shown_text import shown_line

_LONGEST_NAME = 40


class RunStrip(QTabBar):
    """One tab for each run, oldest first. Left and Right choose, Delete closes."""

    run_chosen = Signal(object)
    """The `RunId` that came to the front."""
    close_wanted = Signal(object)
    """The `RunId` whose tab is to go."""
    menu_wanted = Signal(object, object)
    """The `RunId` whose menu is to open, and the place on the screen for it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._tones: dict[RunId, str] = {}
        self._dots: dict[str, QIcon] = {}
        self.setAccessibleName("Runs")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setTabsClosable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        mark(self, kind="runs")
        self.setIconSize(QSize(8, 8))
        self.currentChanged.connect(self._on_current_changed)
        self.tabCloseRequested.connect(self._on_close_requested)
        appearance.changed.connect(self._on_appearance_changed)

    def ids(self) -> list[RunId]:
        """The runs, oldest first."""
        return [self.tabData(place) for place in range(self.count())]

    def show_run(self, run: Run, *, to_front: bool) -> None:
        """Add or update a tab."""
        place = self._place(run.id)
        if place is None:
            self.blockSignals(True)
            place = self.addTab("")
            self.setTabData(place, run.id)
            self.blockSignals(False)
        words = _words(run)
        if self.accessibleTabName(place) != words:
            self.setTabText(place, words.replace("&", "&&"))
            self.setAccessibleTabName(place, words)
            self.setTabToolTip(place, "")
            self._tones[run.id] = tone(run.result)
            self.setTabIcon(place, self._dot(self._tones[run.id]))
        if to_front:
            self.setCurrentIndex(place)

    def remove(self, run_id: RunId) -> None:
        """Take a tab away; the one beside it comes to the front."""
        place = self._place(run_id)
        if place is not None:
            self._tones.pop(run_id, None)
            self.removeTab(place)

    def current(self) -> RunId | None:
        """The run in front."""
        return self.tabData(self.currentIndex()) if self.count() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete closes the tab that the keyboard is on."""
        if event.key() == Qt.Key.Key_Delete:
            self._on_close_requested(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the run under the pointer, or of the one that the keyboard is on."""
        is_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.currentIndex() if is_keyboard else self.tabAt(event.pos())
        if place >= 0:
            below = self.mapToGlobal(self.tabRect(place).bottomLeft())
            self.menu_wanted.emit(self.tabData(place), QPoint(below) if is_keyboard else event.globalPos())

    def _place(self, run_id: RunId) -> int | None:
        return next((place for place in range(self.count()) if self.tabData(place) == run_id), None)

    def _on_current_changed(self, place: int) -> None:
        if place >= 0 and self.tabData(place) is not None:
            self.run_chosen.emit(self.tabData(place))

    def _on_close_requested(self, place: int) -> None:
        if place >= 0:
            self.close_wanted.emit(self.tabData(place))

    def _on_appearance_changed(self, _tokens: object) -> None:
        self._dots.clear()
        for place, run_id in enumerate(self.ids()):
            self.setTabIcon(place, self._dot(self._tones.get(run_id, "neutral")))

    def _dot(self, name: str) -> QIcon:
        if name not in self._dots:
            tokens = self._appearance.tokens
            colours = {"good": tokens.good, "bad": tokens.bad, "caution": tokens.caution, "accent": tokens.accent}
            picture = QPixmap(16, 16)
            picture.setDevicePixelRatio(2)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.get(name, tokens.dim)))
            painter.drawEllipse(0, 0, 8, 8)
            painter.end()
            self._dots[name] = QIcon(picture)
        return self._dots[name]


def _words(run: Run) -> str:
    name = shown_line(run.call.action.name)
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME - 1] + "\u2026"
    return f"{name} {run.started_at.astimezone():%H:%M:%S} \u2013 {outcome_words(run.result)}"
