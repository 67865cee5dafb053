"""
What each action does, apart from how it is addressed and checked.

    deed.py             what an action works with, and what it gives
    workflows.py        jobs that actions started
    orders.py           create, approve, edit, cancel, delete, restore, duplicate
    people.py           customers and users
    sales.py            invoices and products
    background.py       reports, imports, the cache
    demonstrations.py   slow, failing, refusing, large answers, echo
    catalogue.py        every action by its key
"""
