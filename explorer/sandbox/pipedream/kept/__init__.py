"""
What stays from one call to the next.

    record_store.py    records, for each account
    stash.py           files that actions left behind
    dynamic_lists.py   prop lists that were given out, by their `dyp_` ids
"""
