"""The note: what it shows on the screen, what leaves the program, signing, and what can follow it."""
