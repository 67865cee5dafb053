"""
What is done to the parts of a value that are more than one field; no Qt.

    item_acts       items of lists
    key_acts        keys of one's own
    variant_acts    choosing between variants
"""
