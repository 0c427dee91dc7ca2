"""Locking a tablet that nobody uses, and unlocking it with a PIN or the password."""
