"""Actions as rows of one flat list: a row for each connector, and under it, unless folded, its actions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from explorer.domain.action import Action, ActionKey, Effect
from explorer.ui.widgets.shown_text import shown_line, tool_tip

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ConnectorRow:
    """The head of a group: `count` actions of one connector are shown, folded or not."""

    key: str
    name: str
    count: int
    is_folded: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action in its group."""

    action: Action
    is_favourite: bool


Row = ConnectorRow | ActionRow
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class ActionList(QStringListModel):
    """
    The rows of the action list.

    Groups come in the order of their first action, and actions in the order given, so that the best match of a search
    stands on top with the rest of its connector below it.

    The rows are counted by Qt's own string list, whose strings are never looked at: laying out 10,000 rows asks for
    the count 10,000 times, which in Python takes longer than two frames.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, list[Action]] = {}
        self._folded: set[str] = set()
        self._folded_now = self._folded  # a search has a set of its own, which begins empty
        self._favourites: Collection[ActionKey] = frozenset()
        # Actions stand in the list as they are: making a row for each of 10,000 would take longer than a frame.
        self._rows: list[ConnectorRow | Action] = []

    def show_actions(
        self, actions: Sequence[Action], favourites: Collection[ActionKey], *, unfolds: bool = False
    ) -> None:
        """Show these actions; `unfolds` opens every group, as a search wants it."""
        groups: dict[str, list[Action]] = {}
        for action in actions:
            groups.setdefault(action.connector_key, []).append(action)
        self._groups = groups
        self._favourites = favourites
        self._folded_now = set() if unfolds else self._folded
        self._lay_out()

    def fold(self, connector_key: str, *, is_folded: bool) -> None:
        """Hide or show the actions of one connector."""
        if is_folded:
            self._folded_now.add(connector_key)
        else:
            self._folded_now.discard(connector_key)
        self._lay_out()

    def fold_all(self, *, is_folded: bool) -> None:
        """Hide or show the actions of every connector."""
        self._folded_now.clear()
        if is_folded:
            self._folded_now.update(self._groups)
        self._lay_out()

    def row_at(self, index: _Index) -> Row | None:
        """The row behind an index, None for an invalid one."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        return ActionRow(row, row.key in self._favourites) if isinstance(row, Action) else row

    def index_of(self, key: ActionKey) -> QModelIndex:
        """Where an action stands; invalid if it is not shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Action) and row.key == key:
                return self.index(number)
        return QModelIndex()

    def index_of_connector(self, key: str) -> QModelIndex:
        """Where the head of a group stands; invalid if it is not shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, ConnectorRow) and row.key == key:
                return self.index(number)
        return QModelIndex()

    def first_action(self) -> QModelIndex:
        """The first row that is an action; invalid if there is none."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Action):
                return self.index(number)
        return QModelIndex()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows can be chosen, not edited or dragged."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return chosen if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text for the eye, the ear and the pointer; the row itself under `ROW_ROLE`."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_line(row.name if isinstance(row, ConnectorRow) else row.action.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ActionRow):
            return _tool_tip(row.action)
        return None

    def _lay_out(self) -> None:
        rows: list[ConnectorRow | Action] = []
        for key, actions in self._groups.items():
            is_folded = key in self._folded_now
            rows.append(ConnectorRow(key, actions[0].connector_name or key, len(actions), is_folded))
            if not is_folded:
                rows.extend(actions)
        self._rows = rows
        self.setStringList([""] * len(rows))


def _spoken(row: Row) -> str:
    if isinstance(row, ConnectorRow):
        return shown_line(f"{row.name}, {row.count} actions{', folded' if row.is_folded else ''}")
    parts = [row.action.name, row.action.connector_name]
    if row.action.effect is not Effect.UNKNOWN:
        parts.append(row.action.effect.value)
    if row.action.is_deprecated:
        parts.append("deprecated")
    if row.is_favourite:
        parts.append("favourite")
    return shown_line(", ".join(parts))


def _tool_tip(action: Action) -> str:
    lines = [action.name[:300], action.key[:300], action.description[:300]]
    return tool_tip("\n".join(line for line in lines if line))
