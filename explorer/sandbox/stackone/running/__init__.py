"""
Runs one action: from the body of `POST /actions/rpc`, or of an MCP tool call, to an answer.

    call.py             what is asked for
    answer.py           what comes back
    preconditions.py    account, profile and permission
    input_check.py      inputs against their types and rules
    record_actions.py   everyday actions on stored records
    file_actions.py     up, down, exports
    fault_actions.py    failures on request
    defender.py         the scan for planted instructions
    run.py              all of it in order, with its log
"""
