"""The export: everything in one file that can be read without Dermyo, and read into an empty database again."""
