"""
A file in a value: typed or pasted as text, chosen, dropped or pasted as a file.

A short text stands in a line. A long one is a wall that nobody reads: it is shown as what it is, with a way to save it,
to replace it and to take it away. What was loaded is kept to the letter until a person changes it.
"""

from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QRectF, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from explorer.domain.json_value import ABSENT, JsonValue
from explorer.schema.field import TextField
from explorer.ui.form.document.fitting import is_exact_text, is_one_line
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Reading, usual_width
from explorer.ui.form.editors.files.file_errands import NotDone, ReadFile, Written, picturing, reading, writing
from explorer.ui.form.editors.files.file_line import FileLine, is_reference
from explorer.ui.form.editors.files.file_text import (
    BASE64,
    LARGEST_BYTES,
    LONGEST_LINE,
    HeldFile,
    held_file,
    media_type_of_name,
    offered_name,
)
from explorer.ui.form.editors.worded import WordedEditor
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_line, shown_text, size_text
from explorer.ui.widgets.thread_answer import Errand, ThreadAnswer

_LONGEST_TYPED: Final = 4_000
_GAP: Final = 8


class FileEditor(WordedEditor):
    """Line or summary, buttons, and words beneath."""

    def __init__(self, field: TextField, parent: QWidget) -> None:
        line = FileLine(field, parent)
        super().__init__(line, parent)
        self._field = field
        self._line = line
        self._summary: str | None = None
        self._held: HeldFile | None = None
        self._file_name = self._name = self._reading_words = ""
        self._share = 0.0
        line.pasting, line.choosing = self.paste, self.choose
        line.textChanged.connect(self._on_text_changed)
        line.textEdited.connect(self._on_text_edited)
        self._choose = self._button("Choose...", self.choose)
        self._save: QPushButton | None = None
        self._clear: QPushButton | None = None
        self._answer: ThreadAnswer | None = None
        self.setAcceptDrops(not field.is_fixed)
        self._choose.setVisible(not field.is_fixed)
        self.words = self._words_when_empty()

    def focus_target(self) -> QWidget:
        """The line; where there is none, the first button."""
        if self._summary is None:
            return self.line
        return self._save if self._field.is_fixed and self._save else self._choose

    def reading(self) -> Reading:
        """The whole text."""
        return self.line.reading() if self._summary is None else self._summary

    def show_value(self, reading: Reading) -> None:
        """Show a text, in the line or as a summary."""
        if isinstance(reading, str) and self._is_summarised(reading):
            if reading != self._summary:
                self._file_name = ""
            self._show_summary(reading)
        else:
            self.line.show_value(reading)
            self._show_line()

    def show_words(self, name: str, description: str) -> None:
        """Line and buttons carry the field's label."""
        self._name = shown_text(name)
        self.line.setAccessibleName(self._name)
        super().show_words(name, description)

    def show_invalid(self, is_invalid: bool) -> None:
        """Red, whether it is a line or a summary."""
        for widget in (self.line, self._choose, self._save):
            if widget is not None and (is_invalid or widget.property("invalid")):
                mark(widget, invalid=is_invalid)

    def tab_stops(self) -> list[QWidget]:
        """All there are; those that are hidden are not visited."""
        found: list[QWidget | None] = [self.line, self._choose, self._save, self._clear]
        return [widget for widget in found if widget is not None]

    def wanted_width(self, available: int) -> int:
        """Room for the summary and its buttons."""
        return usual_width(available, 560)

    def key_words(self) -> str:
        """What a summary says, and the key that chooses a file."""
        return self.summary_words() if self._summary is not None else ""

    def summary_words(self) -> str:
        """What stands in place of a long text."""
        if self._summary is None:
            return ""
        words = self._held.words() if self._held else f"{size_text(len(self._summary))} of text"
        return f"{shown_line(self._file_name)}, {words}" if self._file_name else words

    def choose(self) -> None:
        """Ask for a file; while one is being read, stop that."""
        if self._answer is not None and self._answer.is_under_way:
            self._answer.give_up()
            self._show_progress("")
            return
        dialog = QFileDialog(self.window(), f"Choose a file for {shown_line(self._field.label)}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> None:
        """Take a copied file, a copied picture, or text."""
        mime = QApplication.clipboard().mimeData()
        if self._field.is_fixed or self._take_files(mime):
            return
        text = mime.text()
        if mime.hasImage() and not text and not is_reference(self._field):
            self._read(picturing(QApplication.clipboard().image(), self._field.content), "the copied picture")
        elif self._summary is not None or (self._is_summarised(text) and self._is_all_replaced()):
            self._take(text, "")
        else:
            self.line.paste()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes a summary away, pasting replaces it."""
        if self._summary is not None and not self._field.is_fixed:
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._on_clear()
                return
            if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_V:
                self.paste()
                return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and text are welcome."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        if not self._take_files(event.mimeData()):
            self._take(event.mimeData().text(), "")
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Line or summary to the left, buttons to the right."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The summary, or how far reading is; then the words beneath."""
        super().paintEvent(event)
        if self._summary is None and not self._reading_words:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = QApplication.palette()
        frame = QRectF(0.5, 0.5, self._room() - 1, CONTROL_HEIGHT - 1)
        painter.setPen(palette.color(QPalette.ColorRole.Dark))
        painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(frame, 6, 6)
        if self._reading_words:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1 - (frame.width() - 2) * (1 - self._share), -1), 5, 5)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.setFont(QFont(self.font()))
        words = painter.fontMetrics().elidedText(
            self._reading_words or self.summary_words(), Qt.TextElideMode.ElideMiddle, int(frame.width()) - 18
        )
        painter.drawText(frame.adjusted(9, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _button(self, words: str, slot: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{words.rstrip('.')} {shown_line(self._field.label)}")
        button.clicked.connect(slot)
        return button

    def _is_summarised(self, text: str) -> bool:
        if len(text) <= LONGEST_LINE:
            return not is_one_line(text) or not is_exact_text(text)
        if len(text) > _LONGEST_TYPED or not is_one_line(text) or not is_exact_text(text):
            return True
        return held_file(text, self._field.content) is not None

    def _is_all_replaced(self) -> bool:
        return self.line.selectedText() == self.line.text()

    def _show_summary(self, text: str) -> None:
        if text is not self._summary:
            self._held = held_file(text, self._field.content)
        self._summary = text
        if self._save is None:
            self._save = self._button("Save as...", self._on_save)
            self._clear = self._button("Clear", self._on_clear)
            self._clear.setVisible(not self._field.is_fixed)
            for one, following in pairwise(self.tab_stops()):
                QWidget.setTabOrder(one, following)
        self._arrange()
        self.say(self._type_words())

    def _show_line(self) -> None:
        self._summary = None
        self._arrange()
        self._on_text_changed(self.line.text())

    def _arrange(self) -> None:
        focused = QApplication.focusWidget()
        has_keyboard = focused is not None and self.isAncestorOf(focused)
        is_line = self._summary is None and not self._reading_words
        self._choose.setText("Cancel" if self._reading_words else "Choose..." if is_line else "Replace...")
        target = self.focus_target() if not self._reading_words else self._choose
        target.setVisible(True)
        if has_keyboard and not target.hasFocus():
            target.setFocus()
        self.line.setVisible(is_line)
        for button in (self._save, self._clear):
            if button is not None:
                is_shown = self._summary is not None and not self._reading_words
                button.setVisible(is_shown and not (button is self._clear and self._field.is_fixed))
        if self._name:
            target.setAccessibleName(self._name)
        self._place()
        self.speak()
        self.update()

    def _shown_buttons(self) -> list[QPushButton]:
        return [
            button for button in (self._choose, self._save, self._clear) if button is not None and not button.isHidden()
        ]

    def _room(self) -> int:
        return max(40, self.width() - sum(button.sizeHint().width() + _GAP for button in self._shown_buttons()))

    def _place(self) -> None:
        left = self._room()
        self.line.setGeometry(0, 0, left, CONTROL_HEIGHT)
        for button in self._shown_buttons():
            wide = button.sizeHint().width()
            button.setGeometry(left + _GAP, 0, wide, CONTROL_HEIGHT)
            left += wide + _GAP

    def _words_when_empty(self) -> str:
        if is_reference(self._field):
            return "Web address or path of a file"
        typed = "base64" if self._field.content == BASE64 else "a data URI"
        return f"Choose, drop or paste a file of up to {size_text(LARGEST_BYTES)}, or type {typed}"

    def _type_words(self) -> str:
        held, wanted = self._held, self._field.media_type
        if held is None or not wanted or not held.media_type or held.media_type == wanted:
            return "" if held else "No base64: sent as it is"
        return f"Looks like {shown_line(held.media_type)}, where {shown_line(wanted)} is wanted"

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text:
            self.say(self._words_when_empty())
        elif is_reference(self._field):
            self.say("Web address" if "://" in text else "Path of a file")
        else:
            held = held_file(text, self._field.content)
            self.say(held.words() if held else "No base64: sent as typed")

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        if held_file(text, self._field.content) is not None and self._is_summarised(text):
            self._show_summary(text)

    def _take_files(self, mime: QMimeData) -> bool:
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self._take_path(paths[0])
        return bool(paths)

    def _take_path(self, path: Path) -> None:
        if is_reference(self._field):
            self._take(str(path), "")
        else:
            self._read(reading(path, self._field.content, self._field.media_type), shown_line(path.name))

    def _take(self, text: str, file_name: str) -> None:
        self._file_name = file_name
        value: JsonValue = text
        if self._is_summarised(text):
            self._show_summary(text)
            self.listener.value_edited(value)
            self.listener.committed()
        elif text:
            self._summary = None
            self._line.take(value)
            self._show_line()

    def _read(self, errand: object, words: str) -> None:
        if self._answer is None:
            self._answer = ThreadAnswer(self)
            self._answer.answered.connect(self._on_answered)
            self._answer.moved.connect(self._on_moved)
        self._show_progress(f"Reading {words}")
        self._answer.start(errand, name="file of a form")  # type: ignore[arg-type]  # one of the functions of `errands`

    def _show_progress(self, words: str) -> None:
        self._reading_words, self._share = words, 0.0
        self._arrange()

    def _on_moved(self, errand: Errand) -> None:
        self._share = min(1.0, errand.done / errand.total)
        self.update()

    def _on_answered(self, answer: object) -> None:
        self._reading_words = ""
        if isinstance(answer, ReadFile):
            self._take(answer.text, answer.name)
        self._arrange()
        if isinstance(answer, NotDone):
            self.say(answer.words, is_problem=True)
        elif isinstance(answer, Written):
            self.say(f"Saved as {shown_line(str(answer.path))}")

    def _on_file_selected(self, name: str) -> None:
        self._take_path(Path(name))

    def _on_save(self) -> None:
        kind = self._held.media_type if self._held else media_type_of_name(self._file_name)
        dialog = QFileDialog(self.window(), "Save the file", offered_name(self._file_name, self._field.key, kind))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.fileSelected.connect(self._on_place_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_place_selected(self, name: str) -> None:
        if self._summary is not None:
            self._read(writing(self._summary, Path(name)), "and saving")

    def _on_clear(self) -> None:
        self._file_name = ""
        self._summary = None
        self._line.take(ABSENT)
        self._show_line()
