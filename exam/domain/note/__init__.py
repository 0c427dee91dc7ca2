"""The note that is signed and printed: its sections, tables and sentences."""
