"""The parts of the JSON editor: the text with its line numbers, its colours, and how lines are indented."""
