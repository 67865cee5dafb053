"""Words and small widgets that several tabs of a result use."""
