"""
What came, undone step by step.

    content_encoding    gzip and deflate, in bounded pieces
    received_json       JSON, also such as the decoder refuses
    first_level         the members of an answer, also of a large one
"""
