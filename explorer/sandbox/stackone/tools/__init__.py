"""
Actions as tools for agents.

    tool_schema.py     JSON Schemas of an action's inputs, in three layouts
    tool_calls.py      arguments to a call, its end to a tool result
    action_search.py   finding actions by words
"""
