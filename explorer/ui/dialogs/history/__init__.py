"""The runs that are kept, to be found again; which of them are shown; how much is kept."""
