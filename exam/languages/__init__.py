"""The catalogue: every message in each language, and who has reviewed a translation."""
