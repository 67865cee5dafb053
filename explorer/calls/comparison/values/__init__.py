"""
How two JSON values differ.

    difference         the tree of what differs, and how much of what
    canonical          one spelling for each value: equal values have the same one
    list_matching      which item of one list is which of the other, and which of them moved
    value_comparison   two values to a tree of differences
    ignored_paths      places that do not count
    json_patch         the tree as JSON Patch (RFC 6902)
"""
