"""
The calls of the platform, by subject; each module gives the routes of its own.

    route_table.py      how a call becomes routes: with a project id, and without for Connect tokens
    authentication.py   OAuth token, Connect tokens and their validation
    connect_link.py     the page on which a person connects an account
    apps.py             apps and categories
    accounts.py         accounts and external users
    components.py       listing, reading, configure and reload
    runs.py             run, and the file stash
    proxy.py            calls to a third party with an account's credentials
    project.py          projects, usage, limits of one's own
"""
