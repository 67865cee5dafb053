"""
How two runs of one action differ.

    values           how two JSON values differ
    answer_reading   a body as a value that can be compared
    run_parts        answers, headers, requests and times of two runs
    proposals        places that look as if they differ each time
    report           the differences as text
"""
