"""One received body: Tree, Raw or Headers, or a file to save; a body without a tree says why."""

from enum import IntEnum

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from explorer.domain.call import ReceivedAnswer
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.models.body_text import charset_of, is_text
from explorer.ui.models.json_level import NotReadable, readable_json
from explorer.ui.views.results.body.body_file import BodyFile, safe_file_name
from explorer.ui.views.results.body.file_pane import FilePane
from explorer.ui.views.results.body.header_table import HeaderTable
from explorer.ui.views.results.body.raw_pane import RawPane
from explorer.ui.views.results.body.tree_pane import TreePane
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.views.results.parts.words import size_text, status_text
from explorer.ui.widgets.plain_label import PlainLabel


class BodyFace(IntEnum):
    """The views of one body, in the order of their buttons."""

    TREE = 0
    RAW = 1
    HEADERS = 2
    FILE = 3
    EMPTY = 4


class BodyView(QWidget):
    """
    Shows an answer.

    Args:
        file_stem: What a file is called whose name the server did not say.
        has_filter: Whether there is a line to filter the tree with.
    """

    def __init__(
        self,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        file_stem: str = "answer",
        has_filter: bool = True,
    ) -> None:
        super().__init__(parent)
        self.file_stem = file_stem
        self._has_filter = has_filter
        self._answer: ReceivedAnswer | None = None
        self._untrusted_name = ""
        self._is_raw_stale = True
        self.tree = TreePane(appearance)
        self.raw = RawPane()
        self.headers = HeaderTable(appearance)
        self.file = FilePane()
        self.file.save_wanted.connect(self.save)
        self.empty = EmptyNote()
        self._note = PlainLabel(kind="hint", wraps=True)
        self.saver = BodyFile(self)
        self.saver.written.connect(self._on_written)
        self.saver.not_written.connect(self._on_not_written)
        self._faces = QStackedWidget()
        for face in (self.tree, self.raw, self.headers, self.file, self.empty):
            self._faces.addWidget(face)
        self._group = QButtonGroup(self)
        self.buttons: dict[BodyFace, QPushButton] = {}
        self._save = QPushButton("Save\u2026")
        self._save.setAccessibleName("Save the whole body")
        mark(self._save, kind="quiet", small="true")
        self._save.clicked.connect(self.save)
        self._lay_out()

    def show_answer(self, answer: ReceivedAnswer, untrusted_name: str = "") -> None:
        """Show what was received, in the view that fits it best."""
        self._answer = answer
        self._untrusted_name = untrusted_name
        self._is_raw_stale = True
        self.headers.show_headers(answer.headers)
        notes = [f"Cut off at {size_text(len(answer.body))}: the answer was longer than the limit."] * answer.is_cut
        if not answer.body:
            face = BodyFace.EMPTY
            self.tree.show_nothing()
            self.empty.show_text(f"The answer has no body ({status_text(answer.status)}).")
        elif not is_text(answer.body, answer.media_type) or (untrusted_name and not _looks_like_json(answer.body)):
            face = BodyFace.FILE
            self.tree.show_nothing()
            self._show_file(answer, untrusted_name)
        else:
            face, note = self._show_tree(answer)
            notes += [note] * bool(note)
        self._offer(face)
        self._say(" ".join(notes))
        self.show_face(face)

    def show_face(self, face: BodyFace) -> None:
        """Change the view."""
        face = BodyFace(face)
        if face is BodyFace.RAW and self._is_raw_stale and self._answer is not None:
            self._is_raw_stale = False
            self.raw.show_body(self._answer.body, charset_of(self._answer.header("content-type")))
        button = self.buttons[BodyFace.TREE if face in (BodyFace.FILE, BodyFace.EMPTY) else face]
        button.setChecked(True)
        self._faces.setCurrentIndex(face)
        self.tree.filter.setEnabled(face is BodyFace.TREE)

    def face(self) -> BodyFace:
        """Which view is shown."""
        return BodyFace(self._faces.currentIndex())

    def note(self) -> str:
        """What is said above the body."""
        return self._note.text() if self._note.isVisibleTo(self) else ""

    def save(self) -> None:
        """Ask where the whole body shall be saved."""
        if self._answer is not None:
            self.saver.ask(self._answer.body, self.file_name()).setObjectName("Save the body")

    def file_name(self) -> str:
        """Under which name the body would be saved."""
        media_type = self._answer.media_type if self._answer is not None else ""
        return safe_file_name(self._untrusted_name, self.file_stem, media_type)

    def _show_tree(self, answer: ReceivedAnswer) -> tuple[BodyFace, str]:
        try:
            readable = readable_json(answer.body, charset_of(answer.header("content-type")))
            self.tree.show_json(readable.content)
        except NotReadable as why:
            self.tree.show_nothing()
            expected = "json" in answer.media_type
            return BodyFace.RAW, f"No tree: {why}." if expected or _looks_like_json(answer.body) else ""
        return BodyFace.TREE, readable.note

    def _show_file(self, answer: ReceivedAnswer, untrusted_name: str) -> None:
        self.file.show_file(
            size=len(answer.body),
            media_type=answer.media_type,
            untrusted_name=untrusted_name,
            saved_as=self.file_name(),
        )

    def _offer(self, face: BodyFace) -> None:
        """Only views that there are: no tree without JSON, no text of a picture."""
        has_tree = face is BodyFace.TREE and self._has_filter
        first = self.buttons[BodyFace.TREE]
        first.setText({BodyFace.FILE: "File", BodyFace.EMPTY: "Body"}.get(face, "Tree"))
        first.setVisible(face is not BodyFace.RAW)
        answer = self._answer
        is_readable = answer is not None and is_text(answer.body, answer.media_type)
        self.buttons[BodyFace.RAW].setVisible(bool(answer and answer.body) and is_readable)
        self.buttons[BodyFace.HEADERS].setVisible(bool(answer and answer.headers))
        self.tree.filter.setVisible(has_tree)
        self.tree.count.setVisible(has_tree)
        self._save.setVisible(bool(answer and answer.body) and face is not BodyFace.FILE)
        self._first = face if face is not BodyFace.RAW else BodyFace.TREE

    def _on_face_clicked(self, number: int) -> None:
        self.show_face(self._first if number == BodyFace.TREE else BodyFace(number))

    def _on_written(self, path: object) -> None:
        self._say(f"Saved as {path}")

    def _on_not_written(self, why: str) -> None:
        self._say(why)

    def _say(self, note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _lay_out(self) -> None:
        self._first = BodyFace.TREE
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(4)
        top.addWidget(self.tree.filter, 1)
        top.addSpacing(4)
        top.addWidget(self.tree.count)
        top.addSpacing(4)
        top.addStretch(0)
        for face, words in ((BodyFace.TREE, "Tree"), (BodyFace.RAW, "Raw"), (BodyFace.HEADERS, "Headers")):
            button = QPushButton(words)
            button.setCheckable(True)
            mark(button, kind="quiet", small="true")
            self._group.addButton(button, face)
            self.buttons[face] = button
            top.addWidget(button)
        top.addWidget(self._save)
        self._group.idClicked.connect(self._on_face_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._note)
        column.addWidget(self._faces, 1)


def _looks_like_json(body: bytes) -> bool:
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
