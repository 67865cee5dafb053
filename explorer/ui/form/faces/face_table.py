"""Which editors have a face."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from explorer.schema.field import AccountField, ChoiceField, Field
from explorer.ui.form.choices.choice_button import ChoiceButton
from explorer.ui.form.choices.segment_face import face_in
from explorer.ui.form.choices.segments import Segments
from explorer.ui.form.editors.editor import Reading
from explorer.ui.form.editors.moments.moment_editor import MomentEditor
from explorer.ui.form.editors.number import NumberLine, number_width
from explorer.ui.form.editors.text import FixedLine, TextLine, text_width
from explorer.ui.form.faces.choice_faces import ChoiceFace, SegmentsFace
from explorer.ui.form.faces.face import Face
from explorer.ui.form.faces.frames import Look, take_pictures
from explorer.ui.form.faces.line_face import LineFace, MomentFace
from explorer.ui.form.ranking import EditorMaker

_WORDS_OF_MOST = ("True", "False", "null", "Not sent")


def face_for(maker: EditorMaker, field: Field, reading: Reading, pane: QWidget) -> Face | None:
    """The look of an editor that shows this; None where it has to be made to be seen."""
    make = _FACES.get(maker)
    if make is None or (field.is_fixed and maker not in (FixedLine, Segments)):
        return None
    if isinstance(field, AccountField) or (isinstance(field, ChoiceField) and (field.remote or field.keeps_label)):
        return None
    face = make(field, pane)
    return face if face.show_value(reading) else None


def prepare_faces(pane: QWidget) -> None:
    """Do what takes time at the first faces, while nobody waits."""
    take_pictures(pane)
    for word in _WORDS_OF_MOST:
        face_in(pane).width(word)


def _text(field: Field, pane: QWidget) -> Face:
    return LineFace(field, pane, text_width)


def _number(field: Field, pane: QWidget) -> Face:
    return LineFace(field, pane, number_width)


def _fixed(field: Field, pane: QWidget) -> Face:
    return LineFace(field, pane, _whole_width, Look.READ_ONLY)


def _whole_width(_field: Field, available: int) -> int:
    return available


_FACES: Final[dict[EditorMaker, Callable[[Any, QWidget], Face]]] = {
    TextLine: _text,
    NumberLine: _number,
    FixedLine: _fixed,
    MomentEditor: MomentFace,
    Segments: SegmentsFace,
    ChoiceButton: ChoiceFace,
}
