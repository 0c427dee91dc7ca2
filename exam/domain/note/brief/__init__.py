"""The note in few words, to be pasted elsewhere: the shorthand for the record, and the letter."""
