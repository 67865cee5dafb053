"""Files inside a value: as base64, as a data URI, or named by an address or a path."""
