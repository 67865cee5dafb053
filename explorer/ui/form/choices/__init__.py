"""Choosing from a list: a few options as buttons, more in a list that is searched by typing."""
