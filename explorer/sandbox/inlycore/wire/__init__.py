"""
How requests and answers look on the wire, as Laravel reads and writes them.

    exact_json.py     JSON whose numbers keep the digits they came with
    php_form.py       form fields to nested values, by PHP's naming rule
    multipart.py      the parts of a multipart body
    request_body.py   any of the three kinds of body to one mapping
    answers.py        error bodies, and the choice between JSON and a web page
    throttle.py       so many requests a minute
"""
