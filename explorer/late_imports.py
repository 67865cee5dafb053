"""What takes half a second to import and is not needed to show a list; some of it imports itself late, too."""

from importlib import import_module
from typing import Final

_LATE: Final = (
    "explorer.ui.views.call.call_editor",
    "explorer.ui.views.results.result_pane",
    "explorer.ui.flows.form_flow",
    "explorer.ui.flows.run_flow",
    "explorer.ui.flows.compare_flow",
    "explorer.ui.flows.paste_flow",
    "explorer.ui.flows.settings_flow",
    "explorer.ui.flows.palette_flow",
    "explorer.providers.explanation",
    "explorer.providers.bounded_http",
    "explorer.providers.catalogue",
    "explorer.providers.stackone.provider",
    "explorer.providers.pipedream.provider",
    "explorer.providers.inlycore.provider",
    "explorer.storage.history.run_store",
    "explorer.ui.flows.history.history_flow",
    "explorer.calls.sandbox_connections",
    "explorer.schema.check",
    "jsonschema_rs",
    "httpcore",
    "anyio._backends._asyncio",
    "rapidfuzz.process",
    "rapidfuzz.distance",
)


def import_late() -> None:
    """Import all of it: for a thread, when the list is on the screen."""
    for name in _LATE:
        import_module(name)
