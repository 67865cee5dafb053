"""
The addresses of the platform, one module for each group.

    endpoint.py           what all have in common: the key, the rate limit, the form of errors
    actions.py            metadata, search, feedback
    rpc.py                calls, and what was synced
    mcp.py                the same for agents, as JSON-RPC
    accounts.py           linked accounts, old and new spelling
    connect_sessions.py   sessions in which an account is linked
    connectors.py         connectors, profiles, pinned versions
    proxy.py              requests passed straight to a provider
    logs/                 what was called
"""
