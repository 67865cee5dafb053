"""
The runs that were made, kept on the disk: found again, opened again, deleted; nothing secret in them.

    run_store    what everybody else uses: a `RunStore`, from an event loop
    records      what it takes and gives
    run_rows     a run in the tables
    run_list     filters, search, pages
    upkeep       runs cut off by a crash; limits
    run_bodies   which answers and requests get files
    bodies       the files, without secrets
    database     the file with the tables
    texts        runs as text, without secrets

How the window uses it. `calls.kept_runs.KeptRuns` stands between a run and this store:

    store = RunStore(places.records / "history", mask, limits=HistoryLimits(...), tell=notice)
    kept = KeptRuns(store, tell=notice)
    await kept.open()                                     # after the window is painted; opens no body. Again whenever
                                                          # the list is shown: another window may have been cut off

    await kept.work(session, label, notes)                # in place of `session.work()`: written, sent, completed
    await kept.fetch_logs(session)                        # in place of `session.fetch_logs()`

    page = await store.page(RunFilter(text="jane@acme", outcomes=frozenset({KeptOutcome.REJECTED})))
    page = await store.page(same_filter, before=page.before)
    menus = await store.choices()                         # connections, actions, accounts with numbers of runs

    found = await kept.reopen(line.id)                    # a `Run` with a result, its form's notes, what was masked
    await store.pin(line.id, is_pinned=True)
    await store.delete(line.id)                           # without opening it
    await store.clear()
    await store.set_limits(HistoryLimits(is_on=False))
    await kept.aclose()                                   # before the loop ends

A list asks anew whenever the filter changes and cancels the question before: a search that nobody waits for stops. A
new page is asked for when the last line comes into view. Every method but those of `KeptRuns` may raise
`HistoryUnusable`, whose text is shown in place of the list.

Decisions. The list goes by the order in which runs were begun, not by the clock, so that every index has it and pages
stay what they are while runs are added. What was asked for is written before it is sent and what came back after the
answer is shown, each in one transaction. Bodies are no part of the database: a large one would have to be read to be
deleted, and copied to be compacted.
"""
