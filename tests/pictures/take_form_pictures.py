"""
Pictures of forms, to be looked at: the kinds of fields that there are, light and dark.

    python tests/pictures/take_form_pictures.py [FOLDER] [--only WORD] [--size 1280x800]

Each scene is a schema, what the form holds, and what a person has done with it.
"""

import argparse
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.domain.json_value import ABSENT, Absent, ExactNumber, JsonObject, JsonValue
from explorer.schema.build import build_form
from explorer.schema.check import check
from explorer.ui.form.form_view import FormView
from explorer.ui.look.appearance import Appearance


def nothing(_view: FormView) -> None:
    """Leave the form as it was opened."""


@dataclass(frozen=True)
class Scene:
    """A form in a state worth looking at."""

    schema: JsonObject
    value: JsonValue | Absent = ABSENT
    shows_problems: bool = False
    then: Callable[[FormView], None] = nothing


def thing(properties: Mapping[str, JsonValue], *required: str, **more: JsonValue) -> JsonObject:
    """The schema of an object."""
    return {"type": "object", "properties": dict(properties), "required": list(required), **more}


def tagged(title: str, tag: str, **fields: JsonValue) -> JsonObject:
    """One of several shapes that `kind` tells apart."""
    return thing({"kind": {"const": tag}, **fields}, "kind", title=title)


TEXT: JsonObject = {"type": "string"}
EMAIL: JsonObject = {"type": "string", "format": "email", "description": "Where the receipt goes"}
LINE = thing(
    {
        "sku": {"type": "string", "title": "SKU", "pattern": "^[A-Z]{2}-\\d+$"},
        "amount": {"type": "integer", "minimum": 1},
        "price": {"type": "number", "description": "To the last digit"},
        "notes": {"type": "array", "items": TEXT},
    },
    "sku",
    "amount",
)
PAYMENT: JsonObject = {
    "title": "Payment",
    "oneOf": [
        tagged("Card", "card", number=TEXT, code={"type": "string", "format": "password"}),
        tagged("Transfer", "transfer", iban={"type": "string", "description": "With or without blanks"}),
        tagged("Cash", "cash"),
    ],
}
MOMENTS = ("date", "time", "date-time", "duration")
FORMATS = ("email", "uri", "uuid", "ipv4", "hostname", "regex", "password", "byte")
TREE = thing({"name": TEXT, "children": {"type": "array", "items": {"$ref": "#"}}}, "name")
LONG = "A description that goes on for a while, so that it does not fit beside its field. " * 6
HOSTILE = "R&D <b>bold</b> <img src=x> \u202egpj.exe\u202c two\nlines \u0007bell"

SCENES: Mapping[str, Scene] = {
    "01-mixed": Scene(
        thing(
            {
                "title": {"type": "string", "description": "What the list calls it", "minLength": 3},
                "notes": {"type": "string", "maxLength": 4000, "description": "For the team"},
                "amount": {"type": "integer", "minimum": 0, "default": 10},
                "rate": {"type": "number", "multipleOf": ExactNumber("0.25")},
                "urgent": {"type": "boolean"},
                "active": {"type": ["boolean", "null"]},
                "size": {"enum": ["S", "M", "L"]},
                "country": {"enum": [f"Country {number}" for number in range(40)]},
                "tags": {"type": "array", "items": {"enum": ["north", "south", "pilot", "review"]}},
                "starts": {"type": "string", "format": "date"},
                "old": {"type": "string", "deprecated": True},
                "id": {"type": "string", "readOnly": True},
            },
            "title",
            "amount",
        ),
        {"title": "Spring", "tags": ["north", "pilot"], "id": "rec_17", "active": None},
    ),
    "02-order-filled": Scene(
        thing({"customer": EMAIL, "lines": {"type": "array", "items": LINE}, "payment": PAYMENT}, "customer", "lines"),
        {
            "customer": "ada@analytical.example",
            "lines": [
                {"sku": "AB-1", "amount": 9007199254740993, "price": ExactNumber("0.10"), "notes": ["left", "blue"]},
                {"sku": "CD-22", "amount": 2},
            ],
            "payment": {"kind": "card", "number": "4111", "code": "123"},
        },
    ),
    "03-problems": Scene(
        thing({"customer": EMAIL, "lines": {"type": "array", "items": LINE}, "payment": PAYMENT}, "customer", "lines"),
        {
            "customer": "no address",
            "lines": [{"sku": "x", "amount": 0, "price": "much"}, {"unknown": 5}],
            "payment": {"kind": "cheque"},
        },
        shows_problems=True,
    ),
    "04-empty-required": Scene(
        thing({"customer": EMAIL, "lines": {"type": "array", "items": LINE}, "payment": PAYMENT}, "customer", "lines"),
        {},
        shows_problems=True,
    ),
    "05-three-states": Scene(
        thing({name: {"type": ["string", "null"]} for name in ("unset", "is null", "is empty", "has text")}),
        {"is null": None, "is empty": "", "has text": "text"},
    ),
    "06-moments-and-formats": Scene(
        thing({name: {"type": "string", "format": name} for name in (*MOMENTS, *FORMATS)}),
        {"date": "2026-12-01", "date-time": "2026-12-01T09:30:00+02:00", "duration": "P3DT2H", "byte": "aGVsbG8="},
    ),
    "07-maps-and-own-keys": Scene(
        thing(
            {
                "labels": {"type": "object", "additionalProperties": TEXT},
                "matrix": {"additionalProperties": {"additionalProperties": {"type": "integer"}}},
                "anything": {},
            },
            patternProperties={"^x-": {"type": "boolean"}},
        ),
        {
            "labels": {"one": "1", "a longer key": "2"},
            "matrix": {"row": {"a": 1, "b": 2}, "other": {}},
            "anything": {"list": [1, None, {"deep": True}]},
            "x-flag": True,
        },
    ),
    "08-tuple-and-lists": Scene(
        thing(
            {
                "address": {
                    "prefixItems": [{"type": "integer", "title": "Number"}, TEXT, {"enum": ["NW", "NE", "SW", "SE"]}],
                    "items": False,
                },
                "matrix": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
                "unique": {"type": "array", "items": TEXT, "uniqueItems": True, "maxItems": 3},
            }
        ),
        {"address": [1600, "Pennsylvania", "NW"], "matrix": [[1, 2], [3]], "unique": ["a", "b", "c"]},
    ),
    "09-recursion": Scene(
        TREE,
        {"name": "root", "children": [{"name": "left", "children": [{"name": "leaf"}]}, {"name": "right"}]},
    ),
    "10-many-variants": Scene(
        thing(
            {
                "step": {"oneOf": [tagged(f"Step number {number}", f"s{number}", value=TEXT) for number in range(50)]},
                "types": {"type": ["string", "integer", "boolean", "null"]},
                "any of": {"anyOf": [TEXT, {"type": "array", "items": TEXT}, thing({"query": TEXT}, title="Query")]},
            }
        ),
        {"step": {"kind": "s7", "value": "x"}, "types": 5, "any of": ["a", "b"]},
    ),
    "11-hostile-text": Scene(
        thing(
            {
                "a": {"type": "string", "title": HOSTILE, "description": HOSTILE, "default": HOSTILE},
                "b": {"enum": [HOSTILE, "plain"], "title": "A label that is much longer than the room beside it has"},
                "c": {"type": "boolean", "description": LONG},
                HOSTILE: {"type": "integer"},
                "w" * 120: TEXT,
            },
            "a",
        ),
        {"a": HOSTILE, "b": HOSTILE, "extra": "x" * 200},
    ),
    "12-cannot-be-read": Scene(
        thing(
            {
                "far": {"$ref": "https://schemas.example/person.json", "description": "Somebody"},
                "missing": {"$ref": "#/$defs/none"},
                "odd": {"type": "colour"},
                "never": False,
                "wrong": {"type": "integer"},
                "fine": TEXT,
            },
            "far",
        ),
        {"far": {"name": "Ada"}, "wrong": "text where a number should be", "odd": "red"},
        shows_problems=True,
    ),
    "13-five-hundred": Scene(
        thing({f"field_{number}": {"type": ["string", "integer", "boolean"][number % 3]} for number in range(500)}),
        {},
    ),
}


def take(app: QApplication, look: Appearance, scene: Scene, size: tuple[int, int], file: Path) -> None:
    """Show the scene in a window of its own, and keep a picture."""
    view = FormView()
    view.resize(*size)
    form = build_form(scene.schema)
    view.show_form(form, {} if isinstance(scene.value, Absent) else scene.value)
    view.show()
    view.activateWindow()
    QTest.qWait(150)
    if scene.shows_problems:
        view.show_problems(check(form, view.content().value))
    scene.then(view)
    QTest.qWait(100)
    view.grab().save(str(file))
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("pictures"))
    parser.add_argument("--only", default="", help="scenes whose name contains this")
    parser.add_argument("--size", default="1280x800")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    width, height = map(int, asked.size.split("x"))
    app = QApplication([])
    look = Appearance(app, "light")
    for mode in ("light", "dark"):
        look.choose(mode)
        for name, scene in SCENES.items():
            if asked.only in name:
                take(app, look, scene, (width, height), asked.folder / f"form-{name}-{mode}-{asked.size}.png")
                print(name, mode, flush=True)


if __name__ == "__main__":
    main()
