"""Waiting for a painting."""

import asyncio

from PySide6.QtWidgets import QWidget

from explorer.ui.first_paint import painted


def test_a_widget_that_is_shown_is_waited_for_until_it_is_painted(run, show):
    seen = []

    class Painted(QWidget):
        def paintEvent(self, event):
            seen.append("painted")
            super().paintEvent(event)

    async def work():
        widget = Painted()
        waiting = asyncio.ensure_future(painted(widget, longest_s=10))
        await asyncio.sleep(0)
        show(widget)
        was_painted = await waiting
        return was_painted, list(seen)

    assert run(work()) == (True, ["painted"])


def test_a_widget_that_nobody_sees_is_given_up(run, qapp):
    widget = QWidget()

    async def work():
        return await painted(widget, longest_s=0.01)

    assert run(work()) is False
    assert not widget.isVisible()
    widget.deleteLater()
