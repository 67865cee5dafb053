"""
A received body as something to look at: the bytes are the truth, everything here is a view of them.

    splitting      one level of JSON, split when it is opened
    readable       a body as JSON in UTF-8, changed only where it must be
    json_node      one value in the tree
    json_tree      the tree
    json_search    plain text looked for in keys and values
    json_words     how the tree writes values and places
    body_text      bytes as text, a part at a time
    body_search    plain text looked for in the bytes
"""
