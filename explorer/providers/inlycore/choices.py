"""
Records to choose from for a parameter that holds one: asked for where the schema or the connection says.

Where and how is an assumption (A18): `GET {search_endpoint}?search=text`, answered `{"data": [{id, title,
subtitle}]}`. The address may be one of the web pages and refuse a token; then the id is typed.
"""

from dataclasses import replace
from typing import Final
from urllib.parse import quote, urlencode

from explorer.domain.failure import Explanation, NotSendable, Refused
from explorer.domain.json_value import Absent, ExactNumber, JsonObject, JsonValue
from explorer.providers.contract import ChoicesPage, ChoicesQuestion
from explorer.providers.inlycore.authentication import Line
from explorer.providers.inlycore.form.words import at
from explorer.providers.inlycore.sending.paths import QUERY, filled, own_address
from explorer.providers.inlycore.settings import Lookup
from explorer.schema.field import Option

TYPE_IT: Final = "Type the id: the records cannot be asked for."
_LISTS: Final = ("data", "results", "items", "options")
_TITLES: Final = ("title", "label", "name", "text")


async def record_choices(line: Line, question: ChoicesQuestion, endpoint: str, model: str) -> ChoicesPage:
    """
    A page of records whose title contains the typed text.

    Args:
        line: The way to the installation.
        question: What was typed, and which page.
        endpoint: The parameter's own search address; empty if it has none.
        model: Class of the records; the connection may know how to search it.

    Raises:
        NotSendable: There is no address to ask, or it leads to another origin.
        Refused: The address refuses; the explanation says to type the id.
    """
    lookup = line.options.lookups.get(model)
    url = _address(line, question, endpoint, lookup)
    try:
        untrusted = await line.read(url)
    except Refused as refused:
        if refused.explanation is not None:
            refused.explanation = _typed_instead(refused.explanation)
        raise
    entries = _entries(untrusted, lookup.list if lookup else "")
    options = [option for entry in entries if (option := _option(entry, lookup)) is not None]
    return ChoicesPage(options, None, bool(options) and _has_next(untrusted, question.page))


def _address(line: Line, question: ChoicesQuestion, endpoint: str, lookup: Lookup | None) -> str:
    if lookup is not None:
        url = filled(line.base_url, lookup.url.replace(QUERY, quote(question.query, safe="")))
        is_filled = QUERY in lookup.url
    else:
        url, is_filled = own_address(line.base_url, endpoint), False
        if not url:
            raise NotSendable(f"The search address {endpoint[:100]} does not belong to this installation. {TYPE_IT}")
        if QUERY in url:
            url, is_filled = url.replace(QUERY, quote(question.query, safe="")), True
    added = [] if is_filled else [(line.options.search_parameter, question.query)]
    if question.page:
        added.append(("page", str(question.page + 1)))
    if not added:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(added)}"


def _typed_instead(explanation: Explanation) -> Explanation:
    return replace(explanation, next_step=f"{TYPE_IT} {explanation.next_step}")


def _entries(untrusted: JsonValue, path: str) -> list[JsonValue]:
    place: JsonValue | Absent = untrusted
    for part in path.split(".") if path else []:
        place = at(place, part) if isinstance(place, dict) else None
    if isinstance(place, list):
        return place
    for name in _LISTS if isinstance(place, dict) and not path else ():
        found = place[name] if isinstance(place, dict) and name in place else None
        if isinstance(found, list):
            return found
    return []


def _option(entry: JsonValue, lookup: Lookup | None) -> Option | None:
    if isinstance(entry, str | int | ExactNumber) and not isinstance(entry, bool):
        return Option(entry, str(entry))
    if not isinstance(entry, dict):
        return None
    value = at(entry, *([lookup.id] if lookup else []), "id", "value", "key")
    if isinstance(value, Absent) or value is None or isinstance(value, dict | list | bool):
        return None
    title = _words(entry, *([lookup.title] if lookup else []), *_TITLES)
    subtitle = _words(entry, "subtitle", "description")
    words = [word for word in (title, subtitle) if word]
    return Option(value, f"{', '.join(words)} ({value})" if words else str(value))


def _words(entry: JsonObject, *names: str) -> str:
    for name in names:
        value = entry.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _has_next(untrusted: JsonValue, page: int) -> bool:
    """Laravel's paged lists say which page is the last; where nothing is said there is one page."""
    meta = untrusted.get("meta", untrusted) if isinstance(untrusted, dict) else None
    last = meta.get("last_page") if isinstance(meta, dict) else None
    return isinstance(last, int) and not isinstance(last, bool) and page + 1 < last
