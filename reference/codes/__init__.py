"""The codes of other systems: the check of their rows."""
