"""
For whom calls are made: external users and the accounts they connected.

    account.py        one account, and how it is shown
    account_book.py   all of them, by environment and user
    first_accounts.py those that are there at the start
"""
