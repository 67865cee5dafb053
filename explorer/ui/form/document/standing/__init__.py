"""
What stands at the places of a form for the value that it holds at present.

    standing      closed parts, variants and branches resolved, in one function
    field_tree    fields that are made while a form is used: opened levels, chosen shapes, keys of one's own
    vanishing     values of fields that come and go

Everybody else asks `FormDocument.standing` and sees fields that are texts, numbers, groups and lists.
"""
