"""The platform's own options of a call, in a small window above the button that opens it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.field import Field, Form, GroupField
from explorer.ui.form.form_view import FormView
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.popup_place import move_onto_screen


class OptionsPopup(QFrame):
    """A form of options; what is chosen reads as a few words beside Run."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        mark(self, kind="card")
        self._fields: tuple[Field, ...] = ()
        self.form = FormView()
        self.form.setAccessibleName("Options of the platform")
        self.form.edited.connect(self._on_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel("Options of this call", kind="heading"))
        column.addWidget(self.form, 1)

    def show_options(self, options: GroupField, value: JsonObject) -> None:
        """Offer these options, set as given."""
        self._fields = tuple(options.fields)
        self.form.show_form(Form(root=options), value)

    def value(self) -> JsonObject:
        """What is chosen."""
        value = self.form.content().value
        return value if isinstance(value, dict) else {}

    def words(self) -> str:
        """What is chosen, in a few words: "Debug on", or "2 set"; empty if nothing is."""
        value = self.value()
        labels = {field.key: field.label or field.key for field in self._fields}
        said = [_option_words(labels[key], chosen) for key, chosen in value.items() if key in labels]
        return said[0] if len(said) == 1 else (f"{len(said)} set" if said else "")

    def open_above(self, widget: QWidget) -> None:
        """Open with its lower right corner at the widget's upper right one."""
        height = min(480, 90 + 64 * max(len(self._fields), 1))
        self.resize(460, height)
        move_onto_screen(self, widget.mapToGlobal(QPoint(widget.width() - 460, -height - 4)), widget)
        self.show()
        self.form.focus_first()

    def _on_edited(self, _pointer: object) -> None:
        self.edited.emit()


def _option_words(label: str, value: JsonValue) -> str:
    if isinstance(value, bool):
        return f"{label} {'on' if value else 'off'}"
    if isinstance(value, dict | list):
        return label
    return f"{label} {value}"[:30]
