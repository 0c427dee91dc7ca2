"""The page of help, for everyone."""
