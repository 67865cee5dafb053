"""How a problem is named where it stands apart from its field: the way to the field in labels, and the raw rule."""

from typing import Final

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Pointer
from explorer.schema.field import Field, ListField, NumberField, TextField
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.widgets.shown_text import shown_line

STEP: Final = " \u203a "
MOST_OF_A_STEP: Final = 60
_LONGEST_LIMIT: Final = 40

_LIMITS: Final = {
    "format": "format",
    "pattern": "pattern",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive_minimum",
    "exclusiveMaximum": "exclusive_maximum",
    "multipleOf": "multiple_of",
    "minItems": "min_items",
    "maxItems": "max_items",
}
"""Where a field keeps what a keyword asks for."""


def place_words(document: FormDocument, pointer: Pointer) -> str:
    """The way to a place as a person sees it: "Lines \u203a 2 \u203a Price"; empty for the root."""
    steps: list[str] = []
    for length, part in enumerate(pointer, start=1):
        field = document.field_at(pointer[:length])
        is_number = isinstance(part, int) or (part.isdigit() and field is None)
        number = str(int(part) + 1) if is_number else ""
        label = field.label if field is not None and not number else ""
        steps.append(shown_line((number or label or str(part))[:MOST_OF_A_STEP]))
    return STEP.join(steps)


def rule_words(problem: FieldProblem, field: Field | None) -> str:
    """The rule as the schema has it, with what it asks for where that is short: `format: email`, `maxLength: 20`."""
    asked = ""
    if isinstance(field, TextField | NumberField | ListField) and problem.keyword in _LIMITS:
        held = getattr(field, _LIMITS[problem.keyword], None)
        asked = "" if held is None else str(held)
    if not asked or len(asked) > _LONGEST_LIMIT:
        return problem.keyword
    return f"{problem.keyword}: {shown_line(asked)}"
