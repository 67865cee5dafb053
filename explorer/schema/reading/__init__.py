"""
How a JSON Schema is read: `explorer.schema.build` makes fields of what these find.

    reference     what a `$ref` points to; nothing is fetched
    normalise     one spelling for what a schema can say in several
    merge         two schemas that both apply, as one
    facts         what a schema says about a field, and the fields that have none inside
"""
