"""
The answer of the schema endpoint as an action's description: label, subject, form.

The shape is an assumption (A2), so that many are read: inside `data`, parameters as list or map, camelCase, and as a
last resort a JSON Schema. Reading never fails; what is not understood is named among the form's problems.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from explorer.domain.action import Effect
from explorer.domain.json_value import Absent, JsonObject, JsonValue
from explorer.providers.inlycore.form.properties import Reading, read_fields
from explorer.providers.inlycore.form.words import at, flag_at, text_at
from explorer.schema.build import build_form
from explorer.schema.field import Form, GroupField
from explorer.schema.reading.facts import label_of

_LISTS: Final = ("parameters", "schema", "properties", "fields")
_DESTRUCTIVE_WORDS: Final = frozenset({"delete", "destroy", "remove", "purge", "erase", "force"})
_WRITING_WORDS: Final = frozenset({"create", "edit", "update", "restore", "duplicate", "add", "store", "set"})


@dataclass(frozen=True, slots=True)
class Subject:
    r"""
    The record that an action works on.

    Args:
        param: Internal parameter that the id in the URL is bound to.
        model: Fully qualified class: `App\Models\Order`.
        url_pattern: Ready address with `{id}` in it, not checked yet; empty if none.
    """

    param: str
    model: str
    url_pattern: str

    @property
    def label(self) -> str:
        """What a person calls the record: "Order"."""
        return label_of(self.model.replace("\\", "/").rsplit("/", 1)[-1]) or label_of(self.param) or "Record"


@dataclass(frozen=True, slots=True)
class ActionSchema:
    """An action as its schema describes it; texts are empty where it says nothing."""

    form: Form
    label: str = ""
    description: str = ""
    variant: str = ""
    question: str = ""
    has_bulk: bool = False
    is_hidden: bool = False
    subject: Subject | None = None
    searches: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()

    def effect(self, key: str) -> Effect:
        """What a run does, by the variant and by the first word of the key's last part; reading is never assumed."""
        return effect_of(key, self.variant)


def read_schema(
    untrusted: JsonValue, aliases: Mapping[str, str] | None = None, lookups: frozenset[str] = frozenset()
) -> ActionSchema:
    """
    The schema, whatever came.

    Args:
        untrusted: The answer's JSON.
        aliases: Type names that the connection explains, in lower case.
        lookups: Model classes that the connection knows how to search.
    """
    entry = _inner(untrusted)
    if entry is None:
        problem = "The answer of the schema endpoint is no object, so there are no fields; use JSON."
        return ActionSchema(Form(GroupField(label="Parameters"), None, (problem,)))
    reading = Reading(aliases=aliases or {}, lookups=lookups)
    form = _form(entry, reading)
    return ActionSchema(
        form=form,
        label=text_at(entry, "label", "title"),
        description=text_at(entry, "description"),
        variant=text_at(entry, "variant").lower(),
        question=_question(entry),
        has_bulk=flag_at(entry, "bulk"),
        is_hidden=flag_at(entry, "hidden"),
        subject=_subject(at(entry, "subject")),
        searches=dict(reading.searches),
        files=frozenset(reading.files),
    )


def effect_of(key: str, variant: str) -> Effect:
    """What a run does as far as a variant and a key tell; reading is never assumed."""
    first_word = key.rsplit("/", 1)[-1].partition("-")[0].lower()
    if variant.lower() in {"destructive", "danger"} or first_word in _DESTRUCTIVE_WORDS:
        return Effect.DESTRUCTIVE
    return Effect.WRITE if first_word in _WRITING_WORDS else Effect.UNKNOWN


def _inner(untrusted: JsonValue) -> JsonObject | None:
    if not isinstance(untrusted, dict):
        return {"parameters": untrusted} if isinstance(untrusted, list) else None
    wrapped = untrusted.get("data")
    if isinstance(wrapped, dict | list) and not any(name in untrusted for name in _LISTS):
        return wrapped if isinstance(wrapped, dict) else {"parameters": wrapped}
    return untrusted


def _form(entry: JsonObject, reading: Reading) -> Form:
    for candidate in (entry, *(at(entry, name) for name in _LISTS)):
        if isinstance(candidate, dict) and _is_json_schema(candidate):
            found = build_form(candidate)
            return replace(found, problems=[*found.problems, "The parameters came as a JSON Schema."])
    given = [value for name in _LISTS if not isinstance(value := at(entry, name), Absent)]
    listed = next((value for value in given if isinstance(value, list | dict)), given[0] if given else None)
    fields = read_fields(listed, reading)
    if not given:
        reading.problems.append("The schema names no parameters.")
    return Form(GroupField(label="Parameters", fields=fields), None, tuple(reading.problems))


def _is_json_schema(entry: JsonObject) -> bool:
    return entry.get("type") == "object" and isinstance(entry.get("properties"), dict)


def _question(entry: JsonObject) -> str:
    said = text_at(entry, "confirm_message")
    if not flag_at(entry, "confirm") and not isinstance(at(entry, "confirm"), str):
        # A question that is not asked in the user interface either.
        return said if isinstance(at(entry, "confirm"), Absent) else ""
    return said or text_at(entry, "confirm") or "Run this action?"


def _subject(untrusted: JsonValue | Absent) -> Subject | None:
    if not isinstance(untrusted, dict):
        return None
    if at(untrusted, "required") is False and not text_at(untrusted, "url_pattern"):
        return None
    return Subject(text_at(untrusted, "param"), text_at(untrusted, "class", "model"), text_at(untrusted, "url_pattern"))
