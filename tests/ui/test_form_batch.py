"""The batch in one process: what stands on the stage is really painted, and nothing ends the lines."""

import io
import json

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from explorer.form_command.answer import FormStage
from explorer.form_command.batch import write_answers
from explorer.form_command.question import Question
from explorer.ui.form.rows.row_pane import RowPane

SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}


class Paints(QObject):
    """Counts how often the pane of fields is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint and isinstance(watched, RowPane)
        return False


@pytest.fixture
def stage(appearance):
    made = FormStage()
    yield made
    made.close()


def test_the_fields_are_painted_before_the_time_is_taken(stage: FormStage, qapp: QApplication):
    paints = Paints()
    qapp.installEventFilter(paints)
    told = stage.answer(Question(SCHEMA, {"a": "x"}))
    qapp.removeEventFilter(paints)
    assert paints.count >= 1
    assert told["value"] == {"a": "x"}
    assert told["fields"] == 2


def test_a_value_is_absent_where_the_form_holds_nothing(stage: FormStage):
    assert "value" not in stage.answer(Question({"type": "string"}))
    assert stage.answer(Question({"type": "string", "default": "x"}))["value"] == "x"
    assert stage.answer(Question({"type": "null"}, None))["value"] is None


def test_no_form_depends_on_the_one_before(stage: FormStage):
    first = stage.answer(Question(SCHEMA, {"a": "x"}))
    stage.answer(Question({"type": "array", "items": {"type": "integer"}}, [1, "x"]))
    again = stage.answer(Question(SCHEMA, {"a": "x"}))
    assert {**first, "build_ms": 0} == {**again, "build_ms": 0}


def test_a_mistake_of_the_program_is_told_and_the_next_line_answered(capsys: pytest.CaptureFixture[str]):
    class Broken:
        def answer(self, question: Question) -> dict[str, object]:
            if question.data == 1:
                raise RuntimeError("Ouch \ud800" + "!" * 1000)
            return {"value": question.data}

    assert write_answers(io.BytesIO(b'{"schema":{},"data":1}\n{"schema":{},"data":2}\n\n'), Broken()) == ""
    out, told = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert lines[0]["error"].startswith("a mistake of Action Explorer's own: RuntimeError: Ouch")
    assert len(lines[0]["error"]) <= 400
    assert lines[1:] == [{"value": 2}, {"error": "the line is empty"}]
    assert "Traceback" in told
