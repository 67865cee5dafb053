"""The fields that made-up resources consist of: name, type, rules and a sentence about each."""

from dataclasses import replace

from explorer.sandbox.stackone.catalogue.model import Input

_TEXT = {"minLength": 1, "maxLength": 200}


def _text(name: str, description: str, **rules: object) -> Input:
    return Input(name, "string", description=description, rules=rules)


def _amount(name: str, description: str, **rules: object) -> Input:
    return Input(name, "number", description=description, rules=rules)


def _whole(name: str, description: str, **rules: object) -> Input:
    return Input(name, "number", description=description, is_integer=True, rules=rules)


def _choice(name: str, description: str, *values: str) -> Input:
    return Input(name, "enum", description=description, values=values)


def _moment(name: str, description: str) -> Input:
    return Input(name, "datetime_string", description=description)


def _day(name: str, description: str) -> Input:
    return _text(name, description, format="date")


def _flag(name: str, description: str) -> Input:
    return Input(name, "boolean", description=description)


def _group(name: str, description: str, *parts: Input) -> Input:
    return Input(name, "object", description=description, properties=parts)


def _list_of(one: Input) -> Input:
    return replace(one, is_array=True)


def _nullable(one: Input) -> Input:
    return replace(one, is_nullable=True)


_ALL = (
    _text("name", "Name as people see it", **_TEXT),
    _text("title", "Short title", **_TEXT),
    _text("first_name", "Given name", **_TEXT),
    _text("last_name", "Family name", **_TEXT),
    _text("email", "E-mail address, used once only", format="email", maxLength=254),
    _nullable(_text("phone", "Telephone number with country code", pattern=r"^\+?[0-9 ()-]{5,25}$")),
    _nullable(_text("description", "What it is about, in a few sentences", maxLength=4000)),
    _text("subject", "Subject line", minLength=1, maxLength=300),
    _text("content", "The text itself", minLength=1, maxLength=20000),
    _text("job_title", "What the person does", maxLength=120),
    _text("department", "Department, as the provider names it", maxLength=120),
    _text("company", "Name of the company", maxLength=200),
    _text("code", "Short code: capital letters and digits", pattern="^[A-Z0-9]{2,12}$"),
    _text("website", "Address of the web site", format="url"),
    _text("external_reference", "Identifier in another system", format="uuid"),
    _text("currency", "Currency, three letters of ISO 4217", pattern="^[A-Z]{3}$"),
    _text("locale", "Language tag, such as en-GB", pattern="^[a-z]{2}(-[A-Z]{2})?$"),
    _text("file_name", "Name with its ending", minLength=1, maxLength=255),
    _text("owner_id", "Who is responsible", **_TEXT),
    _text("parent_id", "What it belongs to", **_TEXT),
    _nullable(_text("manager_id", "Who it reports to; null for nobody")),
    _day("start_date", "First day"),
    _nullable(_day("end_date", "Last day; null while it goes on")),
    _nullable(_day("due_date", "When it has to be done")),
    _moment("scheduled_at", "When it takes place"),
    _amount("amount", "Amount of money, exact to the cent", min=0),
    _amount("salary", "Yearly pay before tax", min=0),
    _amount("rate", "Share between 0 and 1", min=0, max=1),
    _amount("score", "Result out of 100", min=0, max=100),
    _amount("hours", "Hours, fractions allowed", min=0, max=744),
    _whole("number", "Running number, may exceed 53 bits", min=1),
    _whole("quantity", "How many", min=0, max=1_000_000),
    _whole("duration_minutes", "How long it takes", min=1, max=10_080),
    _whole("size_bytes", "Size of the content", min=0),
    _whole("position", "Place in the order, from 0", min=0),
    _choice("status", "Where it stands", "draft", "open", "in_progress", "done", "cancelled"),
    _choice("priority", "How urgent it is", "low", "normal", "high", "urgent"),
    _choice("visibility", "Who may see it", "private", "team", "company", "public"),
    _choice(
        "employment_status",
        "Whether the person works there now",
        "active",
        "inactive",
        "terminated",
        "pending",
        "leave",
    ),
    _choice(
        "employment_type",
        "Kind of contract",
        "full_time",
        "part_time",
        "contractor",
        "intern",
        "temporary",
    ),
    _choice("channel", "How it reaches people", "email", "sms", "chat", "push"),
    _flag("is_active", "Whether it is in use"),
    _flag("is_required", "Whether it must be done"),
    _flag("notify", "Whether the people concerned are told"),
    _list_of(_text("tags", "Free labels", maxLength=60)),
    _list_of(_text("member_ids", "Who belongs to it")),
    _list_of(_choice("permissions", "What is allowed", "read", "write", "share", "admin")),
    _group(
        "address",
        "Postal address",
        _text("street", "Street and number", maxLength=200),
        _text("city", "Town", maxLength=120),
        _text("postal_code", "Post code", maxLength=20),
        replace(_text("country", "Country, two letters", pattern="^[A-Z]{2}$"), is_required=True),
    ),
    _group(
        "period",
        "From and until",
        replace(_day("from", "First day"), is_required=True),
        _day("until", "Last day"),
    ),
    Input("custom_fields", "object", description="Fields that only this provider has, by name"),
    _list_of(
        _group(
            "lines",
            "Its lines, in order",
            replace(_text("text", "What it is for", **_TEXT), is_required=True),
            replace(_amount("price", "Price of one", min=0), is_required=True),
            _whole("count", "How many", min=1),
        )
    ),
)

FIELDS = {one.name: one for one in _ALL}
"""Every field by its name, without a location."""
