"""What the explorer talks about: frozen dataclasses and enums that need nothing but the standard library."""
