"""The trail: everything that was written, and who saw, printed or exported what, as a chain of hashes."""
