"""Rows for lists and trees: they answer from plain lists, make no request and format nothing twice."""
