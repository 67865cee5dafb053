"""
Comparisons as rows.

    difference_words   what stands in the row of a difference
    difference_rows    the tree of differences
    phase_pairs        the phases of two runs
"""
