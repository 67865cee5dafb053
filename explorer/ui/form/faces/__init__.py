"""
Faces: how editors look, painted on the pane of a form before their widgets are made.

Question: how can a form be on the screen as fast as one of bare widgets, when each of its own takes longer to make,
style and paint? Decision: rows that come all at once are painted whole on the pane, and their editors are made as soon
as that is on the screen, or at once where one gets the keyboard or is asked for anything. Reasons: of 16 ms for twenty
fields, 11 went into making and styling widgets; pictures of empty frames are the style sheet's own, taken once. Weighed
and left: a pool of used editors, which each class would have to be able to forget everything for.

What a face cannot show as the editor would has no face, and its editor is made at once.
"""
