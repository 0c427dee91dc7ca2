"""What the pages of the note show besides the note itself."""
