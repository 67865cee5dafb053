"""
What happens when: each flow connects views with `explorer.calls` and starts tasks in the window's scope.

    connection_flow     open a connection, list its accounts and actions
    search_flow         what is typed and filtered, to the rows that are shown
    form_flow           an action is chosen: its form, its drafts
    filling             what goes on meanwhile: questions to the platform, marks, drafts
    run_flow            Run, Cancel, results, logs
    compare_flow        two runs side by side
    settings_flow       connections added, changed and removed
    palette_flow        go to anything
"""
