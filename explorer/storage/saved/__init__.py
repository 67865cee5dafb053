"""
Files of others' making that are only looked at: saved answers and HAR files.

    saved_file   opens one where it lies
    media_type   what it is, by its first bytes and its name
    archive      a HAR file: which requests are in it
    exchange     one of them: request, answer and times
    raw_value    what a HAR file says, whatever it is
"""
