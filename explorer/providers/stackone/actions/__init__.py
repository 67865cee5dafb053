"""
The actions of StackOne.

    listing.py        all of them, page by page, from the action catalogue
    tools.py          what one account can run, with JSON Schemas, from its MCP endpoint
    input_model.py    the engine's own description of inputs, as a JSON Schema
    effect.py         whether one reads, writes or destroys
    description.py    one action in full, from the best of these sources
"""
