"""
A request as it was or would be sent, in the call's tab Request and in a run's.

    request_view    the view
    request_text    what it reads as: laid out, or byte by byte
    copy_button     the ways to copy it, and its body as a file
"""
