"""
A window that shows a file: a saved answer as an answer is shown, a HAR file as a list of runs.

    show_window    arranges
    archive_pane   the list of a HAR file and what was chosen in it
    entry_list     a row for each recorded request
    exchange_view  response, request and times of one of them
    request_pane   what was sent, with a line to find words
"""
