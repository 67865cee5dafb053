"""
Which editor a field gets: each says how well it fits, the best one wins, and JSON fits everything.

Numbers are ranks; 0 fits whatever nothing else does, below it is no fit at all.
"""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from explorer.domain.json_value import Absent, JsonValue, same_json
from explorer.schema.field import (
    AccountField,
    BooleanField,
    ChoiceField,
    Field,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    TextField,
)
from explorer.ui.form.choices.chips import ChipBar
from explorer.ui.form.choices.choice_button import ChoiceButton
from explorer.ui.form.choices.segments import Segments, fits_segments, segment_states
from explorer.ui.form.document.fitting import is_one_line, is_whole
from explorer.ui.form.editors.composed.http_editor import HttpEditor
from explorer.ui.form.editors.composed.sql_editor import SqlEditor
from explorer.ui.form.editors.editor import Editor
from explorer.ui.form.editors.files.file_editor import FileEditor
from explorer.ui.form.editors.moments.moment_editor import FORMATS, MomentEditor
from explorer.ui.form.editors.number import NumberLine
from explorer.ui.form.editors.raw_json import RawJson
from explorer.ui.form.editors.summary import GroupSummary, ListSummary
from explorer.ui.form.editors.text import FixedLine, SecretLine, TextLine
from explorer.ui.form.editors.text_block import TextBlock

NO_FIT: Final = -1

Rank = Callable[[Field, "JsonValue | Absent"], int]
EditorMaker = Callable[[Any, QWidget], Editor]
"""An editor class; its rank lets only its own kinds of field through."""


def ranks_json(_field: Field, _value: JsonValue | Absent) -> int:
    """Fits everything."""
    return 0


def ranks_line(field: Field, _value: JsonValue | Absent) -> int:
    """Text."""
    return 1 if isinstance(field, TextField) else NO_FIT


def ranks_block(field: Field, value: JsonValue | Absent) -> int:
    """Text that is meant to have several lines, or has."""
    if not isinstance(field, TextField) or field.is_secret:
        return NO_FIT
    return 2 if field.is_multiline or (isinstance(value, str) and not is_one_line(value)) else NO_FIT


def ranks_moment(field: Field, value: JsonValue | Absent) -> int:
    """A date, time or duration, or any other text in its place that stands on one line."""
    if not isinstance(field, TextField) or field.format not in FORMATS or field.is_secret or field.is_multiline:
        return NO_FIT
    return NO_FIT if isinstance(value, str) and not is_one_line(value) else 5


def ranks_file(field: Field, _value: JsonValue | Absent) -> int:
    """A file in a text, or named by one, whatever the text is."""
    return 6 if isinstance(field, TextField) and field.content else NO_FIT


def ranks_secret(field: Field, _value: JsonValue | Absent) -> int:
    """Text that nobody should see; a masked line holds line breaks too, such as those of a private key."""
    return 3 if isinstance(field, TextField) and field.is_secret else NO_FIT


def ranks_fixed(field: Field, value: JsonValue | Absent) -> int:
    """A value that cannot be changed and stands on one line."""
    is_plain = not isinstance(value, dict | list) and not (isinstance(value, str) and not is_one_line(value))
    return 4 if field.is_fixed and is_plain and isinstance(field, TextField | NumberField) else NO_FIT


def ranks_number(field: Field, _value: JsonValue | Absent) -> int:
    """Numbers."""
    return 1 if isinstance(field, NumberField) else NO_FIT


def ranks_segments(field: Field, value: JsonValue | Absent) -> int:
    """Booleans, and choices of few short options; not for a value that is none of them."""
    if not isinstance(field, BooleanField | ChoiceField) or not fits_segments(field):
        return NO_FIT
    is_there = any(same_json(one, value) for one, _ in segment_states(field))
    return 3 if is_there or isinstance(value, Absent) else NO_FIT


def ranks_choice(field: Field, _value: JsonValue | Absent) -> int:
    """One of many, or an account."""
    return 2 if isinstance(field, AccountField | ChoiceField) else NO_FIT


def ranks_chips(field: Field, _value: JsonValue | Absent) -> int:
    """Several of many."""
    return 4 if isinstance(field, ChoiceField) and field.is_multiple else NO_FIT


def ranks_group(field: Field, value: JsonValue | Absent) -> int:
    """An object, or a part of a schema that is opened when it is set."""
    if isinstance(field, JsonField) and field.closed is not None:
        return 2 if isinstance(value, Absent) else NO_FIT
    return 2 if isinstance(field, GroupField) else NO_FIT


def ranks_http(field: Field, value: JsonValue | Absent) -> int:
    """An HTTP request of the usual shape."""
    return 3 if is_whole(field, value) and isinstance(field, GroupField) and field.purpose != "sql" else NO_FIT


def ranks_sql(field: Field, value: JsonValue | Absent) -> int:
    """A database query of one of the usual shapes."""
    return 3 if is_whole(field, value) and isinstance(field, GroupField) and field.purpose == "sql" else NO_FIT


def ranks_list(field: Field, _value: JsonValue | Absent) -> int:
    """A list of items of one kind."""
    return 2 if isinstance(field, ListField) else NO_FIT


RANKS: Final[tuple[tuple[Rank, EditorMaker], ...]] = (
    (ranks_json, RawJson),
    (ranks_line, TextLine),
    (ranks_block, TextBlock),
    (ranks_moment, MomentEditor),
    (ranks_file, FileEditor),
    (ranks_secret, SecretLine),
    (ranks_fixed, FixedLine),
    (ranks_number, NumberLine),
    (ranks_segments, Segments),
    (ranks_choice, ChoiceButton),
    (ranks_chips, ChipBar),
    (ranks_group, GroupSummary),
    (ranks_http, HttpEditor),
    (ranks_sql, SqlEditor),
    (ranks_list, ListSummary),
)
"""Every editor there is, with the function that says how well it fits a field and its value."""


def editor_for(field: Field, value: JsonValue | Absent, *, is_json: bool = False) -> EditorMaker:
    """The editor that fits best; the JSON editor where JSON is wanted. Of equals the later one wins."""
    if is_json:
        return RawJson
    best, best_rank = RANKS[0][1], 0
    for rank, maker in RANKS:
        found = rank(field, value)
        if found >= best_rank:
            best, best_rank = maker, found
    return best
