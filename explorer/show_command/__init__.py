"""
`action-explorer show`: a saved answer or a HAR file in a window, or how long that takes.

Composed here, as `app.py` composes the program.

    window    the window, until it is closed
    timings   the same off screen, measured
    memory    how much memory the program has
"""
