"""
Editors for an object that is one thing to a person: an HTTP request, a database query.

    composed_editor    the value, and editors for its parts
    pair_rows          names with values, each of which can be switched off
    http_editor        method, address, and a tab each for parameters, headers, body and authorization
    body_page, authorization_page
    sql_editor         the query, and a line for each of its parameters
    sql_text           what is what in SQL
"""
