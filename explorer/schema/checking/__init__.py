"""
How a value is held against a schema: `explorer.schema.check` is the way in, these are its steps.

    prepare       a schema from outside, made fit for the validator
    from_fields   a schema for forms that were made from something else
    convert       values with exact numbers, as the validator takes them
    effort        whether checking would end in reasonable time
    part          one part of a schema, such as the test of an `if`
    validator     the validator itself: compiled once, never fetching, patterns bounded
    wording       the words for each rule
"""
