"""
A field tree as a form.

    form_view     the widget that everybody else uses
    form_rows     edits into the document, the document into the rows that are made
    shape_changes variants chosen, keys added and renamed
    ranking       which editor a field gets, as one table
    row_tools     the small buttons and the menu of a row
    undo          steps back and forth through what was done
    document      the value and what is known about its places; no Qt
    rows          labels, hints, problems, and the pane that makes rows as they come into view
    editors       one for each kind of value
    choices       choosing from lists, fixed and remote

The form asks nobody for anything: it emits what it wants, and is told.
"""
