"""The outside world: each platform behind one contract. The only package that knows HTTP."""
