"""
The database of the history, below what is kept in it.

    database_file    opened, brought up to date, replaced when it is damaged
    schema           tables and the steps between their versions
    search_index     which runs hold a piece of text
    session_lock     which windows of the program are alive
    transaction      all or nothing
"""
