"""
What a person changes of the shape of a value, rather than of its parts.

    variant_picker    choosing between variants
    key_adder         one more key of one's own
    key_line          the name of such a key, in place of a label
"""
