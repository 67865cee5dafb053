"""
A field tree as a form.

    form_view     the widget that everybody else uses
    form_rows     edits into the document, the document into the rows that are made
    shape_changes variants chosen, keys added and renamed, items moved
    ranking       which editor a field gets, as one table
    reload_watch  when the fields have to be asked for again
    row_tools     the small buttons and the menu of a row
    problem_places, problem_naming: where a problem is shown, and how it is named in a list
    undo          steps back and forth through what was done
    finding       fields by a few letters of their label, key or description
    moving        items of lists moved with the mouse
    document      the value and what is known about its places; no Qt
    rows          labels, hints, problems, and the pane that makes rows as they come into view
    editors       one for each kind of value
    choices       choosing from lists, fixed and remote

The form asks nobody for anything: it emits what it wants, and is told.
"""
