"""Words for options, so that no two of them look alike: the text "1" is not the number 1."""

from collections import Counter
from collections.abc import Sequence

from explorer.domain.json_value import JsonValue, NotJson, parse_json, write_json
from explorer.schema.field import Option
from explorer.ui.form.document.labelled import plain_words
from explorer.ui.widgets.shown_text import shown_line


def option_words(options: Sequence[Option]) -> list[str]:
    """
    A line for each option: its label.

    Where another option has the same, or a text among numbers reads like one of them, the value says which it is: as
    JSON, with quotation marks around text.
    """
    labels = [shown_line(option.label) or shown_line(plain_words(option.value)) for option in options]
    counts = Counter(labels)
    is_mixed = any(not isinstance(option.value, str) for option in options)
    return [
        _with_value(label, option.value)
        if counts[label] > 1 or (is_mixed and option.value == label and _reads_as_json(label))
        else label
        for label, option in zip(labels, options, strict=True)
    ]


def word_of_text(options: Sequence[Option], value: str) -> str | None:
    """
    The same line for one value of options that are all text, without making those of the others; None where the others
    have to be looked at closely.
    """
    found = [option.label for option in options if option.value == value]
    if len(found) != 1 or not found[0] or not all(isinstance(option.value, str) for option in options):
        return None
    word = shown_line(found[0])
    return word if sum(shown_line(option.label) == word for option in options) == 1 else None


def _with_value(label: str, value: JsonValue) -> str:
    shown = shown_line(write_json(value))
    return shown if label == shown_line(plain_words(value)) else f"{label} ({shown})"


def _reads_as_json(text: str) -> bool:
    try:
        return not isinstance(parse_json(text), str)
    except NotJson:
        return False
