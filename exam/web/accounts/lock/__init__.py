"""Locking a tablet that nobody uses, and unlocking it with a PIN, a passkey or the password."""
