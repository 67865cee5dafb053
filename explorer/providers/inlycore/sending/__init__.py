"""What goes out: addresses, bodies, files."""
