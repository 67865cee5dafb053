"""
One configurable prop as received, with its flags read: missing, null and anything that is no true mean false.

Source: reference of configurable props, section "Fields of every prop"; every field but name and type is optional and
nullable.
"""

from dataclasses import dataclass

from explorer.domain.json_value import ABSENT, Absent, ExactNumber, JsonObject, JsonValue
from explorer.providers.pipedream.form.plain_text import plain_text

REMOTE_BY_TYPE = frozenset({"$.discord.channel", "$.discord.channel[]"})
"""Types whose choices come from the platform even without the flag that says so."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A prop with a name and a type; `raw` is all of it, as received."""

    name: str
    type: str
    raw: JsonObject

    @property
    def label(self) -> str:
        """What a person reads; the name where the author gave no label."""
        return self.text("label").strip() or self.name

    @property
    def description(self) -> str:
        """Plain text, with the address of the documentation at its end if there is one."""
        found = plain_text(self.text("description"))
        return f"{found.text}\n{found.documentation_url}".strip() if found.documentation_url else found.text

    @property
    def default(self) -> JsonValue | Absent:
        """The author's start value; 0 and false are values, null is none."""
        value = self.raw.get("default", ABSENT)
        return ABSENT if value is None else value

    @property
    def is_shown(self) -> bool:
        """Whether a form shows it: neither hidden nor switched off by its author."""
        return not (self.flag("hidden") or self.flag("disabled"))

    @property
    def is_asked(self) -> bool:
        """Whether a person has to fill it: shown, and not fixed by its author."""
        return self.is_shown and not self.flag("readOnly")

    @property
    def is_remote(self) -> bool:
        """Whether its choices come from the platform."""
        return self.flag("remoteOptions") or self.type in REMOTE_BY_TYPE

    @property
    def app(self) -> str:
        """Slug of the app, for a prop that holds an account; else empty."""
        return self.text("app") if self.type == "app" else ""

    def flag(self, name: str) -> bool:
        """Whether the flag is true."""
        return self.raw.get(name) is True

    def text(self, name: str) -> str:
        """A text of the prop; empty if it is missing or no text."""
        value = self.raw.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> str:
        """A number of the prop as JSON text; empty if it is missing or no number."""
        value = self.raw.get(name)
        if isinstance(value, bool) or not isinstance(value, int | ExactNumber):
            return ""
        return str(value)


def read_props(untrusted: JsonValue) -> tuple[list[Prop], list[str]]:
    """
    The props in order, and in plain words which entries are none.

    A prop without a type is kept, as one of a type that nobody knows. Of two with one name the first stays.
    """
    if untrusted is None:
        return [], []
    if not isinstance(untrusted, list):
        return [], ["the list of props is no list"]
    props: list[Prop] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, entry in enumerate(untrusted, 1):
        if not isinstance(entry, dict):
            problems.append(f"prop {number} is no object")
            continue
        name = entry.get("name")
        if not isinstance(name, str) or not name:
            problems.append(f"prop {number} has no name")
        elif name in seen:
            problems.append(f'prop {number} is a second "{name}"')
        else:
            seen.add(name)
            kind = entry.get("type")
            props.append(Prop(name, kind if isinstance(kind, str) else "", entry))
    return props, problems
