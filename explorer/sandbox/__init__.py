"""
A local stand-in for each platform: real HTTP on loopback, with state, logs, limits and failures.

It imports no other package of the explorer, so that client and stand-in cannot share a mistake. Each platform has
a server, and so an origin, of its own: a token that leaks from one to the other is seen.

    stand_in.py        what each platform gives: routes, switches, reset, its part of the ready line
    <platform>/        one folder for each
    control.py         what stands in front of each: records requests, plays faults, answers /_sandbox/...
    faults.py          which faults there are, and which calls they hit
    fault_answers.py   slow, dropped, truncated and wrong answers, played on a call
    request_log.py     what was received, for tests and for people who write clients
    server.py          serves all three, each on a port of its own
    command.py         the same as a command, until interrupted, after one line that says where
    child_process.py   the same in a process of its own, ended with its parent
    resource_text.py   texts that come with the explorer
"""
