"""Orders, customers, invoices, products and users: what one call creates, another finds."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from explorer.sandbox.inlycore.wire.answers import missing_record
from explorer.sandbox.inlycore.wire.exact_json import read_json
from explorer.sandbox.resource_text import resource_text

Record = dict[str, Any]
"""Columns by name; `id` and `title` are always there."""

ORDER = "App\\Models\\Order"
CUSTOMER = "App\\Models\\Customer"
INVOICE = "App\\Models\\Invoice"
PRODUCT = "App\\Models\\Product"
USER = "App\\Models\\User"

TABLES: Mapping[str, str] = {
    "orders": ORDER,
    "customers": CUSTOMER,
    "invoices": INVOICE,
    "products": PRODUCT,
    "users": USER,
}
"""Model class of each table."""

_ICONS = {ORDER: "ShoppingCart", CUSTOMER: "Building", INVOICE: "Receipt", PRODUCT: "Package", USER: "User"}
_SEGMENTS = {model: table for table, model in TABLES.items()}


class Records:
    """The records of one installation, by model class."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Record]] = {}
        self._last_id: dict[str, int] = {}
        self.reset()

    def reset(self) -> None:
        """Back to the records that the sandbox starts with."""
        start = read_json(resource_text("sandbox/inlycore/records.json"))
        self._rows = {model: part["records"] for model, part in start.items()}
        self._last_id = {
            model: max((row["id"] for row in rows if isinstance(row["id"], int)), default=0)
            for model, rows in self._rows.items()
        }

    def present(self, model: str) -> Iterator[Record]:
        """Records of a model class that are not in the bin, in the order of their creation."""
        return (row for row in self._rows[model] if row.get("deleted_at") is None)

    def every(self, model: str) -> list[Record]:
        """Records of a model class, those in the bin too."""
        return self._rows[model]

    def find(self, model: str, id_text: str, *, with_trashed: bool = False) -> Record:
        """
        The record with this id, compared as text.

        Raises:
            Aborted: 404, as there is none, or it is in the bin and those were not asked for.
        """
        for row in self._rows[model] if with_trashed else self.present(model):
            if str(row["id"]) == id_text:
                return row
        raise missing_record(model, id_text)

    def find_by_number(self, model: str, number: object) -> Record | None:
        """The record that a validated id parameter names, be it `12` or `"12"`; none if it is gone."""
        return next((row for row in self.present(model) if str(row["id"]) == str(number).strip()), None)

    def add(self, model: str, **columns: object) -> Record:
        """A new record with the next free id; `title` may hold `{id}`."""
        self._last_id[model] += 1
        number = self._last_id[model]
        record = {"id": number, **columns}
        record["title"] = str(record["title"]).replace("{id}", str(number))
        self._rows[model].append(record)
        return record

    def remove(self, model: str, record: Record) -> None:
        """Take a record away for good."""
        self._rows[model] = [row for row in self._rows[model] if row is not record]

    def holds(self, table: str, column: str, value: object) -> bool:
        """Whether some record of the table, in the bin or not, has this value in this column."""
        model = TABLES.get(table)
        return model is not None and any(str(row.get(column)) == str(value) for row in self._rows[model])


def summary(model: str, record: Record) -> dict[str, object]:
    """A record as actions answer it: id, title, subtitle, icon, avatar and a link into the web pages."""
    return {
        "id": record["id"],
        "title": record["title"],
        "subtitle": record.get("subtitle"),
        "icon": _ICONS[model],
        "avatar": None,
        "url": f"/{_SEGMENTS[model]}/{quote(str(record['id']), safe='')}",
    }
