"""
An HTTP request as a person writes one: method and address on one line, beneath a tab each for the other parts.

Source: Pipedream Connect, props of the type `http_request`; the shapes stand in `request_props.py` of that provider.
"""

from typing import Protocol

from PySide6.QtWidgets import QTabBar, QWidget

from explorer.schema.field import GroupField
from explorer.ui.form.choices.choice_button import ChoiceButton
from explorer.ui.form.editors.composed.authorization_page import AuthorizationPage
from explorer.ui.form.editors.composed.body_page import BodyPage
from explorer.ui.form.editors.composed.composed_editor import GAP, ComposedEditor
from explorer.ui.form.editors.composed.pair_rows import PairRows
from explorer.ui.form.editors.editor import CONTROL_HEIGHT
from explorer.ui.form.editors.text import TextLine

_METHOD_WIDTH = 116
_TABS_TOP = CONTROL_HEIGHT + 4
_TABS_HEIGHT = 32
_PAGE_TOP = _TABS_TOP + _TABS_HEIGHT + GAP
TABS = ("Query", "Headers", "Body", "Authorization")


class Page(Protocol):
    """What stands under a tab; a widget as well."""

    def setVisible(self, visible: bool) -> None:
        """As widgets do."""
        ...

    def setGeometry(self, left: int, top: int, width: int, height: int, /) -> None:
        """As widgets do."""
        ...

    def show_part(self) -> None:
        """Show what the object holds."""
        ...

    def stops(self) -> list[QWidget]:
        """What Tab visits."""
        ...

    def speak(self, name: str) -> None:
        """Name everything."""
        ...

    def height_for(self, width: int) -> int:
        """The height that it needs."""
        ...


class HttpEditor(ComposedEditor):
    """The request. The tab of the first part that holds something is open."""

    def __init__(self, field: GroupField, parent: QWidget) -> None:
        super().__init__(field, parent)
        method, url = self.field_of("method"), self.field_of("url")
        self.method = ChoiceButton(method, self)  # type: ignore[arg-type]  # the provider makes it a choice
        self.url = TextLine(url, self)
        self.bind(self.method, ("method",))
        self.bind(self.url, ("url",))
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in TABS:
            self.tabs.addTab(name)
        self._pages: dict[int, Page] = {}
        self._show_titles()
        self._show_page(0)
        self.tabs.currentChanged.connect(self._on_tab_changed)

    def focus_target(self) -> QWidget:
        """The line of the address."""
        return self.url

    def tab_stops(self) -> list[QWidget]:
        """The line above, the tabs, and the page that is open."""
        return [self.method, self.url, self.tabs, *self._page().stops()]

    def show_parts(self) -> None:
        """Show the request, and open the first tab that has something in it."""
        for editor, key in ((self.method, "method"), (self.url, "url")):
            editor.show_value(self.part((key,)))
        self._show_titles()
        filled = [number for number in range(len(TABS)) if self._detail(number)]
        if filled and self.tabs.currentIndex() not in filled:
            self.tabs.setCurrentIndex(filled[0])
        for page in self._pages.values():
            page.show_part()
        self.arrange()

    def parts_changed(self) -> None:
        """Titles tell how much there is."""
        self._show_titles()
        self.method.show_value(self.part(("method",)))
        for page in self._pages.values():
            if isinstance(page, BodyPage):
                page.tell()

    def speak(self) -> None:
        """The address carries the field's name."""
        self.method.show_words(f"{self.name}, method", "")
        self.url.show_words(self.name, ". ".join(part for part in ("Address", self.description) if part))
        self.tabs.setAccessibleName(f"{self.name}, parts")
        self._page().speak(self.name)

    def show_invalid(self, is_invalid: bool) -> None:
        """The address stands for the whole."""
        self.url.show_invalid(is_invalid)

    def wanted_height(self, width: int) -> int:
        """Down to the end of the page."""
        return _PAGE_TOP + self._page().height_for(width)

    def place(self) -> None:
        """Line, tabs, page."""
        width = self.width()
        self.method.setGeometry(0, 0, _METHOD_WIDTH, CONTROL_HEIGHT)
        self.url.setGeometry(_METHOD_WIDTH + GAP, 0, max(40, width - _METHOD_WIDTH - GAP), CONTROL_HEIGHT)
        self.tabs.setGeometry(0, _TABS_TOP, width, _TABS_HEIGHT)
        page = self._page()
        page.setGeometry(0, _PAGE_TOP, width, page.height_for(width))

    def _page(self) -> Page:
        return self._pages[self.tabs.currentIndex()]

    def _show_page(self, number: int) -> None:
        if number not in self._pages:
            self._pages[number] = self._made(number)
            self._pages[number].show_part()
        for one, page in self._pages.items():
            page.setVisible(one == number)

    def _made(self, number: int) -> Page:
        if number == 0:
            return PairRows(self, ("params",), "Parameter", self)
        if number == 1:
            return PairRows(self, ("headers",), "Header", self)
        return BodyPage(self, self) if number == 2 else AuthorizationPage(self, self)

    def _show_titles(self) -> None:
        for number, name in enumerate(TABS):
            detail = self._detail(number)
            title = f"{name} \u00b7 {detail}" if detail else name
            if self.tabs.tabText(number) != title:
                self.tabs.setTabText(number, title)
                self.tabs.setAccessibleTabName(number, name)

    def _detail(self, number: int) -> str:
        if number in (0, 1):
            held = self.part(("params" if number == 0 else "headers",))
            return str(len(held)) if isinstance(held, list) and held else ""
        return BodyPage.word(self) if number == 2 else AuthorizationPage.word(self)

    def _on_tab_changed(self, number: int) -> None:
        self._show_page(number)
        self.arrange()
