"""
What a form holds, without Qt: the value, what was kept aside, text that is no value yet, and which rows there are.

The value is a plain JSON value that is never changed in place: each edit makes a new one that shares what stayed. So
what was loaded is what is sent, to the letter, wherever nobody typed, and a look at the value costs nothing.
"""
