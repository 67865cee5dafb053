"""
The window. The only package that knows Qt; nothing below it does.

    flows > window > dialogs > views > form > models > widgets > look

    flows       what happens when: a connection is opened, an action is chosen, a call is run
    window      arranges the views
    dialogs     questions in a window of their own
    views       one file for each pane, named as the pane is on the screen
    form        a field tree as widgets
    models      rows for lists and trees
    widgets     small ones used in more than one place
    look        colours, style sheet, icons

A view has a constructor, a `show_...` method for each kind of input, signals out, and nothing else. Flows connect
views with `explorer.calls` and own the tasks. Slots are plain methods; only `TaskScope.start` makes a task.
"""
