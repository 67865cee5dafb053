"""
JSON text split one level at a time.

    json_level     names and slices of the members of one value
    long_level     of so many members that they are split a block at a time
    deep_level     of JSON that nests deeper than the decoder goes
"""
