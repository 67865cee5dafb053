"""What came of a request: refusals of the platform, failures of an action, and the answer of a run."""
