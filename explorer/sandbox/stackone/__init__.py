"""A local StackOne."""

from explorer.sandbox.stackone.stand_in import StackOneSandbox

__all__ = ["StackOneSandbox"]
