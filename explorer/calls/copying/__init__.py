"""
A request as text that makes the same request elsewhere.

    ways            the ways that there are, and the text of each
    curl_command    cURL, for POSIX shells and for the Windows prompt
    shell_quoting   words of a command, so that the shell gives back what was meant
    httpx_script    Python with httpx
    body_place      whether a body stands in the text or in a file beside it

The words of a cURL command are read back by `explorer.calls.pasting`.
"""
