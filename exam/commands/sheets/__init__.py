"""`dermyo patient-sheet` and `dermyo blank-form`: the sheets beside the note."""
