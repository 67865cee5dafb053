"""What a platform says about parameters, as a tree of fields: pure functions on plain data, no Qt, no network."""
