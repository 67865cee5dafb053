"""Believable values for the fields of a record, the same for the same seed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from explorer.sandbox.stackone.catalogue.model import Input
from explorer.sandbox.stackone.catalogue.vocabulary import words
from explorer.sandbox.stackone.envelope import timestamp
from explorer.sandbox.stackone.exact_json import decimal

_START = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)

FIRST_NAMES = words(
    "Ada Bela Chidi Dana Emre Freya Goran Hana Idris Jana Kofi Lena Mateo Noor Olga Priya Quentin Rosa Sami Tomas "
    "Uma Viktor Wanda Ximena Yusuf Zofia"
)
LAST_NAMES = words(
    "Abara Berg Castillo Dimitrov Eriksen Farouk Grosz Haddad Ivanova Jensen Kowal Lindqvist Moreau Nakamura Okafor "
    "Petrov Quist Rossi Sandoval Tanaka Ulrich Varga Weiss Xu Yilmaz Zimmer"
)
TOWNS = (("Lisbon", "PT"), ("Graz", "AT"), ("Tartu", "EE"), ("Leeds", "GB"), ("Porto", "PT"), ("Turku", "FI"))
_THINGS = ("Autumn plan", "Blue folder", "City tour", "Daily round", "Early bird", "First steps", "House rules")
_SENTENCES = (
    "Agreed in the last meeting.",
    "Waiting for an answer from the office.",
    "Moved from the old system.",
    "Checked twice, nothing missing.",
)
_WORDS = words("north south urgent review spring paper remote pilot")


def moment(draw: Random) -> datetime:
    """Some moment in the past, to the millisecond."""
    return _START + timedelta(milliseconds=draw.randrange(0, 40_000_000_000))


def value_of(field: Input, draw: Random) -> object:
    """A value that the field's own rules allow; now and then null where that is allowed."""
    if field.is_nullable and draw.random() < 0.25:
        return None
    if field.is_array:
        return [_one(field, draw) for _ in range(draw.randint(1, 3))]
    return _one(field, draw)


def _one(field: Input, draw: Random) -> object:
    if field.name in _BY_NAME:
        return _BY_NAME[field.name](draw)
    match field.type:
        case "enum":
            return draw.choice(field.values)
        case "boolean":
            return draw.random() < 0.5
        case "datetime_string":
            return timestamp(moment(draw))
        case "object":
            if not field.properties:
                return {"cost_centre": str(draw.randint(100, 999)), "badge": draw.choice(_WORDS)}
            return {part.name: value_of(part, draw) for part in field.properties}
        case "number":
            low = int(str(field.rules.get("min", 0)))
            high = min(int(str(field.rules.get("max", 5_000))), 100_000)
            if field.is_integer:
                return draw.randint(low, max(low, high))
            return _two_places(draw, low, high)
        case _:
            return _day(draw) if field.rules.get("format") == "date" else draw.choice(_THINGS)


def _two_places(draw: Random, low: int, high: int) -> object:
    cents = draw.randint(low * 100, max(low, high) * 100)
    return decimal(f"{cents // 100}.{cents % 100:02d}")


def _day(draw: Random) -> str:
    return moment(draw).date().isoformat()


def _address(draw: Random) -> dict[str, object]:
    town, country = draw.choice(TOWNS)
    return {
        "street": f"{draw.randint(1, 180)} {draw.choice(LAST_NAMES)} Street",
        "city": town,
        "postal_code": str(draw.randint(1000, 99999)),
        "country": country,
    }


def _email(draw: Random) -> str:
    first, last = draw.choice(FIRST_NAMES), draw.choice(LAST_NAMES)
    return f"{first}.{last}.{draw.randint(10, 99)}@post.example".lower()


_BY_NAME: dict[str, Callable[[Random], object]] = {
    "first_name": lambda draw: draw.choice(FIRST_NAMES),
    "last_name": lambda draw: draw.choice(LAST_NAMES),
    "email": _email,
    "phone": lambda draw: f"+44 20 7946 {draw.randint(0, 999):04d}",
    "website": lambda draw: f"https://www.{draw.choice(LAST_NAMES).lower()}.example/start",
    "external_reference": lambda draw: str(UUID(int=draw.getrandbits(128), version=4)),
    "code": lambda draw: f"{draw.choice(LAST_NAMES)[:3].upper()}{draw.randint(10, 99)}",
    "currency": lambda draw: draw.choice(("EUR", "GBP", "SEK")),
    "locale": lambda draw: draw.choice(("en-GB", "de-AT", "pt-PT", "et-EE")),
    "file_name": lambda draw: f"{draw.choice(_THINGS).lower().replace(' ', '-')}-{draw.randint(1, 40)}.txt",
    "owner_id": lambda draw: f"emp_{draw.randint(1, 57)}",
    "manager_id": lambda draw: f"emp_{draw.randint(1, 9)}",
    "parent_id": lambda draw: f"rec_{draw.randint(1, 40)}",
    "member_ids": lambda draw: f"emp_{draw.randint(1, 57)}",
    "company": lambda draw: f"{draw.choice(LAST_NAMES)} and {draw.choice(LAST_NAMES)}",
    "department": lambda draw: draw.choice(("Finance", "Care", "Logistics", "Design", "Research")),
    "job_title": lambda draw: draw.choice(("Planner", "Nurse", "Driver", "Designer", "Analyst")),
    "tags": lambda draw: draw.choice(_WORDS),
    "description": lambda draw: draw.choice(_SENTENCES),
    "content": lambda draw: " ".join(draw.sample(_SENTENCES, 2)),
    "number": lambda draw: 9_007_199_254_740_993 + draw.randint(0, 999),
    "salary": lambda draw: _two_places(draw, 24_000, 140_000),
    "rate": lambda draw: decimal(f"0.{draw.randint(1, 99):02d}0"),
    "address": _address,
}
