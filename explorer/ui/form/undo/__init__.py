"""
Steps back and forth through what was done to a form.

    form_state    what a form holds at one moment, and how it gets back there; cheap, since values share what stayed
    shared_parts  how much a kept value holds that no other holds, and where two values differ first
    history       the steps, bounded by number and by bytes
    stepping      a step, carried out and shown
    undo_keys     Ctrl+Z belongs to the form, whichever of its fields has the keyboard

One rule for the keys: in a form, Ctrl+Z takes back the last change of the form, wherever it was made. Text fields have
no order of their own beside it; of what was typed in one, a step is what was typed without a pause.
"""
