"""
`action-explorer form`: the form of any JSON Schema, in a window or line by line.

Composed here, as `app.py` composes the program.

The batch keeps apart what a line asks (`question`, without Qt), how a form answers it (`answer`) and the lines
themselves (`batch`), so that whatever stands in one line spoils no other.
"""
