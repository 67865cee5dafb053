"""Questions in windows of their own. They are opened, never executed: a nested event loop would break running tasks."""
