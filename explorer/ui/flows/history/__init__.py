"""Runs that were kept: listed, searched, opened again in the form, on the connection that they were made on."""
