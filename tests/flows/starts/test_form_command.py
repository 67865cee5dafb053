"""`action-explorer form`, as a script and as a person who writes schemas meet it."""

import asyncio
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLineEdit

from explorer.command_line import FormArguments
from explorer.form_command.window import _run
from explorer.storage.json_file import read_json_file
from explorer.ui.schema_window.schema_window import SchemaWindow

LINE_LIMIT_S = 60
HUGE = 10**30


def started(program: Callable[..., list[str]], *words: str) -> subprocess.Popen[bytes]:
    """The command with pipes, and nothing that would tell it of a display."""
    environment = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(program("form", *words), env=environment, **streams)


def answers(program: Callable[..., list[str]], *lines: str | bytes) -> list[str]:
    """What the batch writes for these lines."""
    running = started(program, "--batch")
    text = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    out, told = running.communicate(text, timeout=LINE_LIMIT_S)
    assert running.returncode == 0, told.decode()
    assert b"Traceback" not in told, told.decode()
    return out.decode().splitlines()


def answer(program: Callable[..., list[str]], schema: object, *data: object) -> dict[str, object]:
    line = {"schema": schema} | ({"data": data[0]} if data else {})
    return json.loads(answers(program, json.dumps(line))[0])


def fields(**named: object) -> dict[str, object]:
    return {"type": "object", "properties": named}


def test_each_line_is_answered_in_order_and_bad_ones_say_why(program):
    asked = [
        json.dumps({"schema": fields(a={"type": "integer"}), "data": {"a": 1}}),
        "no JSON",
        "",
        '{"data": {}}',
        b'{"schema": "\xff"}',
        "[" * 100_000,
        json.dumps({"schema": fields(b={"type": "string"}), "data": {"b": "last"}}),
    ]
    told = [json.loads(line) for line in answers(program, *asked)]
    assert [one.get("value", one.get("error", "")[:8]) for one in told] == [
        {"a": 1},
        "not JSON",
        "the line",
        "the line",
        "not UTF-",
        "not JSON",
        {"b": "last"},
    ]


def test_an_answer_tells_value_errors_fields_json_fields_and_time(program):
    schema = fields(n={"type": "integer"}, t={"type": "string", "minLength": 2}, j={"$ref": "#/nowhere"})
    told = answer(program, {**schema, "required": ["n"]}, {"t": "x", "j": [1]})
    assert told["value"] == {"t": "x", "j": [1]}
    assert [(one["path"], one["keyword"]) for one in told["errors"]] == [("/n", "required"), ("/t", "minLength")]
    assert all(one["message"] for one in told["errors"])
    assert told["fields"] == 3
    assert told["json_fields"] == ["/j"]
    assert 0 < told["build_ms"] < 60_000


def test_without_data_a_required_default_is_filled_in_and_loaded_data_is_never_added_to(program):
    schema = {**fields(a={"type": "string", "default": "x"}, b={"type": "string", "default": "y"}), "required": ["a"]}
    assert answer(program, schema)["value"] == {"a": "x"}
    told = answer(program, schema, {})
    assert told["value"] == {}
    assert [one["keyword"] for one in told["errors"]] == ["required"]


def test_numbers_keys_and_their_order_come_back_to_the_letter(program):
    data = '{"z":9007199254740993,"a":1e400,"b":0.10,"\u00e9":null,"c":18446744073709551616,"d":[],"e":{},"f":-0}'
    (line,) = answers(program, '{"schema":{"properties":{"a":{"type":"number"}}},"data":' + data + "}")
    assert line.startswith('{"value":' + data + ',"errors":[]')


def test_answers_come_at_once_while_more_lines_may_follow(program):
    running = started(program, "--batch")
    for number in range(3):
        running.stdin.write(b'{"schema": {"type": "object"}, "data": {"n": %d}}\n' % number)
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["value"] == {"n": number}
    running.stdin.close()
    assert running.wait(LINE_LIMIT_S) == 0
    running.stdout.close()
    running.stderr.close()


def bomb(keyword: str) -> dict[str, object]:
    levels = {f"l{n}": {keyword: [{"$ref": f"#/$defs/l{n + 1}"}] * 10} for n in range(9)}
    return {**fields(x={"$ref": "#/$defs/l0"}), "$defs": {**levels, "l9": {"type": "string"}}}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(json.dumps({"schema": bomb("allOf"), "data": {"x": "a"}}), id="references that multiply"),
        pytest.param(json.dumps({"schema": bomb("anyOf"), "data": {"x": "a"}}), id="choices that multiply"),
        pytest.param(json.dumps({"schema": {"$ref": "#"}}), id="a reference to itself"),
        pytest.param(
            json.dumps({"schema": fields(a={"type": "string", "pattern": "(a+)+$"}), "data": {"a": "a" * 5000 + "!"}}),
            id="a pattern that takes for ever",
        ),
        pytest.param('{"schema":' + '{"properties":{"a":' * 100_000 + "{}" + "}}" * 100_000 + "}", id="deep schema"),
        pytest.param('{"schema":{},"data":' + "[" * 100_000 + "]" * 100_000 + "}", id="deep data"),
        pytest.param(
            '{"schema":{"properties":{"a":{"type":"number","maximum":1e400,"multipleOf":1e-400}}},"data":{"a":1e999999}}',
            id="numbers beyond all limits",
        ),
        pytest.param(
            json.dumps({"schema": fields(a={"type": "string"}), "data": {"a": "x" * 2_000_000}}), id="long text"
        ),
        pytest.param(json.dumps({"schema": fields(a={"minLength": HUGE, "maxItems": -HUGE})}), id="limits beyond all"),
        pytest.param(json.dumps({"schema": {"type": 5, "properties": [1], "enum": {}, "items": 3}}), id="nonsense"),
    ],
)
def test_a_hostile_line_is_answered_and_so_is_the_next(program, line):
    told = [json.loads(one) for one in answers(program, line, '{"schema": {}, "data": {"next": true}}')]
    assert len(told) == 2
    assert told[1]["value"] == {"next": True}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.binary(max_size=40).map(lambda line: line.replace(b"\n", b""))
        | st.sampled_from([b'{"schema": {}}', b'{"schema": true, "data": []}', b"{}", b"[]", b"null"]),
        min_size=1,
        max_size=30,
    )
)
def test_there_are_as_many_answers_as_lines(batch, lines):
    running: subprocess.Popen[bytes] = batch
    running.stdin.write(b"".join(line + b"\n" for line in lines))
    running.stdin.flush()
    for _ in lines:
        told = json.loads(running.stdout.readline())
        assert ("error" in told) != ("errors" in told)


@pytest.fixture
def batch(program):
    """One batch for many examples."""
    running = started(program, "--batch")
    yield running
    running.communicate(timeout=LINE_LIMIT_S)
    assert running.returncode == 0


def test_a_reader_that_went_away_ends_the_batch_with_one_line(program):
    running = started(program, "--batch")
    running.stdout.close()
    running.stdin.write(b'{"schema": {}}\n')
    running.stdin.close()
    told = running.stderr.read()
    assert running.wait(LINE_LIMIT_S) == 2
    assert told.startswith(b"action-explorer: standard output cannot be written")
    assert told.count(b"\n") == 1
    running.stderr.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "there is no such file"), (b'{"a": 1,\n  b}', "line 2, column 3"), (b"[1]", "no JSON Schema")],
)
@pytest.mark.parametrize("is_data", [False, True])
def test_a_file_that_cannot_be_used_is_one_line_and_status_2(program, tmp_path: Path, content, said, is_data):
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    good.write_text("{}")
    if content is not None:
        bad.write_bytes(content)
    if is_data and content == b"[1]":
        return  # as data it is as good as any
    words = [str(good), "--data", str(bad)] if is_data else [str(bad)]
    ended = subprocess.run(program("form", *words), capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert "bad.json" in ended.stderr
    assert said in ended.stderr


def test_a_person_fills_the_form_of_a_schema_and_closes_the_window(qapp: QApplication, run, tmp_path: Path):
    path = tmp_path / "schema.json"
    path.write_text(json.dumps({**fields(name={"type": "string"}), "title": "Employee"}))
    qapp.setQuitOnLastWindowClosed(False)

    async def work() -> tuple[str, object]:
        asked = FormArguments(path)
        showing = asyncio.create_task(_run(qapp, asked, read_json_file(path), {"name": "Ada"}))
        window = None
        while window is None:
            await asyncio.sleep(0.01)
            found = [one for one in QApplication.topLevelWidgets() if isinstance(one, SchemaWindow) and one.isVisible()]
            window = next(iter(found), None)
        title = window.windowTitle()
        line = next(one for one in window.findChildren(QLineEdit) if one.accessibleName() == "Name")
        line.selectAll()
        line.insert("Grace")
        value = window.values.value()
        window.close()
        await showing
        return title, value

    assert run(work(), timeout=30) == ("Action Explorer \u2013 Employee", {"name": "Grace"})
    qapp.setStyleSheet("")
