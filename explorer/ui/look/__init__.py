"""Colours, style sheet and icons: how the window looks, in one place."""
