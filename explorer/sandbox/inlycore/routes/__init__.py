"""
Addresses of the installation.

    gate.py          what every address below /api goes through: wait, token, limits, form of failures
    action_path.py   key, verb and id out of a path
    action_route.py  execute, bulk execute and schema
    execution.py     the checks of one call, in order, and its answer
    bulk.py          one action on many subjects
    schema.py        the schema of an action, in the form that the switches choose
    record_route.py  lists and searches of records, and the state of jobs: extensions of the sandbox
"""
