"""
What an action does when it is run.

    run_context.py     everything an action sees: values, account, console, exports, files
    execution.py       one run, from the request to `exports`, `os` and `ret`
    recipe.py          what the data files say an action does: create, list, get, change, send
    template.py        `{prop}` in those files
    calculations.py    actions that only compute
    sql_tables.py      statements against small tables in memory
    fault_lab.py       failures for demonstrations
"""
