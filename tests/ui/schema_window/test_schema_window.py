"""The window for people who write schemas: it follows the file, keeps values, and says what is wrong and where."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from explorer.domain.json_value import ABSENT, JsonValue
from explorer.schema.build import build_form
from explorer.schema.field import Form, GroupField, JsonField, ListField, TextField, Variant, VariantField
from explorer.storage.json_file import read_json_file
from explorer.ui.schema_window.schema_flow import SchemaFlow
from explorer.ui.schema_window.schema_window import SchemaWindow
from explorer.ui.schema_window.unread import UnreadPart, unread_parts

PERSON = {
    "title": "Person",
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "minLength": 2},
        "age": {"type": "integer"},
        "odd": {"$ref": "https://example.com/odd.json"},
    },
}


class Writer:
    """Somebody with a schema in a file and its form in a window."""

    def __init__(self, path: Path, show: Callable[..., object]) -> None:
        self.path = path
        self._show = show

    def open(self, schema: object = PERSON, data: JsonValue = ABSENT) -> SchemaWindow:
        self.write(schema)
        self.window = SchemaWindow()
        self.flow = SchemaFlow(self.window, self.path, read_json_file(self.path), data)
        self._show(self.window, 1280, 800)
        return self.window

    def write(self, schema: object) -> None:
        text = schema if isinstance(schema, str) else json.dumps(schema)
        new = self.path.with_suffix(".new")
        new.write_text(text)
        new.replace(self.path)

    def type(self, name: str, text: str) -> None:
        line = next(one for one in self.window.findChildren(QLineEdit) if one.accessibleName() == name)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)

    def problems(self) -> list[tuple[str, str]]:
        table = self.window.problems
        rows = [table.topLevelItem(number) for number in range(table.topLevelItemCount())]
        return [(row.text(0), row.text(2)) for row in rows]

    async def until(self, is_so: Callable[[], object]) -> None:
        while not is_so():
            await asyncio.sleep(0.01)


@pytest.fixture
def writer(appearance, show, tmp_path: Path) -> Writer:
    return Writer(tmp_path / "person.json", show)


def test_title_file_schema_and_what_could_not_be_read_are_shown(writer: Writer):
    window = writer.open()
    assert window.windowTitle() == "Action Explorer \u2013 Person"
    assert window.texts.schema.toPlainText() == json.dumps(PERSON)
    assert window.texts.unread.topLevelItem(0).text(0) == "/odd"
    assert "odd.json" in window.texts.unread.topLevelItem(0).text(1)


def test_a_schema_without_a_title_is_called_as_its_file(writer: Writer):
    assert writer.open({"type": "object"}).windowTitle() == "Action Explorer \u2013 person"


def test_problems_and_value_follow_what_is_typed(writer: Writer, run: Callable[[Awaitable[None]], None]):
    async def work() -> None:
        window = writer.open()
        assert writer.problems() == [("/name", "required")]
        writer.type("Name", "A")
        await writer.until(lambda: writer.problems() == [("/name", "minLength")])
        assert json.loads(window.texts.value.toPlainText()) == {"name": "A"}
        writer.type("Name", "Ada")
        await writer.until(lambda: writer.problems() == [])

    run(work())


def test_a_new_form_is_marked_only_where_somebody_has_been_and_loaded_data_everywhere(writer: Writer, run):
    async def work() -> None:
        window = writer.open()
        assert all(not row.problems for row in window.values.form._rows.pane.rows())
        writer.type("Name", "A")
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        await writer.until(lambda: any(row.problems for row in window.values.form._rows.pane.rows()))

    run(work())
    loaded = writer.open(data={"name": "A"})
    assert any(row.problems for row in loaded.values.form._rows.pane.rows())


def test_choosing_a_problem_goes_to_its_field(writer: Writer):
    window = writer.open(data={"name": "A", "age": "x"})
    window.values.tabs.setCurrentIndex(1)
    row = next(number for number, (place, _) in enumerate(writer.problems()) if place == "/age")
    window.problems.itemClicked.emit(window.problems.topLevelItem(row), 0)
    assert window.values.tabs.currentIndex() == 0
    assert window.focusWidget().accessibleName() == "Age"


def test_a_changed_file_shows_its_form_and_keeps_the_values(writer: Writer, run):
    async def work() -> None:
        window = writer.open()
        writer.type("Name", "Ada")
        changed = {**PERSON, "title": "Human", "properties": {**PERSON["properties"], "city": {"type": "string"}}}
        for title in ("Human", "Being"):
            # Twice: a file that was replaced is another file to the system.
            writer.write({**changed, "title": title})
            await writer.until(lambda title=title: window.windowTitle().endswith(title))
        assert window.values.value() == {"name": "Ada"}
        assert [one for one in window.findChildren(QLineEdit) if one.accessibleName() == "City"]

    run(work())


def test_a_form_that_nobody_touched_starts_as_the_new_schema_says(writer: Writer, run):
    def schema(default: str) -> object:
        named = {"type": "string", "default": default}
        return {"type": "object", "title": default, "properties": {"a": named}, "required": ["a"]}

    async def work() -> None:
        window = writer.open(schema("one"))
        assert window.values.value() == {"a": "one"}
        writer.write(schema("two"))
        await writer.until(lambda: window.windowTitle().endswith("two"))
        assert window.values.value() == {"a": "two"}

    run(work())


def test_a_file_that_is_no_json_any_more_is_told_and_the_form_stays(writer: Writer, run):
    async def work() -> None:
        window = writer.open()
        writer.type("Name", "Ada")
        writer.write('{"a": 1,\n  b}')
        await writer.until(lambda: "line 2, column 3" in window.notice.text())
        assert window.values.value() == {"name": "Ada"}
        writer.write({**PERSON, "title": "Mended"})
        await writer.until(lambda: window.windowTitle().endswith("Mended"))
        assert window.notice.text() == ""

    run(work())


def test_f5_reads_the_file_and_says_when_nothing_has_changed(writer: Writer):
    window = writer.open()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert "nothing has changed" in window.status()
    writer.path.unlink()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert "there is no such file" in window.notice.text()


def test_json_that_is_typed_comes_into_the_form_and_none_changes_nothing(writer: Writer):
    window = writer.open()
    window.values.tabs.setCurrentIndex(1)
    window.values.json.text.setPlainText('{"name": "Ada", "age": 9007199254740993}')
    assert window.values.value() == {"name": "Ada", "age": 9007199254740993}
    window.values.json.text.setPlainText('{"name": ')
    window.values.tabs.setCurrentIndex(0)
    assert window.values.tabs.currentIndex() == 1, "text that is no JSON stays in view"
    assert window.values.value() == {"name": "Ada", "age": 9007199254740993}


def test_the_value_is_copied_and_saved_to_the_letter(writer: Writer, tmp_path: Path):
    window = writer.open({"type": "object"}, data={"b": 2**63, "a": None})
    expected = '{\n  "b": 9223372036854775808,\n  "a": null\n}'
    window.copy_wanted.emit()
    assert QGuiApplication.clipboard().text() == expected
    window.save_wanted.emit()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "value.json"))
    dialog.close()
    assert (tmp_path / "value.json").read_text() == expected + "\n"
    assert "value.json" in window.status()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_value_that_cannot_be_saved_is_told(writer: Writer, tmp_path: Path):
    window = writer.open()
    (tmp_path / "file").write_text("")
    window.save_wanted.emit()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "file" / "value.json"))
    dialog.close()
    assert "was not saved" in window.notice.text()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_everything_that_takes_the_keyboard_has_a_name(writer: Writer):
    window = writer.open()
    for name in ("Views of the value", "Parameters", "Value and schema", "Problems", "Schema", "Edited as JSON"):
        assert [one for one in window.findChildren(object) if getattr(one, "accessibleName", str)() == name], name


def test_unread_parts_are_found_wherever_they_lie():
    odd = JsonField(key="o", label="O", reason="odd")
    variants = VariantField(key="v", label="V", variants=(Variant("One", odd), Variant("Two", TextField(label="T"))))
    group = GroupField(key="g", label="G", fields=(odd,), others=JsonField(reason="other"))
    items = ListField(key="l", label="L", item=JsonField(reason="item"), places=(JsonField(reason="first"),))
    closed = JsonField(key="c", label="C", reason="deep", closed={})
    form = Form(GroupField(fields=(group, items, closed, variants)), problems=("All in all.",))
    assert unread_parts(form) == [
        UnreadPart("", "All in all."),
        UnreadPart("/g/o", "odd"),
        UnreadPart("/g/*", "other"),
        UnreadPart("/l/0", "first"),
        UnreadPart("/l/*", "item"),
    ]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inside: (
            st.lists(inside, max_size=3)
            | st.dictionaries(
                st.sampled_from(["properties", "type", "items", "$ref", "oneOf", "a"]), inside, max_size=3
            )
        ),
        max_leaves=10,
    )
)
def test_no_schema_makes_looking_for_unread_parts_fail(schema):
    assert isinstance(unread_parts(build_form(schema)), list)
