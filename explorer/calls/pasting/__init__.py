"""
Text from the clipboard or a file as a call: JSON, a cURL command, a request as text, a platform's own body.

    shell_words, windows_words   a command line as words
    curl_options, curl           the words of a cURL command as a request
    pasted_text                  any text as a `PastedRequest`, or why it is none
    placing                      keys that belong into one of the form's groups
    paste_report                 what of it the form knows, what is missing, what does not fit

What a platform's body means is told by its provider: `Provider.read_pasted`. Nothing here asks the network or a disk.
"""
