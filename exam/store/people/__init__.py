"""Whose examination it is, who else may read it and why, and how it comes to another account."""
