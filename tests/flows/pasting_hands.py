"""Copying and pasting, as somebody at the keyboard does it, and what came of it."""

import json
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def paste(person, text: str) -> None:
    """Copy a text, and press the keys that paste it into the call editor."""
    copy(text)
    QTest.keyClick(
        person.window.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )


def said(person) -> str:
    return person.window.editor.paste_note.text()


def arguments(person) -> dict:
    return person.window.editor.draft().arguments


def sent(person) -> tuple[str, str, dict]:
    """Method, path with query and body of the last run's request."""
    request = person.explorer.runs.runs[0].result.request
    parts = urlsplit(request.url)
    return request.method, f"{parts.path}?{parts.query}", json.loads(request.body)
