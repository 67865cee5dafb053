"""
Running an action of StackOne.

    call_options.py    the form beside Run: sync, debug, connector profile, Defender
    rpc_request.py     a call as a request
    rpc_answer.py      an answer as the result of a run
    summary.py         a run in one line
    field_problems.py  which fields a refusal is about
"""
