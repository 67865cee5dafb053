"""
Rules of parameters, with Laravel's order, leniency and texts.

    blanks.py     blanks around text, and empty text, before any rule
    php_value.py  numbers, whole numbers and text as PHP understands them
    dates.py      points in time as PHP reads them
    rules.py      the rules, each a question about one value
    texts.py      what a broken rule says
    check.py      all rules of all parameters at once
"""
