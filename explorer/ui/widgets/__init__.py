"""Small widgets used in more than one place."""
