"""
Made-up connectors, each from the seed and its number alone, so that any one can be made without the others.

Names are two words of our own put together; whatever real product has the same name is not meant.
"""

from dataclasses import replace
from random import Random

from explorer.sandbox.stackone.catalogue.model import Action, Connector
from explorer.sandbox.stackone.catalogue.verbs import VERBS, action
from explorer.sandbox.stackone.catalogue.vocabulary import ENDINGS, STEMS, resources

ACTIONS_EACH = 80
"""Most actions that one made-up connector has."""

CATEGORIES = tuple(ENDINGS)
USUAL_VERBS = 5
WITH_PARTS = 7
"""Every so many connectors, a key has an underscore."""


def connector_names(count: int, seed: int) -> list[tuple[str, str, str]]:
    """
    Key, name and category of made-up connectors; no key comes twice.

    Categories take turns, so that a few connectors already have different ones.
    """
    draw = Random(f"names {seed}")
    stems = {category: draw.sample(STEMS, len(STEMS)) for category in CATEGORIES}
    names: list[tuple[str, str, str]] = []
    for number in range(count):
        category = CATEGORIES[number % len(CATEGORIES)]
        round_number = number // len(CATEGORIES)
        endings = ENDINGS[category].split()
        stem = stems[category][round_number % len(STEMS)]
        lap = round_number // len(STEMS)
        ending = endings[(round_number + lap) % len(endings)]
        # After all pairs are used up, names are numbered.
        again = lap // len(endings)
        name = f"{stem} {ending.capitalize()}" + (f" {again + 1}" if again else "")
        # Keys of real connectors are mostly one word; some have parts, which a client must not split at.
        glue = "_" if number % WITH_PARTS == WITH_PARTS - 1 else ""
        names.append((name.lower().replace(" ", glue), name, category))
    return names


def connector(key: str, name: str, category: str, actions: int, seed: int) -> Connector:
    """A made-up connector with so many actions, at most `ACTIONS_EACH`."""
    draw = Random(f"{seed} {key}")
    stage = draw.choices(("ga", "beta", "preview"), (88, 9, 3))[0]
    version = f"{draw.randint(1, 3)}.{draw.randint(0, 9)}.{draw.randint(0, 9)}"
    return Connector(
        key=key,
        name=name,
        version=version,
        category=category,
        description=f"{name} is a made-up provider for trying out {category} actions.",
        authentication_type=draw.choice(("custom", "oauth2")),
        release_stage="beta" if stage == "beta" else "preview" if stage == "preview" else "ga",
        actions=tuple(_actions(key, category, actions, draw)),
    )


def _actions(key: str, category: str, count: int, draw: Random) -> list[Action]:
    """The usual verbs on every resource first, in the order of the resources; then rarer ones by chance."""
    pairs = [(one, verb) for one in resources(category) for verb in VERBS[:USUAL_VERBS]]
    rarer = [(one, verb) for one in resources(category) for verb in VERBS[USUAL_VERBS:]]
    draw.shuffle(rarer)
    made = [action(key, category, one, verb) for one, verb in (pairs + rarer)[:count]]
    return [_with_a_turn(one, draw) for one in made]


def _with_a_turn(made: Action, draw: Random) -> Action:
    """A few actions are on their way out, take identifiers as numbers, or have a rule between inputs."""
    chance = draw.random()
    if chance < 0.02:
        return replace(made, is_deprecated=True, tags=(*made.tags, "deprecated"))
    if chance < 0.12:
        inputs = tuple(
            replace(one, type="number", is_integer=True, description=f"{one.description}: its digits")
            if one.location == "path"
            else one
            for one in made.inputs
        )
        return replace(made, inputs=inputs)
    if chance < 0.2 and made.verb == "update":
        fields = [one.name for one in made.inputs if one.location == "body"]
        rule = {"type": "atLeastOneOf", "fields": fields, "errorMessage": "Give at least one field to change"}
        return replace(made, validation_rules=(rule,))
    return made
