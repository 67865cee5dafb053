"""Values that are kept though the form cannot send them at present, and choices that may not fit any more."""

from dataclasses import dataclass

from explorer.domain.json_value import JsonValue, Pointer


@dataclass(frozen=True, slots=True)
class Outdated:
    """
    A choice that was made under another value of an earlier field.

    Args:
        value: What was chosen.
        first: The earlier field.
        under: What that one held then, without its label.
        is_sent: The choice is only marked; otherwise it was taken out.
    """

    value: JsonValue
    first: Pointer
    under: JsonValue
    is_sent: bool


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A value whose field is gone for the moment, and the name of that field."""

    label: str
    value: JsonValue
