"""Copies of a whole database: a backup, which is always an SQLite file, and what is restored from one."""
