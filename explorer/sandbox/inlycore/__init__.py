"""
Stand-in for an installation of Inly Core: actions, schemas, subjects, OAuth, both kinds of 422.

What Inly documents is answered as documented; what Laravel and Passport decide, as they do; the rest follows one
recommended reading, and where another reading is possible a switch chooses it.

    platform.py         InlyCoreSandbox: what the sandbox's server needs
    installation.py     everything that one installation holds, and its start state
    switches.py         what a test may change while it runs
    records.py          orders, customers, invoices, products, users
    authentication/     clients, rights, tokens, the OAuth pages
    validation/         rules of parameters, with Laravel's leniency and texts
    actions/            what each action does
    wire/               bodies, error forms, limits
    routes/             addresses to all of it
"""

from explorer.sandbox.inlycore.platform import InlyCoreSandbox

__all__ = ["InlyCoreSandbox"]
