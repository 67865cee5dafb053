import pytest
from PySide6.QtWidgets import QLabel

from explorer.ui.views.results.body.file_pane import FilePane


def show(qtbot, height: int, **changes: object) -> FilePane:
    pane = FilePane()
    qtbot.addWidget(pane)
    pane.resize(600, height)
    pane.show()
    about = {"size": 56, "media_type": "text/plain", "untrusted_name": "welcome.txt", "saved_as": "welcome.txt"}
    pane.show_file(**(about | changes))
    qtbot.wait(1)
    return pane


@pytest.mark.parametrize("height", [60, 100, 140, 400])
def test_no_row_is_lower_than_its_text_however_little_height_there_is(qtbot, height):
    pane = show(qtbot, height)
    cut = [
        label.text()
        for label in pane.findChildren(QLabel)
        if label.isVisible() and label.height() < label.fontMetrics().height()
    ]
    assert not cut


def test_a_text_with_a_file_name_is_called_a_text(qtbot):
    assert "A text file, 56 B" in show(qtbot, 300).text()


def test_the_button_that_saves_is_in_view_where_there_is_little_height(qtbot):
    pane = show(qtbot, 90)
    bottom = pane.save_button.mapTo(pane, pane.save_button.rect().bottomLeft()).y()
    assert bottom < pane.height()
