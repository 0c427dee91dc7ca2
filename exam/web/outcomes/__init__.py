"""Outcomes: entering what a signed examination turned out to be, and the list of those that wait."""
