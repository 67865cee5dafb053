"""One connection: its platform, address, settings and secrets, and a test of them."""
