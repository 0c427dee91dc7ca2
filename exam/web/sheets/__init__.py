"""The sheets beside the note, one module each."""
