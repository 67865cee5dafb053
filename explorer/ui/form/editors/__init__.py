"""One editor for each kind of value. An editor shows a value and says what was typed; it keeps nothing else."""
