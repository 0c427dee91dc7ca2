"""Accounts, signing in and out, and the certificate that a tablet installs."""
