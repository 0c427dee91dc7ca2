"""Examinations with an outcome, exported for research without names, dates and free text."""
