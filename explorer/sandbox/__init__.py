"""
A local stand-in for each platform: real HTTP on loopback, with state, logs, limits and failures.

It imports no other package of the explorer, so that client and stand-in cannot share a mistake. Each platform has
a server, and so an origin, of its own: a token that leaks from one to the other is seen.

    stand_in.py        what each platform gives: routes, switches, reset, its part of the ready line
    <platform>/        one folder for each
    faults.py          slow, dropped, truncated and wrong answers on request, in front of every platform
    request_log.py     what was received, for tests and for people who write clients
    server.py          serves all three until told to stop
    child_process.py   the same in a process of its own, ended with its parent
"""
