"""What can be done with a run from its tab, its head line and the keyboard."""

from collections.abc import Callable, Collection
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class RunAct(Enum):
    """An act on one run; the text is what its entry says."""

    REOPEN = "Open in form"
    COMPARE_SUCCESS = "Compare with last success"
    COMPARE_BASELINE = "Compare with baseline"
    COMPARE_BEFORE = "Compare with the run before"
    PIN = "Pin as baseline"
    UNPIN = "Unpin baseline"
    SPLIT = "Show beside another run"
    UNSPLIT = "Show one run alone"
    DETACH = "Open in a window of its own"
    ATTACH = "Put back into the main window"
    CLOSE = "Close"


KEYS: Final = {
    RunAct.COMPARE_SUCCESS: "Ctrl+Shift+D",
    RunAct.COMPARE_BEFORE: "Ctrl+Shift+B",
    RunAct.SPLIT: "Ctrl+Shift+L",
    RunAct.UNSPLIT: "Ctrl+Shift+L",
    RunAct.DETACH: "Ctrl+Shift+N",
    RunAct.ATTACH: "Ctrl+Shift+N",
}
"""Of acts on the run in front; where two have the same, only one of them can be done at a time."""

_GROUPS: Final = (
    (RunAct.REOPEN,),
    (RunAct.COMPARE_SUCCESS, RunAct.COMPARE_BASELINE, RunAct.COMPARE_BEFORE, RunAct.PIN, RunAct.UNPIN),
    (RunAct.SPLIT, RunAct.UNSPLIT, RunAct.DETACH, RunAct.ATTACH),
    (RunAct.CLOSE,),
)


def run_menu(parent: QWidget, acts: Collection[RunAct], on_act: Callable[[RunAct], None]) -> QMenu:
    """A menu with these acts, in their usual order; it is gone when it has been closed."""
    menu = QMenu(parent)
    menu.setAccessibleName("Run")
    for group in _GROUPS:
        if menu.actions() and any(act in acts for act in group):
            menu.addSeparator()
        for act in group:
            if act in acts:
                entry = menu.addAction(act.value)
                if act in KEYS:
                    entry.setShortcut(QKeySequence(KEYS[act]))
                    entry.setShortcutVisibleInContextMenu(True)
                entry.triggered.connect(partial(_say, on_act, act))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _say(on_act: Callable[[RunAct], None], act: RunAct, _is_checked: bool = False) -> None:
    on_act(act)
