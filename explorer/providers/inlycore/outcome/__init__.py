"""What came of a request: refusals, results of runs, states of workflows."""
