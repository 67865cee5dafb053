"""The use cases, without Qt: open a connection, discover and search actions, fill a form, run a call."""
