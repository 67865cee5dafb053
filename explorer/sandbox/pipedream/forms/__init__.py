"""
What fills a form: values as they arrive, remote choices, and props that change.

    values.py          label/value objects to plain values
    choice_rule.py     one prop's remote choices: read from the data files, made from a seed
    choice_pages.py    the kinds of paging, and the ends they come to
    configure.py       one configure call
    reload_rules.py    what a reload changes
    reload_makers.py   props that are made, not listed: columns, fields, groups
    form_request.py    what configure, reload and run requests have in common
"""
