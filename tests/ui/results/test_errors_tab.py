import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from explorer.domain.call import Outcome
from explorer.ui.views.results.body.body_view import BodyFace
from explorer.ui.views.results.errors_tab import MOST_CARDS
from explorer.ui.views.results.run_page import ResultFace


@pytest.fixture
def errors(pane, made):
    """Shows provider errors in their tab, and gives the tab."""

    def show(*found, outcome: Outcome = Outcome.PROVIDER_FAILED):
        pane.show_run(made.run(made.result(outcome, provider_errors=list(found))))
        pane.show_face(ResultFace.ERRORS)
        return pane.current_page().tab(ResultFace.ERRORS)

    return show


def words(card) -> str:
    labels = [label for label in card.findChildren(QLabel) if label.isVisible()]
    return "\n".join(getattr(label, "full_text", label.text)() for label in labels)


def test_a_card_tells_status_meaning_method_address_and_request_id(errors, made):
    said = words(errors(made.provider_error()).cards[0])
    for part in ("409 Conflict", "clashes", "POST", "https://provider.example/v1/people", "p-1"):
        assert part in said


def test_the_providers_body_is_shown_as_a_tree(errors, made):
    body = errors(made.provider_error()).cards[0].body
    assert body.face() is BodyFace.TREE
    assert body.tree.model.data(body.tree.model.index(0, 1)) == '"taken"'


def test_a_body_that_is_no_json_is_shown_as_text(errors, made):
    body = errors(made.provider_error(raw_text="<h1>Down</h1>")).cards[0].body
    assert body.view(BodyFace.RAW).text.toPlainText() == "<h1>Down</h1>"


def test_the_providers_headers_are_there(errors, made):
    body = errors(made.provider_error()).cards[0].body
    body.show_face(BodyFace.HEADERS)
    assert body.view(BodyFace.HEADERS).topLevelItem(0).text(1) == "p-1"


def test_the_platforms_own_words_stand_apart(errors, made):
    tab = errors(made.provider_error())
    assert tab.card.isVisible()
    assert "email is taken" in tab.card.text()


def test_each_error_has_its_own_card(errors, made):
    tab = errors(made.provider_error(), made.provider_error(status=500))
    assert [card.accessibleName() for card in tab.cards] == ["Provider error 1 of 2", "Provider error 2 of 2"]


def test_what_was_not_passed_on_is_said(errors, made):
    bare = made.provider_error(status=None, method="", url="", headers={}, raw_text="", request_id="")
    said = words(errors(bare).cards[0])
    assert "STATUS NOT PASSED ON" in said
    assert "did not say which address" in said
    assert "neither the provider's body nor its headers" in said


def test_many_errors_are_bounded_and_counted(errors, made):
    tab = errors(*[made.provider_error(raw_text="", headers={})] * (MOST_CARDS + 3))
    assert len(tab.cards) == MOST_CARDS
    assert tab._left_out.text().startswith("3 more are in the body")


def test_all_of_a_card_is_copied_for_a_ticket(errors, made, copied):
    card = errors(made.provider_error()).cards[0]
    next(one for one in card.findChildren(QPushButton) if one.text() == "Copy all").click()
    assert copied() == (
        '409 Conflict POST https://provider.example/v1/people\nRequest id: p-1\nx-id: p-1\n\n{"error": "taken"}\n'
    )


def test_one_error_alone_takes_the_height_that_there_is(errors, made, pane):
    pane.resize(1000, 900)
    tab = errors(made.provider_error())
    assert tab.cards[0].height() > tab.height() * 0.8


def test_a_card_is_as_wide_as_there_is_room_however_long_its_texts_are(errors, made, pane):
    pane.resize(900, 400)
    tab = errors(made.provider_error(url="", request_id="r" * 400, headers={}))
    assert tab.cards[0].width() <= tab.width()


@pytest.mark.parametrize(
    ("name", "text"), [("Copy request id", "p-1"), ("Copy URL", "https://provider.example/v1/people")]
)
def test_what_support_asks_for_can_be_copied(errors, made, copied, name, text):
    card = errors(made.provider_error()).cards[0]
    next(one for one in card.findChildren(QPushButton) if one.accessibleName() == name).click()
    assert copied() == text


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.SUCCEEDED, "No provider errors: the run succeeded."),
        (Outcome.PROVIDER_FAILED, "passed on nothing"),
        (Outcome.REJECTED, "did not come from a provider"),
    ],
)
def test_without_errors_it_says_why(errors, outcome, said):
    assert said in errors(outcome=outcome).empty.text()
