"""
What the platform is asked while a form is filled: choices of one prop, and props that depend on values.

Source: reference, section 8. A component that fails answers 200 with its words under `observations` or `errors`.
"""

from typing import Final

from explorer.domain.failure import OutdatedForm, Refused
from explorer.domain.json_value import ABSENT, JsonObject, JsonValue, write_json
from explorer.providers.contract import ChoicesPage, ChoicesQuestion
from explorer.providers.failure_table.pipedream import PIPEDREAM
from explorer.providers.failure_table.row import told
from explorer.providers.pipedream.accounts import external_user
from explorer.providers.pipedream.authentication import Line
from explorer.providers.pipedream.form.options import read_options
from explorer.providers.pipedream.form.prop import Prop
from explorer.providers.pipedream.form.values import configured_props, earlier_values
from explorer.providers.pipedream.outcome.refusals import PLATFORM, is_configuration_error, said_by_component
from explorer.schema.field import Option

MOST_SEEN: Final = 100_000
"""Choices of one field that are told apart; nobody scrolls through more."""

DYNAMIC_PROPS: Final = "dynamic_props_id"


async def remote_choices(
    line: Line, question: ChoicesQuestion, props: list[Prop], *, is_dynamic: bool = False
) -> ChoicesPage:
    """
    A page of choices. Each value comes once over all pages; a page that brings nothing new is the last.

    The context of the page carries the platform's own, and which values were given before: a component that ignores
    the page number gives the same ones for ever.

    Args:
        line: The way to Pipedream.
        question: Which choices.
        props: The props as far as they are known.
        is_dynamic: The prop is one that a reload has added.

    Raises:
        OutdatedForm: The component failed, and the prop is one that a reload has added.
        Refused: The component failed, with its words.
    """
    carried = question.context if isinstance(question.context, dict) else {}
    body = _question_body(line, question, props)
    body["page"] = question.page
    if carried.get("context") is not None:
        body["prev_context"] = carried["context"]
    if question.query:
        body["query"] = question.query
    answer = await line.read("POST", line.project_path("actions", "configure"), body=body)
    if not isinstance(answer, dict):
        answer = {}
    options = _options(answer)
    if not options and (said := said_by_component(answer)):
        step = f"asking for the choices of {question.name}"
        raise component_refusal(said, step, answer, may_be_outdated=is_dynamic)
    before = carried.get("seen")
    seen = {text for text in before if isinstance(text, str)} if isinstance(before, list) else set()
    new: list[Option] = []
    for option in options:
        text = write_json(option.value)
        if text not in seen:
            seen.add(text)
            new.append(option)
    context: JsonObject = {"context": answer.get("context"), "seen": list[JsonValue](sorted(seen))}
    return ChoicesPage(new, context, bool(new) and len(seen) < MOST_SEEN)


async def dynamic_props(line: Line, question: ChoicesQuestion, props: list[Prop]) -> tuple[str, JsonValue]:
    """
    The props for these values: their id and the whole new list.

    Args:
        line: The way to Pipedream.
        question: The action, its account, its values and its options; the name is not used.
        props: The props as far as they are known.

    Raises:
        Refused: The component failed, with its words; or the answer holds no list.
    """
    body = _question_body(line, question, None)
    body["configured_props"] = configured_props(props, question.arguments, line.options.sql_shape)
    answer = await line.read("POST", line.project_path("actions", "props"), body=body)
    if not isinstance(answer, dict):
        answer = {}
    dynamic = answer.get("dynamicProps")
    listed = dynamic.get("configurableProps") if isinstance(dynamic, dict) else None
    if not isinstance(dynamic, dict) or not isinstance(listed, list):
        said = said_by_component(answer) or "the answer holds no props"
        raise component_refusal(said, "asking for the fields that belong to the values", answer)
    found_id = dynamic.get("id")
    return found_id if isinstance(found_id, str) else "", listed


def component_refusal(said: str, question: str, answer: JsonObject, *, may_be_outdated: bool = False) -> Refused:
    """
    The failure of a component that was asked for choices or props, with its own words.

    Args:
        said: Its words.
        question: What it was asked for.
        answer: As it came.
        may_be_outdated: The question was about a prop that a reload had added.
    """
    kind = OutdatedForm if may_be_outdated else Refused
    row = PIPEDREAM["configure: ConfigurationError" if is_configuration_error(answer) else "configure"]
    return kind(said, status=200, explanation=told(row, said, platform=PLATFORM, question=question).explanation)


def version_of(options: JsonObject) -> str:
    """The version that the options ask for; empty for the latest."""
    version = options.get("version")
    return version.strip() if isinstance(version, str) else ""


def _question_body(line: Line, question: ChoicesQuestion, props: list[Prop] | None) -> JsonObject:
    body: JsonObject = {"id": str(question.action.key)}
    if version := version_of(question.options):
        body["version"] = version
    body["external_user_id"] = external_user(line, question.account_id)
    if props is not None:
        body["prop_name"] = question.name
    if line.options.blocking is not None:
        body["blocking"] = line.options.blocking
    if props is not None:
        earlier = earlier_values(props, question.arguments, question.name)
        body["configured_props"] = configured_props(props, earlier, line.options.sql_shape)
    if dynamic := question.state.get(DYNAMIC_PROPS):
        body[DYNAMIC_PROPS] = dynamic
    return body


def _options(answer: JsonObject) -> list[Option]:
    for name in ("options", "stringOptions", "string_options"):
        if answer.get(name):
            return list(read_options(answer.get(name, ABSENT))[0])
    return []
