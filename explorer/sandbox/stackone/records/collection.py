"""Records of one kind in one account: listed page by page, found, added, changed, removed."""

from collections.abc import Callable, Iterable, Mapping

from explorer.sandbox.stackone.envelope import timestamp

Record = dict[str, object]


class Collection:
    """
    The records of one resource, by identifier, in the order in which they were added.

    Args:
        id_prefix: Identifiers are this, an underscore and a running number.
        start: The records that are there from the beginning, without identifiers.
    """

    def __init__(self, id_prefix: str, start: Iterable[Record]) -> None:
        self._prefix = id_prefix
        self._records: dict[str, Record] = {}
        self._last_number = 0
        self._by_key: dict[str, str] = {}
        for record in start:
            self._add(record)

    def __len__(self) -> int:
        return len(self._records)

    def newest_first(self) -> list[Record]:
        """All records."""
        return list(reversed(self._records.values()))

    def get(self, record_id: object) -> Record | None:
        """A record by its identifier, or by the digits of it."""
        text = str(record_id)
        return self._records.get(text) or self._records.get(f"{self._prefix}_{text}")

    def find(self, fits: Callable[[Record], bool]) -> Record | None:
        """The first record that fits."""
        return next((record for record in self._records.values() if fits(record)), None)

    def create(self, fields: Mapping[str, object], idempotency_key: str | None = None) -> Record:
        """Add a record; a second time with the same key gives the first one again."""
        if idempotency_key and idempotency_key in self._by_key:
            return self._records[self._by_key[idempotency_key]]
        now = timestamp()
        record = self._add({**fields, "version": 1, "created_at": now, "updated_at": now})
        if idempotency_key:
            self._by_key[idempotency_key] = str(record["id"])
        return record

    def update(self, record: Record, fields: Mapping[str, object]) -> Record:
        """Change the fields that are given; null is a value like any other."""
        version = record.get("version")
        record.update(fields)
        record["version"] = version + 1 if isinstance(version, int) else 1
        record["updated_at"] = timestamp()
        return record

    def delete(self, record: Record) -> None:
        """Remove a record."""
        self._records.pop(str(record["id"]), None)
        self._by_key = {key: found for key, found in self._by_key.items() if found != record["id"]}

    def _add(self, fields: Mapping[str, object]) -> Record:
        self._last_number += 1
        record: Record = {"id": f"{self._prefix}_{self._last_number}", **fields}
        self._records[str(record["id"])] = record
        return record
