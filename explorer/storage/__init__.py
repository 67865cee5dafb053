"""
What stays on the disk, and the secrets, which do not.

    locations           the directories
    atomic_file         files that are whole or not there at all
    json_file           JSON files that a person named
    settings            one versioned JSON file: connections, what the window remembers
    catalogue_cache     the actions of each connection as they were listed last
    history             the runs that were made, in a database and files beside it
    job_thread          a thread of its own for work that blocks
    keyring_thread      the one that may wait for the system's keyring
    keyring_backend     which keyring answers, and what it is called
    secrets             the secrets of the connections
"""
