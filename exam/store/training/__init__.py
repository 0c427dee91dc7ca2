"""Demonstrations: examinations of invented patients, in a database of their own, for an hour."""
