"""Secrets do not leave through the clipboard."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from explorer.domain.masking import MASK, SecretMask
from explorer.ui.clipboard_guard import ClipboardGuard


@pytest.fixture
def guarded(qapp):
    owner = QObject()
    ClipboardGuard(SecretMask(["very-secret-key"]), owner)
    yield QGuiApplication.clipboard()
    owner.deleteLater()
    QGuiApplication.clipboard().clear()


def test_a_copied_secret_is_masked(guarded):
    guarded.setText("curl -u very-secret-key:")
    assert guarded.text() == f"curl -u {MASK}:"


def test_other_text_is_copied_as_it_is(guarded):
    guarded.setText("nothing to hide")
    assert guarded.text() == "nothing to hide"


def test_a_secret_copied_from_a_widget_is_masked(guarded, qtbot):
    box = QPlainTextEdit("key: very-secret-key")
    qtbot.addWidget(box)
    box.selectAll()
    box.copy()
    assert "very-secret-key" not in guarded.text()
    assert MASK in guarded.text()
