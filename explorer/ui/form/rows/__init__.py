"""
The rows of a form: label, editor, hint and problem of each field, made when they come into view.

Labels, hints and guide lines cost no layouts: the pane places widgets by hand, and paints what only has to be read.
"""
