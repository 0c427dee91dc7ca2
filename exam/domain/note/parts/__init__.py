"""Parts of the note that are collected from several places: what comes first, what is missing, what is cited."""
