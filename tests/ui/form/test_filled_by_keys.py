"""A form with lists in lists, a choice between shapes and keys of one's own, filled without the mouse."""

from PySide6.QtCore import Qt

from explorer.domain.json_value import ExactNumber, same_json
from explorer.schema.build import build_form

TAB, SPACE, RETURN = Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return
CARD = {
    "title": "Card",
    "type": "object",
    "properties": {"by": {"const": "card"}, "number": {"type": "string"}},
    "required": ["by", "number"],
}
CASH = {"title": "Cash", "type": "object", "properties": {"by": {"const": "cash"}}, "required": ["by"]}
LINE = {"type": "object", "properties": {"sku": {"type": "string"}, "amount": {"type": "number"}}}
ORDER = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "orders": {
            "type": "array",
            "items": {"type": "object", "properties": {"lines": {"type": "array", "items": LINE}}},
        },
        "payment": {"oneOf": [CARD, CASH]},
        "labels": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
}


def until(desk, name):
    """Tab on to what has the name."""
    for _ in range(30):
        if desk.focused_name() == name:
            return
        desk.press(TAB)
    raise AssertionError(f"no way to {name}")


def test_form_is_filled_from_its_first_field_to_its_last_with_keys_alone(desk):
    desk.show_form(build_form(ORDER), {})
    desk.view.focus_first()
    desk.type("Spring")
    until(desk, "Orders")
    desk.press(SPACE)
    until(desk, "Lines")
    desk.press(SPACE)
    until(desk, "SKU")
    desk.type("a-1")
    until(desk, "Amount")
    desk.type("0.10")
    until(desk, "Payment: Not sent")
    desk.press(Qt.Key.Key_Left, SPACE)
    until(desk, "Labels")
    desk.press(SPACE)
    until(desk, "Add key to Labels")
    desk.type("urgent")
    desk.press(RETURN)
    desk.type("1")
    assert same_json(
        desk.value(),
        {
            "title": "Spring",
            "orders": [{"lines": [{"sku": "a-1", "amount": ExactNumber("0.10")}]}],
            "payment": {"by": "cash"},
            "labels": {"urgent": 1},
        },
    )
    assert desk.view.content().unreadable == []
