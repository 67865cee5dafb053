"""
What a form holds, without Qt: the value, what was kept aside, text that is no value yet, and which rows there are.

The value is a plain JSON value that is never changed in place: each edit makes a new one that shares what stayed. So
what was loaded is what is sent, to the letter, wherever nobody typed, and a look at the value costs nothing.

    edits          what a row offers, and what it does    -> acts, row_plan
    row_plan       which rows there are                   -> form_document
    acts           items, keys of one's own, variants     -> form_document
    set_count      how much of a group is set             -> form_document
    form_document  the value and the notes beside it      -> standing, place_map, pages, changed_value
    standing       which field stands at a place          -> place_map

That a part is closed, has variants, or has fields that come and go, is known to `standing` alone:
`FormDocument.standing` gives the field that a place is edited as, with the choices that led to it, and
`FormDocument.child` the field of a key or index inside it.
"""
