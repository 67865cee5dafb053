"""
Markup, links, scripts, control and bidirectional characters in everything that a platform says are shown as text.

A hostile StackOne names its connector, action, account and fields so, and refuses the call so; then every widget of the
program is looked at, shown or not: labels, buttons, tool tips, tabs, boxes of choices, lists, trees, names for screen
readers, titles of windows and dialogs.
"""

import base64
import json

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

EVIL = (
    "<img src='file:///x.png'><a href='http://127.0.0.1/'>click</a><script>x()</script>"
    "&lt;\u202egpj.exe\u2066\u0007\u001b[31m\u200bR&D <b>bold</b>"
)
HIDDEN = set("\u202e\u2066\u0007\u001b\u200b")
TABS = ("Response", "Logs", "Provider errors", "Request", "Timeline")
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole)
MOST_ROWS = 200

SCHEMA = {
    "type": "object",
    "properties": {
        "body": {
            "type": "object",
            "title": EVIL,
            "properties": {
                "plain": {"type": "string", "title": EVIL, "description": EVIL, "examples": [EVIL]},
                "choice": {"type": "string", "title": EVIL, "enum": [EVIL, "b"], "description": EVIL},
                "many": {"type": "array", "title": EVIL, "items": {"type": "string", "enum": [EVIL, "c"]}},
                "flag": {"type": "boolean", "title": EVIL, "description": EVIL},
                EVIL: {"type": "integer", "description": EVIL},
            },
        }
    },
}
CATALOGUE = {
    "next": None,
    "data": [
        {
            "key": "evil",
            "name": EVIL,
            "description": EVIL,
            "version": EVIL,
            "actions": [
                {"id": "evil_delete_it", "label": EVIL, "description": EVIL, "schema_type": "native", "tags": [EVIL]},
                {"id": EVIL, "label": EVIL, "description": EVIL},
                {"id": 5, "label": {"no": EVIL}},
            ],
        }
    ],
}
ACCOUNTS = [
    {
        "id": "evil-1",
        "provider": "evil",
        "provider_name": EVIL,
        "status": status,
        "origin_owner_id": EVIL,
        "origin_owner_name": EVIL,
        "label": EVIL,
        "status_reasons": [{"code": EVIL, "description": EVIL}],
    }
    for status in ("active", "error")
]
REFUSAL = {
    "statusCode": 400,
    "message": [EVIL, f"body.plain {EVIL}"],
    "errorCode": EVIL,
    "provider_errors": [
        {
            "status": 409,
            "url": f"https://x.example/{EVIL}",
            "raw": {EVIL: EVIL},
            "headers": {"X-Request-Id": EVIL, EVIL: EVIL},
        },
        {"status": 500, "url": EVIL, "raw": EVIL, "headers": {}},
    ],
}


@pytest.fixture
def hostile(control):
    """Makes the stand-in answer so."""

    def answer(body, status=200, times=0, **match):
        content = base64.b64encode(json.dumps(body).encode()).decode()
        fault = {"kind": "bytes", "status": status, "body": content, "times": times, "match": match}
        control("stackone", "POST", "faults", fault)

    answer(CATALOGUE, path_contains="/actions?")
    answer(ACCOUNTS, path_contains="/accounts")
    answer(
        {"jsonrpc": "2.0", "id": 2, "result": {"tools": [{"name": "evil_delete_it", "inputSchema": SCHEMA}]}},
        body_contains="tools/list",
    )
    answer(REFUSAL, 400, path_contains="/actions/rpc")
    return answer


def listed(person):
    """The hostile action, once it is listed."""
    actions = person.explorer.connection.open.catalogue.actions
    return next((one for one in actions if one.key == "evil_delete_it"), None)


async def look_everywhere(person):
    """Open what there is to open, and look at everything after each step; gives what is wrong, each once."""
    wrong = set()
    window = person.window

    def look(where):
        wrong.update(f"{where}: {one}" for one in wrong_texts())

    person.explorer.connection.refresh()
    await person.until(lambda: listed(person), "the hostile catalogue")
    await person.until(lambda: window.top_bar.accounts.count() > 0, "the hostile accounts")
    look("list")
    person.explorer.form.open_action(listed(person))
    await person.until(lambda: person.all_named("Run") and person.named("Run").isEnabled(), "the hostile form")
    look("form")
    for face in ("JSON", "Request", "Form"):
        person.see_tab(face)
        look(face)
    person.press("Run")
    await person.until(lambda: QApplication.activeModalWidget() or person.explorer.runs.runs, "a question or a run")
    if QApplication.activeModalWidget() is not None:
        look("question")
        person.press("Run it")
    await person.until(lambda: person.explorer.runs.runs and person.explorer.runs.runs[0].result, "the refusal")
    await person.until(lambda: person.outcome() == "provider failed", "the refusal being shown")
    for tab in TABS:
        person.see_tab(tab)
        look(tab)
    person.explorer.palette.open_palette()
    await person.until(lambda: person.all_named("Go to"), "the palette")
    look("palette")
    QApplication.activeModalWidget().close()
    person.press("History")
    await person.until(QApplication.activeModalWidget, "the history")
    dialog = QApplication.activeModalWidget()
    await person.until(lambda: [one for one in dialog.findChildren(QTableView) if one.model().rowCount()], "kept runs")
    look("history")
    QApplication.activeModalWidget().close()
    return sorted(wrong)


def wrong_texts():
    """What any widget says that hides or turns letters, or that Qt would take for markup."""
    for widget in QApplication.allWidgets():
        kind = type(widget).__name__
        if widget.metaObject().className() == "QTipLabel":
            continue
        if isinstance(widget, QTextEdit | QTextBrowser):
            yield f"{kind} shows rich text"
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            yield f"{kind} {widget.text()[:40]!r} guesses its format"
        for what, text in texts_of(widget):
            if set(text) & HIDDEN:
                yield f"{kind} {widget.accessibleName()[:30]!r}: {what} hides or turns letters"
            if what == "tool tip" and "<img" in text:
                yield f"{kind} {widget.accessibleName()[:30]!r}: {what} is taken for markup"


def texts_of(widget: QWidget):
    yield "title", widget.windowTitle()
    yield "tool tip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield "tab", widget.tabText(place)
            yield "tool tip", widget.tabToolTip(place)
            yield "accessible name", widget.accessibleTabName(place)
    if isinstance(widget, QComboBox | QAbstractItemView) and widget.model() is not None:
        yield from texts_of_model(widget.model(), QModelIndex())
    for action in widget.actions():
        yield "menu", action.text()
        yield "tool tip", action.toolTip() if "<qt>" in action.toolTip() else ""


def texts_of_model(model, parent, depth=0):
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in ROLES:
                if isinstance(text := index.data(role), str):
                    yield "row", text
            if isinstance(text := index.data(Qt.ItemDataRole.ToolTipRole), str):
                yield "tool tip", text
        if depth < 2:
            yield from texts_of_model(model, model.index(row, 0, parent), depth + 1)


def test_nothing_that_a_platform_says_is_more_than_text(person, run, hostile):
    assert run(look_everywhere(person), timeout=90) == []
    shown = person.screen_text()
    assert "<img src=" in shown
    assert "<U+202E>" in shown


def test_the_title_of_the_window_shows_the_name_of_a_connection_as_text(person):
    person.window.show_title(f"\u202eR&D {EVIL}")
    title = person.window.windowTitle()
    assert title.startswith("Action Explorer")
    assert "<U+202E>R&D <img src=" in title
    assert not set(title) & HIDDEN
