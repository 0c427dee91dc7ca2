"""Erasing: what an administrator removes for good, what stays of it, and that no byte of it is left in the file."""
