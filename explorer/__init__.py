"""
Action Explorer: find, fill, run and read the actions of StackOne, Pipedream Connect and Inly Core.

The packages, each knowing only those below it:

    __main__ > app > ui > calls > providers | storage > schema > domain

    domain      what the explorer talks about: actions, accounts, calls, failures; standard library only
    schema      what a platform says about parameters, as a tree of fields
    providers   the platforms, behind one contract; the only place that knows HTTP
    storage     what stays on the disk, and secrets
    calls       the use cases: discover, search, fill, run
    ui          the window; the only place that knows Qt
    sandbox     a stand-in of each platform; imports none of the others and only app starts it
"""

__version__ = "0.1.0"
