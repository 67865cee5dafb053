"""The main window: where everything is, and the keys that work everywhere in it."""

import base64

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from explorer.domain.action import Effect
from explorer.domain.call import Outcome
from explorer.providers.contract import ActionDescription
from explorer.schema.field import Form, GroupField, TextField
from explorer.storage.settings.window_state import WindowState
from explorer.ui.window import ExplorerWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make_window(appearance, show):
    return lambda width=1280, height=800: show(ExplorerWindow(appearance), width, height)


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def editing(window, make_action):
    form = Form(GroupField(fields=(TextField(key="name", label="Name"),)))
    window.editor.show_description(ActionDescription(make_action("Create employee"), form), {})
    window.show_editor()
    QCoreApplication.processEvents()
    return window


def test_the_title_begins_with_the_products_name(window):
    before = window.windowTitle()
    window.show_title("Acme\n\u202e" + "x" * 500)
    assert (before, window.windowTitle()[:35]) == ("Action Explorer", "Action Explorer \u2013 Acme <U+202E>xxxxxx"[:35])
    assert len(window.windowTitle()) < 120


def test_places_are_taken_up_again(make_window):
    first = make_window()
    first.show_editor()
    first._across.setSizes([400, 880])
    first._right.setSizes([300, 400])
    first.resize(1280, 666)
    QCoreApplication.processEvents()
    places = first.places()
    second = make_window()
    second.restore_places(places)
    second.show_editor()
    QCoreApplication.processEvents()
    assert second.height() == 666
    assert second.places().splitters["down"] == places.splitters["down"]
    assert second.picker.width() == 400


def test_the_height_of_the_results_is_kept_while_they_are_hidden(make_window):
    first = make_window()
    first.restore_places(WindowState("", {"down": [500, 222]}))
    assert first.results.isHidden()
    assert first.places().splitters["down"] == [500, 222]


@pytest.mark.parametrize(
    "state",
    [
        WindowState("no base64!", {}),
        WindowState(base64.b64encode(b"no geometry").decode(), {}),
        WindowState("", {"across": [1]}),
        WindowState("", {"across": [0, 100]}),
        WindowState("", {"across": [2**31 - 1, 2**31 - 1], "down": [10**30, 5]}),
        WindowState("", {"unknown": [1, 2]}),
    ],
)
def test_places_that_cannot_be_read_change_nothing(window, state):
    before = (window.size(), window.places().splitters)
    window.restore_places(state)
    QCoreApplication.processEvents()
    assert (window.size(), window.places().splitters) == before


def test_the_window_has_a_least_size_that_holds_everything(window):
    window.resize(10, 10)
    QCoreApplication.processEvents()
    assert (window.width(), window.height()) == (900, 600)
    assert window.centralWidget().minimumSizeHint().width() <= 900


def test_panes_cannot_be_dragged_away(window):
    window.show_editor()
    window._across.setSizes([0, 1280])
    window._right.setSizes([800, 0])
    assert min(*window._across.sizes(), *window._right.sizes()) >= 140


def test_without_a_run_the_start_page_has_the_whole_height(window):
    assert window.results.isHidden()
    window.show_editor()
    assert not window.results.isHidden()


def test_results_stay_in_view_beside_the_start_page(window, make_run):
    window.show_editor()
    window.results.show_run(make_run("List"))
    window.show_start_page()
    assert not window.results.isHidden()


def test_no_other_window_comes_up_while_views_are_made_and_shown(qapp, make_window, make_action, make_run):
    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.seen.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    window = make_window()
    action = make_action("Create", effect=Effect.WRITE, is_deprecated=True, documentation_url="https://x.example")
    window.editor.show_description(ActionDescription(action, Form(GroupField()), notes=["A note"]), {})
    window.show_editor()
    window.results.show_run(make_run("List", outcome=Outcome.REJECTED))
    QCoreApplication.processEvents()
    qapp.removeEventFilter(watch)
    assert watch.seen == ["ExplorerWindow"]


def test_closing_is_told_when_the_window_is_gone(window):
    seen = []
    window.closed.connect(lambda: seen.append(True))
    window.close()
    assert (seen, window.isVisible()) == ([True], False)


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_K, CTRL, "palette_wanted"),
        (Qt.Key.Key_H, CTRL, "history_wanted"),
        (Qt.Key.Key_Comma, CTRL, "settings_wanted"),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "refresh_wanted"),
    ],
)
@pytest.mark.parametrize("place", ["search", "field", "json"])
def test_keys_work_wherever_the_keyboard_is(editing, key, modifier, signal, place):
    wanted = []
    getattr(editing.top_bar, signal).connect(lambda: wanted.append(signal))
    if place == "search":
        editing.picker.search.setFocus()
    elif place == "json":
        editing.editor.tabs.setCurrentIndex(1)
        editing.editor.focus_first()
    else:
        editing.editor.focus_first()
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    assert wanted == [signal]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("face", [0, 1])
def test_ctrl_return_runs_from_form_and_json(editing, key, face):
    wanted = []
    editing.editor.run_wanted.connect(lambda: wanted.append(True))
    editing.editor.tabs.setCurrentIndex(face)
    editing.editor.focus_first()
    QTest.keyClick(QApplication.focusWidget(), key, CTRL)
    assert wanted == [True]


def test_ctrl_return_does_nothing_without_an_action(window):
    wanted = []
    window.editor.run_wanted.connect(lambda: wanted.append(True))
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert wanted == []


def test_ctrl_return_does_nothing_while_the_action_cannot_run(editing):
    wanted = []
    editing.editor.run_wanted.connect(lambda: wanted.append(True))
    editing.editor.bar.show_ready(is_ready=False, why_not="No account")
    QTest.keyClick(editing, Qt.Key.Key_Return, CTRL)
    assert wanted == []


def test_escape_cancels_what_runs(editing):
    wanted = []
    editing.editor.bar.cancel_wanted.connect(lambda: wanted.append(True))
    editing.editor.bar.show_running(1, "Waiting\u2026")
    editing.editor.focus_first()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert wanted == [True]


def test_escape_in_a_filled_search_empties_it_and_cancels_nothing(editing):
    wanted = []
    editing.editor.bar.cancel_wanted.connect(lambda: wanted.append(True))
    editing.editor.bar.show_running(1, "Waiting\u2026")
    editing.picker.search.setFocus()
    editing.picker.search.setText("emp")
    QTest.keyClick(editing.picker.search, Qt.Key.Key_Escape)
    assert (wanted, editing.picker.search.text()) == ([], "")


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_L])
def test_the_search_is_one_key_away_with_its_text_selected(editing, key):
    editing.picker.search.setText("emp")
    editing.editor.bar.run_button.setFocus()
    QTest.keyClick(QApplication.focusWidget(), key, CTRL)
    assert editing.picker.search.hasFocus()
    assert editing.picker.search.selectedText() == "emp"


def test_f6_goes_round_the_panes(editing, make_run):
    editing.results.show_run(make_run("List"))
    QCoreApplication.processEvents()
    editing.picker.search.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget().accessibleName())
    assert seen == ["Name", "Result", "Search actions"]


def test_f6_leaves_out_what_is_empty(window):
    window.top_bar.connections.setFocus()
    QTest.keyClick(window.top_bar.connections, Qt.Key.Key_F6)
    assert window.picker.search.hasFocus()


def test_ctrl_q_closes(window):
    QTest.keyClick(window, Qt.Key.Key_Q, CTRL)
    assert not window.isVisible()
