"""
What was called, in both generations of the log addresses.

    log_forms.py      a run and its steps in the words of each generation
    generation_a.py   /requests/logs, /requests/platform-logs
    generation_b.py   /logs, its lists, single runs and steps
    log_filters.py    which runs are wanted
    statistics.py     /logs/stats
"""
