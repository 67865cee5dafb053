"""The small buttons at the end of the row that has the pointer or the keyboard, and the menu behind them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from explorer.ui.form.document.edits import Act
from explorer.ui.form.rows.form_row import FormRow
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_line

KEYS = {
    Act.MOVE_UP: "Alt+Up",
    Act.MOVE_DOWN: "Alt+Down",
    Act.DUPLICATE: "Ctrl+D",
    Act.REMOVE: "Ctrl+Shift+Del",
    Act.INSERT: "Ctrl+Shift+I",
    Act.LEAVE_OUT: "Ctrl+Shift+Del",
    Act.REMOVE_KEY: "Ctrl+Shift+Del",
    Act.RENAME_KEY: "F2",
}
"""The keys of acts on a row, or on the item that it is part of."""
MENU_KEYS = "Ctrl+Shift+M"
"""Opens the menu of a row, as the menu key and Shift+F10 do."""

_SIZE = 26
_ITEM_ACTS = (Act.INSERT, Act.DUPLICATE, Act.MOVE_UP, Act.MOVE_DOWN, Act.REMOVE)
_BUTTONS = (
    (Act.MOVE_UP, "\u2191"),
    (Act.MOVE_DOWN, "\u2193"),
    (Act.REMOVE, "\u00d7"),
    (Act.REMOVE_KEY, "\u00d7"),
)


class RowTools(QWidget):
    """
    One set of buttons for the whole form, moved to where it is wanted.

    Signals:
        act_wanted: the row and an `Act`.
        menu_wanted: the row.
    """

    act_wanted = Signal(object, object)
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row: FormRow | None = None
        self._items: dict[Act, QPushButton] = {}
        self._more: QPushButton | None = None
        self.hide()

    def show_beside(self, row: FormRow | None, acts: Sequence[Act], right: int, top: int) -> None:
        """Move to the end of a row whose acts are these; hidden for none."""
        self.row = row
        if row is None or not acts:
            self.hide()
            return
        shown = [act for act, _ in _BUTTONS if act in (_ITEM_ACTS if row.plan.is_item else acts)]
        if shown and not self._items:
            self._make_item_buttons()
        if self._more is None:
            self._more = self._button("\u22ef", "More for this field (Shift+F10)")
            self._more.clicked.connect(self._on_more_clicked)
        for act, button in self._items.items():
            button.setVisible(act in shown)
            button.setEnabled(act in acts)
            if act in shown:
                button.move(shown.index(act) * _SIZE, 0)
        width = _SIZE * (len(shown) + 1)
        self._more.move(width - _SIZE, 0)
        self.setGeometry(right - width, top + 2, width, _SIZE)
        self.show()
        self.raise_()

    def open_menu(self, menu: QMenu, row: FormRow, place: QPoint) -> None:
        """Open a menu that was filled for a row."""
        label = shown_line(row.plan.field.label)
        menu.setAccessibleName(f"Actions of {label}" if label else "Actions of the item")
        menu.popup(place)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def new_menu(self) -> QMenu:
        """An empty menu that goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def fill_menu(
        self, menu: QMenu, row: FormRow, acts: Sequence[Act], item: FormRow | None, item_acts: Sequence[Act]
    ) -> None:
        """Add what can be done with a row, and with the item that it is part of."""
        own = [(row, act) for act in acts]
        around = [(item, act) for act in item_acts if act in _ITEM_ACTS] if item is not None else []
        if menu.actions() and own:
            menu.addSeparator()
        for one, act in [*own, *around]:
            if around and (one, act) == around[0]:
                menu.addSeparator()
            entry = menu.addAction(act.value)
            entry.setData((one, act))
            if act in KEYS and not (one is item and act in acts):
                entry.setShortcut(QKeySequence(KEYS[act]))
                entry.setShortcutVisibleInContextMenu(True)
            if act is Act.REMOVE and one is row:
                menu.addSeparator()
        menu.triggered.connect(self._on_triggered)

    def _make_item_buttons(self) -> None:
        for act, sign in _BUTTONS:
            button = self._items[act] = self._button(sign, f"{act.value} ({KEYS[act]})")
            button.clicked.connect(self._on_item_clicked)

    def _button(self, sign: str, words: str) -> QPushButton:
        button = QPushButton(sign, self)
        mark(button, kind="tiny")
        button.setFixedSize(_SIZE, _SIZE)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.show()
        return button

    def _on_item_clicked(self) -> None:
        pressed = self.sender()
        for act, button in self._items.items():
            if button is pressed and self.row is not None:
                self.act_wanted.emit(self.row, act)
                return

    def _on_more_clicked(self) -> None:
        if self.row is not None:
            self.menu_wanted.emit(self.row)

    def _on_triggered(self, entry: QAction) -> None:
        chosen = entry.data()
        if isinstance(chosen, tuple):  # an entry of the editor's own menu has none
            self.act_wanted.emit(*chosen)
