"""Examinations with an outcome as cases that may leave the clinic: only what is listed, and no text."""
