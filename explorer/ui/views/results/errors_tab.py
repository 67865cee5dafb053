"""What the third party behind the platform said: one card for each of its answers, the platform's own words apart."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.domain.call import Outcome, Run, RunResult
from explorer.ui.look.appearance import Appearance
from explorer.ui.views.results.parts.beside import Beside, scrolled
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.views.results.parts.provider_error_card import ProviderErrorCard
from explorer.ui.widgets.explanation_card import ExplanationCard
from explorer.ui.widgets.plain_label import PlainLabel

MOST_CARDS = 20


class ErrorsTab(QWidget):
    """The tab `Provider errors` of one run."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: RunResult | None = None
        self.card = ExplanationCard()
        self.cards: list[ProviderErrorCard] = []
        self._cards_place = QWidget()
        self._cards_column = QVBoxLayout(self._cards_place)
        self._cards_column.setContentsMargins(0, 0, 8, 8)
        self._cards_column.setSpacing(10)
        self._left_out = PlainLabel(kind="dim", wraps=True)
        self._cards_column.addWidget(self._left_out)
        self._cards_column.addStretch(1)
        answers = scrolled(self._cards_place, "Answers of the provider", fills=True)
        self._beside = Beside(self.card, answers)
        self.empty = EmptyNote()
        self._faces = QStackedWidget()
        self._faces.addWidget(self.empty)
        self._faces.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._faces)

    def show_run(self, run: Run) -> None:
        """Show the errors, or say that there are none, and where to look instead."""
        result = run.result
        if result is None:
            self.empty.show_text("The run is on its way. Errors of the provider appear here.", is_busy=True)
            self._faces.setCurrentWidget(self.empty)
            return
        before, self._shown = self._shown, result
        if not result.provider_errors:
            self.empty.show_text(_none_words(result))
            self._faces.setCurrentWidget(self.empty)
            return
        if before is None or before.provider_errors is not result.provider_errors:
            self._show_cards(result)
        if result.explanation is not None and (before is None or before.explanation is not result.explanation):
            self.card.show_explanation(result.explanation)
        self._beside.show_first(is_shown=result.explanation is not None)
        self._faces.setCurrentWidget(self._beside)

    def _show_cards(self, result: RunResult) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        errors = result.provider_errors
        self.cards = [
            ProviderErrorCard(self._appearance, error, number, len(errors))
            for number, error in enumerate(errors[:MOST_CARDS], start=1)
        ]
        for place, card in enumerate(self.cards):
            # One alone takes all the height that there is; several take what they need, and the rest stays empty.
            self._cards_column.insertWidget(place, card, 1 if len(errors) == 1 else 0)
        self._cards_column.setStretch(self._cards_column.count() - 1, 0 if len(errors) == 1 else 1)
        more = len(errors) - len(self.cards)
        self._left_out.setText(f"{more:,} more are in the body of the answer, in the tab Response." if more else "")
        self._left_out.setVisible(more > 0)


def _none_words(result: RunResult) -> str:
    if result.outcome is Outcome.SUCCEEDED:
        return "No provider errors: the run succeeded."
    if result.outcome is Outcome.PROVIDER_FAILED:
        return "No provider errors: the platform says that the provider failed, but passed on nothing of what it said."
    return "No provider errors: this failure did not come from a provider. The tab Response explains it."
