"""
What came of each run: the lower part of the window.

    result_pane     strip of runs, and a page for each run
    places          where pages are: in front, beside another, in windows of their own
    run_page        the five tabs of one run, each made when it is first looked at
    response_tab    explanation, details, body
    logs_tab, errors_tab, timeline_tab     (the tab Request is `views.request`)
    body            one answer's bytes as tree, text, headers or file
    parts           words and small widgets of these tabs
"""
