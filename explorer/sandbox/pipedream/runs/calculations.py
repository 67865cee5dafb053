"""Actions that need nobody else: numbers, dates, and requests that are answered here instead of on the network."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from explorer.sandbox.pipedream.component_error import configuration_error
from explorer.sandbox.pipedream.exact_json import whole_number
from explorer.sandbox.pipedream.forms.reload_makers import column_names
from explorer.sandbox.pipedream.runs.run_context import RunContext


async def random_integer(context: RunContext) -> Any:
    """A whole number between `min` and `max`."""
    values = context.filled_values
    low, high = whole_number(values.get("min"), 0), whole_number(values.get("max"), 10000)
    if low > high:
        raise configuration_error("Min is above Max")
    number = random.Random().randint(low, high)
    context.summarise(f"Picked {number}")
    return number


async def date_time_format(context: RunContext) -> Any:
    """The date of `inputDate` in the form of the example that `outputFormat` is."""
    text = str(context.values.get("inputDate"))
    try:
        when = datetime.fromisoformat(text)
    except ValueError as problem:
        raise configuration_error(f"{text} is no date that can be read") from problem
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    shape = str(context.values.get("outputFormat"))
    forms = {
        "2006-01-22": "%Y-%m-%d",
        "2006-01-22T23:04:05": "%Y-%m-%dT%H:%M:%S",
        "22/01/2006": "%d/%m/%Y",
        "01/22/2006": "%m/%d/%Y",
    }
    if shape in ("1137971045", "1137971045000"):
        result = str(int(when.timestamp()) * (1000 if len(shape) == 13 else 1))
    else:
        result = when.strftime(forms.get(shape, "%a, %d %b %Y %H:%M:%S %z"))
    context.summarise(f"Formatted {text}")
    return result


async def http_request(context: RunContext) -> Any:
    """The request that was built, as a made-up server would have received it: nothing goes to the network."""
    request = context.filled_values.get("httpRequest")
    if not isinstance(request, Mapping) or not request.get("url"):
        raise configuration_error("Enter a URL first")
    method = str(request.get("method") or "GET")
    headers = _rows(request.get("headers"))
    body = request.get("body")
    body = body if isinstance(body, Mapping) else {}
    raw = body.get("raw")
    answer = {
        "method": method,
        "url": request["url"],
        "args": _rows(request.get("params")),
        "headers": headers,
        "form": _rows(body.get("fields")),
        "data": raw if raw is not None else "",
        "auth": _auth_kind(request.get("auth")),
    }
    context.console.log(f"{method} {request['url']} was answered by the stand-in, not by the network")
    context.summarise(f"{method} {request['url']} gave 200")
    if context.values.get("includeHeaders"):
        return {"headers": {"content-type": "application/json"}, "data": answer}
    return answer


async def add_sheet_row(context: RunContext) -> Any:
    """One row at the end of a worksheet, from its column props or the list of cells."""
    values = context.filled_values
    cells = values.get("myColumnData")
    if not isinstance(cells, list):
        names = [prop["name"] for prop in context.props if prop["name"].startswith("col_")]
        cells = [values.get(name, "") for name in names]
    rows = _sheet_rows(context, values)
    index = min(len(rows) + 1, max(1, whole_number(values.get("rowIndex"), len(rows) + 1)))
    rows.insert(index - 1, {"cells": cells})
    place = f"A{index}:{chr(64 + min(26, max(1, len(cells))))}{index}"
    context.summarise(f"Added a row at {place}")
    return {"spreadsheetId": values.get("sheetId"), "updatedRange": place, "updatedRows": 1, "values": [cells]}


async def sheet_values(context: RunContext) -> Any:
    """All rows of a worksheet, those that were added included."""
    rows = [row["cells"] for row in _sheet_rows(context, context.filled_values)]
    context.summarise(f"Read {len(rows)} rows")
    return rows


def _sheet_rows(context: RunContext, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    place = {"sheetId": values.get("sheetId"), "worksheetId": str(values.get("worksheetId"))}
    rows = context.records("rows", place)
    if not rows:
        rows.append({"cells": column_names(context.state, context.owner, values)})
    return rows


def _rows(rows: object) -> dict[str, Any]:
    listed = rows if isinstance(rows, list) else []
    return {
        str(row["name"]): row.get("value")
        for row in listed
        if isinstance(row, Mapping) and row.get("name") and not row.get("disabled")
    }


def _auth_kind(auth: object) -> str:
    return str(auth.get("type") or "none") if isinstance(auth, Mapping) else "none"
