"""
Who may call, and how often.

    tokens.py             access tokens and Connect tokens
    limits.py             rate windows and the 429 after them
    gate.py               what is checked before a call is answered
    client_assertion.py   a client that signs instead of giving its secret
"""
