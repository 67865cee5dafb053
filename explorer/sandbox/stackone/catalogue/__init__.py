"""
What can be called: connectors, their actions, and the inputs of these.

    model.py           connector, action, input
    fields.py          fields that made-up resources consist of
    vocabulary.py      names and resources by category
    verbs.py           what can be done with a resource
    invented.py        connectors from a seed
    hand_made.py       connectors on records of our own
    fault_lab.py       a connector that fails on request
    catalogue.py       all of them together
"""
