"""
Small tables in memory for the actions that run SQL.

Each account has its own; what one statement inserts, the next finds. Files cannot be reached: ATTACH and the like are
denied.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from re import sub
from typing import Any
from weakref import finalize

from explorer.sandbox.pipedream.component_error import ComponentError, configuration_error
from explorer.sandbox.pipedream.exact_json import NumberText
from explorer.sandbox.pipedream.runs.run_context import RunContext

TABLES: Mapping[str, Mapping[str, str]] = {
    "customers": {"id": "integer", "name": "text", "city": "text"},
    "orders": {"id": "integer", "customer_id": "integer", "total": "numeric", "status": "text"},
}
ROWS: Mapping[str, Sequence[tuple[object, ...]]] = {
    "customers": [(1, "Northwind", "Oslo"), (2, "Blue Harbor", "Porto"), (3, "Quarry & Sons", "Leeds")],
    "orders": [(1, 1, "120.50", "paid"), (2, 1, "80.00", "open"), (3, 3, "15.25", "paid")],
}
MOST_ROWS = 1000
MOST_STEPS = 20_000_000
"""Instructions of the database that one statement may take: about a second."""

STEPS_BETWEEN_LOOKS = 100_000
_DENIED = frozenset({sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH, sqlite3.SQLITE_PRAGMA})


def schema_context() -> dict[str, Any]:
    """What a database holds, as configure answers it for an `sql` prop."""
    tables = {
        table: {
            "metadata": {},
            "schema": {
                column: {
                    "tableName": table,
                    "columnName": column,
                    "isNullable": "NO" if column == "id" else "YES",
                    "dataType": kind,
                    "columnDefault": None,
                }
                for column, kind in columns.items()
            },
        }
        for table, columns in TABLES.items()
    }
    return {"dbInfo": tables}


async def run_sql(context: RunContext) -> Any:
    """Run the statement of the `sql` prop, in any of the forms that the prop's value has."""
    value = context.values.get("sql")
    if isinstance(value, str):
        value = {"query": value}
    if not isinstance(value, Mapping) or not str(value.get("query") or value.get("value") or "").strip():
        raise configuration_error("Enter a query first")
    query = str(value.get("query") or value.get("value"))
    params = value.get("params") or []
    context.console.log(f"Running a statement with {len(params)} parameters")
    rows = _execute(context, query, [_plain(one) for one in params])
    context.summarise(f"The statement gave {len(rows)} row{'' if len(rows) == 1 else 's'}")
    return rows


async def insert_row(context: RunContext) -> Any:
    """Insert `rowValues` into `table`."""
    row = context.values.get("rowValues")
    if not isinstance(row, Mapping) or not row:
        raise configuration_error("Enter at least one column")
    table = str(context.values.get("table"))
    columns = ", ".join(_quoted(str(column)) for column in row)
    places = ", ".join("?" for _ in row)
    query = f"insert into {_quoted(table)} ({columns}) values ({places})"  # noqa: S608 - quoted, and made up
    _execute(context, query, [_plain(value) for value in row.values()])
    context.summarise(f"Added a row to {table}")
    return dict(row)


def _execute(context: RunContext, query: str, params: Sequence[Any]) -> list[dict[str, Any]]:
    database = _database(context)
    looks = iter(range(MOST_STEPS // STEPS_BETWEEN_LOOKS))
    database.set_progress_handler(lambda: next(looks, None) is None, STEPS_BETWEEN_LOOKS)
    try:
        cursor = database.execute(sub(r"\$(\d+)", r"?\1", query), params)
        rows = cursor.fetchmany(MOST_ROWS)
        database.commit()
    except (sqlite3.Error, OverflowError, UnicodeEncodeError) as problem:
        raise ComponentError(str(problem), name="DatabaseError", origin="upstream_api", severity="ERROR") from problem
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _database(context: RunContext) -> sqlite3.Connection:
    kept = context.records("$database")
    if not kept:
        database = sqlite3.connect(":memory:", check_same_thread=False)
        for table, columns in TABLES.items():
            listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
            database.execute(f"create table {table} ({listed})")
            places = ", ".join("?" for _ in columns)
            database.executemany(f"insert into {table} values ({places})", ROWS[table])  # noqa: S608 - our own
        database.set_authorizer(_authorised)
        kept.append({"database": _Kept(database)})
    tables: _Kept = kept[0]["database"]
    return tables.connection


class _Kept:
    """Closes the database when the records that hold it are forgotten."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        finalize(self, connection.close)


def _authorised(action: int, *_more: object) -> int:
    return sqlite3.SQLITE_DENY if action in _DENIED else sqlite3.SQLITE_OK


def _plain(value: object) -> object:
    return value if isinstance(value, int | str | None) else value.text if isinstance(value, NumberText) else str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
