"""One received body: Tree, Raw or Headers, or a file to save; a body without a tree says why."""

from enum import IntEnum

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from explorer.domain.body import Body
from explorer.domain.call import ReceivedAnswer
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.models.answer.body_text import charset_of, is_text
from explorer.ui.models.answer.readable import LARGE, JsonReading, ReadableJson, readable_json
from explorer.ui.models.answer.splitting.json_level import NotReadable
from explorer.ui.views.results.body.body_file import BodyFile, safe_file_name
from explorer.ui.views.results.body.body_reading import BodyReading
from explorer.ui.views.results.body.file_pane import FilePane
from explorer.ui.views.results.body.header_table import HeaderTable
from explorer.ui.views.results.body.raw_pane import RawPane
from explorer.ui.views.results.body.tree_pane import TreePane
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.views.results.parts.words import status_text
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import size_text


class BodyFace(IntEnum):
    """The views of one body: the first three, or one of the others in the place of the first, are on offer."""

    TREE = 0
    RAW = 1
    HEADERS = 2
    FILE = 3
    EMPTY = 4


class BodyView(QWidget):
    """
    Shows one answer; each view is made when it is first looked at.

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
        self._appearance = appearance
        self._answer: ReceivedAnswer | None = None
        self._untrusted_name = ""
        self._first = BodyFace.TREE
        self._stale: set[BodyFace] = set()
        self._made: dict[BodyFace, QWidget] = {}
        self._group = QButtonGroup(self)
        self.buttons: dict[BodyFace, QPushButton] = {}
        self._saver: BodyFile | None = None
        self._notes: list[str] = []
        self._reading = BodyReading(self)
        self._reading.read.connect(self._on_read)
        self._reading.not_readable.connect(self._on_not_readable)
        self._lay_out()

    def show_answer(self, answer: ReceivedAnswer, untrusted_name: str = "") -> None:
        """Show what was received, in the view that fits it best."""
        self._answer = answer
        self._untrusted_name = untrusted_name
        self._stale = {BodyFace.RAW, BodyFace.HEADERS, BodyFace.FILE, BodyFace.EMPTY}
        notes = [_cut_words(answer)] * answer.is_cut
        is_readable = is_text(answer.body, answer.media_type)
        self._reading.stop()
        self._notes = notes
        if not answer.body:
            face = BodyFace.EMPTY
        elif not is_readable or (untrusted_name and not _looks_like_json(answer.body)):
            face = BodyFace.FILE
        elif len(answer.body) < LARGE or not _may_be_json(answer):
            face, note = self._show_tree(answer)
            notes += [note] * bool(note)
        else:
            face = BodyFace.EMPTY
            self._reading.start(JsonReading(answer.body, charset_of(answer.header("content-type"))))
        self._offer(answer, face, is_readable=is_readable)
        self._say(" ".join(notes))
        self.show_face(face)

    def is_reading(self) -> bool:
        """Whether a tree is still to come."""
        return self._reading.is_going()

    def show_face(self, face: BodyFace) -> None:
        """Change the view."""
        if face in self._stale and self._answer is not None:
            self._stale.discard(face)
            self._fill(face, self._answer)
        self.buttons[face if face in (BodyFace.RAW, BodyFace.HEADERS) else BodyFace.TREE].setChecked(True)
        self._faces.setCurrentWidget(self.view(face))
        if self._has_filter and BodyFace.TREE in self._made:
            self.tree.filter.setEnabled(face is BodyFace.TREE)

    def face(self) -> BodyFace:
        """Which view is shown."""
        shown = self._faces.currentWidget()
        return next((face for face, view in self._made.items() if view is shown), BodyFace.EMPTY)

    def view(self, face: BodyFace) -> QWidget:
        """The widget of a view."""
        if face not in self._made:
            self._made[face] = self._make(face)
            self._faces.addWidget(self._made[face])
        return self._made[face]

    @property
    def tree(self) -> TreePane:
        """The view Tree."""
        view = self.view(BodyFace.TREE)
        assert isinstance(view, TreePane)
        return view

    def note(self) -> str:
        """What is said above the body."""
        return self._note.text() if self._note.isVisibleTo(self) else ""

    def save(self) -> None:
        """Ask where the whole body shall be saved."""
        if self._answer is not None:
            self._ask_where(self._answer.body, self.file_name())

    def file_name(self) -> str:
        """Under which name the body would be saved."""
        media_type = self._answer.media_type if self._answer is not None else ""
        return safe_file_name(self._untrusted_name, self.file_stem, media_type)

    def _ask_where(self, content: Body | memoryview, name: str) -> None:
        if self._saver is None:
            self._saver = BodyFile(self)
            self._saver.written.connect(self._on_written)
            self._saver.not_written.connect(self._say)
        self._saver.ask(content, name)

    def _on_value_wanted(self, value: object) -> None:
        assert isinstance(value, memoryview)
        self._ask_where(value, safe_file_name("", self.file_stem, "application/json"))

    def _make(self, face: BodyFace) -> QWidget:
        if face is BodyFace.TREE:
            tree = TreePane(self._appearance, self._faces)
            tree.view.save_wanted.connect(self._on_value_wanted)
            tree.view.not_copied.connect(self._say)
            if self._has_filter:
                self._top.insertWidget(0, tree.filter, 1)
                self._top.insertWidget(1, tree.count)
                self._top.insertSpacing(2, 4)
            else:
                for unused in (tree.filter, tree.count):
                    unused.setParent(tree)
                    unused.hide()
            return tree
        if face is BodyFace.RAW:
            return RawPane(self._faces)
        if face is BodyFace.HEADERS:
            return HeaderTable(self._appearance, self._faces)
        if face is BodyFace.EMPTY:
            return EmptyNote(parent=self._faces)
        file = FilePane(self._faces)
        file.save_wanted.connect(self.save)
        return file

    def _fill(self, face: BodyFace, answer: ReceivedAnswer) -> None:
        view = self.view(face)
        if isinstance(view, RawPane):
            view.show_body(answer.body, charset_of(answer.header("content-type")))
        elif isinstance(view, HeaderTable):
            view.show_headers(answer.headers)
        elif isinstance(view, EmptyNote):
            if answer.body:
                view.show_text(f"Reading {size_text(len(answer.body))}\u2026", is_busy=True)
            else:
                view.show_text(f"The answer has no body ({status_text(answer.status)}).")
        elif isinstance(view, FilePane):
            view.show_file(
                size=len(answer.body),
                media_type=answer.media_type,
                untrusted_name=self._untrusted_name,
                saved_as=self.file_name(),
            )

    def _show_tree(self, answer: ReceivedAnswer) -> tuple[BodyFace, str]:
        try:
            readable = readable_json(answer.body, charset_of(answer.header("content-type")))
        except NotReadable as why:
            return BodyFace.RAW, f"No tree: {why}." if _is_expected(answer) else ""
        self.tree.show_json(readable)
        return BodyFace.TREE, readable.note

    def _on_read(self, readable: object) -> None:
        assert isinstance(readable, ReadableJson)
        self.tree.show_json(readable)
        self._end_reading(BodyFace.TREE, readable.note)

    def _on_not_readable(self, why: object) -> None:
        is_expected = self._answer is not None and _is_expected(self._answer)
        self._end_reading(BodyFace.RAW, f"No tree: {why}." if is_expected else "")

    def _end_reading(self, face: BodyFace, note: str) -> None:
        is_waiting = self.face() is BodyFace.EMPTY
        if self._answer is not None:
            self._offer(self._answer, face, is_readable=True)
        self._say(" ".join([*self._notes, *([note] if note else [])]))
        # Whoever looks at the text or the headers already is left there.
        if is_waiting:
            self.show_face(face)

    def _offer(self, answer: ReceivedAnswer, face: BodyFace, *, is_readable: bool) -> None:
        """Only views that there are: no tree without JSON, no text of a picture."""
        self._first = face
        first = self.buttons[BodyFace.TREE]
        words = {BodyFace.FILE: "File", BodyFace.EMPTY: "Tree" if self.is_reading() else "Body"}
        first.setText(words.get(face, "Tree"))
        first.setVisible(face is not BodyFace.RAW)
        self.buttons[BodyFace.RAW].setVisible(bool(answer.body) and is_readable)
        self.buttons[BodyFace.HEADERS].setVisible(bool(answer.headers))
        if BodyFace.TREE in self._made:
            self.tree.filter.setVisible(face is BodyFace.TREE and self._has_filter)
            self.tree.count.setVisible(face is BodyFace.TREE and self._has_filter)
        self._save.setVisible(bool(answer.body) and face is not BodyFace.FILE)

    def _on_face_clicked(self, number: int) -> None:
        face = BodyFace(number)
        self.show_face(self._first if face is BodyFace.TREE else face)

    def _on_written(self, path: object) -> None:
        self._say(f"Saved as {path}")

    def _say(self, note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._top = QHBoxLayout()
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.setSpacing(4)
        self._top.addStretch(0)
        for face, words in ((BodyFace.TREE, "Tree"), (BodyFace.RAW, "Raw"), (BodyFace.HEADERS, "Headers")):
            button = QPushButton(words, self)
            button.setCheckable(True)
            mark(button, kind="quiet", small="true")
            self._group.addButton(button, face)
            self.buttons[face] = button
            self._top.addWidget(button)
        self._group.idClicked.connect(self._on_face_clicked)
        self._save = QPushButton("Save\u2026", self)
        self._save.setAccessibleName("Save the whole body")
        mark(self._save, kind="quiet", small="true")
        self._save.clicked.connect(self.save)
        self._top.addWidget(self._save)
        self._note = PlainLabel(parent=self, kind="hint", wraps=True)
        self._faces = QStackedWidget(self)
        column.addLayout(self._top)
        column.addWidget(self._note)
        column.addWidget(self._faces, 1)


def _cut_words(answer: ReceivedAnswer) -> str:
    why = answer.cut_by.said if answer.cut_by is not None else "the answer was longer than the limit"
    return f"Cut off at {size_text(len(answer.body))}: {why}."


def _is_expected(answer: ReceivedAnswer) -> bool:
    return "json" in answer.media_type or _looks_like_json(answer.body)


def _may_be_json(answer: ReceivedAnswer) -> bool:
    """Whether a large body is worth trying: JSON, said or seen, or an encoding in which that cannot be seen."""
    return _is_expected(answer) or b"\0" in answer.body[:4]


def _looks_like_json(body: Body) -> bool:
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
