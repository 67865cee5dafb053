"""
Fields made of what a JSON Schema says: `explorer.schema.build` is the way in.

    builder      one place of a schema, and the places inside it
    variants     unions and several types, as shapes to choose from
    keys         what a schema says about the keys of an object

A shape is made when it is chosen, so that fifty of them with fields of their own cost no more than their names.
"""
