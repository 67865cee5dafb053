"""Choices that the platform is asked for: the form says what it wants, and shows what it is told."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from explorer.domain.json_value import ABSENT
from explorer.providers.contract import ChoicesPage
from explorer.schema.field import AccountField, ChoiceField, Form, GroupField, Option, RemoteChoices, TextField

CHANNEL = ChoiceField(key="channel", label="Channel", is_free=True, remote=RemoteChoices("channel"))
LABELLED = ChoiceField(key="channel", label="Channel", is_free=True, keeps_label=True, remote=RemoteChoices("channel"))
PAGE = ChoicesPage([Option("C1", "#general"), Option("C2", "#random")], {"cursor": "x"}, True)


def popup_words(desk):
    popup = QApplication.activePopupWidget()
    return popup._words.text()


def button(words):
    popup = QApplication.activePopupWidget()
    return next(one for one in popup.findChildren(QPushButton) if one.text() == words)


def offered(desk):
    model = QApplication.activePopupWidget().list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def open_list(desk):
    desk.press(Qt.Key.Key_Return)
    return desk.happened("choices")[-1] if desk.happened("choices") else None


def test_opening_asks_for_the_first_page_and_shows_it(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    wanted = open_list(desk)
    assert (wanted.pointer, wanted.name, wanted.query, wanted.page, wanted.context) == (
        ("channel",),
        "channel",
        "",
        0,
        None,
    )
    assert popup_words(desk) == "Loading..."
    desk.view.show_choices(wanted.ticket, PAGE)
    assert popup_words(desk) == ""
    desk.type("ran")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"channel": "C2"}
    assert desk.row("channel").editor.text() == "#random"


def test_label_is_kept_in_the_value(desk):
    desk.show(LABELLED)
    desk.go("channel")
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    desk.type("gen")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"channel": {"__lv": {"label": "#general", "value": "C1"}}}


def test_several_labelled_choices_are_one_object(desk):
    field = ChoiceField(key="t", label="Tags", is_multiple=True, keeps_label=True, remote=RemoteChoices("t"))
    desk.show(field)
    desk.go("t")
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Escape)
    both = [{"label": "#general", "value": "C1"}, {"label": "#random", "value": "C2"}]
    assert desk.value() == {"t": {"__lv": both}}


def test_chip_is_taken_out_by_key(desk):
    desk.show(ChoiceField(key="t", label="Tags", is_multiple=True, remote=RemoteChoices("t")), value={"t": ["a", "b"]})
    desk.go("t")
    desk.press(Qt.Key.Key_Tab, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert desk.focused_name() == "Remove b"
    desk.press(Qt.Key.Key_Delete)
    assert desk.value() == {"t": ["a"]}


def test_choosing_a_chosen_one_again_takes_it_out(desk):
    options = [Option(n, f"Tag {n}") for n in range(3)]
    desk.show(ChoiceField(key="t", label="Tags", is_multiple=True, options=options), value={"t": [0, 2]})
    desk.go("t")
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Escape)
    assert desk.value() == {"t": [2]}


def test_more_is_loaded_with_page_and_context(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    wanted = desk.happened("choices")[-1]
    assert (wanted.page, wanted.context) == (1, {"cursor": "x"})
    desk.view.show_choices(wanted.ticket, PAGE)
    assert button("Load more").isHidden(), "a page without a new choice ends the list"


def test_failure_is_shown_in_place_and_asked_again(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    first = open_list(desk)
    desk.view.show_choices_failure(first.ticket, "Slack said: not_authed")
    assert popup_words(desk) == "Slack said: not_authed\nA value can be typed."
    desk.press(Qt.Key.Key_Return)
    again = desk.happened("choices")[-1]
    assert (again.ticket != first.ticket, again.page) == (True, 0)


def test_late_answer_to_an_older_question_is_dropped(desk):
    desk.show(ChoiceField(key="c", label="C", remote=RemoteChoices("c", is_searchable=True)))
    desk.go("c")
    first = open_list(desk)
    desk.type("x")
    desk.row("c").editor.chooser._on_pause_over()
    second = desk.happened("choices")[-1]
    assert second.query == "x"
    desk.view.show_choices(second.ticket, ChoicesPage([Option(2, "new x")]))
    desk.view.show_choices(first.ticket, ChoicesPage([Option(1, "old")]))
    model = desk.row("c").editor.chooser._model
    assert [model.entry(row).label for row in range(model.rowCount())] == ["Not sent", "new x"] or [
        model.entry(row).label for row in range(model.rowCount())
    ] == ["new x"]


def test_answer_after_another_form_is_dropped(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    wanted = open_list(desk)
    desk.press(Qt.Key.Key_Escape)
    desk.show(CHANNEL, value={"channel": "C1"})
    desk.view.show_choices(wanted.ticket, PAGE)
    assert desk.row("channel").editor.text() == "C1", "the label came from another action"


NEEDY = ChoiceField(key="c", label="C", is_free=True, remote=RemoteChoices("c", needs=["team"]))


def test_choices_wait_for_what_they_need_and_lead_there(desk):
    desk.show(TextField(key="team", label="Team"), NEEDY)
    assert desk.row("c").editor.text() == "Choose Team first"
    desk.go("c")
    assert open_list(desk) is None
    assert desk.focused_name() == "Team"
    desk.type("x")
    desk.go("c")
    assert open_list(desk).name == "c"


def test_value_may_be_typed_before_what_it_needs_is_there(desk):
    desk.show(TextField(key="team", label="Team"), NEEDY)
    desk.go("c")
    desk.type("C9")
    assert popup_words(desk) == "Choose Team first"
    assert button("Choose Team").isVisible()
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"c": "C9"}
    assert desk.happened("choices") == []


def test_list_leads_to_what_is_needed_first(desk):
    desk.show(TextField(key="team", label="Team"), NEEDY, value={"c": "C1"})
    desk.go("c")
    open_list(desk)
    desk.press(Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert desk.focused_name() == "Team"


def test_several_choices_say_what_they_need_and_lead_there(desk):
    tags = ChoiceField(key="t", label="Tags", is_multiple=True, remote=RemoteChoices("t", needs=["team"]))
    desk.show(TextField(key="team", label="Team"), tags)
    desk.go("t")
    assert desk.focused().text() == "Choose Team first"
    desk.press(Qt.Key.Key_Space)
    assert desk.focused_name() == "Team"


def test_loaded_choices_are_forgotten_when_a_field_before_them_changes(desk):
    follower = replace(CHANNEL, remote=RemoteChoices("channel", follows=["team"]))
    desk.show(TextField(key="team", label="Team"), follower, TextField(key="text", label="Text"))
    for name, count in (("text", 1), ("team", 2)):
        desk.go("channel")
        wanted = open_list(desk)
        desk.view.show_choices(wanted.ticket, PAGE)
        desk.press(Qt.Key.Key_Escape)
        desk.go(name)
        desk.type("x")
        desk.go("channel")
        open_list(desk)
        desk.press(Qt.Key.Key_Escape)
        assert len(desk.happened("choices")) == count


def test_closing_the_list_drops_its_question(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    wanted = open_list(desk)
    desk.press(Qt.Key.Key_Escape)
    assert desk.happened("dropped") == [wanted.ticket]
    desk.view.show_choices(wanted.ticket, PAGE)
    open_list(desk)
    assert popup_words(desk) == "Loading..."


def test_newer_question_drops_the_older(desk):
    desk.show(ChoiceField(key="c", label="C", remote=RemoteChoices("c", is_searchable=True)))
    desk.go("c")
    first = open_list(desk)
    desk.type("x")
    desk.row("c").editor.chooser._on_pause_over()
    assert desk.happened("dropped") == [first.ticket]


def test_refresh_begins_at_the_first_page(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    desk.press(Qt.Key.Key_F5)
    wanted = desk.happened("choices")[-1]
    assert (wanted.page, wanted.context) == (0, None)
    desk.view.show_choices(wanted.ticket, ChoicesPage([Option("C3", "#new")]))
    assert offered(desk) == ["Not sent", "#new"]


def test_list_that_waits_asks_again_when_the_fields_have_come(desk):
    form = Form(GroupField(fields=[CHANNEL]))
    desk.show(CHANNEL)
    desk.go("channel")
    first = open_list(desk)
    desk.view.show_form(form, {}, is_reload=True)
    second = desk.happened("choices")[-1]
    assert second.ticket != first.ticket
    desk.view.show_choices(first.ticket, ChoicesPage([Option("old", "old")]))
    desk.view.show_choices(second.ticket, PAGE)
    assert offered(desk) == ["Not sent", "#general", "#random"]


def test_next_page_leaves_the_reader_where_she_is(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    chosen_row = QApplication.activePopupWidget().list.currentIndex().row()
    desk.view.show_choices(desk.happened("choices")[-1].ticket, ChoicesPage([Option("C3", "#third")]))
    assert QApplication.activePopupWidget().list.currentIndex().row() == chosen_row
    assert offered(desk)[-1] == "#third"


def test_thousands_of_choices_come_without_asking_twice(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    many = [Option(f"C{number}", f"#channel {number}") for number in range(5000)]
    desk.view.show_choices(open_list(desk).ticket, ChoicesPage(many))
    assert len(offered(desk)) == 5001
    desk.type("channel 4999")
    assert offered(desk)[0] == "#channel 4999"


def test_loaded_choices_do_not_go_to_another_action(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    desk.press(Qt.Key.Key_Escape)
    desk.show(CHANNEL, value={"channel": "C1"})
    assert desk.row("channel").editor.text() == "C1"
    desk.go("channel")
    open_list(desk)
    assert len(desk.happened("choices")) == 2


def test_free_value_may_be_typed(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    desk.view.show_choices(open_list(desk).ticket, ChoicesPage([]))
    assert popup_words(desk) == "Nothing found. A value can be typed."
    desk.type("C9")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"channel": "C9"}


def test_free_integer_is_a_number(desk):
    field = ChoiceField(key="c", label="C", is_free=True, value_kind="integer", remote=RemoteChoices("c"))
    desk.show(field)
    desk.go("c")
    open_list(desk)
    desk.type("007x")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {}
    assert popup_words(desk)
    desk.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.type("7")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"c": 7}


def test_account_shows_its_label_once_it_is_known(desk):
    account = {"authProvisionId": "apn_1"}
    field = AccountField(key="slack", label="Slack", connector_key="slack", remote=RemoteChoices("slack"))
    desk.show(field, value={"slack": account})
    assert desk.row("slack").editor.text() == "apn_1"
    desk.go("slack")
    desk.view.show_choices(open_list(desk).ticket, ChoicesPage([Option(account, "Work"), Option({"a": "2"}, "Home")]))
    desk.press(Qt.Key.Key_Escape)
    assert desk.row("slack").editor.text() == "Work"


def test_an_account_is_typed_by_its_id_only_where_the_field_says_how_it_is_sent(desk):
    about = {"label": "Slack", "connector_key": "slack", "remote": RemoteChoices("slack"), "is_required": True}
    desk.show(AccountField(key="a", id_key="authProvisionId", **about), AccountField(key="b", **about))
    for key in "ab":
        desk.go(key)
        open_list(desk)
        desk.type("apn_9")
        desk.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert desk.value() == {"a": {"authProvisionId": "apn_9"}}
    assert desk.row("a").editor.text() == "apn_9"


def test_an_account_stands_with_its_id_and_is_found_by_it(desk):
    desk.show(AccountField(key="a", label="A", connector_key="s", remote=RemoteChoices("s")))
    desk.go("a")
    options = [Option({"authProvisionId": f"apn_{number}"}, "Work (dead)") for number in range(2)]
    desk.view.show_choices(open_list(desk).ticket, ChoicesPage(options))
    desk.type("apn_1")
    shown = QApplication.activePopupWidget().list.model()
    assert [shown.entry(row).detail for row in range(shown.rowCount())] == ["apn_1"]
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"a": {"authProvisionId": "apn_1"}}


def test_refresh_asks_for_everything_again(desk):
    desk.show(CHANNEL)
    desk.go("channel")
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    before = len(desk.happened("choices"))
    desk.press(Qt.Key.Key_F5)
    wanted = desk.happened("choices")[before:]
    assert [(one.page, one.context) for one in wanted] == [(0, None)]
    desk.view.show_choices(wanted[0].ticket, ChoicesPage([Option("C9", "#new")]))
    shown = QApplication.activePopupWidget().list.model()
    labels = [shown.entry(row).label for row in range(shown.rowCount())]
    assert "#new" in labels
    assert "#general" not in labels


def test_choice_that_reloads_says_so_once(desk):
    options = [Option(n, f"Option {n}") for n in range(9)]
    desk.show(ChoiceField(key="c", label="C", reloads=True, is_required=True, options=options))
    desk.go("c")
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert desk.happened("reload") == [("c",)]
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert desk.happened("reload") == [("c",)]


def test_text_that_reloads_waits_until_it_is_left(desk):
    desk.show(TextField(key="t", label="T", reloads=True), TextField(key="u", label="U"))
    desk.go("t")
    desk.type("abc")
    assert desk.happened("reload") == []
    desk.press(Qt.Key.Key_Tab)
    assert desk.happened("reload") == [("t",)]
    desk.go("t")
    desk.type("d")
    desk.press(Qt.Key.Key_Backspace, Qt.Key.Key_Tab)
    assert desk.happened("reload") == [("t",)], "the value is what it was"


def test_value_that_is_not_asked_for_is_absent(desk):
    desk.show(CHANNEL)
    QCoreApplication.processEvents()
    assert desk.row("channel").editor.reading() is ABSENT


def test_remote_choices_inside_a_group_ask_lead_and_follow_there(desk):
    inner = ChoiceField(key="table", label="Table", remote=RemoteChoices("table", needs=["schema"]))
    schema = ChoiceField(key="schema", label="Schema", remote=RemoteChoices("schema"))
    desk.show(GroupField(key="sql", label="Query", fields=[schema, inner]), value={"sql": {}})
    desk.go("sql", "table")
    assert open_list(desk) is None
    assert desk.focused_name() == "Schema"
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    desk.go("sql", "table")
    desk.view.show_choices(open_list(desk).ticket, PAGE)
    desk.press(Qt.Key.Key_Return)
    held = desk.value()["sql"]
    assert set(held) == {"schema", "table"}
    desk.go("sql", "schema")
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert "table" not in desk.value().get("sql", {})
