"""
Finding a field of a form by its label, key or description.

    search_text    texts as they are compared, and where in a text the words stand
    finder         which rows match, with what is around them; no Qt
    field_search   typing, slices, and where the form was scrolled to
    find_line      the line that is typed in
    json_places    the places that fell back to JSON
    found_marks    the ground behind the letters that match
"""
