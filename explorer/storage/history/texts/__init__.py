"""
What is written of a run, as text without secrets.

    masked_json      JSON text with every known secret masked
    run_text         a run's parts as JSON text, and back
    search_text      everything readable of a run, for the search
"""
