"""
What the made-up providers have stored.

    values.py        a believable value for any field
    collection.py    records of one kind: listed, found, changed
    people.py        the employees of the hand-made connector
    files.py         contents of its files
    cursor.py        opaque marks of a place in a list
"""
