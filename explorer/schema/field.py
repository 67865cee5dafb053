"""
What a form shows, without saying how.

    Field
      TextField       text, one line or many, or secret
      NumberField     integer or number, of any size, exact
      BooleanField
      ChoiceField     one or several of a list that is fixed or asked for at the platform
      AccountField    an account of one app, chosen from those that the platform knows
      GroupField      an object with named fields
      ListField       items of one kind
      NoticeField     text to read; nothing is sent
      JsonField       anything, as JSON text; also whatever no other kind can hold

Every platform's description of parameters becomes such a tree, so that there is one form for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    Args:
        key: Name of the property that it fills; empty for the root and for the item of a list.
        label: What a person reads; never empty, except for an item of a list.
        description: Plain text; may be long.
        is_required: Must be present. A required field may still be null if it is nullable.
        is_nullable: null is a value of its own, apart from absent and empty.
        default: What the platform takes when the field is absent; shown, not sent.
        is_fixed: Shown, not to be changed.
        is_hidden: Not shown; a value that was loaded is kept and sent.
        reloads: The platform has to be asked for the fields again after this one has changed.
        examples: Values that the platform gives as examples.
        definition: The platform's own words for the field as JSON text; for display.
    """

    key: str = ""
    label: str = ""
    description: str = ""
    is_required: bool = False
    is_nullable: bool = False
    default: JsonValue | Absent = ABSENT
    is_deprecated: bool = False
    is_fixed: bool = False
    is_hidden: bool = False
    reloads: bool = False
    examples: Sequence[JsonValue] = ()
    definition: str = ""
    visible_when: "Condition | None" = None


@dataclass(frozen=True, slots=True)
class Condition:
    """The field is asked for only while a field beside it has one of these values (or any, or none)."""

    key: str
    operator: str
    """One of eq, neq, in, not_in, filled, empty."""
    value: JsonValue = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """Text. `format` is a JSON Schema format name or empty; lengths count code points, None for no limit."""

    is_multiline: bool = False
    is_secret: bool = False
    format: str = ""
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    placeholder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A number, exact to the last digit. Limits are JSON number text (`"0.1"`), empty for none."""

    is_integer: bool = False
    minimum: str = ""
    maximum: str = ""
    exclusive_minimum: str = ""
    exclusive_maximum: str = ""
    multiple_of: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BooleanField(Field):
    """True or false."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value that is sent and the words that are shown."""

    value: JsonValue
    label: str


@dataclass(frozen=True, slots=True)
class RemoteChoices:
    """
    Choices that the platform has to be asked for.

    Args:
        name: What the platform calls the field in its own request for choices.
        is_searchable: The platform searches by itself; otherwise what was loaded is searched.
        needs: Keys of fields that must have a value first.
        follows: Keys of other fields that the choices may depend on: a change of them makes loaded choices stale.
    """

    name: str
    is_searchable: bool = False
    needs: Sequence[str] = ()
    follows: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """
    One of `options`, or several of them.

    Args:
        is_multiple: The value is a list.
        is_free: A value that is not among the options may be typed.
        keeps_label: The value is sent with its label, as `{"__lv": {"label", "value"}}` (Pipedream Connect).
        value_kind: What a typed value is: `text`, `integer` or `json`.
    """

    options: Sequence[Option] = ()
    is_multiple: bool = False
    is_free: bool = False
    keeps_label: bool = False
    value_kind: str = "text"
    remote: RemoteChoices | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountField(Field):
    """
    An account of one app; its value is whatever the options hold.

    The options come from the platform like remote choices do, under `remote.name`.
    """

    connector_key: str
    remote: RemoteChoices


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupField(Field):
    """An object: its named fields in order. `is_open`: keys beyond these are kept and may be added."""

    fields: Sequence[Field] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListField(Field):
    """A list of items of one kind; sizes None for no limit."""

    item: Field
    min_items: int | None = None
    max_items: int | None = None
    is_unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeField(Field):
    """Text that the platform wants to be read. `level` is one of info, neutral, warning, error."""

    level: str = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonField(Field):
    """
    Any JSON.

    Args:
        reason: Why there is no better editor; empty where JSON is the point.
        closed: The schema of a part that repeats itself or lies deep, and is made into fields when a person opens it
            (`build.open_level`); None for all others.
    """

    reason: str = ""
    closed: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """
    A whole form.

    Args:
        root: The fields.
        schema: The JSON Schema that it was made from, for checking; None where the platform has another format.
        problems: What in the description could not be read, in plain words.
    """

    root: GroupField
    schema: JsonObject | None = None
    problems: Sequence[str] = field(default=())
