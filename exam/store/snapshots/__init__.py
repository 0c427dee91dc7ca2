"""What the log of an examination comes to: worked out, kept beside the log, and checked against it."""
