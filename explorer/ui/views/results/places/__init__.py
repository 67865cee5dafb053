"""
Where runs are shown: in the pane, beside another run, in a window of their own.

    run_front        head line, tabs and page of the run in front of one place
    run_menu         what can be done with a run, and the keys for it
    result_window    a place of its own
    run_places       all of them, and the way from one to another
"""
