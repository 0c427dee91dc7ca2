"""Outcomes on the screen: what can be chosen, what was entered, and what waits."""
