"""
What the platform offers: apps, their categories, components, and how each of them behaves.

    files.py        the data files, read once
    apps.py         finding and ordering apps
    components.py   finding and ordering actions and triggers; versions
    paging.py       cursors
"""
