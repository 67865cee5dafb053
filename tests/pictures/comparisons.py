"""Scenes of two runs: compared, beside each other, in windows of their own."""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from explorer.domain.json_value import JsonObject
from explorer.ui.views.comparison.compare_window import CompareWindow
from explorer.ui.views.results.places.run_menu import RunAct

if TYPE_CHECKING:
    from take_pictures import Photographer

LIST = "cedarfolk_list_employees"


async def _listed(person: "Photographer", page_size: int) -> None:
    await person.action(LIST, {"query": {"page_size": page_size}})
    await person.run()


def _window() -> CompareWindow:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, CompareWindow) and one.isVisible())


async def take_comparisons(person: "Photographer", employee: JsonObject) -> None:
    """With the sandbox's StackOne connection open."""
    results = person.window.results
    await person.action("cedarfolk_create_employee", employee)
    await person.run()
    await _listed(person, 5)
    await person.action(
        "cedarfolk_create_employee",
        {"body": {"first_name": "Grace", "last_name": "Hopper", "email": "grace@analytical.example"}},
    )
    await person.run()
    await _listed(person, 7)
    results.act(RunAct.COMPARE_SUCCESS, results.current_run_id())
    window = _window()
    await person.until(lambda: not window.view.comparing.is_under_way)
    await person.take("50-compare-few", widget=window)
    window.view.only.setChecked(False)
    await person.take("51-compare-all-rows", widget=window)
    window.view.only.setChecked(True)
    for place, name in ((1, "52-compare-headers"), (2, "53-compare-requests"), (3, "54-compare-timings")):
        window.view.tabs.setCurrentIndex(place)
        await person.take(name, widget=window)
    window.view.tabs.setCurrentIndex(1)
    window.view.ignoring.click()
    await asyncio.sleep(0.1)
    await person.take("55-compare-ignored", widget=window.view.popup)
    window.view.popup.hide()
    window.close()
    results.split_or_not()
    await person.take("56-split")
    results.split_or_not()
    results.act(RunAct.DETACH, results.current_run_id())
    await asyncio.sleep(0.2)
    await person.take("57-own-window", widget=next(iter(results.places.windows.values())))
    await person.take("58-main-beside-own-window")
    results.close_windows()
