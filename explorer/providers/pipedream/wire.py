"""
Received JSON to the explorer's words: answers, pages, components, apps.

Tolerant where a sandbox, an older server or the documentation differ: short list items, a missing page_info, an answer
with or without `data`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import MalformedAnswer
from explorer.domain.json_value import JsonObject, JsonValue, NotJson, parse_json
from explorer.providers.pipedream.form.plain_text import plain_text
from explorer.providers.pipedream.form.prop import read_props
from explorer.providers.pipedream.form.props import AppFacts

PRIVATE: Final = "~/"
"""Keys of a workspace's own components begin with this."""

OWN_CONNECTOR: Final = "~"


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list: its entries as received, the cursor of the next page (empty at the end), the whole number."""

    entries: list[JsonValue]
    next_cursor: str
    total: int | None


@dataclass(frozen=True, slots=True)
class Component:
    """One action as received: `props` as they came, None where a short list item left them out."""

    action: Action
    props: JsonValue
    has_props: bool
    stash: str
    raw: JsonObject


def json_of(answer: ReceivedAnswer) -> JsonValue:
    """The answer's JSON; raises `MalformedAnswer` for anything else, saying what came instead."""
    try:
        return parse_json(bytes(answer.body).decode("utf-8"))
    except UnicodeDecodeError:
        raise MalformedAnswer(f"the answer ({answer.status}) is no UTF-8 text") from None
    except NotJson as error:
        kind = answer.media_type or "a body of no named type"
        raise MalformedAnswer(f"the answer ({answer.status}, {kind}) is no JSON: {error}") from None


def object_of(answer: ReceivedAnswer) -> JsonObject:
    """The answer's JSON object; raises `MalformedAnswer` for anything else."""
    value = json_of(answer)
    if not isinstance(value, dict):
        raise MalformedAnswer(f"the answer ({answer.status}) is JSON, but no object")
    return value


def read_page(untrusted: JsonValue) -> ListPage:
    """A page of a list; raises `MalformedAnswer` if there is no list in it."""
    if isinstance(untrusted, list):
        return ListPage(untrusted, "", len(untrusted))
    entries = untrusted.get("data") if isinstance(untrusted, dict) else None
    if not isinstance(entries, list):
        raise MalformedAnswer("the answer holds no list under data")
    assert isinstance(untrusted, dict)
    paging = untrusted.get("page_info")
    cursor = paging.get("end_cursor") if isinstance(paging, dict) else None
    total = paging.get("total_count") if isinstance(paging, dict) else None
    return ListPage(
        entries,
        cursor if isinstance(cursor, str) else "",
        total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None,
    )


def unwrapped(untrusted: JsonValue) -> JsonValue:
    """What stands under `data`, where the answer is such a wrapper; else the answer itself."""
    if isinstance(untrusted, dict) and set(untrusted) <= {"data", "page_info"} and "data" in untrusted:
        return untrusted["data"]
    return untrusted


def read_component(untrusted: JsonValue, apps: Mapping[str, AppFacts]) -> Component | str:
    """An action, or in plain words why the entry is none."""
    if not isinstance(untrusted, dict):
        return "it is no object"
    key = untrusted.get("key")
    if not isinstance(key, str) or not key:
        return "it has no key"
    kind = untrusted.get("component_type")
    if isinstance(kind, str) and kind and kind != "action":
        return f"it is no action but a {kind}"
    props = untrusted.get("configurable_props")
    if props is not None and not isinstance(props, list):
        return "its configurable_props are no list"
    name, description = _text(untrusted, "name").strip(), plain_text(_text(untrusted, "description"))
    connector = _connector(key, props)
    facts = apps.get(connector)
    action = Action(
        key=ActionKey(key),
        name=name or key,
        connector_key=connector,
        connector_name=facts.name if facts else connector_words(connector),
        description=description.text,
        version=_text(untrusted, "version"),
        effect=_effect(untrusted.get("annotations")),
        is_deprecated="[deprecated]" in name.lower() or description.text.lower().startswith("deprecated"),
        documentation_url=description.documentation_url,
    )
    return Component(action, props, props is not None, _text(untrusted, "stash"), untrusted)


def read_app(untrusted: JsonValue) -> AppFacts | None:
    """What the form has to know of an app; None if the entry names no slug."""
    if not isinstance(untrusted, dict):
        return None
    slug, name = _text(untrusted, "name_slug"), _text(untrusted, "name").strip()
    if not slug:
        return None
    return AppFacts(slug, name or connector_words(slug), untrusted.get("auth_type") != "none")


def connector_words(slug: str) -> str:
    """A name for an app that nobody named: `google_sheets` is "Google Sheets"."""
    if slug == OWN_CONNECTOR:
        return "Your own components"
    words = [word for word in slug.replace("-", "_").split("_") if word]
    return " ".join(word[:1].upper() + word[1:] for word in words) or slug


def _connector(key: str, props: JsonValue) -> str:
    slugs = [prop.app for prop in read_props(props)[0] if prop.app]
    # An app's slug has no hyphen, so that the key ends it; a component of one's own says nothing in its key.
    prefix = "" if key.startswith(PRIVATE) else key.partition("-")[0]
    if prefix in slugs or not slugs:
        return prefix or OWN_CONNECTOR
    return next((slug for slug in slugs if key.startswith(f"{slug}-")), slugs[0])


def _effect(annotations: JsonValue) -> Effect:
    if not isinstance(annotations, dict):
        return Effect.UNKNOWN
    if annotations.get("readOnlyHint") is True:
        return Effect.READ
    if annotations.get("destructiveHint") is True:
        return Effect.DESTRUCTIVE
    return Effect.WRITE if annotations.get("readOnlyHint") is False else Effect.UNKNOWN


def _text(entry: JsonObject, name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""
