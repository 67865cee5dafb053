"""Puts what the document holds into a row."""

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, JsonValue
from explorer.schema.field import GroupField
from explorer.ui.form.dependence.needs import needs_words
from explorer.ui.form.dependence.outdated import outdated_words
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.pages import ITEMS_AT_ONCE
from explorer.ui.form.document.row_plan import PlannedRow, RowKind, is_open
from explorer.ui.form.document.set_count import first_words, set_count
from explorer.ui.form.editors.editor import Reading
from explorer.ui.form.editors.structure.key_adder import KeyChoice
from explorer.ui.form.editors.structure.page_turn import PageTurn
from explorer.ui.form.editors.summary import SummaryEditor
from explorer.ui.form.problem_places import ProblemPlaces
from explorer.ui.form.rows.form_row import FormRow
from explorer.ui.widgets.shown_text import shown_line


def reading_of(document: FormDocument, plan: PlannedRow) -> Reading:
    """What the row's editor has to show: a value, nothing, or text that is no value yet."""
    return document.unreadable.get(plan.pointer) or document.at(plan.pointer)


def value_of(document: FormDocument, plan: PlannedRow) -> JsonValue | Absent:
    """The value by which the row's editor is chosen."""
    return document.at(plan.pointer)


def show_row(row: FormRow, document: FormDocument, problems: ProblemPlaces) -> None:
    """Show value, summary and problems."""
    if row.notice is not None:
        return
    show_value(row, document)
    row.show_problems(_problems_of(row.plan, problems))


def show_value(row: FormRow, document: FormDocument) -> None:
    """Show value and summary, and what has to be chosen first."""
    if row.notice is not None:
        return
    if row.face is not None:  # only a field by itself has one
        row.show_reading(reading_of(document, row.plan))
        return
    if row.plan.kind is RowKind.ADD_KEY:
        held = document.at(row.plan.pointer)
        if isinstance(row.editor, KeyChoice):
            row.editor.show_taken(list(held) if isinstance(held, dict) else [])
        return
    if isinstance(row.editor, PageTurn):
        row.editor.show_items(page_words(document, row.plan))
        row.is_stale = True
        return
    if row.plan.kind is not RowKind.VARIANT:
        row.show_reading(reading_of(document, row.plan))
    pointer = row.plan.pointer
    row.show_picks(row.plan.picks, is_null=document.at(pointer) is None and pointer not in document.unreadable)
    if isinstance(row.editor, SummaryEditor):
        field, pointer = row.plan.field, row.plan.pointer
        row.editor.show_summary(
            summary_words(document, row.plan),
            is_open=is_open(document, field, pointer),
            shows_fields=isinstance(field, GroupField) and document.shows_fields(field, pointer),
        )
    show_needs = getattr(row.editor, "show_needs", None)
    if show_needs is not None:
        show_needs(needs_words(document, row.plan))
        row.show_outdated(outdated_words(document, row.plan.pointer))


def summary_words(document: FormDocument, plan: PlannedRow) -> str:
    """What the head of a group or list says: how much of it is set, or how many items it has."""
    value = document.at(plan.pointer)
    if isinstance(value, list):
        return f"{len(value)} item{'' if len(value) == 1 else 's'}"
    if not isinstance(plan.field, GroupField):
        return ""
    if not plan.field.fields:
        size = len(value) if isinstance(value, dict) else 0
        return f"{size} key{'' if size == 1 else 's'}"
    count, total = set_count(document, plan.field, plan.pointer)
    words = f"{count} of {total} field{'' if total == 1 else 's'} set"
    name = shown_line(first_words(value)) if plan.is_item else ""
    return f"{name} \u00b7 {words}" if name else words


def page_words(document: FormDocument, plan: PlannedRow) -> str:
    """Which items stand behind the button at the end of a page."""
    count = len(document.members(plan.pointer))
    page = document.page(plan.pointer)
    what = "keys" if isinstance(plan.field, GroupField) else "items"
    if plan.kind is RowKind.EARLIER:
        return f"Show {what} {max(1, page.start - ITEMS_AT_ONCE + 1):,} to {page.start:,}"
    return f"Show {what} {page.stop + 1:,} to {min(count, page.stop + ITEMS_AT_ONCE):,} of {count:,}"


def _problems_of(plan: PlannedRow, problems: ProblemPlaces) -> list[FieldProblem]:
    if plan.kind in (RowKind.EARLIER, RowKind.LATER, RowKind.ADD_KEY):
        return []
    return list(problems.at(plan.pointer))
