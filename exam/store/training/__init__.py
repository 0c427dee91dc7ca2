"""Demonstrations: examinations of nobody's own patient, in a database of their own, for an hour."""
