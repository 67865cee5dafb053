"""How copied and dropped text comes into the call editor, and what is said about it."""
