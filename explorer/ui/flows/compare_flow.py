"""Runs are compared: with the last success, with the one before, with the one that was pinned, or with any other."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from explorer.calls.comparison.run_parts import RunPart
from explorer.domain.call import Outcome, Run, RunId
from explorer.storage.settings.ignored_store import IgnoredStore
from explorer.ui.flows.palette_flow import PaletteFlow
from explorer.ui.flows.run_flow import RunFlow
from explorer.ui.look.appearance import Appearance
from explorer.ui.views.comparison.compare_window import CompareWindow
from explorer.ui.views.results.places.run_menu import RunAct
from explorer.ui.views.results.result_pane import BaselineKey
from explorer.ui.window import ExplorerWindow


class CompareFlow(QObject):
    """One window for each action whose runs are compared; baselines last as long as the session."""

    def __init__(
        self,
        window: ExplorerWindow,
        runs: RunFlow,
        palette: PaletteFlow,
        ignored: IgnoredStore,
        appearance: Appearance,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runs = runs
        self._ignored = ignored
        self._appearance = appearance
        self._baselines: dict[BaselineKey, Run] = {}
        self._windows: dict[BaselineKey, CompareWindow] = {}
        self._shown: dict[BaselineKey, tuple[RunId, RunId]] = {}
        window.results.comparison_wanted.connect(self.act)
        window.closed.connect(self.close_windows)
        palette.offer(self.commands())

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """What the palette offers for the run in front."""
        results = self._window.results

        def doing(act: RunAct) -> Callable[[], None]:
            def do() -> None:
                run_id = results.current_run_id()
                if run_id is not None:
                    results.act(act, run_id)

            return do

        return {
            "Compare the result with the last success": doing(RunAct.COMPARE_SUCCESS),
            "Compare the result with the baseline": doing(RunAct.COMPARE_BASELINE),
            "Compare the result with the run before": doing(RunAct.COMPARE_BEFORE),
            "Pin the result as baseline": doing(RunAct.PIN),
            "Put two results beside each other, or show one alone": results.split_or_not,
            "Open the result in a window of its own": doing(RunAct.DETACH),
        }

    def act(self, act: RunAct, run: Run) -> None:
        """Pin a run, or compare it with the one that is meant."""
        if act in (RunAct.PIN, RunAct.UNPIN):
            self._pin(_key(run), run if act is RunAct.PIN else None)
            return
        partner = {
            RunAct.COMPARE_SUCCESS: self._last_success,
            RunAct.COMPARE_BEFORE: self._run_before,
            RunAct.COMPARE_BASELINE: self._baseline,
        }[act](run)
        name = run.call.action.name
        if partner is None:
            what = "has succeeded" if act is RunAct.COMPARE_SUCCESS else "has ended"
            self._window.notice.show_notice(f"No other run of {name} {what} in this session: run it once more.")
            return
        is_first = act is RunAct.COMPARE_BASELINE or partner.started_at <= run.started_at
        self.compare(*((partner, run) if is_first else (run, partner)))

    def compare(self, before: Run, after: Run) -> None:
        """Show two runs of one action side by side."""
        key = _key(after)
        window = self._windows.get(key)
        if window is None:
            window = CompareWindow(self._appearance, after.call.action)
            window.closed.connect(self._on_window_closed)
            window.view.runs_chosen.connect(self._on_runs_chosen(key))
            window.view.ignored_changed.connect(self._on_ignored_changed(key))
            window.view.pin_wanted.connect(self._on_pin_wanted(key))
            self._windows[key] = window
        self._shown[key] = (before.id, after.id)
        self._show(key, before, after)
        window.show()
        window.raise_()
        window.activateWindow()

    def close_windows(self) -> None:
        """Close all windows that show runs, also those that hold a result of their own."""
        for window in list(self._windows.values()):
            window.close()
        self._window.results.close_windows()

    def _show(self, key: BaselineKey, before: Run, after: Run) -> None:
        runs = self._comparable(key)
        runs += [run for run in (after, before) if run.id not in {one.id for one in runs}]
        baseline = self._baselines.get(key)
        self._windows[key].view.show_runs(
            runs,
            before,
            after,
            baseline=None if baseline is None else baseline.id,
            ignored={part: self._ignored.paths(key[1], part.value) for part in RunPart},
        )

    def _show_again(self, key: BaselineKey) -> None:
        if key not in self._windows:
            return
        known = {run.id: run for run in self._known(key)}
        before, after = (known.get(run_id) for run_id in self._shown[key])
        if before is not None and after is not None:
            self._show(key, before, after)

    def _known(self, key: BaselineKey) -> list[Run]:
        """What can be chosen, and what is shown already."""
        runs = self._comparable(key)
        view = self._windows[key].view
        return [*runs, *(run for run in view.shown_runs() if run.id not in {one.id for one in runs})]

    def _comparable(self, key: BaselineKey) -> list[Run]:
        """Runs of an action that have ended, newest first."""
        runs = [run for run in self._runs.runs if _key(run) == key and run.result is not None]
        baseline = self._baselines.get(key)
        if baseline is not None and baseline.id not in {run.id for run in runs}:
            runs.append(baseline)
        return runs

    def _others(self, run: Run) -> Sequence[Run]:
        return [one for one in self._comparable(_key(run)) if one.id != run.id]

    def _last_success(self, run: Run) -> Run | None:
        succeeded = [
            one for one in self._others(run) if one.result is not None and one.result.outcome is Outcome.SUCCEEDED
        ]
        return max(succeeded, key=lambda one: _nearness(one, run), default=None)

    def _run_before(self, run: Run) -> Run | None:
        return max(self._others(run), key=lambda one: _nearness(one, run)[1:], default=None)

    def _baseline(self, run: Run) -> Run | None:
        return self._baselines.get(_key(run))

    def _pin(self, key: BaselineKey, run: Run | None) -> None:
        if run is None:
            self._baselines.pop(key, None)
        else:
            self._baselines[key] = run
        self._window.results.show_baselines({one: pinned.id for one, pinned in self._baselines.items()})
        self._show_again(key)

    def _on_runs_chosen(self, key: BaselineKey) -> Callable[[RunId, RunId], None]:
        def on_chosen(before: RunId, after: RunId) -> None:
            self._shown[key] = (before, after)
            self._show_again(key)

        return on_chosen

    def _on_ignored_changed(self, key: BaselineKey) -> Callable[[RunPart, Sequence[str]], None]:
        def on_changed(part: RunPart, paths: Sequence[str]) -> None:
            self._ignored.remember(key[1], part.value, paths)
            self._show_again(key)

        return on_changed

    def _on_pin_wanted(self, key: BaselineKey) -> Callable[[RunId | None], None]:
        def on_wanted(run_id: RunId | None) -> None:
            self._pin(key, next((run for run in self._known(key) if run.id == run_id), None))

        return on_wanted

    def _on_window_closed(self, window: object) -> None:
        self._windows = {key: one for key, one in self._windows.items() if one is not window}


def _key(run: Run) -> BaselineKey:
    return run.call.connection_id, run.call.action.key


def _nearness(one: Run, run: Run) -> tuple[bool, bool, float]:
    """The best partner has the same account, was made before, and then as late as possible."""
    return one.call.account_id == run.call.account_id, one.started_at <= run.started_at, one.started_at.timestamp()
