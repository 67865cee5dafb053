"""
What a form shows, without saying how.

    Field
      TextField       text, one line or many, or secret
      NumberField     integer or number, of any size, exact
      BooleanField
      ChoiceField     one or several of a list that is fixed or asked for at the platform
      AccountField    an account of one app, chosen from those that the platform knows
      GroupField      an object with named fields, and with keys of one's own
      ListField       items of one kind, and places that each have a kind of their own
      VariantField    a value that may have one of several shapes
      NoticeField     text to read; nothing is sent
      JsonField       anything, as JSON text; also whatever no other kind can hold

Every platform's description of parameters becomes such a tree, so that there is one form for all of them.
"""

from collections.abc import Mapping, Sequence
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
        is_write_only: The platform takes it and never shows it again.
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
    is_write_only: bool = False
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
    """
    Text.

    Args:
        format: A JSON Schema format name, or empty.
        min_length, max_length: In code points, None for no limit.
        content: How the text holds a file: `base64`, `data-uri`, or `file-ref` (an address or a path); empty if it
            holds none.
        media_type: Of the file, such as `image/png`; empty where any will do.
    """

    is_multiline: bool = False
    is_secret: bool = False
    format: str = ""
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    placeholder: str = ""
    content: str = ""
    media_type: str = ""


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
        takes_label: It may come with its label all the same, from whoever has filled it in.
        value_kind: What a typed value is: `text`, `integer` or `json`.
    """

    options: Sequence[Option] = ()
    is_multiple: bool = False
    is_free: bool = False
    keeps_label: bool = False
    takes_label: bool = False
    value_kind: str = "text"
    remote: RemoteChoices | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountField(Field):
    """
    An account of one app; its value is whatever the options hold.

    The options come from the platform like remote choices do, under `remote.name`.

    Args:
        id_key: An id that is typed is sent in an object under this key; empty where none may be typed.
    """

    connector_key: str
    remote: RemoteChoices
    id_key: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """
    A part of an object's schema that applies to some values only.

    Args:
        test: The schema that decides; it is held against the whole object.
        then: What applies as well where the value passes; None for nothing.
        otherwise: What applies where it does not; None for nothing.
    """

    test: JsonValue
    then: JsonValue = None
    otherwise: JsonValue = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupField(Field):
    """
    An object: its named fields in order, then keys of one's own.

    Args:
        is_open: Keys beyond the named ones are kept and may be added.
        others: What stands under a key that is neither named nor of a pattern; None where nothing is said of it, or
            none is allowed.
        patterns: What stands under keys that a regular expression finds (it need not match the whole key).
        key_names: The keys that may be added; empty for any.
        key_rule: What a key has to be, in plain words; empty for anything.
        least_keys, most_keys: How many keys the object may have; None for no limit.
        branches: Parts that come and go with the value: `shape.shaped` gives the group as it is for one.
        own: The schema of the group itself, for `shape.shaped`; None where there are no branches.
        purpose: `http-request` or `sql` where the object is one thing to a person, with an editor of its own; empty for
            any other.
    """

    fields: Sequence[Field] = ()
    is_open: bool = True
    others: Field | None = None
    patterns: Sequence[tuple[str, Field]] = ()
    key_names: Sequence[str] = ()
    key_rule: str = ""
    least_keys: int | None = None
    most_keys: int | None = None
    branches: Sequence[Branch] = ()
    own: JsonObject | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListField(Field):
    """
    A list.

    Args:
        item: The field of every item behind the places.
        places: The fields of the first items, where each place has a kind of its own.
        takes_more: There may be items behind the places.
        min_items, max_items: Sizes, None for no limit.
    """

    item: Field
    places: Sequence[Field] = ()
    takes_more: bool = True
    min_items: int | None = None
    max_items: int | None = None
    is_unique: bool = False

    def field_of(self, index: int) -> Field | None:
        """The field of the item; None behind the last place of a list that takes no more."""
        if index < len(self.places):
            return self.places[index]
        return self.item if self.takes_more else None


@dataclass(frozen=True, slots=True)
class Variant:
    """
    One of several shapes.

    Args:
        label: What a person chooses it by; no two of one field are alike.
        shape: What a value is then; its key is empty. Often a closed `JsonField`, opened when it is chosen.
        kinds: The JSON types that such a value may have (`object`, `array`, `string`, `number`, `integer`, `boolean`,
            `null`); empty for any.
        marks: The values that tell the shape from its neighbours, by key of the object.
    """

    label: str
    shape: Field
    description: str = ""
    kinds: Sequence[str] = ()
    marks: Mapping[str, Sequence[JsonValue]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantField(Field):
    """
    A value of one of several shapes, or of several at once (`anyOf`).

    `variant.variant_of` tells which one a value has. That it may be null stands in `is_nullable`, not in a variant.
    """

    variants: Sequence[Variant]
    is_any: bool = False
    """Any JSON is welcome: the variants are its types."""


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
        root: What the whole value is: a group of fields, for parameters; a schema may describe anything else.
        schema: The JSON Schema that it was made from, for checking; None where the platform has another format.
        problems: What in the description could not be read, in plain words.
    """

    root: Field
    schema: JsonObject | None = None
    problems: Sequence[str] = field(default=())
