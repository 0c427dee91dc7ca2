"""The clinical core: pure functions over an exam record. No web, no store, no clock, no files."""
