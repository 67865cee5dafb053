"""
Items of lists moved with the mouse; with the keyboard they are moved by acts of their rows.

    item_drag      one drag, from the grip to the place where it is let go
    item_grip      the handle at the left of the item under the pointer
    drop_places    where an item comes to stand when it is let go at a height
    drop_marks     the line that says so, and a ground behind the item that moves
"""
