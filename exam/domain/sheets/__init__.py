"""The sheets beside the note, one module each, in the words of whoever gets them."""
