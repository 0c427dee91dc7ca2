"""The list of examinations, their steps, the note, and copies for when the server cannot be reached."""
