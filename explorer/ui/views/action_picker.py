"""The left pane: search, filters and the list of actions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.action import Action, ActionKey, Effect
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.models.action_list import ActionList, ActionRow, ConnectorRow
from explorer.ui.views.action_row_painter import ActionRowPainter
from explorer.ui.views.unread_entries import UnreadEntries
from explorer.ui.widgets.pick_popup import PickPopup
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import shown_line


class Shown(Enum):
    """Which actions are listed; the value is what a person reads."""

    ALL = "All actions"
    FAVOURITES = "Favourites"
    RECENT = "Recently used"


@dataclass(frozen=True, slots=True)
class ActionQuery:
    """What is asked of the list. `connector_key` and `effect` are None for all."""

    text: str = ""
    connector_key: str | None = None
    effect: Effect | None = None
    shown: Shown = Shown.ALL


class ActionPicker(QFrame):
    """Search box, filters, list. It shows what it is given and says what is asked for."""

    query_changed = Signal(object)
    """The new `ActionQuery`."""
    action_chosen = Signal(object)
    """The `Action` whose form is wanted; the keyboard stays where it is."""
    action_entered = Signal(object)
    """The `Action` whose form is wanted, and the keyboard in it."""
    favourite_toggled = Signal(object)
    """The `Action` to mark or unmark."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, kind="side")
        self._query = ActionQuery()
        self._is_showing = False
        self._chosen_key: ActionKey | None = None
        self._shown_query = self._query
        self._row_before_press = -1
        self._model = ActionList(self)

        self.search = QLineEdit(placeholderText="Search actions", clearButtonEnabled=True)
        self.search.setAccessibleName("Search actions")
        self.search.setAccessibleDescription("Fuzzy search over name, key, connector and description")
        self.search.textChanged.connect(self._on_text_changed)
        self.search.installEventFilter(self)

        self._count = PlainLabel("", kind="hint")
        self.unread = UnreadEntries()
        self._connector_button = self._filter_button("All connectors \u25be", "Connector filter")
        self._connectors = PickPopup("Filter connectors", self)
        self._connectors.picked.connect(self._on_connector_picked)
        self._connector_button.clicked.connect(self._on_connector_asked)
        self._shown_button = self._filter_button("All \u25be", "Effect and favourites filter")
        self._shown_button.setMenu(self._make_menu())
        self._shown_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

        self.list = QListView(uniformItemSizes=True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName("Actions")
        self.list.setModel(self._model)
        self.list.setItemDelegate(ActionRowPainter(appearance, self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu_asked)
        self.list.clicked.connect(self._on_row_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        mark(self.list, kind="side")
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        favourite = QShortcut(QKeySequence("Ctrl+D"), self)
        favourite.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        favourite.activated.connect(self._on_favourite_asked)

        self._empty_text = PlainLabel("", kind="dim", wraps=True)
        self._clear = QPushButton("Show all actions")
        self._clear.clicked.connect(self.clear_query)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._make_empty_page())
        self._lay_out()
        appearance.changed.connect(self._on_look_changed)

    def show_actions(self, actions: Sequence[Action], all_count: int, favourites: Collection[ActionKey]) -> None:
        """
        Show the actions that fit the query, out of `all_count`.

        The chosen one stays chosen, also while a query hides it; the place in the list stays, unless the query is new.
        """
        row = self._model.row_at(self.list.currentIndex())
        place = self.list.verticalScrollBar().value()
        self._is_showing = True
        self._model.show_actions(actions, favourites, unfolds=bool(self._query.text))
        if isinstance(row, ConnectorRow):
            self._make_current(self._model.index_of_connector(row.key))
        elif self._chosen_key is not None:
            self._make_current(self._model.index_of(self._chosen_key))
        self._is_showing = False
        if self._query == self._shown_query and place > 0:
            self.list.doItemsLayout()  # the scroll bar learns only from it how long the list is now
            self.list.verticalScrollBar().setValue(place)
        elif self._query != self._shown_query and self._query.text:
            self.list.scrollToTop()
        self._shown_query = self._query
        count = f"{all_count:,} actions" if len(actions) == all_count else f"{len(actions):,} of {all_count:,} actions"
        self._count.setText(count)
        self.show_empty("" if actions else self._why_empty(all_count), can_clear=all_count > 0)

    def show_empty(self, text: str, *, can_clear: bool = False) -> None:
        """Say why nothing is listed; an empty text shows the list."""
        self._empty_text.setText(text)
        self._clear.setVisible(can_clear)
        self._pages.setCurrentIndex(1 if text else 0)

    def show_connectors(self, names: Sequence[tuple[str, str]]) -> None:
        """The connectors that can be chosen as a filter: key and name. A filter by one that is not there ends."""
        self._connectors.show_choices([("", "All connectors"), *names])
        if self._query.connector_key is not None and self._query.connector_key not in {key for key, _ in names}:
            self._query = replace(self._query, connector_key=None)
            self._connector_button.setText("All connectors \u25be")

    def forget_connection(self) -> None:
        """Another connection comes: the filter by connector and the choice belong to the one before."""
        self._chosen_key = None
        self._make_current(QModelIndex())
        self.show_connectors([])

    def show_chosen(self, key: ActionKey) -> None:
        """Make an action the chosen one without asking for it, if it is listed."""
        self._chosen_key = key
        self._is_showing = True
        self._make_current(self._model.index_of(key))
        self._is_showing = False

    def chosen(self) -> Action | None:
        """The action that the list stands on."""
        row = self._model.row_at(self.list.currentIndex())
        return row.action if isinstance(row, ActionRow) else None

    def clear_query(self) -> None:
        """Show everything."""
        self._query = ActionQuery()
        self.search.clear()
        self._connector_button.setText("All connectors \u25be")
        self._shown_button.setText("All \u25be")
        for action in self._menu.actions():
            if action.data() in (None, Shown.ALL) and action.isCheckable():
                action.setChecked(True)
        self.query_changed.emit(self._query)
        self.search.setFocus()

    def query(self) -> ActionQuery:
        """What is asked for now."""
        return self._query

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys: from the search box into the list, Return to choose, Left and Right to fold."""
        if watched is self.search and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Else the window's own Escape, which cancels a run, would come first.
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                event.accept()
                return True
        elif watched is self.list.viewport() and event.type() == QEvent.Type.MouseButtonPress:
            self._row_before_press = self.list.currentIndex().row()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search:
                return self._search_key(event)
            if watched is self.list:
                return self._list_key(event)
        return super().eventFilter(watched, event)

    def _search_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            first = self._model.first_action()
            if first.isValid() and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                self.list.setCurrentIndex(first)
            elif first.isValid():
                self._enter(first)
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        return False

    def _list_key(self, event: QKeyEvent) -> bool:
        index = self.list.currentIndex()
        row = self._model.row_at(index)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if isinstance(row, ActionRow) and event.key() == Qt.Key.Key_Left:
                self.list.setCurrentIndex(self._model.index_of_connector(row.action.connector_key))
                return True
            if isinstance(row, ConnectorRow):
                self._fold(row, index.row(), is_folded=event.key() == Qt.Key.Key_Left)
                return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and isinstance(row, ConnectorRow):
            self._fold(row, index.row(), is_folded=not row.is_folded)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(row, ActionRow):
            self._enter(index)
            return True
        if event.key() == Qt.Key.Key_Up and index.row() <= 0:
            self.search.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        return False

    def _enter(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, ActionRow):
            self.show_chosen(row.action.key)
            self.action_entered.emit(row.action)

    def _fold(self, row: ConnectorRow, number: int, *, is_folded: bool) -> None:
        if row.is_folded != is_folded:
            chosen = self.chosen()
            self._is_showing = True
            self._model.fold(row.key, is_folded=is_folded)
            index = self._model.index_of(chosen.key) if chosen else self._model.index(number)
            self._make_current(index if index.isValid() else self._model.index(number))
            self._is_showing = False

    def _make_current(self, index: QModelIndex) -> None:
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _on_text_changed(self, text: str) -> None:
        self._change(text=text)

    def _on_connector_asked(self) -> None:
        self._connectors.open_below(self._connector_button)

    def _on_connector_picked(self, choice: tuple[str, str]) -> None:
        key, name = choice
        words = shown_line(name[:20] if len(name) <= 20 else name[:18] + "\u2026")
        self._connector_button.setText(words.replace("&", "&&") + " \u25be")
        self._change(connector_key=key or None)

    def _on_effect_picked(self, action: QAction) -> None:
        self._change(effect=action.data())
        self._show_filter_words()

    def _on_shown_picked(self, action: QAction) -> None:
        self._change(shown=action.data())
        self._show_filter_words()

    def _show_filter_words(self) -> None:
        words = [] if self._query.shown is Shown.ALL else [self._query.shown.value]
        if self._query.effect is not None:
            words.append(self._query.effect.value.capitalize())
        self._shown_button.setText((", ".join(words) or "All") + " \u25be")

    def _change(self, **changes: Any) -> None:
        self._query = replace(self._query, **changes)
        self.query_changed.emit(self._query)

    def _on_row_clicked(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, ConnectorRow):
            self._fold(row, index.row(), is_folded=not row.is_folded)
        elif isinstance(row, ActionRow) and index.row() == self._row_before_press:
            # It was the current one before, so that nothing has changed; its form may have failed to open.
            self.action_chosen.emit(row.action)

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, ActionRow) and not self._is_showing:
            self._chosen_key = row.action.key
            self.action_chosen.emit(row.action)

    def _on_favourite_asked(self) -> None:
        if (action := self.chosen()) is not None:
            self.favourite_toggled.emit(action)

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self._model.row_at(self.list.indexAt(place))
        if isinstance(row, ActionRow):
            words = "Remove from favourites" if row.is_favourite else "Add to favourites"
            menu.addAction(words, QKeySequence("Ctrl+D"), self._on_favourite_asked)
            menu.addSeparator()
        menu.addAction("Fold all connectors", self._on_fold_all)
        menu.addAction("Unfold all connectors", self._on_unfold_all)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _on_fold_all(self) -> None:
        self._model.fold_all(is_folded=True)

    def _on_unfold_all(self) -> None:
        self._model.fold_all(is_folded=False)

    def _on_look_changed(self, _tokens: object) -> None:
        self.list.viewport().update()

    def _why_empty(self, all_count: int) -> str:
        if all_count == 0:
            return "No actions are known for this connection yet."
        if self._query.shown is Shown.FAVOURITES:
            return "No favourite fits. Press Ctrl+D on an action to make it one."
        if self._query.shown is Shown.RECENT:
            return "No action that fits was run lately."
        if self._query.text:
            return f"No action fits \u201c{self._query.text}\u201d."
        return "No action fits these filters."

    def _filter_button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setText(text)
        button.setAccessibleName(name)
        mark(button, kind="quiet", small="true")
        return button

    def _make_menu(self) -> QMenu:
        self._menu = QMenu(self)
        shown = QActionGroup(self._menu)
        for which in Shown:
            self._add_choice(shown, which.value, which, is_checked=which is Shown.ALL)
        shown.triggered.connect(self._on_shown_picked)
        self._menu.addSeparator()
        effects = QActionGroup(self._menu)
        self._add_choice(effects, "All effects", None, is_checked=True)
        for effect in Effect:
            self._add_choice(effects, effect.value.capitalize(), effect)
        effects.triggered.connect(self._on_effect_picked)
        return self._menu

    def _add_choice(self, group: QActionGroup, text: str, value: object, *, is_checked: bool = False) -> None:
        action = QAction(text, self._menu, checkable=True, checked=is_checked)
        action.setData(value)
        group.addAction(action)
        self._menu.addAction(action)

    def _make_empty_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 24, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._empty_text)
        column.addWidget(self._clear, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        return page

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setContentsMargins(4, 0, 0, 0)
        filters.setSpacing(0)
        filters.addWidget(self._count)
        filters.addStretch()
        filters.addWidget(self._connector_button)
        filters.addWidget(self._shown_button)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 4)
        top.setSpacing(4)
        top.addWidget(self.search)
        top.addLayout(filters)
        top.addWidget(self.unread, alignment=Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
