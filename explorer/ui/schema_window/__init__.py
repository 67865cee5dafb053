"""
A window for people who write schemas: the form of one schema, what is wrong with what it holds, the value, the schema.

    schema_window     arranges
    value_pane        the form and the same value as JSON
    text_pane         the value and the schema to be read, and what of the schema no editor was found for
    problem_table     everything that is wrong with the value
    plain_table       rows of text
    unread            what of a schema could not be read, and where
    file_watch        says when the file changes
    schema_flow       what happens when
"""
