"""What stands between a field and the list to choose from: fixed options, or pages of remote ones as they come."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from explorer.domain.json_value import Absent, JsonValue, write_json
from explorer.providers.contract import ChoicesPage
from explorer.schema.field import AccountField, ChoiceField, Option
from explorer.ui.form.choices.option_list import Entry, EntryKind, OptionList, inner_text
from explorer.ui.form.choices.option_words import option_words
from explorer.ui.form.choices.popup import ChoicePopup
from explorer.ui.form.choices_wanted import ChoicesAsked
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.document.labelled import plain_words
from explorer.ui.form.editors.editor import Reading
from explorer.ui.form.editors.number import read_number
from explorer.ui.form.editors.raw_json import read_json

TYPING_PAUSE_MS = 250
"""A platform that searches is asked when nothing was typed for this long."""


class Chooser(QObject):
    """
    Opens the list of one field and says what was picked.

    Signals:
        picked: an `Option`, None for null, or `ABSENT` for "leave out".
        asked: a `ChoicesAsked`; to be answered with `show_page` or `show_failure`.
        dropped: the list was closed before the answer came, which is not wanted any more.
        first_wanted: the field that has to be chosen first, as `show_needs` named it.
    """

    picked = Signal(object)
    asked = Signal(object)
    dropped = Signal()
    first_wanted = Signal()
    closed = Signal()

    def __init__(self, field: ChoiceField | AccountField, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._field = field
        self._anchor = anchor
        self._popup: ChoicePopup | None = None
        self._remote = field.remote
        self._needs = ""
        self._wanted = ChoicesAsked()
        self._is_waiting = False
        self._last: ChoicesPage | None = None
        self._last_asked = ChoicesAsked()
        self._has_more = False
        # A form has many choosers and few are opened: what only an open list needs is made with the first one.
        self._made_model: OptionList | None = None
        self._made_pause: QTimer | None = None
        self._known_labels: dict[str, str] | None = None

    def label_of(self, option: Option) -> str:
        """The words for a chosen option: those of the list where it is known there."""
        known = self._labels().get(write_json(option.value))
        inside = inner_text(option.value) if isinstance(option.value, dict) else ""
        return known or inside or option.label or plain_words(option.value)

    def know_labels(self, labels: Mapping[str, str]) -> None:
        """Labels of values, as JSON text, that were seen elsewhere."""
        if labels:
            self._labels().update(labels)

    def show_needs(self, words: str) -> None:
        """Say what has to be chosen first; nothing if empty. Remote choices are not asked for until then."""
        if words != self._needs:
            self._needs = words
            self._last = None

    def forget_loaded(self) -> None:
        """What was loaded holds no longer: the next opening asks again."""
        self._last = None
        if self._popup is None and self._made_model is not None:
            self._made_model.show_options(())

    def forget_all(self) -> None:
        """The same, and the labels that came with it."""
        self.forget_loaded()
        self._known_labels = None

    @property
    def needs(self) -> str:
        """What has to be chosen first, in words."""
        return self._needs

    def open(self, chosen: Sequence[JsonValue], typed: str = "", *, stays: bool = False) -> None:
        """Open the list. `stays`: it stays open after a choice, for choosing several."""
        if self._popup is not None:
            return
        self._stays = self._model.has_checks = stays
        popup = self._popup = ChoicePopup(self._model, self._anchor)
        popup.picked.connect(self._on_picked)
        popup.typed.connect(self._on_typed)
        popup.more_wanted.connect(self._on_more_wanted)
        popup.retry_wanted.connect(self._on_retry_wanted)
        popup.refresh_wanted.connect(self._on_refresh_wanted)
        popup.first_wanted.connect(self._on_first_wanted)
        popup.closed.connect(self._on_closed)
        if self._remote is None:
            self._model.show_typed("", is_free=self._is_free())
            self._model.show_options(self._fixed_options(), self._extra(stays), chosen)
        else:
            self._open_remote(popup, chosen, stays)
        popup.open_under(self._anchor)
        if typed:
            popup.search.setText(typed)

    def show_chosen(self, chosen: Sequence[JsonValue]) -> None:
        """Mark what is chosen now, in a list that stays open."""
        self._model.show_chosen(chosen)

    def show_page(self, page: ChoicesPage) -> None:
        """Show what was asked for. A page without a new choice ends the list."""
        self._is_waiting = False
        self._last, self._last_asked = page, self._wanted
        self._labels().update((write_json(one.value), one.label) for one in page.options)
        added = self._model.add_options(page.options)
        self._has_more = page.may_have_more and added > 0
        self._show_state()

    def show_failure(self, text: str) -> None:
        """Say why the choices did not come, with a way to ask again."""
        self._is_waiting = False
        if self._popup is not None:
            words = f"{text}\nA value can be typed." if self._is_free() else text
            self._popup.show_words(words, is_problem=True, may_retry=True)
            self._popup.offer_refresh(False)

    def ask_again(self) -> None:
        """The question went with a form that has changed since: ask it with the one that is there now."""
        if self._is_waiting:
            self._begin_anew()

    @property
    def _model(self) -> OptionList:
        if self._made_model is None:
            self._made_model = OptionList(self)
        return self._made_model

    def _pause(self) -> QTimer:
        if self._made_pause is None:
            pause = self._made_pause = QTimer(self)
            pause.setSingleShot(True)
            pause.setInterval(TYPING_PAUSE_MS)
            pause.timeout.connect(self._on_pause_over)
        return self._made_pause

    def _labels(self) -> dict[str, str]:
        if self._known_labels is None:
            options = self._fixed_options()
            words = option_words(options)
            self._known_labels = {
                write_json(one.value): word for one, word in zip(options, words, strict=True) if one.label
            }
        return self._known_labels

    def _open_remote(self, popup: ChoicePopup, chosen: Sequence[JsonValue], stays: bool) -> None:
        self._model.show_typed("", is_free=self._is_free(), is_filtered=not self._searches())
        loaded = self._last is not None and not self._last_asked.query and not self._needs
        if not loaded:
            self._model.show_options((), self._extra(stays), chosen)
        else:
            self._model.show_chosen(chosen)
        if self._needs:
            popup.show_words(self._needs, first=self._needs.removesuffix(" first"))
        elif not loaded:
            self._ask(ChoicesAsked())
        else:
            self._show_state()

    def _ask(self, wanted: ChoicesAsked) -> None:
        self._wanted = wanted
        self._is_waiting = True
        if self._made_pause is not None:
            self._made_pause.stop()
        if self._popup is not None:
            self._popup.show_words("Loading...")
            self._popup.offer_more(False)
            self._popup.offer_refresh(False)
        self.asked.emit(wanted)

    def _begin_anew(self) -> None:
        """From the first page, without what earlier pages gave back."""
        self._last, self._has_more = None, False
        self._model.show_options((), self._extra(self._stays))
        typed = self._popup.search.text().strip() if self._popup is not None and self._searches() else ""
        self._ask(ChoicesAsked(query=typed))

    def _show_state(self) -> None:
        popup = self._popup
        if popup is None:
            return
        words = "" if self._model.option_count() else "Nothing found."
        if words and self._is_free():
            words += " A value can be typed."
        if self._has_more and not self._searches() and popup.search.text().strip():
            words = f"Only the {self._model.option_count():,} that are loaded are searched."
        popup.show_words(words)
        popup.offer_more(self._has_more)
        popup.offer_refresh(True)

    def _on_typed(self, text: str) -> None:
        self._model.show_typed(text, is_free=self._is_free(), is_filtered=not self._searches())
        if self._needs or self._remote is None:
            return
        if self._searches():
            self._pause().start()
        elif self._last is not None and not self._is_waiting:
            self._show_state()

    def _on_pause_over(self) -> None:
        if self._popup is not None and self._popup.search.text().strip() != self._wanted.query:
            self._begin_anew()

    def _on_more_wanted(self) -> None:
        if self._last is not None and self._has_more and not self._is_waiting:
            self._ask(ChoicesAsked(self._last_asked.query, self._last_asked.page + 1, self._last.context))

    def _on_retry_wanted(self) -> None:
        self._ask(self._wanted)

    def _on_refresh_wanted(self) -> None:
        if not self._needs and not self._is_waiting:
            self._begin_anew()

    def _on_first_wanted(self) -> None:
        if self._popup is not None:
            self._popup.close()
        self.first_wanted.emit()

    def _on_picked(self, entry: Entry) -> None:
        popup = self._popup
        outcome: object = entry.option
        if entry.kind is EntryKind.TYPED and popup is not None:
            reading = self._typed_value(popup.search.text().strip())
            if isinstance(reading, Unreadable | Absent):
                popup.show_words(reading.reason if isinstance(reading, Unreadable) else "", is_problem=True)
                return
            outcome = Option(reading, inner_text(reading) or plain_words(reading))
        elif entry.kind is EntryKind.NULL:
            outcome = None
        elif entry.kind is EntryKind.LEAVE_OUT:
            outcome = Absent.ABSENT
        if popup is not None and not (self._stays and isinstance(outcome, Option)):
            popup.close()
        elif popup is not None:
            popup.search.clear()
        self.picked.emit(outcome)

    def _on_closed(self) -> None:
        self._popup = None
        if self._made_pause is not None:
            self._made_pause.stop()
        if self._is_waiting:
            self._is_waiting = False
            self.dropped.emit()
        self.closed.emit()

    def _typed_value(self, text: str) -> Reading:
        if isinstance(self._field, AccountField):
            return {self._field.id_key: text}
        kind = self._field.value_kind
        if kind == "integer":
            return read_number(text, self._field)
        return read_json(text) if kind == "json" else text

    def _fixed_options(self) -> Sequence[Option]:
        return self._field.options if isinstance(self._field, ChoiceField) else ()

    def _is_free(self) -> bool:
        return bool(self._field.id_key) if isinstance(self._field, AccountField) else self._field.is_free

    def _searches(self) -> bool:
        return self._remote is not None and self._remote.is_searchable

    def _extra(self, stays: bool) -> list[Entry]:
        if stays:
            return []
        entries = [] if self._field.is_required else [Entry(EntryKind.LEAVE_OUT, "Not sent")]
        return [*entries, Entry(EntryKind.NULL, "null")] if self._field.is_nullable else entries

    _stays = False
