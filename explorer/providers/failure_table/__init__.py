"""
The one table of failures: what each kind means to a person, for all platforms.

    on_the_way    what happens before an answer, or instead of one: network, limits, secrets, cancelling
    sign_in       what a token endpoint says (OAuth)
    third_party   what the provider behind a platform answered, by the provider's own status
    stackone, pipedream, inlycore
                  what each platform says itself

A row answers the five questions and names the outcome; its columns are described in `row.py`. Which row an answer means
is decided where the platform's words are read (`refusals.py`, `attribution.py`, `execution.py`); no text of an
explanation is written anywhere else. Texts that a platform sends are not matched, since they differ between versions
and languages: only statuses, codes and members are. The exceptions are marked where they stand: the three kinds of 404
of Inly Core, and the status and the system's error codes in the messages of Pipedream's actions.

Weighed against it: the words beside the code that reads the answer, as they were at first. Nobody could tell then
whether a documented error was missing, or whether two platforms answered the same question in the same way.
"""

from collections.abc import Mapping
from typing import Final

from explorer.providers.failure_table.inlycore import INLYCORE
from explorer.providers.failure_table.on_the_way import ON_THE_WAY
from explorer.providers.failure_table.pipedream import PIPEDREAM
from explorer.providers.failure_table.row import Row
from explorer.providers.failure_table.sign_in import SIGN_IN
from explorer.providers.failure_table.stackone import STACKONE
from explorer.providers.failure_table.third_party import THIRD_PARTY

FAILURE_TABLE: Final[Mapping[str, Mapping[str, Row]]] = {
    "on the way": ON_THE_WAY,
    "sign in": SIGN_IN,
    "third party": THIRD_PARTY,
    "StackOne": STACKONE,
    "Pipedream": PIPEDREAM,
    "Inly Core": INLYCORE,
}
"""All rows, by part and kind."""
