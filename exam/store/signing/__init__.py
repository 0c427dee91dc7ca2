"""Signing: what is signed and never changes, what can be added to it, and the outputs that are kept with it."""
