"""
Two runs of one action side by side, in a window of their own.

    compare_window    the window
    compare_view      which runs, which part of them, and what differs
    comparing         the work of it, in a thread
    run_choice        the two runs that are compared
    difference_tree   what differs, row by row
    phase_table       where the time of both went
    ignored_popup     places that do not count
    side_reader       the whole of both values of a row
"""
